import { crystalIsometry } from '@buridan/groups'
import fc from 'fast-check'
import { anyCrystal, changed, supercell, withChange } from '../../given/crystals.js'
import type { GivenCrystal } from '../../given/known-crystals.js'
import { apply, transposed } from '../../given/matrices.js'
import { determinant, type Point, plus, rows } from '../../given/space.js'
import { relation } from '../../harness/relation.js'
import { crystal } from './crystals.js'

const plain = (c: GivenCrystal) => ({
  lattice: c.lattice.map((v) => [...v]),
  elements: [...c.elements],
  positions: c.positions.map((p) => [...p]),
})

const inSpace = (c: GivenCrystal, p: Point) => apply(transposed(c.lattice), p)

/** Whether v is a translation of a lattice. */
function isTranslation(lattice: readonly Point[], v: Point): boolean {
  const d = determinant(lattice)
  return lattice.every((_, i) => {
    const x = determinant(lattice.map((row, j) => (i === j ? v : row))) / d
    return Math.abs(x - Math.round(x)) < 1e-5
  })
}

/** Whether an isometry takes each atom to one of its element, at a place of it in some primitive cell. */
function asSaid(from: GivenCrystal, to: GivenCrystal, options = {}): unknown {
  const found = crystalIsometry(plain(from), plain(to), { tolerance: 1e-3, ...options })
  if (!found) return 'none'
  const matrix = rows(found.matrix)
  return from.positions.every((p, a) => {
    const image = plus(apply(matrix, inSpace(from, p)), [...found.translation])
    const b = found.images[a]!
    return (
      from.elements[a] === to.elements[b] &&
      to.positions.some((q, k) => {
        const apart = plus(
          image,
          inSpace(to, q).map((v) => -v),
        )
        return to.elements[k] === to.elements[b] && isTranslation(to.lattice, apart)
      })
    )
  })
}

const rounded = (c: GivenCrystal, digits: number): GivenCrystal => ({
  ...c,
  positions: c.positions.map((p) => p.map((v) => Number(v.toFixed(digits)))),
})

/** Crystals laid on copies of them. */
export const isometries = [
  relation('crystalIsometry', 'on a copy in another cell, turned, shifted, in another order', {
    given: withChange(anyCrystal),
    one: ({ c, change }) => asSaid(c, changed(c, change)),
    other: () => true,
    cost: 7,
  }),
  relation('crystalIsometry', 'on several cells as one, to fewer digits', {
    given: fc.record({
      c: anyCrystal,
      sizes: fc.constantFrom([2, 1, 1], [1, 2, 1], [1, 1, 2]),
      others: fc.constantFrom([2, 1, 1], [1, 2, 1], [1, 1, 1]),
    }),
    one: ({ c, sizes, others }) => {
      const [a, b] = [supercell(c, sizes), rounded(supercell(c, others), 6)]
      return [crystalIsometry(plain(a), plain(b), { tolerance: 1e-3 }) !== undefined]
    },
    other: () => [true],
    cost: 7,
  }),
  relation('crystalIsometry', 'on itself by each matrix of the point group, and no other', {
    given: anyCrystal,
    one: (c) => {
      const turn = [0.6, -0.8, 0, 0.8, 0.6, 0, 0, 0, 1]
      const own = crystal(c).operations.map((o) => asSaid(c, c, { matrices: [o.matrix] }))
      return [...own, asSaid(c, c, { matrices: [turn] })]
    },
    other: (c) => {
      // a turn by 53° is of no lattice of these but those of one symmetric vector
      return [...crystal(c).operations.map(() => true), 'none']
    },
    cost: 15,
  }),
]
