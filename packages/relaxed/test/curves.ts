import { expect } from 'vitest'
import type { AuditReport } from '../src/index.js'

/** The figures that do not hang on the order or the place of samples, nor on how far was searched. */
export const figuresOf = (r: AuditReport) => [
  r.samples,
  r.symmetric,
  r.orbits,
  r.strictFloor,
  r.price,
  r.disagreement,
  r.labelVariance,
]

/** Equal to a share of the larger, or of `size`. */
export function expectClose(a: number, b: number, share = 1e-9, size = 0): void {
  expect(Math.abs(a - b), `${a} and ${b}`).toBeLessThanOrEqual(
    share * Math.max(Math.abs(a), Math.abs(b), size),
  )
}

/** What a curve says at one of its slopes. */
export function floorAt({ floorBySlope }: AuditReport, slope: number): number {
  const found = floorBySlope.find(([s]) => Math.abs(s - slope) <= 1e-9 * slope)
  expect(found, `the curve has no slope ${slope}`).toBeDefined()
  return found![1]
}

/** A curve never increases and is never below the strict floor, at which it ends. */
export function expectCurve({ floorBySlope, strictFloor, labelVariance }: AuditReport): void {
  floorBySlope.forEach(([slope, floor], k) => {
    expect(slope).toBeGreaterThan(0)
    expect(floor).toBeGreaterThanOrEqual(strictFloor)
    if (k === 0) return
    expect(slope).toBeGreaterThan(floorBySlope[k - 1]![0])
    expect(floor).toBeLessThanOrEqual(floorBySlope[k - 1]![1])
  })
  const last = floorBySlope.at(-1)
  if (last) expect(last[1] - strictFloor).toBeLessThanOrEqual(1e-8 * labelVariance)
}

/** A longer search changes no figure and no value of the curve, and only lets it begin earlier. */
export function expectExtended(narrow: AuditReport, wide: AuditReport, share = 1e-12): void {
  figuresOf(wide).forEach((v, k) => {
    expectClose(v, figuresOf(narrow)[k]!, share, 1e-9 * narrow.labelVariance)
  })
  const types = (r: AuditReport) => r.orbitTypes.map((t) => [t.stabilizerOrder, t.name, t.samples, t.orbits])
  expect(types(wide)).toEqual(types(narrow))
  expectClose(wide.deviation, narrow.deviation, Math.max(share, 1e-6))
  expect(wide.requiredSlopes.infinite).toBe(narrow.requiredSlopes.infinite)
  for (const report of [narrow, wide]) expectCurve(report)
  const [first] = wide.floorBySlope
  const last = wide.floorBySlope.at(-1)
  for (const [slope, floor] of narrow.floorBySlope) {
    expect(first, 'a longer search has a curve too').toBeDefined()
    expect(slope).toBeGreaterThanOrEqual(first![0])
    // where the wider curve has ended it is at the strict floor
    if (slope <= last![0]) expectClose(floorAt(wide, slope), floor, share)
    else expect(floor - narrow.strictFloor).toBeLessThanOrEqual(1e-8 * narrow.labelVariance)
  }
}
