import { type CrystalPointGroup, crystalPointGroup } from '@buridan/groups'
import fc from 'fast-check'
import { anyCrystal, changed, jitteredCrystal, supercell, withChange } from '../../given/crystals.js'
import { CRYSTALS, type GivenCrystal } from '../../given/known-crystals.js'
import { times, transposed } from '../../given/matrices.js'
import { noises } from '../../given/molecules.js'
import { isGroup, rows, sameTurns, scaled } from '../../given/space.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

export const crystal = (c: GivenCrystal, tolerance = 1e-3) =>
  crystalPointGroup(
    {
      lattice: c.lattice.map((v) => [...v]),
      elements: [...c.elements],
      positions: c.positions.map((p) => [...p]),
    },
    { tolerance },
  )

const symmetryOf = (r: CrystalPointGroup, name: (atom: number) => number = (i) => i) => ({
  name: r.name,
  order: r.order,
  centring: r.centring,
  equivalent: r.equivalentAtoms
    .map((list) => list.map(name).sort((a, b) => a - b))
    .sort((a, b) => a[0]! - b[0]!),
})

const turnsOf = (r: CrystalPointGroup) => r.operations.map((o) => rows(o.matrix))
const sizes = fc.constantFrom([2, 1, 1], [1, 2, 1], [1, 1, 2], [2, 2, 1], [3, 1, 1], [2, 2, 2])

const isPrimitive = (c: GivenCrystal) => crystal(c).centring === 1

/** Crystals with noise far below the tolerance, and a place between their deviation and gap. */
const between = (given: fc.Arbitrary<GivenCrystal>) =>
  fc.record({
    c: fc
      .record({ c: given, noise: noises, most: fc.constantFrom(0, 1e-5) })
      .map(({ c, noise, most }) => jitteredCrystal(c, noise, most)),
    share: fc.constantFrom(0.02, 0.5, 0.98),
  })

/** A tolerance at which the answer has to be the same. */
function betweenOf(c: GivenCrystal, share: number): number {
  const { deviation, gap } = crystal(c)
  const [low, high] = [Math.max(deviation * 1.0001, 1e-9), Math.min(gap, 3e-3) * 0.9999]
  return low < high ? low + share * (high - low) : 1e-3
}

/** Crystals said otherwise. */
export const crystals = [
  relation('crystalPointGroup', 'known by its making, in another cell', {
    given: withChange(fc.constantFrom(...CRYSTALS)),
    one: ({ c, change }) => {
      const { name, centring } = crystal(changed(c, change))
      return [name, centring]
    },
    other: ({ c }) => [c.name, c.centring],
    cost: 7,
  }),
  relation('crystalPointGroup', 'another basis, origin, order and orientation, atoms in other cells', {
    given: withChange(anyCrystal),
    one: ({ c, change }) => symmetryOf(crystal(c), (i) => change.order[i]!),
    other: ({ c, change }) => symmetryOf(crystal(changed(c, change))),
    cost: 7,
  }),
  relation('crystalPointGroup', 'operations turned along', {
    given: withChange(anyCrystal),
    one: ({ c, change: { turn } }) => turnsOf(crystal(c)).map((m) => times(times(turn, m), transposed(turn))),
    other: ({ c, change }) => turnsOf(crystal(changed(c, change))),
    same: sameTurns(),
    cost: 7,
  }),
  relation('crystalPointGroup', 'several cells as one', {
    given: fc.record({ c: anyCrystal, size: sizes }),
    one: ({ c, size }) => {
      const copies = size.reduce((a: number, b: number) => a * b, 1)
      const r = crystal(c)
      const all = r.equivalentAtoms.map((list) =>
        Array.from({ length: copies }, (_, k) => list.map((a) => k * c.elements.length + a))
          .flat()
          .sort((a, b) => a - b),
      )
      return {
        ...symmetryOf(r),
        centring: r.centring * copies,
        equivalent: all.sort((a, b) => a[0]! - b[0]!),
        primitive: r.primitiveAtoms.length,
      }
    },
    other: ({ c, size }) => {
      const r = crystal(supercell(c, size))
      return { ...symmetryOf(r), primitive: r.primitiveAtoms.length }
    },
    cost: 10,
  }),
  relation('crystalPointGroup', 'several cells as one: the operations', {
    given: fc.record({ c: anyCrystal, size: sizes }),
    one: ({ c }) => turnsOf(crystal(c)),
    other: ({ c, size }) => turnsOf(crystal(supercell(c, size))),
    same: sameTurns(),
    cost: 10,
  }),
  relation('crystalPointGroup', 'scaled with its tolerance', {
    given: fc.record({
      c: anyCrystal,
      factor: fc.constantFrom(1e-160, 1e160, 1e-100, 1e100, 0.529177, 1e-10, 1e10, 1e240),
      noise: noises,
      most: fc.constantFrom(0, 1e-4),
    }),
    one: ({ c, noise, most }) => scaleFree(crystal(jitteredCrystal(c, noise, most)), 1),
    other: ({ c, noise, most, factor }) => {
      const j = jitteredCrystal(c, noise, most)
      return scaleFree(
        crystal({ ...j, lattice: j.lattice.map((v) => scaled(v, factor)) }, 1e-3 * factor),
        factor,
      )
    },
    same: closeTo(1e-8, 1e-8),
    cost: 7,
  }),
  relation('crystalPointGroup', 'a number, a letter and a case for each element', {
    given: fc.record({
      c: anyCrystal,
      names: fc.uniqueArray(fc.constantFrom<string | number>('a', 'A', 1, 2, 10, '1', 0, -1, '', 'é', 1.5), {
        minLength: 4,
        maxLength: 4,
      }),
    }),
    one: ({ c }) => symmetryOf(crystal(c)),
    other: ({ c, names }) => {
      const kinds = [...new Set(c.elements)]
      return symmetryOf(crystal({ ...c, elements: c.elements.map((e) => names[kinds.indexOf(e)]!) }))
    },
    cost: 7,
  }),
  relation('crystalPointGroup', 'noise far below the tolerance', {
    given: fc.record({ c: anyCrystal, noise: noises, share: fc.constantFrom(1e-9, 1e-3, 0.05) }),
    one: ({ c }) => symmetryOf(crystal(c, 1e-2)),
    other: ({ c, noise, share }) => symmetryOf(crystal(jitteredCrystal(c, noise, share * 1e-2), 1e-2)),
    cost: 7,
  }),
  relation('crystalPointGroup', 'rounded to digits', {
    given: withChange(anyCrystal).chain((g) =>
      fc.record({ g: fc.constant(g), digits: fc.integer({ min: 5, max: 15 }) }),
    ),
    one: ({ g: { c, change } }) => symmetryOf(crystal(c), (i) => change.order[i]!),
    other: ({ g: { c, change }, digits }) => {
      const other = changed(c, change)
      const round = (p: readonly number[]) => p.map((v) => Number(v.toFixed(digits)))
      // fractional coordinates are multiplied by cell vectors, which may be long
      return symmetryOf(
        crystal(
          { ...other, lattice: other.lattice.map(round), positions: other.positions.map(round) },
          500 * 10 ** -digits,
        ),
      )
    },
    cost: 7,
  }),
  relation('crystalPointGroup', 'results written into, typed arrays', {
    given: anyCrystal,
    one: (c) => scaleFree(crystal(c), 1),
    other: (c) => {
      const given = {
        lattice: c.lattice.map((v) => Float64Array.from(v)),
        elements: [...c.elements],
        positions: c.positions.map((p) => Float64Array.from(p)),
      }
      const first = crystalPointGroup(given, { tolerance: 1e-3 })
      for (const o of first.operations) {
        o.matrix.fill(7)
        o.images.fill(0)
      }
      for (const list of [...first.equivalentAtoms, first.primitiveAtoms]) (list as number[]).fill(0)
      return scaleFree(crystalPointGroup(given, { tolerance: 1e-3 }), 1)
    },
    cost: 7,
  }),
  relation('crystalPointGroup', 'asked at another tolerance between deviation and gap', {
    given: between(anyCrystal.filter(isPrimitive)),
    one: ({ c }) => symmetryOf(crystal(c)),
    other: ({ c, share }) => symmetryOf(crystal(c, betweenOf(c, share))),
    cost: 15,
  }),
  relation('crystalPointGroup', 'several lattice points in a cell, asked between deviation and gap', {
    given: between(anyCrystal.filter((c) => !isPrimitive(c))),
    one: ({ c }) => symmetryOf(crystal(c)),
    other: ({ c, share }) => symmetryOf(crystal(c, betweenOf(c, share))),
    cost: 15,
  }),
]

/** What does not change with the unit of length. */
function scaleFree(r: CrystalPointGroup, factor: number) {
  const operations = r.operations.map((o) =>
    [
      `${o.kind} ${o.order} ${o.power} ${o.images}`,
      [...o.matrix].map((v) => Math.round(v * 1e6) / 1e6).join(),
    ].join(' '),
  )
  return {
    ...symmetryOf(r),
    deviation: r.deviation / factor,
    gap: r.gap / factor,
    operations: operations.map((o) => o.replaceAll('-0,', '0,').replace(/-0$/, '0')).sort(),
    isGroup: isGroup(turnsOf(r)),
    group: r.group.order,
  }
}
