import { type LieRepresentation, nearStabilizers, stabilizer } from '@buridan/groups'
import fc from 'fast-check'
import {
  type Atoms,
  type Copy,
  copies,
  inputOf,
  MOLECULES,
  moved,
  shuffled,
  spaceReps,
} from '../../given/in-space.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Molecules with one atom out of its place, and a copy of them. */
const given = fc.constantFrom(...MOLECULES).chain((atoms) =>
  fc.record({
    atoms: fc.constant(atoms),
    out: fc.constantFrom(0, 1e-6, 1e-3, 0.03),
    copy: copies(atoms.points.length),
    unit: fc.constantFrom(1, 7, 1e-3, 1e150, 1e-150),
  }),
)

function inputWith({ points, kinds }: Atoms, out: number): Atoms {
  return { points: points.map((p, i) => (i === 0 ? p.map((v, c) => v + out * (c + 1)) : p)), kinds }
}

const copyOf = ({ points, kinds }: Atoms, copy: Copy): Atoms => ({
  points: moved(copy, points),
  kinds: shuffled(copy.order, kinds),
})

/** The orders and deviations of the chain; of so many points, in a unit. */
function chainOf(atoms: Atoms, radius: number, unit = 1): (string | number)[][] {
  const rep = spaceReps(atoms.points.length, 'V_a').repIn as LieRepresentation
  const x = inputOf(atoms).map((v) => v * unit)
  const { chain } = nearStabilizers(rep, x, { radius: radius * unit })
  return chain.map(({ orbitType, order, deviation }) => [orbitType, Number(order), deviation / unit])
}

export const nearlyKept = [
  relation('nearStabilizers', 'turned, in another order and in another unit', {
    given,
    one: ({ atoms, out }) => chainOf(inputWith(atoms, out), 0.2),
    other: ({ atoms, out, copy, unit }) => chainOf(copyOf(inputWith(atoms, out), copy), 0.2, unit),
    same: closeTo(1e-9, 1e-9),
    cost: 6,
  }),
  relation('nearStabilizers', 'a shorter search: the part of the chain up to it', {
    given: fc.record({ of: given, radius: fc.constantFrom(1e-9, 1e-4, 0.02, 0.1) }),
    one: ({ of: { atoms, out }, radius }) => chainOf(inputWith(atoms, out), radius),
    other: ({ of: { atoms, out }, radius }) =>
      chainOf(inputWith(atoms, out), 0.2).filter(([, , deviation]) => (deviation as number) <= radius),
    same: closeTo(1e-9, 1e-9),
    cost: 6,
  }),
  relation('nearStabilizers', 'the stabilizer at a small tolerance, where it is finite', {
    given,
    one: ({ atoms }) => {
      const rep = spaceReps(atoms.points.length, 'V_a').repIn as LieRepresentation
      const { order } = stabilizer(rep, inputOf(atoms), { tolerance: 1e-9 })
      return order === undefined ? 'infinite' : Number(order)
    },
    other: ({ atoms }) => {
      const rep = spaceReps(atoms.points.length, 'V_a').repIn as LieRepresentation
      const { chain, line } = nearStabilizers(rep, inputOf(atoms), { radius: 1e-8 })
      return line ? 'infinite' : Number(chain.at(-1)!.order)
    },
    cost: 6,
  }),
]
