import {
  batchOf,
  checkedRows,
  constant,
  expectDimension,
  normals,
  rowsToTensor,
  seedOrDrawn,
  tensorToRows,
} from '@buridan/emlp'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { groupNames, repOf, representations, rowsOf, seeds, someRows } from '../../given/networks.js'
import { tensorRelation } from '../../given/tensors.js'
import { relation } from '../../harness/relation.js'

const given = groupNames().chain((group) =>
  fc.record({
    group: fc.constant(group),
    text: representations(group),
    rows: someRows(1, [1, 0, 1e-30, 1e30, 1e-3]),
  }),
)
const table = fc.record({ rows: someRows(1, [1, 0, 1e-30, 1e30]), dim: fc.integer({ min: 0, max: 5 }) })
const deviations = fc.record({
  values: fc.array(fc.constantFrom(0, 1, 0.5, 1e-3, 7), { maxLength: 6 }),
  seed: fc.oneof(seeds, fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 })),
})

export const rows = [
  relation('checkedRows', 'typed arrays, and asked again when the answer was overwritten', {
    given,
    one: ({ group, text, rows: r }) =>
      checkedRows(rowsOf(r, repOf(group, text).dim), repOf(group, text), 'x'),
    other: ({ group, text, rows: r }) => {
      const rep = repOf(group, text)
      const x = rowsOf(r, rep.dim).map((row) => Float32Array.from(row))
      for (const row of checkedRows(x, rep, 'x')) row.fill(7)
      return checkedRows(x, rep, 'x')
    },
  }),
  tensorRelation('rowsToTensor tensorToRows', 'there and back', {
    given: table,
    one: ({ rows: r, dim }) => rowsOf(r, dim),
    other: ({ rows: r, dim }) =>
      tf.tidy(() => tensorToRows(rowsToTensor(rowsOf(r, dim), dim)).map((row) => Array.from(row))),
    cost: 1,
  }),
  tensorRelation('rowsToTensor', 'rows that are overwritten afterwards', {
    given: table,
    one: ({ rows: r, dim }) => tf.tidy(() => Array.from(rowsToTensor(rowsOf(r, dim), dim).dataSync())),
    other: ({ rows: r, dim }) =>
      tf.tidy(() => {
        const x = rowsOf(r, dim).map((row) => Float64Array.from(row))
        const tensor = rowsToTensor(x, dim)
        for (const row of x) row.fill(3)
        for (const row of tensorToRows(tensor)) row.fill(5)
        return Array.from(tensor.dataSync())
      }),
    cost: 1,
  }),
  relation('batchOf expectDimension', 'a shape alone and in a list', {
    given: fc
      .record({
        batch: fc.constantFrom(null, 1, 5),
        dim: fc.integer({ min: 0, max: 4 }),
        group: groupNames(),
        text: fc.constantFrom('T(0)', 'V', 'V+T(0)'),
      })
      .filter(({ group, text }) => text === 'T(0)' || !group.includes('x')),
    one: ({ batch, dim, group, text }) => [batchOf([batch, dim]), fits([batch, dim], group, text)],
    other: ({ batch, dim, group, text }) => [
      batchOf([[batch, dim]]),
      dim === repOf(group, text).dim && fits([[batch, dim]], group, text),
    ],
  }),
  relation('normals', 'numbers of unit deviation, each times its own', {
    given: deviations,
    one: ({ values, seed }) => normals(Float32Array.from(values), seed),
    other: ({ values, seed }) => {
      const unit = normals(new Float32Array(values.length + 3).fill(1), seed)
      return values.map((d, i) => Math.fround(Math.fround(d) * unit[i]!))
    },
    same: (one, other) => {
      const [a, b] = [Array.from(one as Float32Array), other as number[]]
      return a.length === b.length && a.every((v, i) => Math.abs(v - b[i]!) <= 2e-7 * Math.abs(v))
        ? undefined
        : `${a} and ${b}`
    },
  }),
  relation('normals', 'mean, square and fourth power of many', {
    given: fc.record({ seed: seeds, deviation: fc.constantFrom(1, 0.1, 30) }),
    one: ({ seed, deviation }) => {
      const x = Array.from(normals(new Float32Array(4000).fill(deviation), seed), (v) => v / deviation)
      const mean = (f: (v: number) => number) => x.reduce((sum, v) => sum + f(v), 0) / x.length
      const [one, two, four] = [mean((v) => v), mean((v) => v * v), mean((v) => v ** 4)]
      return Math.abs(one) < 0.08 && Math.abs(two - 1) < 0.12 && Math.abs(four - 3) < 0.9
    },
    other: () => true,
    cost: 3,
  }),
  tensorRelation('constant', 'the values that it was given, each time', {
    given: table,
    one: ({ rows: r, dim }) => rowsOf(r, dim).flat(),
    other: ({ rows: r, dim }) => {
      const start = constant(Float32Array.from(rowsOf(r, dim).flat()))
      return tf.tidy(() => {
        const first = (start as unknown as Initializer).apply([r.count, dim])
        first.dataSync().fill(9)
        return Array.from((start as unknown as Initializer).apply([r.count * dim]).dataSync())
      })
    },
    cost: 1,
  }),
  relation('seedOrDrawn', 'one that is given', {
    given: fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }),
    one: (seed) => seedOrDrawn(seed),
    other: (seed) => seed,
  }),
  relation('seedOrDrawn', 'two that are drawn differ, and are seeds', {
    given: fc.constant(0),
    one: () => {
      const [a, b] = [seedOrDrawn(), seedOrDrawn()]
      return [a !== b, seedOrDrawn(a) === a]
    },
    other: () => [true, true],
    repeatable: false,
  }),
]

interface Initializer {
  apply(shape: number[]): tf.Tensor
}

function fits(shape: Parameters<typeof expectDimension>[0], group: string, text: string): boolean {
  try {
    expectDimension(shape, repOf(group, text), 'a layer')
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'DIMENSION_MISMATCH') return false
    throw error
  }
}
