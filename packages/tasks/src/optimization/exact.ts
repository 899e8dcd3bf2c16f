import { BuridanError } from '@buridan/groups'
import type { SmallGraph } from '../graphs/named-graphs.js'
import type { BoxQuadratic } from './box-quadratic.js'

type Solve = (problem: string) => { Status: string; ObjectiveValue: number }

let solver: Promise<Solve> | undefined

/** HiGHS, loaded once and when it is first needed. */
async function highs(): Promise<Solve> {
  solver ??= load()
  return solver
}

async function load(): Promise<Solve> {
  // its typings are those of a CommonJS module, which exports the loader itself
  const { default: loader } = (await import('highs')) as unknown as {
    default: () => Promise<{ solve: Solve }>
  }
  const instance = await loader()
  return (problem) => instance.solve(problem)
}

async function optimum(problem: string): Promise<number> {
  const { Status, ObjectiveValue } = (await highs())(problem)
  if (Status !== 'Optimal') {
    throw new BuridanError('INVALID_ARGUMENT', `HiGHS found no proved optimum: ${Status}`)
  }
  return ObjectiveValue
}

async function maximum(problem: string): Promise<number> {
  return Math.round(await optimum(problem))
}

/** The least value of a quadratic function at the corners of its box, proved by HiGHS: signs as binaries, products linearized. */
export async function cornerMinimum({ constant, linear, quadratic }: BoxQuadratic): Promise<number> {
  const k = linear.length
  const pairs = Array.from({ length: k * k }, (_, at) => [Math.floor(at / k), at % k] as const).filter(
    ([i, j]) => i < j && quadratic[i * k + j] !== 0,
  )
  // with m = 2x − 1 and y = x_i x_j: m_i m_j = 4y − 2x_i − 2x_j + 1
  const ofX = Float64Array.from(linear, (b) => 2 * b)
  let rest = constant - linear.reduce((sum, b) => sum + b, 0)
  for (let i = 0; i < k; i++) rest += quadratic[i * k + i]! / 2
  const terms = pairs.map(([i, j], p) => {
    const w = quadratic[i * k + j]!
    ofX[i]! -= 2 * w
    ofX[j]! -= 2 * w
    rest += w
    return term(4 * w, `y${p}`)
  })
  const rows = pairs.flatMap(([i, j], p) => [
    `a${p}: y${p} - x${i} - x${j} >= -1`,
    `b${p}: y${p} - x${i} <= 0`,
    `c${p}: y${p} - x${j} <= 0`,
  ])
  const signs = Array.from({ length: k }, (_, i) => `x${i}`)
  const objective = [...Array.from(ofX, (c, i) => term(c, `x${i}`)), ...terms].join(' ')
  const least = await optimum(
    `Minimize\n obj: ${objective}\nSubject To\n${rows.length ? rows.join('\n') : ' none: x0 <= 1'}\nBinary\n ${[...signs, ...pairs.map((_, p) => `y${p}`)].join(' ')}\nEnd`,
  )
  return least + rest
}

function term(coefficient: number, name: string): string {
  return `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${name}`
}

/**
 * The largest number of edges between two sides of the vertices, proved by HiGHS.
 *
 * @example
 * ```ts
 * import { maximumCut } from '@buridan/tasks'
 * console.log(await maximumCut({ name: 'triangle', n: 3, edges: [[0, 1], [1, 2], [0, 2]] })) // → 2
 * ```
 */
export async function maximumCut({ n, edges }: SmallGraph): Promise<number> {
  if (edges.length === 0) return 0
  const cut = edges.map((_, e) => `z${e}`)
  const rows = edges.flatMap(([u, v], e) => [
    `a${e}: z${e} - x${u} - x${v} <= 0`,
    `b${e}: z${e} + x${u} + x${v} <= 2`,
  ])
  const sides = Array.from({ length: n }, (_, v) => `x${v}`)
  // the first vertex's side may be chosen
  return maximum(
    `Maximize\n obj: ${cut.join(' + ')}\nSubject To\n${rows.join('\n')}\n first: x0 = 0\nBinary\n ${[...sides, ...cut].join(' ')}\nEnd`,
  )
}

/**
 * The largest number of vertices of which no two are joined, proved by HiGHS.
 *
 * @example
 * ```ts
 * import { maximumIndependentSet } from '@buridan/tasks'
 * console.log(await maximumIndependentSet({ name: 'path', n: 3, edges: [[0, 1], [1, 2]] })) // → 2
 * ```
 */
export async function maximumIndependentSet({ n, edges }: SmallGraph): Promise<number> {
  const vertices = Array.from({ length: n }, (_, v) => `x${v}`)
  const rows = edges.map(([u, v], e) => `e${e}: x${u} + x${v} <= 1`)
  return maximum(
    `Maximize\n obj: ${vertices.join(' + ')}\nSubject To\n${rows.length ? rows.join('\n') : ' none: x0 <= 1'}\nBinary\n ${vertices.join(' ')}\nEnd`,
  )
}
