import { rng } from '@buridan/groups'
import { LabelOrbit, Outcomes, stabilizerLoss } from '@buridan/relaxed'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { acting, elementsOfAction, permuting, repsOf } from '../../given/acting.js'
import { type Audited, audited, rowsOf, squared } from '../../given/audited.js'
import { shortCode } from '../../harness/code.js'
import { atMost, type Comparison, near } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Labels of which no two images are one to the tolerance of outcomes. */
const given = audited(acting, 2).map((data) => ({
  ...data,
  samples: data.samples.map((s) => ({ ...s, y: s.y.map((v) => Math.round(v * 100) / 100) })),
}))
const seeded = fc.record({ data: given, seed: fc.nat(1e6) })

/** The first input and label, and all labels that the stabilizer makes of it, by every element. */
function first(data: Audited) {
  const { x, y } = rowsOf(data)
  const own = elementsOfAction(data.acts).filter(
    (g) => near(1e-6)(g.in(x[0]!), x[0]!, undefined) === undefined,
  )
  return { x: x[0]!, y: y[0]!, own, all: distinct(own.map((g) => g.out(y[0]!))) }
}

/** Vectors of which no two are nearer than rounding. */
function distinct(list: readonly number[][]): number[][] {
  return list.filter((v, i) => !list.slice(0, i).some((w) => squared(v, w) < 1e-14))
}

const outcomesOf = (data: Audited) => {
  const { x, y } = first(data)
  return new Outcomes({ ...repsOf(data.acts), x, y })
}

/** As many vectors, each near one of the other list. */
const sameVectors: Comparison = (one, other) => {
  const [a, b] = [one as number[][], other as number[][]]
  const isIn = (v: number[], list: number[][]) => list.some((w) => squared(v, w) < 1e-16)
  return a.length === b.length && a.every((v) => isIn(v, b)) && b.every((v) => isIn(v, a))
    ? undefined
    : `${shortCode(a)} and ${shortCode(b)}`
}

const listed = (outcomes: Outcomes) =>
  Number(outcomes.count) === [...outcomes].length ? [...outcomes].map((v) => [...v]) : []

const orbitOf = (data: Audited, limit = 1024) => {
  const { x, y } = first(data)
  return new LabelOrbit({ ...repsOf(data.acts), x, y, limit })
}

const PREDICTIONS = [0.3, -1.1, 0.7, 2, -0.4, 0.05, 1.3, -0.9, 0.6, 0.2]
const predictions = (n: number, turn: number) =>
  Array.from({ length: n }, (_, i) => PREDICTIONS[(i * 3 + turn) % 10]!)

export const answers = [
  relation('Outcomes', 'the label moved by every element that keeps the input', {
    given,
    one: (data) => listed(outcomesOf(data)),
    other: (data) => first(data).all,
    same: sameVectors,
    cost: 4,
  }),
  relation('Outcomes', 'the answers to a moved input', {
    given: fc.record({ data: given, by: fc.nat(23) }),
    one: ({ data, by }) => {
      const elements = elementsOfAction(data.acts)
      return listed(outcomesOf(data)).map((v) => elements[by % elements.length]!.out(v))
    },
    other: ({ data, by }) => {
      const elements = elementsOfAction(data.acts)
      const g = elements[by % elements.length]!
      const { x, y } = first(data)
      return listed(new Outcomes({ ...repsOf(data.acts), x: g.in(x), y: g.out(y) }))
    },
    same: sameVectors,
    cost: 6,
  }),
  relation('Outcomes', 'answers and inputs in another unit', {
    given: fc.record({ data: given, unit: fc.constantFrom(1e-160, 1e160, 1e-3, 1e9) }),
    one: ({ data }) => listed(outcomesOf(data)),
    other: ({ data, unit }) => {
      const { x, y } = first(data)
      const times = (v: number[]) => v.map((c) => c * unit)
      const outcomes = new Outcomes({ ...repsOf(data.acts), x: times(x), y: times(y) })
      return listed(outcomes).map((v) => v.map((c) => c / unit))
    },
    same: sameVectors,
    cost: 6,
  }),
  relation('Outcomes#logProbability', 'of every image of the label by the whole group', {
    given,
    one: (data) => {
      const outcomes = outcomesOf(data)
      return elementsOfAction(data.acts).map((g) => Math.exp(outcomes.logProbability(g.out(first(data).y))))
    },
    other: (data) => {
      const { y, all } = first(data)
      return elementsOfAction(data.acts).map((g) =>
        all.some((v) => squared(v, g.out(y)) < 1e-14) ? 1 / all.length : 0,
      )
    },
    same: near(1e-9, 1e-12),
    cost: 6,
  }),
  relation('Outcomes#sample Outcomes#draw', 'how often each answer is drawn', {
    given: seeded,
    one: ({ data, seed }) => {
      const { all } = first(data)
      const outcomes = outcomesOf(data)
      const random = rng(seed)
      const drawn = [
        ...outcomes.sample(200, seed),
        ...Array.from({ length: 200 }, () => outcomes.draw(random)),
      ]
      const counts = all.map((v) => drawn.filter((d) => squared(v, d) < 1e-14).length)
      const expected = 400 / all.length
      // seven standard deviations, and pairs of draws that may be alike
      const slack = 7 * Math.sqrt(2 * expected) + 1
      return [counts.reduce((s, c) => s + c, 0), counts.every((c) => Math.abs(c - expected) <= slack)]
    },
    other: () => [400, true],
    cost: 15,
  }),
  relation('Outcomes#sample', 'the same seed, answers spoilt in between', {
    given: seeded,
    one: ({ data, seed }) =>
      outcomesOf(data)
        .sample(5, seed)
        .map((v) => [...v]),
    other: ({ data, seed }) => {
      const { x, y } = first(data)
      const own = [Float64Array.from(x), Float64Array.from(y)] as const
      const outcomes = new Outcomes({ ...repsOf(data.acts), x: own[0], y: own[1] })
      for (const v of [
        ...own,
        outcomes.value,
        ...outcomes,
        ...outcomes.sample(5, seed),
        outcomes.draw(rng(seed)),
      ])
        v.fill(99)
      return outcomes.sample(5, seed)
    },
    cost: 5,
  }),
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
    same: near(1e-9, 1e-12),
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
        const own = elements.filter((g) => near(1e-6)(g.in(x[i]!), x[i]!, undefined) === undefined)
        return Math.min(...own.map((g) => squared(g.out(row), predictions(row.length, turn + i))))
      })
      return [least.reduce((sum, v) => sum + v, 0) / y.length, exact]
    },
    same: (one, other) => {
      const [[a, exact], [b]] = [one as [number, boolean], other as [number, boolean]]
      return exact ? near(1e-5, 1e-6)(a, b, undefined) : atMost(1e-5, 1e-6)(b, a, undefined)
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
    same: near(1e-5, 1e-6),
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
