import { describe, expect, it } from 'vitest'
import { inTurn } from '../../../conformance/in-turn.js'
import { conformanceRows, conformanceText } from '../../../conformance/read.js'
import { expectCurve, expectExtended } from '../../relaxed/test/curves.js'
import { auditData } from '../src/audit-data.js'

interface Row {
  file: string
  label: string
  group: string
  expect: { strictFloor?: number; relative?: number; strictFloorAtMost?: number }
  labelVariance: number
  samples: number
  /** Å: samples that are as near are one, those that are further apart are not. */
  same: number
  apart: number
  how: string
}

const rows = conformanceRows<Row>('measured-audits/expected.jsonl')
const audit = (text: string, group: string, label: string, tolerance?: number) =>
  auditData([{ name: 'measured.xyz', bytes: new TextEncoder().encode(text) }], {
    group,
    label,
    ...(tolerance === undefined ? {} : { tolerance }),
  }).report

describe('audits of measured data sets', () => {
  it.each(inTurn(rows).map((row) => ({ ...row, name: `${row.file}, ${row.label}, ${row.group}` })))(
    '$name',
    (row) => {
      const report = audit(conformanceText(`measured-audits/${row.file}`), row.group, row.label)
      expect([report.samples, report.skipped]).toEqual([row.samples, []])
      const { strictFloor, relative, strictFloorAtMost } = row.expect
      if (strictFloor !== undefined) {
        expect(Math.abs(report.strictFloor - strictFloor)).toBeLessThan(relative! * strictFloor)
      } else expect(report.strictFloor).toBeLessThan(strictFloorAtMost!)
      expect(report.deviation).toBeLessThan(row.apart)
      expect(report.deviation).toBeLessThanOrEqual(4 * Math.max(report.precision.input, row.same))
      expectCurve(report)
      // labels that are functions of inputs
      if (strictFloorAtMost !== undefined) {
        expect(report.advice).not.toMatch(/break|disagree|no model|hangs/)
        expect(report.verdict).not.toBe('grows')
      }
      // how far is searched changes nothing but where the curve begins
      const near = audit(
        conformanceText(`measured-audits/${row.file}`),
        row.group,
        row.label,
        Math.max(0.02, row.same),
      )
      expectExtended(near, report, 1e-6)
    },
  )
})
