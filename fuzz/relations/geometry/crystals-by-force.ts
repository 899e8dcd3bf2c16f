import type { CrystalPointGroup } from '@buridan/groups'
import fc from 'fast-check'
import { crystalByForce, dualOf } from '../../given/crystal-operations.js'
import {
  anyCrystal,
  cartesian,
  gridCrystals,
  jitteredCrystal,
  shortest,
  supercell,
} from '../../given/crystals.js'
import { CRYSTALS, type GivenCrystal } from '../../given/known-crystals.js'
import { apply } from '../../given/matrices.js'
import { noises } from '../../given/molecules.js'
import { isGroup, plus, rows, sameTurns } from '../../given/space.js'
import { relation } from '../../harness/relation.js'
import { crystal } from './crystals.js'

/** Cells that are reduced and primitive as they are. */
const reducedCrystals = fc
  .oneof(gridCrystals, fc.constantFrom(...CRYSTALS.filter(({ centring }) => centring === 1)))
  .filter((c) => crystalByForce(c).translations === 1)

/** What an answer says of itself and is not so. */
function faults(c: GivenCrystal, r: CrystalPointGroup, tolerance: number): string[] {
  const out: string[] = []
  const check = (holds: boolean, law: string) => holds || out.push(law)
  const n = c.elements.length
  check(
    r.equivalentAtoms
      .flat()
      .sort((a, b) => a - b)
      .join() === c.elements.map((_, i) => i).join(),
    'equivalent atoms are a partition',
  )
  check(
    r.equivalentAtoms.every((list) => new Set(list.map((i) => c.elements[i])).size === 1),
    'equivalent atoms are alike',
  )
  check(r.primitiveAtoms.length * r.centring === n, 'a primitive cell has its share of the atoms')
  check(
    r.operations.length === r.order && r.group.order === BigInt(r.order),
    'as many operations as the order says',
  )
  check(isGroup(r.operations.map((o) => rows(o.matrix))), 'operations are a group')
  check(r.deviation <= tolerance && r.gap >= r.deviation, 'the deviation is within the tolerance and the gap')
  const dual = dualOf(c.lattice)
  const kept = r.primitiveAtoms
  for (const o of r.operations) {
    check(new Set(o.images).size === kept.length, 'images are a permutation')
    o.images.forEach((image, k) => {
      const moved = apply(
        dual,
        plus(apply(rows(o.matrix), cartesian(c.lattice, c.positions[kept[k]!]!)), o.translation),
      )
      // in the cell given, the image is a copy of the atom that is kept
      const best = Math.min(
        ...c.positions.map((q, j) =>
          r.equivalentAtoms.some((list) => list.includes(j) && list.includes(kept[image]!))
            ? shortest(c.lattice, moved, q)
            : Number.POSITIVE_INFINITY,
        ),
      )
      // atoms that are not kept may be off by a translation's deviation, and those that are by what the mean of places moves them
      const most = r.centring === 1 ? r.deviation + 1e-8 : 4 * tolerance
      check(best <= most, 'images are atoms, up to the deviation')
    })
  }
  return [...new Set(out)]
}

/** Crystals beside all integer matrices, and answers taken at their word. */
export const crystalsByForce = [
  relation('crystalPointGroup', 'all integer matrices and all translations', {
    given: reducedCrystals,
    one: (c) => crystal(c).operations.map((o) => rows(o.matrix)),
    other: (c) => crystalByForce(c).turns,
    same: sameTurns(1e-6),
    cost: 12,
  }),
  relation('crystalPointGroup', 'equivalent atoms by all operations', {
    given: reducedCrystals,
    one: (c) => [...crystal(c).equivalentAtoms.map((list) => [...list])].sort((a, b) => a[0]! - b[0]!),
    other: (c) => crystalByForce(c).equivalent,
    cost: 12,
  }),
  relation('crystalPointGroup', 'translations counted by force', {
    given: anyCrystal,
    one: (c) => crystal(c).centring,
    other: (c) => crystalByForce(c).translations,
    cost: 12,
  }),
  relation('crystalPointGroup', 'operations act as they say and are a group', {
    given: fc.record({ c: anyCrystal, size: fc.constantFrom([1, 1, 1], [2, 1, 1], [2, 2, 1]) }),
    one: ({ c, size }) => {
      const large = supercell(c, size)
      return faults(large, crystal(large), 1e-3)
    },
    other: () => [],
    cost: 12,
  }),
  relation('crystalPointGroup', 'one cell, jittered about the tolerance: a partition and a group', {
    given: fc.record({
      c: anyCrystal.filter((c) => c.elements.length <= 6 && crystalByForce(c).translations === 1),
      noise: noises,
      most: fc.constantFrom(2e-4, 5e-4, 1e-3),
    }),
    one: ({ c, noise, most }) => {
      const put = jitteredCrystal(c, noise, most)
      return faults(put, crystal(put), 1e-3)
    },
    other: () => [],
    cost: 12,
  }),
  relation('crystalPointGroup', 'several cells, jittered about the tolerance: a partition and a group', {
    given: fc.record({
      c: anyCrystal,
      size: fc.constantFrom([2, 1, 1], [3, 1, 1], [2, 2, 1], [2, 2, 2]),
      noise: noises,
      most: fc.constantFrom(2e-4, 5e-4, 1e-3),
    }),
    one: ({ c, size, noise, most }) => {
      const put = jitteredCrystal(supercell(c, size), noise, most)
      return faults(put, crystal(put), 1e-3)
    },
    other: () => [],
    cost: 12,
  }),
  relation('crystalPointGroup', 'a vacancy: the operations that keep the empty place', {
    given: fc.record({
      c: fc.constantFrom(...CRYSTALS.filter((c) => c.elements.length <= 4)),
      at: fc.nat(7),
    }),
    one: ({ c, at }) => {
      const { lattice, elements, positions } = supercell(c, [2, 2, 2])
      const gone = at % elements.length
      const r = crystal({
        lattice,
        elements: elements.filter((_, i) => i !== gone),
        positions: positions.filter((_, i) => i !== gone),
      })
      return r.operations.map((o) => rows(o.matrix))
    },
    // an atom of another element at the place is the same as none, unless all atoms are alike and it has to stay
    other: ({ c, at }) => {
      const whole = supercell(c, [2, 2, 2])
      const gone = at % whole.elements.length
      return crystal({
        ...whole,
        elements: whole.elements.map((e, i) => (i === gone ? 'none' : e)),
      }).operations.map((o) => rows(o.matrix))
    },
    same: sameTurns(1e-6),
    cost: 40,
  }),
  relation('crystalPointGroup', 'a chain along one axis, as a set of numbers', {
    given: fc.record({
      places: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 5 }),
      labels: fc.array(fc.constantFrom('A', 'A', 'B'), { minLength: 5, maxLength: 5 }),
    }),
    one: ({ places, labels }) => {
      const r = crystal({
        lattice: [
          [12, 0, 0],
          [0, 5, 0],
          [0, 0, 7],
        ],
        elements: labels.slice(0, places.length),
        positions: places.map((x) => [x / 12, 0, 0]),
      })
      return [r.name, r.centring]
    },
    other: ({ places, labels }) => {
      const chain = Array.from({ length: 12 }, (_, x) =>
        places.includes(x) ? labels[places.indexOf(x)]! : '',
      )
      const turnsAround = (f: (x: number, s: number) => number) =>
        chain.filter((_, s) => chain.every((e, x) => chain[((f(x, s) % 12) + 12) % 12] === e)).length
      const centring = turnsAround((x, s) => x + s)
      // a chain closer than the cell across it, and no square
      return [turnsAround((x, s) => s - x) > 0 ? 'd2h' : 'c2v', centring]
    },
    cost: 6,
  }),
]
