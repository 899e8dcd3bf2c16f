/** Four significant digits, small numbers in powers of ten. */
export function formatLoss(value: number): string {
  if (Math.abs(value) < 1e-20) return '0'
  return Math.abs(value) < 1e-3 ? value.toExponential(1) : value.toPrecision(4)
}
