import { rng } from '@buridan/groups'
import { Outcomes } from '@buridan/relaxed'
import fc from 'fast-check'
import { acting, elementsOfAction, repsOf } from '../../given/acting.js'
import { type Audited, audited, rowsOf, squared } from '../../given/audited.js'
import { shortCode } from '../../harness/code.js'
import { type Comparison, closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Labels of which no two images are one to the tolerance of outcomes. */
export const given = audited(acting, 2).map((data) => ({
  ...data,
  samples: data.samples.map((s) => ({ ...s, y: s.y.map((v) => Math.round(v * 100) / 100) })),
}))
const seeded = fc.record({ data: given, seed: fc.nat(1e6) })

/** The first input and label, and all labels that the stabilizer makes of it, by every element. */
export function first(data: Audited) {
  const { x, y } = rowsOf(data)
  const own = elementsOfAction(data.acts).filter(
    (g) => closeTo(1e-6)(g.in(x[0]!), x[0]!, undefined) === undefined,
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
    same: closeTo(1e-9, 1e-12),
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
]
