/** exp(2πik/n), exact for sines and cosines 0, ±½, ±1. */
export function unitRoot(k: number, n: number): [number, number] {
  const angle = (2 * Math.PI * k) / n
  return [nearHalf(Math.cos(angle)), nearHalf(Math.sin(angle))]
}

function nearHalf(x: number): number {
  const h = Math.round(2 * x) / 2
  return Math.abs(x - h) < 1e-14 ? h + 0 : x
}

/** Real and imaginary parts of the values of a character. */
interface Values {
  readonly re: Float64Array
  readonly im: Float64Array
}

/** The order of characters of one degree: by real parts, the greatest first, then by imaginary parts. */
export function byValues(a: Values, b: Values): number {
  return compareValues(b.re, a.re) || compareValues(b.im, a.im)
}

function compareValues(a: Float64Array, b: Float64Array): number {
  for (let i = 0; i < a.length; i++) if (Math.abs(a[i]! - b[i]!) > 1e-9) return a[i]! - b[i]!
  return 0
}
