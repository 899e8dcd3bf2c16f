/**
 * Four significant digits; of small numbers two, in powers of ten. What is small depends on the unit: only 0 is told as 0, and up to 1e-20
 * of the scale, which rounding errors leave where they are squared.
 */
export function formatLoss(value: number, scale = 0): string {
  if (Math.abs(value) <= 1e-20 * scale) return '0'
  return Math.abs(value) < 1e-3 ? value.toExponential(1) : value.toPrecision(4)
}
