import { findPointGroup } from '@buridan/groups'
import fc from 'fast-check'
import { apply, times, transposed } from '../../given/matrices.js'
import {
  type GivenMolecule,
  gridMolecules,
  jittered,
  knownMolecules,
  moved,
  noises,
  scaledBy,
  withMove,
} from '../../given/molecules.js'
import { distance, minus, plus, rows, sameTurns } from '../../given/space.js'
import { closeTo, sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'
import { faults, found, plain, scaleFree, symmetryOf } from './molecule-answers.js'

const anyMolecule = fc.oneof(knownMolecules, gridMolecules(6))
const tolerance = fc.constantFrom(1e-2, 1e-3, 1e-5, 1e-8)

/** Molecules put otherwise. */
export const molecules = [
  relation('findPointGroup', 'known by its making, turned, shifted and shuffled', {
    given: withMove(knownMolecules).chain((g) =>
      fc.record({ g: fc.constant(g), tolerance: fc.constantFrom(1e-3, 1e-5, 1e-8) }),
    ),
    one: ({ g: { m, move }, tolerance: t }) => found(moved(m, move), t).name,
    other: ({ g: { m } }) => m.name,
    cost: 8,
  }),
  relation('findPointGroup', 'turned, shifted and shuffled', {
    given: withMove(anyMolecule).chain((g) => fc.record({ g: fc.constant(g), tolerance })),
    one: ({ g: { m, move }, tolerance: t }) => {
      const r = found(m, t)
      const centre = plus(apply(move.turn, r.centre), move.shift)
      return [symmetryOf(r, (i) => move.by[i]!), [...centre, 1].map(String).length, centre]
    },
    other: ({ g: { m, move }, tolerance: t }) => {
      const r = found(moved(m, move), t)
      return [symmetryOf(r), 4, r.centre]
    },
    same: closeTo(1e-9, 1e-9),
    cost: 8,
  }),
  relation('findPointGroup', 'operations turned along', {
    given: withMove(anyMolecule),
    one: ({ m, move: { turn } }) =>
      found(m, 1e-3).operations.map((o) => times(times(turn, rows(o.matrix)), transposed(turn))),
    other: ({ m, move }) => found(moved(m, move), 1e-3).operations.map((o) => rows(o.matrix)),
    same: sameTurns(),
    cost: 8,
  }),
  relation('findPointGroup', 'images of atoms renamed', {
    given: withMove(anyMolecule),
    one: ({ m, move: { by: name } }) =>
      found(m, 1e-3).operations.map((o) => {
        const out = [...name]
        o.images.forEach((image, i) => {
          out[name[i]!] = name[image]!
        })
        return `${o.kind} ${o.order} ${o.power} ${out}`
      }),
    other: ({ m, move }) =>
      found(moved(m, move), 1e-3).operations.map((o) => `${o.kind} ${o.order} ${o.power} ${o.images}`),
    same: sameEntries,
    cost: 8,
  }),
  relation('findPointGroup', 'scaled with its tolerance', {
    given: fc.record({
      m: fc
        .record({ m: anyMolecule, noise: noises, most: fc.constantFrom(0, 1e-4, 5e-4, 5e-3) })
        .map(({ m, noise, most }) => jittered(m, noise, most)),
      factor: fc.constantFrom(1e-160, 1e160, 1e-100, 1e100, 0.529177, 1e-10, 1e-300, 1e240, 2 ** 30),
    }),
    one: ({ m }) => scaleFree(found(m, 1e-3), 1),
    other: ({ m, factor }) => scaleFree(found(scaledBy(m, factor), 1e-3 * factor), factor),
    same: closeTo(1e-8, 1e-8),
    cost: 8,
  }),
  relation('findPointGroup', 'rounded to digits, known by its making', {
    given: withMove(knownMolecules).chain((g) =>
      fc.record({ g: fc.constant(g), digits: fc.integer({ min: 4, max: 15 }) }),
    ),
    one: ({ g: { m, move }, digits }) => {
      const put = moved(m, move)
      const positions = put.positions.map((p) => p.map((v) => Number(v.toFixed(digits))))
      // no coordinate is known better than to 64 units in its last place
      const extent = Math.max(...positions.flat().map(Math.abs))
      return found({ ...put, positions }, Math.max(10 ** -digits * 6, 64 * Number.EPSILON * extent)).name
    },
    other: ({ g: { m } }) => m.name,
    cost: 8,
  }),
  relation('findPointGroup', 'noise below the tolerance', {
    given: fc.record({
      m: fc.oneof(knownMolecules, gridMolecules(6)),
      noise: noises,
      share: fc.constantFrom(1e-12, 1e-6, 0.01, 0.1),
    }),
    one: ({ m }) => symmetryOf(found(m, 1e-3)),
    other: ({ m, noise, share }) => symmetryOf(found(jittered(m, noise, share * 1e-3), 1e-3)),
    cost: 8,
  }),
  relation('findPointGroup', 'a number, a letter and a case for each element', {
    given: fc.record({
      m: anyMolecule,
      names: fc.uniqueArray(fc.constantFrom<string | number>('a', 'A', 1, 2, 10, '1', 0, -1, '', 'é', 1.5), {
        minLength: 4,
        maxLength: 4,
      }),
    }),
    one: ({ m }) => symmetryOf(found(m, 1e-3)),
    other: ({ m, names }) => {
      const kinds = [...new Set(m.elements)]
      return symmetryOf(found({ ...m, elements: m.elements.map((e) => names[kinds.indexOf(e)]!) }, 1e-3))
    },
    cost: 8,
  }),
  relation('findPointGroup', 'an atom put in the centre', {
    given: anyMolecule.filter((m) => m.elements.length > 1 && isFree(m, 0.1)),
    one: (m) => symmetryOf(found(m, 1e-3)),
    other: (m) => {
      const r = found({ elements: [...m.elements, 'centre'], positions: [...m.positions, centreOf(m)] }, 1e-3)
      return symmetryOf({
        ...r,
        equivalentAtoms: r.equivalentAtoms.filter((list) => !list.includes(m.elements.length)),
      })
    },
    cost: 8,
  }),
  relation('findPointGroup', 'a greater copy of it around it', {
    given: anyMolecule.filter((m) => m.elements.length > 1),
    one: (m) => found(m, 1e-3).name,
    other: (m) => {
      const centre = centreOf(m)
      const around = m.positions.map((p) =>
        plus(
          centre,
          minus(p, centre).map((v) => 7.3 * v),
        ),
      )
      const far = around.filter((p) => distance(p, centre) > 0.1)
      return found(
        { elements: [...m.elements, ...far.map(() => 'X')], positions: [...m.positions, ...far] },
        1e-3,
      ).name
    },
    cost: 8,
  }),
  relation('findPointGroup', 'operations act as they say and are a group', {
    given: withMove(anyMolecule).chain((g) =>
      fc.record({ g: fc.constant(g), noise: noises, most: fc.constantFrom(0, 1e-9, 1e-4, 5e-4, 2e-3, 5e-3) }),
    ),
    one: ({ g: { m, move }, noise, most }) => {
      const put = jittered(moved(m, move), noise, most)
      return faults(put, found(put, 1e-3), 1e-3)
    },
    other: () => [],
    cost: 10,
  }),
  relation('findPointGroup', 'asked at another tolerance between deviation and gap', {
    given: fc.record({
      m: anyMolecule,
      noise: noises,
      most: fc.constantFrom(0, 1e-5, 1e-4, 5e-4),
      share: fc.constantFrom(0.02, 0.5, 0.98),
    }),
    one: ({ m, noise, most }) => symmetryOf(found(jittered(m, noise, most), 1e-3)),
    other: ({ m, noise, most, share }) => {
      const put = jittered(m, noise, most)
      const { deviation, gap, order } = found(put, 1e-3)
      if (order === undefined) return symmetryOf(found(put, 1e-3))
      const [low, high] = [Math.max(1.5 * deviation, 1e-9), Math.min(gap, 3e-3) / 1.5]
      return symmetryOf(found(put, low < high ? low + share * (high - low) : 1e-3))
    },
    cost: 8,
  }),
  relation('findPointGroup', 'positions as typed arrays, results written into', {
    given: anyMolecule,
    one: (m) => plain(found(m, 1e-3)),
    other: (m) => {
      const molecule = { elements: [...m.elements], positions: m.positions.map((p) => Float64Array.from(p)) }
      const first = findPointGroup(molecule, { tolerance: 1e-3 })
      for (const o of first.operations) {
        o.matrix.fill(7)
        o.images.fill(0)
      }
      first.orientation.fill(0)
      for (const list of first.equivalentAtoms) (list as number[]).fill(0)
      return plain(findPointGroup(molecule, { tolerance: 1e-3 }))
    },
    cost: 8,
  }),
  relation('findPointGroup', 'atoms closer than the tolerance, pair by pair', {
    given: fc.record({
      m: gridMolecules(5, 2),
      at: fc.nat(4),
      step: fc.constantFrom(
        [0.5, 0, 0],
        [0, 0.5, 0],
        [0.3, 0.3, 0.3],
        [1.5, 0, 0],
        [0, 0, -1.5],
        [0.9, 0.9, 0],
      ),
      factor: fc.constantFrom(1e-3, 0.1, 1e-150, 1e150),
    }),
    one: ({ m, at, step, factor }) => {
      const twice = withCopy(
        m,
        at,
        step.map((v) => v * 1e-3),
        factor,
      )
      try {
        return [found(twice, 1e-3 * factor).equivalentAtoms.flat().length]
      } catch (error) {
        return /apart, within the tolerance/.test((error as Error).message) ? 'coincident' : String(error)
      }
    },
    other: ({ m, at, step, factor }) => {
      const { positions } = withCopy(
        m,
        at,
        step.map((v) => v * 1e-3),
        1,
      )
      const close = positions.some((p, i) => positions.some((q, j) => j < i && distance(p, q) <= 1e-3))
      return close ? 'coincident' : [positions.length * Number(factor > 0)]
    },
    cost: 4,
  }),
]

/** The molecule with another atom a step beside one of its own. */
function withCopy(m: GivenMolecule, at: number, step: readonly number[], factor: number): GivenMolecule {
  const a = at % m.elements.length
  const copy = plus(m.positions[a]!, step)
  return scaledBy({ elements: [...m.elements, 'copy'], positions: [...m.positions, copy] }, factor)
}

function centreOf({ positions }: GivenMolecule): number[] {
  return positions.reduce((sum: number[], p) => plus(sum, p), [0, 0, 0]).map((v) => v / positions.length)
}

function isFree(m: GivenMolecule, radius: number): boolean {
  return m.positions.every((p) => distance(p, centreOf(m)) > radius)
}
