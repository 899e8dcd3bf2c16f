import { type AuditReport, audit } from '@buridan/relaxed'
import fc from 'fast-check'
import { acting, equivariant, permuting, repsOf } from '../../given/acting.js'
import { turnedAction, turnedVector } from '../../given/acting-otherwise.js'
import { audited, rowsOf } from '../../given/audited.js'
import { equal } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'
import { asFar, facts, KNOWN, verdict } from './audit.js'

const given = audited(acting)
const times = (s: number, rows: readonly (readonly number[])[]) => rows.map((row) => row.map((v) => s * v))

/** How well inputs in another unit are known. */
const inUnits = (unit: number) => ({ inputPrecision: Math.abs(unit) * KNOWN.inputPrecision })

/** Labels that are equivariant functions of inputs, and how often they are repeated: what is left is rounding. */
const constants = fc.record({
  data: audited(permuting),
  label: fc.constantFrom(0.1, 1 / 3, 1, 0.7, 123.456, 1e-7, 3e8),
})

/** The figures of labels in a unit: squares divided by its square. */
function inUnit(report: AuditReport, unit: number) {
  const { price, disagreement, strictFloor, labelVariance, precision, orbits, symmetric, advice } = report
  const squares = [price, disagreement, strictFloor, labelVariance].map((v) => v / unit / unit)
  return { squares, precision: precision.label / unit, orbits, symmetric, verdict: verdict(advice) }
}

export const scales = [
  relation('audit', 'inputs in another unit', {
    given: fc.record({ data: given, unit: fc.constantFrom(1e-160, 1e160, 1e-240, 1e240, 1e-3, 7, -1, -1e5) }),
    one: ({ data }) => facts(audit({ ...rowsOf(data), ...repsOf(data.acts), ...KNOWN })),
    other: ({ data, unit }) => {
      const { x, y } = rowsOf(data)
      return facts(audit({ x: times(unit, x), y, ...repsOf(data.acts), ...inUnits(unit) }))
    },
    same: asFar,
    cost: 5,
  }),
  relation('audit', 'inputs in another unit, the deviation', {
    given: fc.record({ data: given, unit: fc.constantFrom(1e-160, 1e160, 1e-240, 1e240, 2 ** 20) }),
    one: ({ data }) => audit({ ...rowsOf(data), ...repsOf(data.acts), ...KNOWN }).deviation,
    other: ({ data, unit }) => {
      const { x, y } = rowsOf(data)
      return audit({ x: times(unit, x), y, ...repsOf(data.acts), ...inUnits(unit) }).deviation / unit
    },
    same: (a, b) => (Math.abs((a as number) - (b as number)) < 1e-11 ? undefined : `${a} and ${b}`),
    cost: 5,
  }),
  relation('audit', 'labels in another unit', {
    given: fc.record({ data: given, unit: fc.constantFrom(1e-3, 2 ** 30, 1e-60, 1e60, -1, 0.3, 1e-9, 1e9) }),
    one: ({ data }) => inUnit(audit({ ...rowsOf(data), ...repsOf(data.acts), ...KNOWN }), 1),
    other: ({ data, unit }) => {
      const { x, y } = rowsOf(data)
      return inUnit(audit({ x, y: times(unit, y), ...repsOf(data.acts), ...KNOWN }), Math.abs(unit))
    },
    same: asFar,
    cost: 5,
  }),
  relation(
    'audit',
    'labels in a unit whose square is no number: the advice, or an error that gives the root',
    {
      given: fc.record({ data: given, unit: fc.constantFrom(1e-160, 1e160, 1e-200, 1e200) }),
      one: ({ data, unit }) => {
        const { price, strictFloor, advice } = audit({ ...rowsOf(data), ...repsOf(data.acts), ...KNOWN })
        return { price, root: Math.sqrt(strictFloor) * unit, unit, verdict: verdict(advice) }
      },
      other: ({ data, unit }) => {
        const { x, y } = rowsOf(data)
        try {
          return { verdict: verdict(audit({ x, y: times(unit, y), ...repsOf(data.acts), ...KNOWN }).advice) }
        } catch (error) {
          return { error: (error as Error).message }
        }
      },
      same: (one, other) => {
        const { root, unit, verdict: right } = one as { root: number; unit: number; verdict: string }
        const { error, verdict: found } = other as { error?: string; verdict?: string }
        if (error === undefined) return equal(right, found, undefined)
        const numbers = [...error.matchAll(/\d[\d.]*(e[+-]?\d+)?/g)].map(([n]) => Number(n))
        // the root of the floor, or of another figure where the floor is nothing
        const gives = numbers.some((n) => n > 0 && n / unit < 1e2 && (root < 1e-6 * unit || n >= root / 10))
        return gives ? undefined : `the error does not give ${root}: ${error}`
      },
      cost: 5,
    },
  ),
  relation('audit', 'tolerances and precisions in the unit of the labels', {
    given: fc.record({
      data: given,
      unit: fc.constantFrom(1e-40, 1e40, 3, 1e-5),
      precision: fc.constantFrom(0, 1.234e-3, 0.4567),
    }),
    one: ({ data, precision }) =>
      inUnit(audit({ ...rowsOf(data), ...repsOf(data.acts), ...KNOWN, labelPrecision: precision }), 1),
    other: ({ data, unit, precision }) => {
      const { x, y } = rowsOf(data)
      const options = { ...repsOf(data.acts), ...KNOWN, labelPrecision: precision * unit }
      return inUnit(audit({ x, y: times(unit, y), ...options }), unit)
    },
    same: asFar,
    cost: 5,
  }),
  relation('audit', 'labels that are one constant, multiplied out of rounding', {
    given: constants,
    one: ({ data, label }) => {
      const { x, y } = rowsOf(data)
      const report = audit({ x, y: y.map((row) => row.map(() => label)), ...repsOf(data.acts), ...KNOWN })
      return [
        verdict(report.advice).replace(
          /^No sample is symmetric|^The labels are as symmetric as their inputs/,
          '',
        ),
        report.worst.length,
      ]
    },
    other: () => [": an equivariant model loses nothing to Curie's principle. Labels agree.", 0],
    cost: 5,
  }),
  relation('audit', 'labels that an equivariant function gives', {
    given: fc.record({ data: given, digits: fc.constantFrom(2, 3, 5, 8, 10, 14) }),
    one: ({ data, digits }) => {
      const { x } = rowsOf(data)
      const unit = 10 ** digits
      const y = x.map((v) => equivariant(data.acts, v).map((c) => Math.round(c * unit) / unit))
      // what rounding makes of a label, by its norm, and the noise of inputs by the slope: a label that is 0 but for noise is none
      const options =
        digits > 13 && data.noise === 0
          ? {}
          : { labelPrecision: (Math.sqrt(y[0]!.length) / 2) * 10 ** -digits + 1e-6 }
      const { strictFloor, advice, worst } = audit({ x, y, ...repsOf(data.acts), ...KNOWN, ...options })
      return [
        strictFloor <= 1e-12 + y[0]!.length * 10 ** (-2 * digits),
        /break|disagree/.test(verdict(advice)),
        worst.filter((w) => w.price > 0).length,
      ]
    },
    other: () => [true, false, 0],
    cost: 6,
  }),
  relation('audit', 'a group of matrices in another basis', {
    given: fc.record({ data: given, angle: fc.constantFrom(0.3, 1, 2, -1.2, Math.PI / 4) }),
    one: ({ data }) => facts(audit({ ...rowsOf(data), ...repsOf(data.acts), ...KNOWN })),
    other: ({ data, angle }) => {
      const { x, y } = rowsOf(data)
      const { acts } = data
      return facts(
        audit({
          x: x.map((v) => turnedVector(acts, 'from', angle, v)),
          y: y.map((v) => turnedVector(acts, 'to', angle, v)),
          ...repsOf(turnedAction(acts, angle)),
          ...KNOWN,
        }),
      )
    },
    same: asFar,
    cost: 8,
  }),
]
