import {
  type AtomsFrame,
  elementOf,
  formatXyz,
  frameDataSets,
  labelNames,
  parseFrames,
  parseXyz,
  type XyzFrame,
} from '@buridan/data'
import { BuridanError } from '@buridan/groups'
import fc from 'fast-check'
import { frames, type GivenFrame } from '../../given/frames.js'
import { spellings, xyzOf } from '../../given/xyz-text.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const lists = fc.array(frames, { minLength: 1, maxLength: 4 })
const asked = fc.record({ list: lists, spelling: spellings })
const LABELS = ['dipole', 'energy', 'forces']

/** What is in a frame whatever its text. */
const contents = ({ elements, positions, properties, atomProperties }: XyzFrame) => [
  elements.map(elementOf),
  positions,
  properties.get('dipole'),
  properties.get('energy'),
  atomProperties.get('forces'),
]
const given = ({ elements, positions, dipole, energy, forces }: GivenFrame) => [
  elements,
  positions.map((p) => p.map(Number)),
  dipole.map(Number),
  [Number(energy)],
  forces.map((f) => f.map(Number)),
]
const broken = '1\n\nH 0 0\n'

export const framesOfFiles = [
  relation('formatXyz', 'what parseXyz reads of it', {
    given: asked,
    one: ({ list, spelling }) => {
      const read = parseXyz(xyzOf(list, spelling))
      return parseXyz(formatXyz(read)).map((f) => [contents(f), f.decimals, f.lattice, f.pbc])
    },
    other: ({ list, spelling }) =>
      parseXyz(xyzOf(list, spelling)).map((f) => [contents(f), f.decimals, f.lattice, f.pbc]),
    cost: 2,
  }),
  relation('parseXyz elementOf', 'the text of extended XYZ, which means the same', {
    given: asked,
    one: ({ list, spelling }) => parseXyz(xyzOf(list, spelling)).map(contents),
    other: ({ list }) => list.map(given),
    same: closeTo(1e-12, 1e-12),
  }),
  relation('parseFrames', 'frames that are wrong between those that are right', {
    given: fc.record({ list: lists, wrong: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }) }),
    one: ({ list, wrong }) => {
      const text = list.map((frame, i) => `${wrong[i] ? broken : ''}${xyzOf([frame])}`).join('')
      return parseFrames(text, 'xyz').map((f) => (f instanceof BuridanError ? f.code : contents(f)))
    },
    other: ({ list, wrong }) =>
      list.flatMap((frame, i) => [...(wrong[i] ? ['INVALID_FILE'] : []), given(frame)]),
    same: closeTo(1e-12, 1e-12),
  }),
  relation('labelNames', 'the text of extended XYZ, which means the same', {
    given: asked,
    one: ({ list, spelling }) =>
      parseXyz(xyzOf(list, spelling)).map((f) =>
        labelNames(f)
          .filter((name) => LABELS.includes(name))
          .sort(),
      ),
    other: ({ list }) => list.map(() => LABELS),
  }),
  relation('frameDataSets', 'frames in another order, and the text of each, which means the same', {
    given: fc.record({ list: lists, spelling: spellings, label: fc.constantFrom(...LABELS) }),
    one: ({ list, label }) => rowsByFrame(parseXyz(xyzOf(list)), label),
    other: ({ list, spelling, label }) =>
      rowsByFrame(parseXyz(xyzOf([...list].reverse(), spelling)), label).reverse(),
    same: closeTo(1e-9, 1e-9),
  }),
  relation('frameDataSets', 'labels and distances between atoms, written out', {
    given: lists,
    one: (list) =>
      rowsByFrame(parseXyz(xyzOf(list)), 'forces').map(({ x, y, n }) => {
        const points = Array.from({ length: n }, (_, a) => [x[a]!, x[n + a]!, x[2 * n + a]!])
        return [ratios(points), Array.from({ length: n }, (_, a) => [y[a], y[n + a], y[2 * n + a]])]
      }),
    other: (list) =>
      list.map((f) => [ratios(f.positions.map((p) => p.map(Number))), f.forces.map((v) => v.map(Number))]),
    same: closeTo(1e-9, 1e-9),
  }),
]

/** The rows of each frame, in the order of frames. */
function rowsByFrame(list: readonly AtomsFrame[], label: string) {
  const { sets, precision } = frameDataSets(list, { group: 'O(3)', label })
  const out: { n: number; x: number[]; y: number[]; tolerance: number }[] = []
  for (const { x, y, indices } of sets) {
    indices.forEach((index, i) => {
      const n = (x.width - 1) / 4
      out[index] = { n, x: [...x.row(i)], y: [...y.row(i)], tolerance: precision.tolerance }
    })
  }
  return out
}

/** Distances over the largest. */
function ratios(points: readonly (readonly number[])[]): number[][] {
  const all = points.map((p) => points.map((q) => Math.hypot(...p.map((v, c) => v - q[c]!))))
  const largest = Math.max(...all.flat()) || 1
  return all.map((row) => row.map((d) => d / largest))
}
