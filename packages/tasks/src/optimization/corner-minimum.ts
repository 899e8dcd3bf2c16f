import { BuridanError } from '@buridan/groups'
import { type BoxQuadratic, valueAt } from './box-quadratic.js'
import { highs } from './highs.js'

/** What corners must keep to: least ≤ of·m ≤ most. */
export interface LinearBound {
  readonly coefficients: Float64Array
  readonly least: number
  readonly most: number
}

/** Coefficients below this part of the largest are what rounding left of 0. */
const NOTHING = 1e-12

/**
 * The least value of a quadratic function at those corners of its box that keep to bounds, proved by HiGHS: signs as binaries, products
 * linearized. Infinite if there is no such corner.
 *
 * @throws BuridanError if HiGHS proves no optimum
 */
export async function cornerMinimum(f: BoxQuadratic, bounds: readonly LinearBound[] = []): Promise<number> {
  const k = f.linear.length
  if (k === 0) return bounds.every((b) => b.least <= 0 && b.most >= 0) ? f.constant : Number.POSITIVE_INFINITY
  const { Status, Columns } = (await highs())(cornerProblem(f, bounds))
  if (Status === 'Infeasible') return Number.POSITIVE_INFINITY
  if (Status !== 'Optimal')
    throw new BuridanError('INVALID_ARGUMENT', `HiGHS found no proved optimum: ${Status}`)
  // the value at the corner itself, not what the solver's tolerances made of it
  return valueAt(
    f,
    f.linear.map((_, i) => (Columns[`x${i}`]!.Primal > 0.5 ? 1 : -1)),
  )
}

/** The problem in LP format: with m = 2x − 1 and y = x_i x_j, m_i m_j = 4y − 2x_i − 2x_j + 1; constants are left out. */
function cornerProblem({ linear, quadratic }: BoxQuadratic, bounds: readonly LinearBound[]): string {
  const k = linear.length
  const nothing = NOTHING * Math.max(...linear.map(Math.abs), ...quadratic.map(Math.abs))
  const pairs = Array.from({ length: k * k }, (_, at) => [Math.floor(at / k), at % k] as const).filter(
    ([i, j]) => i < j && Math.abs(quadratic[i * k + j]!) > nothing,
  )
  const ofX = Float64Array.from(linear, (b) => 2 * b)
  const products = pairs.map(([i, j], p) => {
    const w = quadratic[i * k + j]!
    ofX[i]! -= 2 * w
    ofX[j]! -= 2 * w
    return term(4 * w, `y${p}`)
  })
  const rows = pairs.flatMap(([i, j], p) => [
    `a${p}: y${p} - x${i} - x${j} >= -1`,
    `b${p}: y${p} - x${i} <= 0`,
    `c${p}: y${p} - x${j} <= 0`,
  ])
  bounds.forEach(({ coefficients: of, least, most }, b) => {
    const sum = Array.from(of, (v, i) => term(2 * v, `x${i}`)).join('\n  ')
    const all = of.reduce((a, v) => a + v, 0)
    rows.push(`l${b}: ${sum} >= ${least + all}`, `m${b}: ${sum} <= ${most + all}`)
  })
  const signs = Array.from({ length: k }, (_, i) => `x${i}`)
  const objective = [...Array.from(ofX, (c, i) => term(c, `x${i}`)), ...products].join('\n  ')
  return `Minimize\n obj: ${objective}\nSubject To\n${rows.length ? rows.join('\n') : ' none: x0 <= 1'}\nBinary\n ${[...signs, ...pairs.map((_, p) => `y${p}`)].join('\n ')}\nEnd`
}

function term(coefficient: number, name: string): string {
  return `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${name}`
}
