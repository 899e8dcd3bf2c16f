import { audit, convexFloor, convexLoss } from '@buridan/relaxed'
import fc from 'fast-check'
import { elementsOfAction, permuting, repsOf } from '../../given/acting.js'
import { renamedAction, renamedVector } from '../../given/acting-otherwise.js'
import { type Audited, audited, mean, rowsOf } from '../../given/audited.js'
import { images } from '../../given/permutations.js'
import { atMost, closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'
import { KNOWN } from './audit.js'

const given = audited(permuting, 4)
/** Labels of choices and of shares. */
const shares = audited(permuting, 4).map((data) => ({
  ...data,
  samples: data.samples.map((s) => ({ ...s, y: s.y.map((v) => Math.min(1, Math.abs(v) / 3) * 0.9 + 0.05) })),
}))

const floorOf = (data: Audited, loss: string) =>
  convexFloor({ ...rowsOf(data), ...repsOf(data.acts), ...KNOWN, loss: convexLoss(loss) })

const figures = ({ strictFloor, unavoidable, price, disagreement, samples }: ReturnType<typeof floorOf>) => ({
  strictFloor,
  unavoidable,
  price,
  disagreement,
  samples,
})

/** For each orbit of samples all labels as they are seen at its first, by every element: a label by each of a coset of G_x, alike often. */
function carried(data: Audited): { count: number; labels: number[][] }[] {
  const elements = elementsOfAction(data.acts)
  const { x, y } = rowsOf(data)
  const left = new Set(x.keys())
  return [...x.keys()].flatMap((first) => {
    if (!left.has(first)) return []
    const own = [...left].map((i) => ({
      i,
      labels: elements
        .filter((g) => closeTo(2.5e-6)(g.in(x[i]!), x[first]!, undefined) === undefined)
        .map((g) => g.out(y[i]!)),
    }))
    const members = own.filter((m) => m.labels.length > 0)
    for (const { i } of members) left.delete(i)
    return [{ count: members.length, labels: members.flatMap((m) => m.labels) }]
  })
}

/** The least mean of Σ f(p − y) over numbers p, f convex, for each coordinate: by golden sections. */
function leastHuber(labels: readonly (readonly number[])[]): number {
  return labels[0]!
    .map((_, k) => {
      const values = labels.map((l) => l[k]!)
      const cost = (p: number) =>
        values.reduce(
          (sum, v) => sum + (Math.abs(p - v) <= 1 ? (p - v) ** 2 / 2 : Math.abs(p - v) - 0.5),
          0,
        ) / values.length
      let [low, high] = [Math.min(...values), Math.max(...values)]
      for (let step = 0; step < 200; step++) {
        const [a, b] = [low + (high - low) / 3, high - (high - low) / 3]
        if (cost(a) <= cost(b)) high = b
        else low = a
      }
      return cost(low)
    })
    .reduce((sum, v) => sum + v, 0)
}

const plogp = (p: number) => (p > 0 ? -p * Math.log(p) : 0)

/** The mean over samples of what the labels of each orbit cost at the least. A convex loss loses nothing by symmetric answers. */
const byOrbits = (data: Audited, least: (labels: readonly (readonly number[])[]) => number) =>
  carried(data).reduce((sum, { count, labels }) => sum + count * least(labels), 0) / data.samples.length

export const convex = [
  relation('convexFloor convexLoss', 'squared error by the audit', {
    given,
    one: (data) => {
      const { strictFloor, price, disagreement, unavoidable } = floorOf(data, 'squared')
      return [strictFloor, price, disagreement, unavoidable]
    },
    other: (data) => {
      const { strictFloor, price, disagreement } = audit({ ...rowsOf(data), ...repsOf(data.acts), ...KNOWN })
      return [strictFloor, price, disagreement, 0]
    },
    same: closeTo(1e-6, 1e-7),
    cost: 15,
  }),
  relation('convexFloor convexLoss', 'Huber’s loss of each coordinate by golden sections', {
    given,
    one: (data) => floorOf(data, 'huber').strictFloor,
    other: (data) => byOrbits(data, leastHuber),
    same: closeTo(1e-6, 1e-6),
    cost: 20,
  }),
  relation('convexFloor convexLoss', 'the entropy of mean shares, for logistic and cross-entropy losses', {
    given: shares,
    one: (data) => [floorOf(data, 'logistic').strictFloor, floorOf(data, 'cross-entropy').strictFloor],
    other: (data) => [
      byOrbits(data, (labels) => mean(labels).reduce((sum, q) => sum + plogp(q) + plogp(1 - q), 0)),
      byOrbits(data, (labels) => {
        const shares = mean(labels)
        const total = shares.reduce((sum, v) => sum + v, 0)
        return shares.reduce((sum, q) => sum + total * plogp(q / total), 0)
      }),
    ],
    same: closeTo(1e-6, 1e-6),
    cost: 30,
  }),
  relation('convexFloor', 'the prices of samples one by one', {
    given: fc.record({
      data: shares,
      loss: fc.constantFrom('squared', 'huber', 'logistic', 'cross-entropy'),
    }),
    one: ({ data, loss }) => [...floorOf(data, loss).prices],
    other: ({ data, loss }) =>
      data.samples.map((sample) => floorOf({ ...data, samples: [sample] }, loss).price),
    same: closeTo(1e-6, 1e-6),
    cost: 40,
  }),
  relation('convexFloor', 'points renamed, rows in another order', {
    given: fc
      .record({ data: shares, loss: fc.constantFrom('squared', 'huber', 'logistic', 'cross-entropy') })
      .chain((all) =>
        fc.record({
          all: fc.constant(all),
          by: images('points' in all.data.acts ? all.data.acts.points.degree : 1),
        }),
      ),
    one: ({ all: { data, loss } }) => figures(floorOf(data, loss)),
    other: ({ all: { data, loss }, by }) => {
      const { x, y } = rowsOf(data)
      const moved = (side: 'from' | 'to', rows: number[][]) =>
        rows.map((v) => renamedVector(data.acts, side, by, v)).reverse()
      const reps = repsOf(renamedAction(data.acts, by))
      return figures(
        convexFloor({ x: moved('from', x), y: moved('to', y), ...reps, ...KNOWN, loss: convexLoss(loss) }),
      )
    },
    same: closeTo(1e-5, 1e-6),
    cost: 40,
  }),
  relation('convexLoss', 'gradients by differences, and convexity', {
    given: fc.record({
      loss: fc.constantFrom('squared', 'huber', 'logistic', 'cross-entropy'),
      p: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }),
      q: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }),
      y: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
    }),
    // a convex function is above its tangents
    one: ({ loss, p, q, y }) => {
      const { value, gradient } = convexLoss(loss)
      const [at, label] = [Float64Array.from(p), Float64Array.from(y)]
      const slope = gradient(at, label)
      return value(at, label) + q.reduce((sum, v, k) => sum + slope[k]! * (v - p[k]!), 0)
    },
    other: ({ loss, q, y }) => convexLoss(loss).value(Float64Array.from(q), Float64Array.from(y)),
    same: atMost(1e-12, 1e-12),
  }),
  relation('convexLoss', 'written out, far from 0 too', {
    given: fc.record({
      p: fc.array(fc.constantFrom<number>(0, 1, -2, 30, -40, 700, -700, 0.1), { minLength: 1, maxLength: 4 }),
      label: fc.constantFrom(0, 1, 0.25),
    }),
    one: ({ p, label }) =>
      ['squared', 'huber', 'logistic', 'cross-entropy'].map((name) =>
        convexLoss(name).value(Float64Array.from(p), new Float64Array(p.length).fill(label)),
      ),
    other: ({ p, label }) => {
      const sum = (f: (v: number) => number) => p.reduce((s, v) => s + f(v), 0)
      const huber = (d: number) => (d <= 1 ? d ** 2 / 2 : d - 0.5)
      const top = Math.max(...p)
      return [
        sum((v) => (v - label) ** 2),
        sum((v) => huber(Math.abs(v - label))),
        // log(1 + eᵛ) is v to the last digit from 40 on
        sum((v) => (v > 40 ? v : Math.log(1 + Math.exp(v))) - label * v),
        label * p.length * (top + Math.log(sum((v) => Math.exp(v - top)))) - label * sum((v) => v),
      ]
    },
    same: closeTo(1e-12, 1e-12),
  }),
]
