import { parseCif } from '@buridan/data'
import { compose, elementsOf } from '@buridan/groups'
import {
  assignSites,
  cellOf,
  cubicParent,
  describeCell,
  orient,
  perovskiteSymmetry,
  pztTask,
} from '@buridan/tasks'
import fc from 'fast-check'
import { CIFS, cifOf, crystals } from '../../given/cells.js'
import { images } from '../../given/permutations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const symmetry = perovskiteSymmetry()
const { group, vector, sites, siteVectors, siteTensors } = symmetry
const list = elementsOf(group)
const PZT = CIFS['PbZr0.1Ti0.9O3.cif']!

/** A cell of the data with its atoms displaced, in another order, and an element of O_h. */
const cells = fc.record({
  name: fc.constantFrom(...Object.keys(CIFS)),
  kicks: fc.array(
    fc.integer({ min: -20, max: 20 }).map((v) => v / 100),
    { minLength: 15, maxLength: 15 },
  ),
  order: images(5),
  g: fc.nat(47),
})
type Given = typeof cells extends fc.Arbitrary<infer C> ? C : never

function cellFrom({ name, kicks, order }: Given) {
  const { edge, atoms } = cellOf(parseCif(CIFS[name]!))
  const moved = atoms.map(({ element, position }, i) => ({
    element,
    position: position.map((v, c) => v + kicks[3 * i + c]!),
  }))
  return { edge, atoms: order.map((i) => moved[i]!) }
}

const ideal = [
  [0, 0, 0],
  [0.5, 0.5, 0.5],
  [0, 0.5, 0.5],
  [0.5, 0, 0.5],
  [0.5, 0.5, 0],
]

export const crystalline = [
  relation('cellOf', 'sites moved by operations, written out; operations in another order', {
    given: crystals,
    one: (crystal) => {
      const { edge, atoms } = cellOf(
        parseCif(cifOf({ ...crystal, operations: [...crystal.operations].reverse() }, plain)),
      )
      return [edge, places(atoms.map((a) => a.position.map((v) => v / edge)))]
    },
    other: (crystal) => {
      const found: number[][] = []
      for (const { at } of crystal.sites) {
        for (const { rows, shift } of crystal.operations) {
          const p = rows.map((row, i) => row.reduce((sum, w, j) => sum + w * at[j]!, shift[i]!))
          if (!found.some((q) => q.every((v, i) => Math.abs(v - p[i]! - Math.round(v - p[i]!)) < 1e-4)))
            found.push(p)
        }
      }
      return [crystal.lengths[2], places(found)]
    },
    same: closeTo(1e-6, 1e-6),
  }),
  relation('assignSites', 'the nearest ideal site of each atom, an element before or after', {
    given: cells,
    one: (given) => {
      const { elements, displacements } = assignSites(orient(cellFrom(given), vector, list.at(given.g)))
      return [elements, [...displacements]]
    },
    other: (given) => {
      const { edge, atoms } = cellFrom(given)
      const placed = ideal.map((site) => {
        const off = atoms.map(({ position }) =>
          position.map((v, c) => v - edge * (site[c]! + Math.round(v / edge - site[c]!))),
        )
        const sizes = off.map((d) => Math.hypot(...d))
        const best = sizes.indexOf(Math.min(...sizes))
        return { element: atoms[best]!.element, off: off[best]! }
      })
      const numbers = placed.map((_, s) => s)
      const moved = sites.apply(list.at(given.g), numbers)
      return [
        [...moved].map((s) => placed[s]!.element),
        [
          ...siteVectors.apply(
            list.at(given.g),
            placed.flatMap((p) => p.off),
          ),
        ],
      ]
    },
    same: closeTo(1e-9, 1e-9),
    cost: 2,
  }),
  relation('describeCell perovskiteSymmetry', 'an element before or after, atoms in another order', {
    given: cells,
    one: (given) => [...describeCell(orient(cellFrom(given), vector, list.at(given.g)))],
    other: (given) => {
      const x = [...describeCell(cellFrom({ ...given, order: [0, 1, 2, 3, 4] }))]
      const g = list.at(given.g)
      return [...sites.apply(g, x.slice(0, 5)), ...siteTensors.apply(g, x.slice(5))]
    },
    same: closeTo(1e-7, 1e-9),
    cost: 4,
  }),
  relation('cubicParent orient', 'an element before or after, and in two steps', {
    given: fc.record({ cell: cells, h: fc.nat(47) }),
    one: ({ cell, h }) => {
      const turned = orient(orient(cellFrom(cell), vector, list.at(cell.g)), vector, list.at(h))
      return sortedCell(cubicParent(turned))
    },
    other: ({ cell, h }) => {
      const product = compose(list.at(h), list.at(cell.g))
      return sortedCell(orient(cubicParent(cellFrom(cell)), vector, product))
    },
    same: closeTo(1e-9, 1e-9),
    cost: 3,
  }),
  relation('pztTask', 'other orientations: the scores of labels, of none, and of any other domain', {
    given: fc.record({ seed: fc.nat(20), g: fc.nat(47), at: fc.nat(15) }),
    one: ({ seed, g, at }) => {
      const task = pztTask(PZT, { seed })
      const { displacements } = assignSites(cellOf(parseCif(PZT)))
      const label = displacements.map((v, i) => v - displacements[i % 3]!)
      const check = task.test[at]!
      const none = new Float64Array(15)
      return [check.score(siteVectors.apply(list.at(g), label)), check.score(none), check.floor, task.floor]
    },
    other: () => {
      const { displacements } = assignSites(cellOf(parseCif(PZT)))
      const label = displacements.map((v, i) => v - displacements[i % 3]!)
      const whole = label.reduce((sum, v) => sum + v * v, 0)
      return [0, whole, whole, whole]
    },
    same: closeTo(1e-9, 1e-9),
    cost: 60,
  }),
]

const plain = { newline: '\n', upper: false, quote: "'", deviation: '', shuffled: false, comments: false }

/** Places in a cell as sorted texts: those at its faces are at 0. */
function places(list_: readonly (readonly number[])[]): number[][] {
  const inside = list_.map((p) => p.map((v) => (Math.round((v - Math.floor(v)) * 1e4) % 1e4) / 1e4))
  return inside.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!)
}

function sortedCell({ edge, atoms }: ReturnType<typeof cubicParent>) {
  const rows = atoms.map(({ element, position }) => ({
    element,
    place: places([position.map((v) => v / edge)])[0]!,
  }))
  return rows.sort((a, b) => (`${a.element} ${a.place}` < `${b.element} ${b.place}` ? -1 : 1))
}
