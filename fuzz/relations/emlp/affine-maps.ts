import { AffineMaps } from '@buridan/emlp'
import { trivial } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { mapsBetween } from '../../given/by-hand.js'
import { type GivenMap, maps, repOf, rowsOf, seeds } from '../../given/networks.js'
import { float32, tensorRelation } from '../../given/tensors.js'
import { closeTo, sameSpan } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

type Asked = { map: GivenMap; seed: number; useBias: boolean }
const asked: fc.Arbitrary<Asked> = fc.record({ map: maps(), seed: seeds, useBias: fc.boolean() })

const mapsOf = ({ map: { group, repIn, repOut }, useBias }: Omit<Asked, 'seed'>, biasDeviation = 0) =>
  new AffineMaps({ repIn: repOf(group, repIn), repOut: repOf(group, repOut), useBias, biasDeviation })

/** W, rows of dim ρ_out numbers, and b. */
function written(of: AffineMaps, weights: ArrayLike<number>): { w: number[][]; b: number[] } {
  return tf.tidy(() => {
    const { kernel, bias } = of.toDense(tf.tensor1d(Float32Array.from(weights), 'float32'))
    const [n, m] = kernel.shape
    const values = kernel.dataSync()
    const w = Array.from({ length: m }, (_, i) => Array.from({ length: n }, (__, j) => values[j * m + i]!))
    return { w, b: Array.from(bias.dataSync()) }
  })
}

const rowsBy = (seed: number, dim: number) => rowsOf({ count: 3, scale: 1, seed }, dim)
const weightsBy = (seed: number, count: number) => rowsOf({ count: 1, scale: 1, seed: seed + 1 }, count)[0]!

export const affineMaps = [
  tensorRelation('AffineMaps AffineMaps#toDense', 'the maps of each weight, as many as dimensions', {
    given: asked,
    one: (given: Asked) => {
      const of = mapsOf(given)
      return Array.from({ length: of.weightCount }, (_, k) => {
        const unit = new Float32Array(of.weightCount)
        unit[k] = 1
        const { w, b } = written(of, unit)
        return [...w.flat(), ...b]
      })
    },
    other: ({ map: { group, repIn, repOut }, useBias }) => {
      const [a, b] = [repOf(group, repIn), repOf(group, repOut)]
      const linear = mapsBetween(a, b).map((w) => [...w, ...new Array<number>(b.dim).fill(0)])
      const constant = useBias ? mapsBetween(trivial(a.group), b) : []
      return [...linear, ...constant.map((v) => [...new Array<number>(a.dim * b.dim).fill(0), ...v])]
    },
    same: sameSpan(1e-3),
    cost: 20,
  }),
  tensorRelation('AffineMaps#apply AffineMaps#toDense', 'written out, with gradients', {
    given: asked,
    one: (given: Asked) => {
      const of = mapsOf(given)
      const [rows, weights] = [rowsBy(given.seed, of.repIn.dim), weightsBy(given.seed, of.weightCount)]
      return tf.tidy(() => {
        const x = tf.tensor2d(rows.flat(), [rows.length, of.repIn.dim], 'float32')
        const w = tf.tensor1d(weights, 'float32')
        const y = Array.from(of.apply(x, w).dataSync())
        if (of.weightCount === 0 || x.size === 0 || y.length === 0) return [y]
        const total = (v: tf.Tensor) => tf.sum(of.apply(v as tf.Tensor2D, w)) as tf.Scalar
        return [y, Array.from(tf.grad(total)(x).dataSync())]
      })
    },
    other: (given) => {
      const of = mapsOf(given)
      const [rows, weights] = [rowsBy(given.seed, of.repIn.dim), weightsBy(given.seed, of.weightCount)]
      const { w, b } = written(of, weights)
      const y = rows.flatMap((x) => w.map((row, i) => row.reduce((sum, v, j) => sum + v * x[j]!, b[i]!)))
      if (of.weightCount === 0 || of.repIn.dim === 0 || y.length === 0) return [y]
      const sums = Array.from({ length: of.repIn.dim }, (_, j) => w.reduce((sum, row) => sum + row[j]!, 0))
      return [y, rows.flatMap(() => sums)]
    },
    same: float32(1e-4, 1e-5),
    cost: 10,
  }),
  relation('AffineMaps#start', 'of another size, the same numbers', {
    given: fc.record({ of: asked, size: fc.constantFrom(0, 0.25, 1, 8) }),
    one: ({ of, size }) => Array.from(mapsOf(of, 1).start(of.seed, size)),
    other: ({ of, size }) => Array.from(mapsOf(of, 1).start(of.seed), (v) => v * size),
    same: closeTo(1e-6, 1e-9),
    cost: 5,
  }),
  tensorRelation('AffineMaps AffineMaps#start', 'the variance of each summand, by the squares of its maps', {
    given: asked,
    one: (given: Asked) => {
      const of = mapsOf({ ...given, useBias: false })
      return of.repOut.summands.map(({ rep, count, offset }) => {
        let sum = 0
        for (let k = 0; k < of.weightCount; k++) {
          const unit = new Float32Array(of.weightCount)
          unit[k] = of.plan.deviations[k]!
          const { w } = written(of, unit)
          for (const row of w.slice(offset, offset + count * rep.dim)) for (const v of row) sum += v * v
        }
        return sum
      })
    },
    other: ({ map: { group, repIn, repOut } }) =>
      repOf(group, repOut).summands.map(({ rep, count }) => {
        // nothing arrives where no map goes
        const reached = mapsBetween(repOf(group, repIn), rep).some((map) =>
          map.some((v) => Math.abs(v) > 1e-9),
        )
        return reached ? count * rep.dim : 0
      }),
    same: closeTo(1e-3, 1e-6),
    cost: 10,
  }),
]
