import type { Rng } from '@buridan/core'
import type { ComplexMatrix } from './complex-matrix.js'

/**
 * A Haar-random unitary (orthogonal, if real) matrix: Gram–Schmidt on the columns of a Gaussian one.
 *
 * Source: Mezzadri 2007.
 */
export function haarUnitary(n: number, complex: boolean, random: Rng): ComplexMatrix {
  const re = new Float64Array(n * n).map(() => random.normal())
  const im = complex ? new Float64Array(n * n).map(() => random.normal()) : undefined
  for (let c = 0; c < n; c++) {
    for (let round = 0; round < 2; round++) for (let b = 0; b < c; b++) subtractProjection(re, im, n, c, b)
    let norm = 0
    for (let i = 0; i < n; i++) norm += re[i * n + c]! ** 2 + (im?.[i * n + c] ?? 0) ** 2
    norm = Math.sqrt(norm)
    for (let i = 0; i < n; i++) {
      re[i * n + c]! /= norm
      if (im) im[i * n + c]! /= norm
    }
  }
  return im ? { n, re, im } : { n, re }
}

/** Subtracts from column c its part along the unit column b. */
function subtractProjection(
  re: Float64Array,
  im: Float64Array | undefined,
  n: number,
  c: number,
  b: number,
): void {
  let x = 0
  let y = 0
  for (let i = 0; i < n; i++) {
    const [u, v] = [re[i * n + b]!, im?.[i * n + b] ?? 0]
    const [s, t] = [re[i * n + c]!, im?.[i * n + c] ?? 0]
    x += u * s + v * t
    y += u * t - v * s
  }
  for (let i = 0; i < n; i++) {
    const [u, v] = [re[i * n + b]!, im?.[i * n + b] ?? 0]
    re[i * n + c]! -= u * x - v * y
    if (im) im[i * n + c]! -= u * y + v * x
  }
}

/** Makes a unitary matrix special: the first column is divided by the determinant. Keeps Haar's measure. */
export function special(m: ComplexMatrix): ComplexMatrix {
  const { n } = m
  const [x, y] = determinant(m)
  const re = m.re.slice()
  const im = m.im?.slice()
  for (let i = 0; i < n; i++) {
    const [u, v] = [re[i * n]!, im?.[i * n] ?? 0]
    re[i * n] = u * x + v * y
    if (im) im[i * n] = v * x - u * y
  }
  return im ? { n, re, im } : { n, re }
}

/** The determinant, by elimination with the largest pivots. */
function determinant({ n, re: a, im: b }: ComplexMatrix): [number, number] {
  const re = a.slice()
  const im = b?.slice() ?? new Float64Array(n * n)
  let [x, y] = [1, 0]
  for (let c = 0; c < n; c++) {
    let pivot = c
    const size = (r: number) => Math.hypot(re[r * n + c]!, im[r * n + c]!)
    for (let r = c; r < n; r++) if (size(r) > size(pivot)) pivot = r
    if (pivot !== c) {
      for (const m of [re, im]) {
        const held = m.slice(c * n, c * n + n)
        m.copyWithin(c * n, pivot * n, pivot * n + n)
        m.set(held, pivot * n)
      }
      x = -x
      y = -y
    }
    const [p, q] = [re[c * n + c]!, im[c * n + c]!]
    ;[x, y] = [x * p - y * q, x * q + y * p]
    const d = p * p + q * q
    if (d === 0) return [0, 0]
    for (let r = c + 1; r < n; r++) {
      const [s, t] = [re[r * n + c]!, im[r * n + c]!]
      const [u, v] = [(s * p + t * q) / d, (t * p - s * q) / d]
      for (let j = c; j < n; j++) {
        const [k, l] = [re[c * n + j]!, im[c * n + j]!]
        re[r * n + j]! -= u * k - v * l
        im[r * n + j]! -= u * l + v * k
      }
    }
  }
  return [x, y]
}
