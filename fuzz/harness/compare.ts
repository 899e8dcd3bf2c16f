import { code, shortCode } from './code.js'

/**
 * How two answers are compared: the difference in words, or undefined where there is none. `given` is what was asked with.
 */
export type Comparison<Given = unknown> = (one: unknown, other: unknown, given: Given) => string | undefined

/**
 * Alike to the last bit, in the same order: numbers, strings, whole numbers, arrays and objects. A typed array is as good as an
 * array, and −0 as 0.
 */
export const equal: Comparison = (one, other) => difference(one, other, () => 0)

/**
 * Alike but for numbers, which may differ by so much of the largest number of the smallest array around both, or of themselves where
 * there is none. Whole numbers as bigint, strings and lengths have to be equal.
 *
 * @param relative - the largest relative difference
 * @param absolute - a difference that is never one
 */
export function closeTo(relative: number, absolute = 0): Comparison {
  return (one, other) => difference(one, other, (scale) => Math.max(absolute, relative * scale))
}

/** The entries of two arrays in any order, each of which has one of the other's own. Compares texts: entries are alike to the bit. */
export const sameEntries: Comparison = (one, other) => {
  const sorted = (list: unknown) => Array.from(list as unknown[], (v) => code(normal(v))).sort()
  return equal(sorted(one), sorted(other), undefined)
}

/** Both true; for ways that answer whether a law holds. The second way is the constant `true`. */
export const holds: Comparison = (one, other) => equal(one, other, undefined)

/** The first number is at most the second, but for so much of the larger one. */
export function atMost(relative = 0, absolute = 0): Comparison {
  return (one, other) => {
    const [a, b] = [one as number, other as number]
    const slack = absolute + relative * Math.max(Math.abs(a), Math.abs(b))
    return a <= b + slack ? undefined : `${shortCode(a)} is more than ${shortCode(b)}`
  }
}

/**
 * Lists of vectors that span one space.
 *
 * @param tolerance - the largest part of a unit vector of either space outside the other
 */
export function sameSpan(tolerance = 1e-9): Comparison {
  return (one, other) => {
    const [a, b] = [orthonormal(one as number[][], tolerance), orthonormal(other as number[][], tolerance)]
    if (a.length !== b.length) return `${a.length} dimensions, and ${b.length}`
    const worst = Math.max(0, ...a.map((v) => Math.hypot(...outside(v, b))))
    return worst <= tolerance ? undefined : `a unit vector of one space is ${worst} outside the other`
  }
}

/** Compares what a function takes out of both. */
export function by<Given>(
  take: (answer: never) => unknown,
  comparison: Comparison<Given> = equal,
): Comparison<Given> {
  return (one, other, given) => comparison(take(one as never), take(other as never), given)
}

function difference(one: unknown, other: unknown, slack: (scale: number) => number): string | undefined {
  const place = firstDifference(normal(one), normal(other), slack, undefined, '')
  return place === undefined
    ? undefined
    : `${place || 'the answers'}: ${shortCode(one)}\n  and ${shortCode(other)}`
}

/** The place of the first difference, or undefined. */
function firstDifference(
  a: unknown,
  b: unknown,
  slack: (scale: number) => number,
  scale: number | undefined,
  place: string,
): string | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    if (Object.is(a, b) || a === b) return undefined
    if (Number.isNaN(a) || Number.isNaN(b)) return place
    const allowed = slack(Math.max(scale ?? 0, Math.abs(a), Math.abs(b)))
    return Math.abs(a - b) <= allowed ? undefined : place
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return `${place}.length`
    // the scale of an array of numbers is theirs, and of arrays of such that of each
    const own = largest(a, b) ?? scale
    for (let i = 0; i < a.length; i++) {
      const at = firstDifference(a[i], b[i], slack, own, `${place}[${i}]`)
      if (at !== undefined) return at
    }
    return undefined
  }
  if (isObject(a) && isObject(b)) {
    for (const k of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const at = firstDifference(a[k], b[k], slack, undefined, `${place}.${k}`)
      if (at !== undefined) return at
    }
    return undefined
  }
  return a === b ? undefined : place
}

function isObject(v: unknown): v is Record<string, unknown> {
  return typeof v === 'object' && v !== null && !Array.isArray(v)
}

function largest(a: readonly unknown[], b: readonly unknown[]): number | undefined {
  let out: number | undefined
  for (const list of [a, b]) {
    for (const v of list)
      if (typeof v === 'number' && Number.isFinite(v)) out = Math.max(out ?? 0, Math.abs(v))
  }
  return out
}

/** Typed arrays as arrays, sets as sorted arrays. */
function normal(v: unknown): unknown {
  if (ArrayBuffer.isView(v)) return Array.from(v as Float64Array)
  if (Array.isArray(v)) return v.map(normal)
  if (v instanceof Set) return [...v].map(normal).sort()
  if (v instanceof Map) return normal(Object.fromEntries(v))
  if (isObject(v)) return Object.fromEntries(Object.entries(v).map(([k, w]) => [k, normal(w)]))
  return v === 0 ? 0 : v
}

/** An orthonormal basis of a span, twice orthogonalized, vectors scaled first. */
function orthonormal(vectors: readonly (readonly number[])[], tolerance: number): number[][] {
  const out: number[][] = []
  for (const vector of vectors) {
    const scale = Math.max(...Array.from(vector, Math.abs), 0)
    if (scale === 0) continue
    const unit = Array.from(vector, (v) => v / scale)
    const size = Math.hypot(...unit)
    const rest = outside(
      outside(
        unit.map((v) => v / size),
        out,
      ),
      out,
    )
    const left = Math.hypot(...rest)
    if (left > tolerance) out.push(rest.map((v) => v / left))
  }
  return out
}

function outside(vector: readonly number[], basis: readonly (readonly number[])[]): number[] {
  const out = [...vector]
  for (const b of basis) {
    const along = b.reduce((sum, v, i) => sum + v * out[i]!, 0)
    for (let i = 0; i < out.length; i++) out[i]! -= along * b[i]!
  }
  return out
}
