import { Auditor, type AuditReport, audit } from '@buridan/relaxed'
import fc from 'fast-check'
import { type Acting, acting, elementsOfAction, permuting, repsOf, sizesOf } from '../../given/acting.js'
import { renamedAction, renamedVector } from '../../given/acting-otherwise.js'
import { type Audited, audited, type Figures, figuresByDefinition, rowsOf } from '../../given/audited.js'
import { images, otherGenerators } from '../../given/permutations.js'
import { by, closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const given = audited(acting)

/** Inputs are known to what is above their small noise, and below the large one. */
export const KNOWN = { inputPrecision: 1e-6 }

const reportOf = (data: Audited, options = {}) =>
  audit({ ...rowsOf(data), ...repsOf(data.acts), ...KNOWN, ...options })

/** The figures of a report. */
export function figuresOf({
  samples,
  symmetric,
  orbits,
  price,
  strictFloor,
  disagreement,
}: AuditReport): Figures {
  return { samples, symmetric, orbits, price, strictFloor, disagreement }
}

/** Advice without its figures, whose last digit may be rounded either way, and what it says of slopes. */
export const verdict = (advice: string) =>
  advice
    .replace(/ (Labels change|Labels differ|It is unclear|It is not known).*$/, '')
    .replace(/No two samples are copies|Copies have the same labels/, 'Labels agree')
    .replace(/\d[\d.]*(e[+-]?\d+)?/g, '#')
    // of orbits that disagree by as much, the one named has the first sample
    .replace(/samples #(, #)+(, …)?/, 'samples #')

/** All of a report that the order of samples and their units leave alone. */
export function facts(report: AuditReport) {
  const { labelVariance, orbitTypes, perComponent, worst, skipped, advice, requiredSlopes, disagreeing } =
    report
  return {
    ...figuresOf(report),
    labelVariance,
    orbitTypes,
    perComponent,
    infinite: requiredSlopes.infinite,
    // near-symmetries are listed too, as far as they are sought
    worst: worst.map((w) => w.price).filter((price) => price > 0),
    disagreeing: disagreeing.map((d) => d.disagreement),
    skipped: skipped.length,
    verdict: verdict(advice),
  }
}

/** Figures are sums of squares of numbers about 1: their rounding is that of 1, as are roots of it. */
export const asFar = closeTo(1e-9, 1e-12)

export const auditing = [
  relation('audit', 'every element tried on every sample', {
    given,
    one: (data) => figuresOf(reportOf(data)),
    other: (data) => {
      const { x, y } = rowsOf(data)
      return figuresByDefinition(elementsOfAction(data.acts), x, y)
    },
    same: asFar,
    cost: 5,
  }),
  relation('audit', 'stabilizers counted one by one', {
    given,
    one: (data) => reportOf(data).orbitTypes.map((t) => [t.stabilizerOrder, t.samples, t.orbits, t.price]),
    other: (data) => {
      const elements = elementsOfAction(data.acts)
      const { x: given, y } = rowsOf(data)
      // what is 0 but for rounding is 0 to the precision
      const x = given.map((row) => row.map((v) => (Math.abs(v) < 1e-9 ? 0 : v)))
      const order = (v: number[]) =>
        elements.filter((g) => closeTo(1e-6, 1e-6)(g.in(v), v, undefined) === undefined).length
      const orders = x.map(order)
      return [...new Set(orders)]
        .sort((a, b) => a - b)
        .map((o) => {
          const own = orders.flatMap((p, i) => (p === o ? [i] : []))
          const part = figuresByDefinition(
            elements,
            own.map((i) => x[i]!),
            own.map((i) => y[i]!),
          )
          return [o, own.length, part.orbits, (part.price * own.length) / x.length]
        })
    },
    same: asFar,
    cost: 5,
  }),
  relation('audit', 'each sample moved by an element of its own', {
    given: fc.record({ data: given, moves: fc.array(fc.nat(23), { minLength: 6, maxLength: 6 }) }),
    one: ({ data }) => facts(reportOf(data)),
    other: ({ data, moves }) => {
      const elements = elementsOfAction(data.acts)
      const { x, y } = rowsOf(data)
      const g = x.map((_, i) => elements[moves[i]! % elements.length]!)
      const moved = { x: x.map((v, i) => g[i]!.in(v)), y: y.map((v, i) => g[i]!.out(v)) }
      // the variance about the mean is not one of orbits, and moves
      return facts({ ...audit({ ...moved, ...repsOf(data.acts), ...KNOWN }) })
    },
    same: by((f: ReturnType<typeof facts>) => figuresOf(f as never), asFar),
    cost: 5,
  }),
  relation('audit', 'rows in another order', {
    given: fc.record({ data: given, order: images(6) }),
    one: ({ data }) => facts(reportOf(data)),
    other: ({ data, order }) => {
      const { x, y } = rowsOf(data)
      const rows = order.filter((i) => i < x.length)
      return facts(
        audit({ x: rows.map((i) => x[i]!), y: rows.map((i) => y[i]!), ...repsOf(data.acts), ...KNOWN }),
      )
    },
    same: asFar,
    cost: 5,
  }),
  relation('audit', 'every row twice', {
    given,
    one: (data) => {
      const { samples, symmetric, ...rest } = figuresOf(reportOf(data))
      return { samples: 2 * samples, symmetric: 2 * symmetric, ...rest }
    },
    other: (data) => {
      const { x, y } = rowsOf(data)
      return figuresOf(audit({ x: [...x, ...x], y: [...y, ...y], ...repsOf(data.acts), ...KNOWN }))
    },
    same: asFar,
    cost: 5,
  }),
  relation('audit', 'points renamed', {
    given: audited(permuting).chain((data) => fc.record({ data: fc.constant(data), by: names(data.acts) })),
    one: ({ data }) => facts(reportOf(data)),
    other: ({ data, by: to }) => {
      const { x, y } = rowsOf(data)
      return facts(
        audit({
          x: x.map((v) => renamedVector(data.acts, 'from', to, v)),
          y: y.map((v) => renamedVector(data.acts, 'to', to, v)),
          ...repsOf(renamedAction(data.acts, to)),
          ...KNOWN,
        }),
      )
    },
    same: asFar,
    cost: 5,
  }),
  relation('audit', 'other generators', {
    given: audited(permuting),
    one: (data) => facts(reportOf(data)),
    other: (data) => {
      const acts = data.acts as Extract<Acting, { points: unknown }>
      const reps = repsOf({ ...acts, points: otherGenerators(acts.points) })
      return facts(audit({ ...rowsOf(data), ...reps, ...KNOWN }))
    },
    same: asFar,
    cost: 5,
  }),
  relation('audit', 'labels of two kinds apart and together', {
    given: audited(permuting),
    one: (data) => {
      const { price, disagreement } = reportOf(data)
      return [price, disagreement]
    },
    other: (data) => {
      const { x, y } = rowsOf(data)
      let start = 0
      const parts = data.acts.to.map((k) => {
        const only = { ...data.acts, to: [k] }
        const size = sizesOf(only).out
        const own = y.map((v) => v.slice(start, start + size))
        start += size
        return audit({ x, y: own, ...repsOf(only), ...KNOWN })
      })
      return [parts.reduce((sum, p) => sum + p.price, 0), parts.reduce((sum, p) => sum + p.disagreement, 0)]
    },
    same: asFar,
    cost: 8,
  }),
  relation('audit Auditor Auditor#add Auditor#report', 'rows one by one, in arrays that are spoilt', {
    given: fc.record({ data: given, options: fc.constantFrom({}, { worst: 2 }, { tolerance: 1e-5 }) }),
    one: ({ data, options }) => reportOf(data, options),
    other: ({ data, options }) => {
      const { x, y } = rowsOf(data)
      const auditor = new Auditor({ ...repsOf(data.acts), ...KNOWN, ...options })
      x.forEach((row, i) => {
        const [a, b] = [Float64Array.from(row), Float64Array.from(y[i]!)]
        auditor.add(a, b)
        a.fill(7)
        b.fill(7)
        const spoilt = auditor.report() as unknown as { worst: unknown[]; orbitTypes: { price: number }[] }
        spoilt.worst.length = 0
        for (const type of spoilt.orbitTypes) type.price = 7
      })
      return auditor.report()
    },
    cost: 8,
  }),
  relation('audit', 'a longer and a shorter search: the same figures', {
    given: fc.record({ data: given, tolerance: fc.constantFrom(1e-9, 1e-3, 0.03, 0.5, 0.9) }),
    one: ({ data }) => facts(reportOf(data)),
    other: ({ data, tolerance }) => facts(reportOf(data, { tolerance: Math.max(tolerance, 1e-4) })),
    same: asFar,
    cost: 5,
  }),
  relation('Auditor#result', 'the prices of rows summed, and the places of those that pay', {
    given,
    one: (data) => {
      const { report, prices, disagreements, requiredSlopes } = resultOf(data)
      const n = prices.length
      const sum = (values: Float64Array) => values.reduce((s, v) => s + v, 0) / n
      return [n, sum(prices), sum(disagreements), infinite(requiredSlopes), report.samples]
    },
    other: (data) => {
      const { samples, price, disagreement, requiredSlopes } = reportOf(data)
      return [samples, price, disagreement, requiredSlopes.infinite, samples]
    },
    same: asFar,
    cost: 5,
  }),
  relation('Auditor#add', 'the price of a row in the report', {
    given,
    one: (data) => {
      const auditor = new Auditor({ ...repsOf(data.acts), ...KNOWN })
      const { x, y } = rowsOf(data)
      return x.map((row, i) => auditor.add(row, y[i]!)).filter((p) => p > 1e-10)
    },
    other: (data) => {
      const { worst } = reportOf(data, { worst: 100, labelPrecision: 1e-5 })
      return [...worst]
        .sort((a, b) => a.index - b.index)
        .map((w) => w.price)
        .filter((p) => p > 1e-10)
    },
    same: asFar,
    cost: 5,
  }),
]

function resultOf(data: Audited) {
  const auditor = new Auditor({ ...repsOf(data.acts), ...KNOWN })
  const { x, y } = rowsOf(data)
  x.forEach((row, i) => {
    auditor.add(row, y[i]!)
  })
  return auditor.result()
}

const infinite = (slopes: Float64Array) => slopes.filter((s) => s === Number.POSITIVE_INFINITY).length

function names(acts: Acting) {
  return images('points' in acts ? acts.points.degree : 1)
}
