/** A square matrix, row-major; real without `im`. */
export interface ComplexMatrix {
  readonly n: number
  readonly re: Float64Array
  readonly im?: Float64Array | undefined
}

export function zeroMatrix(n: number, complex = false): ComplexMatrix {
  return complex
    ? { n, re: new Float64Array(n * n), im: new Float64Array(n * n) }
    : { n, re: new Float64Array(n * n) }
}

export function identityMatrix(n: number): ComplexMatrix {
  const out = zeroMatrix(n)
  for (let i = 0; i < n; i++) out.re[i * n + i] = 1
  return out
}

/** The matrix with given entries (row, column, real, imaginary) and zeros. */
export function sparse(
  n: number,
  entries: readonly (readonly [number, number, number, number?])[],
): ComplexMatrix {
  const complex = entries.some((e) => e[3])
  const out = zeroMatrix(n, complex)
  for (const [i, j, re, im = 0] of entries) {
    out.re[i * n + j] = re
    if (out.im) out.im[i * n + j] = im
  }
  return out
}

export function multiplyMatrices(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const { n } = a
  const out = zeroMatrix(n, a.im !== undefined || b.im !== undefined)
  addProduct(a.re, b.re, 1, out.re, n)
  if (a.im && b.im) addProduct(a.im, b.im, -1, out.re, n)
  if (out.im && b.im) addProduct(a.re, b.im, 1, out.im, n)
  if (out.im && a.im) addProduct(a.im, b.re, 1, out.im, n)
  return out
}

function addProduct(a: Float64Array, b: Float64Array, sign: number, out: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const v = sign * a[i * n + k]!
      if (v === 0) continue
      for (let j = 0; j < n; j++) out[i * n + j]! += v * b[k * n + j]!
    }
  }
}

/** a + s·b for a real s. */
export function addMatrices(a: ComplexMatrix, b: ComplexMatrix, s = 1): ComplexMatrix {
  const re = a.re.map((v, e) => v + s * b.re[e]!)
  if (!a.im && !b.im) return { n: a.n, re }
  return { n: a.n, re, im: re.map((_, e) => (a.im?.[e] ?? 0) + s * (b.im?.[e] ?? 0)) }
}

export function scaleMatrix(a: ComplexMatrix, s: number): ComplexMatrix {
  return a.im
    ? { n: a.n, re: a.re.map((v) => v * s), im: a.im.map((v) => v * s) }
    : { n: a.n, re: a.re.map((v) => v * s) }
}

export function transposeMatrix({ n, re, im }: ComplexMatrix): ComplexMatrix {
  const flip = (m: Float64Array) => m.map((_, e) => m[(e % n) * n + Math.floor(e / n)]!)
  return im ? { n, re: flip(re), im: flip(im) } : { n, re: flip(re) }
}

/** The Kronecker product, entry (i·m + k, j·m + l) = a_ij b_kl. */
export function kronecker(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const n = a.n * b.n
  const out = zeroMatrix(n, a.im !== undefined || b.im !== undefined)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const p = Math.floor(i / b.n) * a.n + Math.floor(j / b.n)
      const q = (i % b.n) * b.n + (j % b.n)
      const [x, y] = [a.re[p]!, a.im?.[p] ?? 0]
      const [u, v] = [b.re[q]!, b.im?.[q] ?? 0]
      out.re[i * n + j] = x * u - y * v
      if (out.im) out.im[i * n + j] = x * v + y * u
    }
  }
  return out
}

/** exp(a) by scaling, Taylor series and squaring. */
export function exponential(a: ComplexMatrix): ComplexMatrix {
  const size = Math.max(...a.re.map(Math.abs), ...(a.im?.map(Math.abs) ?? [0])) * a.n
  const halvings = Math.max(0, Math.ceil(Math.log2(Math.max(size, 1e-300))) + 2)
  const small = scaleMatrix(a, 2 ** -halvings)
  let sum = identityMatrix(a.n)
  let term = sum
  for (let k = 1; k <= 18; k++) {
    term = scaleMatrix(multiplyMatrices(term, small), 1 / k)
    sum = addMatrices(sum, term)
  }
  for (let k = 0; k < halvings; k++) sum = multiplyMatrices(sum, sum)
  return sum
}

/** The inverse, by elimination with the largest pivots. */
export function inverseMatrix(a: ComplexMatrix): ComplexMatrix {
  const { n } = a
  const re = a.re.slice()
  const im = a.im?.slice() ?? new Float64Array(n * n)
  const out = { re: identityMatrix(n).re, im: new Float64Array(n * n) }
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c; r < n; r++) {
      if (Math.hypot(re[r * n + c]!, im[r * n + c]!) > Math.hypot(re[pivot * n + c]!, im[pivot * n + c]!))
        pivot = r
    }
    for (const m of [re, im, out.re, out.im]) swapRows(m, n, c, pivot)
    const [x, y] = [re[c * n + c]!, im[c * n + c]!]
    const d = x * x + y * y
    scaleRow(re, im, n, c, x / d, -y / d)
    scaleRow(out.re, out.im, n, c, x / d, -y / d)
    for (let r = 0; r < n; r++) {
      if (r === c) continue
      const [u, v] = [re[r * n + c]!, im[r * n + c]!]
      if (u === 0 && v === 0) continue
      subtractRow(re, im, n, r, c, u, v)
      subtractRow(out.re, out.im, n, r, c, u, v)
    }
  }
  return a.im ? { n, ...out } : { n, re: out.re }
}

function swapRows(m: Float64Array, n: number, a: number, b: number): void {
  if (a === b) return
  const held = m.slice(a * n, a * n + n)
  m.copyWithin(a * n, b * n, b * n + n)
  m.set(held, b * n)
}

function scaleRow(re: Float64Array, im: Float64Array, n: number, r: number, x: number, y: number): void {
  for (let j = r * n; j < r * n + n; j++) {
    const u = re[j]!
    re[j] = u * x - im[j]! * y
    im[j] = u * y + im[j]! * x
  }
}

function subtractRow(
  re: Float64Array,
  im: Float64Array,
  n: number,
  r: number,
  c: number,
  u: number,
  v: number,
): void {
  for (let j = 0; j < n; j++) {
    const [x, y] = [re[c * n + j]!, im[c * n + j]!]
    re[r * n + j]! -= u * x - v * y
    im[r * n + j]! -= u * y + v * x
  }
}
