import {
  type LieElement,
  type LieGroup,
  type LieRepresentation,
  type MixedProduct,
  parseAnyGroup,
} from '@buridan/groups'
import { identity, kronecker, plus, type Rows, rowsOf, times, transposed } from './matrices.js'

/** Lie groups by text: the dimension of the group, the form it keeps, whether determinants are 1. */
export const LIE: Readonly<
  Record<
    string,
    { readonly dim: number; readonly form?: Rows; readonly special: boolean; readonly compact: boolean }
  >
> = {
  'SO(1)': { dim: 0, form: identity(1), special: true, compact: true },
  'O(1)': { dim: 0, form: identity(1), special: false, compact: true },
  'SO(2)': { dim: 1, form: identity(2), special: true, compact: true },
  'O(2)': { dim: 1, form: identity(2), special: false, compact: true },
  'SO(3)': { dim: 3, form: identity(3), special: true, compact: true },
  'O(3)': { dim: 3, form: identity(3), special: false, compact: true },
  'SO(5)': { dim: 10, form: identity(5), special: true, compact: true },
  Kh: { dim: 3, form: identity(3), special: false, compact: true },
  'C∞v': { dim: 1, form: identity(3), special: false, compact: true },
  'D∞h': { dim: 1, form: identity(3), special: false, compact: true },
  'D∞': { dim: 1, form: identity(3), special: true, compact: true },
  'Embed(SO(2),4,1)': { dim: 1, form: identity(4), special: true, compact: true },
  'O(1,3)': { dim: 6, form: signs(1, 3), special: false, compact: false },
  'SO(1,3)': { dim: 6, form: signs(1, 3), special: true, compact: false },
  'SO+(1,3)': { dim: 6, form: signs(1, 3), special: true, compact: false },
  'O(2,2)': { dim: 6, form: signs(2, 2), special: false, compact: false },
  'SO(2,1)': { dim: 3, form: signs(2, 1), special: true, compact: false },
  'Sp(1)': { dim: 3, form: symplecticForm(1), special: true, compact: false },
  'Sp(2)': { dim: 10, form: symplecticForm(2), special: true, compact: false },
  'SL(1)': { dim: 0, special: true, compact: false },
  'SL(3)': { dim: 8, special: true, compact: false },
  'GL(2)': { dim: 4, special: false, compact: false },
  'Scaling(3)': { dim: 1, special: false, compact: false },
}
/** Complex ones, all of them unitary. */
export const UNITARY: Readonly<Record<string, { readonly dim: number; readonly special: boolean }>> = {
  'U(1)': { dim: 1, special: false },
  'U(2)': { dim: 4, special: false },
  'U(3)': { dim: 9, special: false },
  'SU(1)': { dim: 0, special: true },
  'SU(2)': { dim: 3, special: true },
  'SU(3)': { dim: 8, special: true },
  'Embed(SU(2),3,1)': { dim: 3, special: true },
}
export const PRODUCTS = [
  'O(3)xS(3)',
  'S(3)xSO(3)',
  'SO(2)xD(3)',
  'Sp(1)xB(2)',
  'O(1,3)xZ(2)',
  'SO(3)xO(2)',
  'GL(2)xmat[[[1,1],[0,-1]]]',
] as const

function signs(p: number, q: number): Rows {
  return identity(p + q).map((row, i) => row.map((v) => (i < p ? -v : v)))
}
function symplecticForm(m: number): Rows {
  return Array.from({ length: 2 * m }, (_, i) =>
    Array.from({ length: 2 * m }, (_v, j) => (j === i + m ? 1 : i === j + m ? -1 : 0)),
  )
}

export interface ComplexRows {
  readonly re: Rows
  readonly im: Rows
}
export const complexRows = ({
  n,
  re,
  im,
}: {
  n: number
  re: Float64Array
  im?: Float64Array | undefined
}): ComplexRows => ({
  re: rowsOf(re, n),
  im: im ? rowsOf(im, n) : identity(n).map((row) => row.map(() => 0)),
})
export const complexTimes = (a: ComplexRows, b: ComplexRows): ComplexRows => ({
  re: plus(times(a.re, b.re), times(a.im, b.im), -1),
  im: plus(times(a.re, b.im), times(a.im, b.re)),
})
export const adjoint = (a: ComplexRows): ComplexRows => ({
  re: transposed(a.re),
  im: transposed(a.im).map((row) => row.map((v) => -v)),
})

export const complexKronecker = (a: ComplexRows, b: ComplexRows): ComplexRows => ({
  re: plus(kronecker(a.re, b.re), kronecker(a.im, b.im), -1),
  im: plus(kronecker(a.re, b.im), kronecker(a.im, b.re)),
})
/** exp(tA) of a small complex matrix by its series. */
export function complexExponential(a: ComplexRows, t: number): ComplexRows {
  const zero = a.re.map((row) => row.map(() => 0))
  let term: ComplexRows = { re: identity(a.re.length), im: zero }
  let sum = term
  for (let k = 1; k <= 24; k++) {
    const next = complexTimes(term, a)
    term = {
      re: next.re.map((row) => row.map((v) => (v * t) / k)),
      im: next.im.map((row) => row.map((v) => (v * t) / k)),
    }
    sum = { re: plus(sum.re, term.re), im: plus(sum.im, term.im) }
  }
  return sum
}

/** exp of a small matrix by its series. */
export function exponential(a: Rows): number[][] {
  let term = identity(a.length)
  let sum = term
  for (let k = 1; k <= 24; k++) {
    term = times(term, a).map((row) => row.map((v) => v / k))
    sum = plus(sum, term)
  }
  return sum
}

/** By the product of all diagonal entries along elimination with the largest pivots. */
export function complexDeterminant({ re, im }: ComplexRows): [number, number] {
  const n = re.length
  const m = re.map((row, i) => row.map((v, j): [number, number] => [v, im[i]![j]!]))
  let d: [number, number] = [1, 0]
  const mul = ([a, b]: readonly [number, number], [c, e]: readonly [number, number]): [number, number] => [
    a * c - b * e,
    a * e + b * c,
  ]
  for (let c = 0; c < n; c++) {
    let p = c
    for (let r = c; r < n; r++) if (Math.hypot(...m[r]![c]!) > Math.hypot(...m[p]![c]!)) p = r
    if (p !== c) d = [-d[0], -d[1]]
    ;[m[c], m[p]] = [m[p]!, m[c]!]
    const pivot = m[c]![c]!
    d = mul(d, pivot)
    const size = pivot[0] ** 2 + pivot[1] ** 2
    for (let r = c + 1; r < n; r++) {
      const f = mul(m[r]![c]!, [pivot[0] / size, -pivot[1] / size])
      m[r] = m[r]!.map((v, j) => {
        const w = mul(f, m[c]![j]!)
        return [v[0] - w[0], v[1] - w[1]]
      })
    }
  }
  return d
}

const known = new Map<string, LieGroup | MixedProduct>()
export function lieOf(text: string): LieGroup | MixedProduct {
  const found = known.get(text) ?? (parseAnyGroup(text) as LieGroup | MixedProduct)
  known.set(text, found)
  return found
}
/** The matrix of a representation of a real group. */
export const realMatrix = (rep: LieRepresentation, g: LieElement): number[][] =>
  rowsOf(rep.matrix(g), rep.dim)
