import { LabelOrbit, stabilizerLoss } from '@buridan/relaxed'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { acting, elementsOfAction, permuting, repsOf } from '../../given/acting.js'
import { type Audited, audited, rowsOf, squared } from '../../given/audited.js'
import { atMost, closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'
import { first, given } from './answers.js'

const orbitOf = (data: Audited, limit = 1024) => {
  const { x, y } = first(data)
  return new LabelOrbit({ ...repsOf(data.acts), x, y, limit })
}

const PREDICTIONS = [0.3, -1.1, 0.7, 2, -0.4, 0.05, 1.3, -0.9, 0.6, 0.2]
const predictions = (n: number, turn: number) =>
  Array.from({ length: n }, (_, i) => PREDICTIONS[(i * 3 + turn) % 10]!)

export const labels = [
  relation('LabelOrbit LabelOrbit#nearest', 'the least distance to any of the labels', {
    given: fc.record({ data: given, turn: fc.nat(9) }),
    one: ({ data, turn }) => {
      const orbit = orbitOf(data)
      const prediction = predictions(first(data).y.length, turn)
      const { label, squaredDistance } = orbit.nearest(prediction)
      const isOne = first(data).all.some((v) => squared(v, label) < 1e-14)
      return [Number(orbit.count), squaredDistance, squared(label, prediction), isOne, orbit.exact]
    },
    other: ({ data, turn }) => {
      const { all, y } = first(data)
      const least = Math.min(...all.map((v) => squared(v, predictions(y.length, turn))))
      return [all.length, least, least, true, true]
    },
    same: closeTo(1e-9, 1e-12),
    cost: 5,
  }),
  relation(
    'LabelOrbit LabelOrbit#nearest',
    'by factors in place of a list: the same, or above it where it says so',
    {
      given: fc.record({ data: audited(permuting, 1), turn: fc.nat(9) }),
      one: ({ data, turn }) => {
        const orbit = orbitOf(data, 1)
        const { all, y } = first(data)
        const prediction = predictions(y.length, turn)
        const least = Math.min(...all.map((v) => squared(v, prediction)))
        const { squaredDistance, label } = orbit.nearest(prediction)
        const isOne = all.some((v) => squared(v, label) < 1e-14)
        const isRight = orbit.exact
          ? Math.abs(squaredDistance - least) < 1e-9
          : squaredDistance > least - 1e-9
        return [isOne, isRight]
      },
      other: () => [true, true],
      cost: 5,
    },
  ),
  relation('LabelOrbit LabelOrbit#nearest', 'asked again, all arrays of the first answer spoilt', {
    given: fc.record({ data: given, turn: fc.nat(9), limit: fc.constantFrom(1024, 1) }),
    one: ({ data, turn, limit }) => {
      const { label, squaredDistance } = orbitOf(data, limit).nearest(predictions(first(data).y.length, turn))
      return [[...label], squaredDistance]
    },
    other: ({ data, turn, limit }) => {
      const { x, y } = first(data)
      const own = Float64Array.from(y)
      const orbit = new LabelOrbit({ ...repsOf(data.acts), x: Float64Array.from(x), y: own, limit })
      const prediction = predictions(y.length, turn)
      for (const v of [own, orbit.nearest(prediction).label, ...(orbit.labels ?? [])]) v.fill(99)
      const { label, squaredDistance } = orbit.nearest(prediction)
      return [[...label], squaredDistance]
    },
    cost: 6,
  }),
  relation('stabilizerLoss', 'the mean of the least distances', {
    given: fc.record({ data: audited(acting, 3), turn: fc.nat(9), limit: fc.constantFrom(1024, 1024, 1) }),
    one: ({ data, turn, limit }) => {
      const { x, y } = rowsOf(data)
      const loss = stabilizerLoss({ ...repsOf(data.acts), x, y, limit })
      return tf.tidy(() => {
        const predicted = tf.tensor2d(y.map((row, i) => predictions(row.length, turn + i)))
        return [
          lossOn(
            loss,
            predicted,
            y.map((_, i) => i),
          ),
          loss.exact,
        ]
      })
    },
    other: ({ data, turn, limit }) => {
      const { x, y } = rowsOf(data)
      const elements = elementsOfAction(data.acts)
      const exact = stabilizerLoss({ ...repsOf(data.acts), x, y, limit }).exact
      const least = y.map((row, i) => {
        const own = elements.filter((g) => closeTo(1e-6)(g.in(x[i]!), x[i]!, undefined) === undefined)
        return Math.min(...own.map((g) => squared(g.out(row), predictions(row.length, turn + i))))
      })
      return [least.reduce((sum, v) => sum + v, 0) / y.length, exact]
    },
    same: (one, other) => {
      const [[a, exact], [b]] = [one as [number, boolean], other as [number, boolean]]
      return exact ? closeTo(1e-5, 1e-6)(a, b, undefined) : atMost(1e-5, 1e-6)(b, a, undefined)
    },
    cost: 15,
  }),
  relation('stabilizerLoss', 'samples in another order', {
    given: fc.record({ data: audited(acting, 3), turn: fc.nat(9) }),
    one: ({ data, turn }) => {
      const { x, y } = rowsOf(data)
      const loss = stabilizerLoss({ ...repsOf(data.acts), x, y })
      const rows = y.map((row, i) => predictions(row.length, turn + i))
      return tf.tidy(() =>
        lossOn(
          loss,
          tf.tensor2d(rows),
          y.map((_, i) => i),
        ),
      )
    },
    other: ({ data, turn }) => {
      const { x, y } = rowsOf(data)
      const loss = stabilizerLoss({ ...repsOf(data.acts), x: [...x], y: [...y] })
      const rows = y.map((row, i) => predictions(row.length, turn + i)).reverse()
      return tf.tidy(() => lossOn(loss, tf.tensor2d(rows), y.map((_, i) => i).reverse()))
    },
    same: closeTo(1e-5, 1e-6),
    cost: 15,
  }),
]

type Loss = ReturnType<typeof stabilizerLoss>

function lossOn(loss: Loss, predicted: tf.Tensor2D, indices: readonly number[]): number {
  const batch = {
    indices,
    inputs: predicted,
    labels: predicted,
    progress: 0,
  } as unknown as Parameters<Loss>[1]
  return loss(predicted, batch).dataSync()[0]!
}
