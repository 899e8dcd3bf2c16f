import { InvalidArgumentError, integerIn, shown, TooLargeError } from '@buridan/core'
import type { FiniteGroup } from '../group/finite-group.js'
import { permutationGroup } from '../group/permutation-group.js'
import { pointwiseStabilizer } from '../group/point-stabilizers.js'
import { FiniteField } from './finite-field.js'

const MAX_POINTS = 10_000

/** Points 0..q−1 of the field and ∞ = q; z ↦ (az + b)/(cz + d). */
function moebius(field: FiniteField, a: number, b: number, c: number, d: number): number[] {
  const { q } = field
  return Array.from({ length: q + 1 }, (_, z) => {
    const top = z === q ? a : field.add(field.multiply(a, z), b)
    const bottom = z === q ? c : field.add(field.multiply(c, z), d)
    return bottom === 0 ? q : field.multiply(top, field.inverse(bottom))
  })
}

/**
 * PSL(2, q) on the q + 1 points of the projective line, elements of the field first and then ∞; order q(q² − 1)/gcd(2, q − 1).
 *
 * @param q - a power of a prime, up to 256
 * @throws InvalidArgumentError for another number
 * @remarks O(q² log² q), most of it for the table of products in the field.
 *
 * @example
 * ```ts
 * import { projectiveSpecialLinear } from '@buridan/permutations'
 * console.log(projectiveSpecialLinear(7).order, projectiveSpecialLinear(9).order) // → 168n 360n
 * ```
 */
export function projectiveSpecialLinear(q: number): FiniteGroup {
  const field = new FiniteField(q)
  const w = field.primitive
  const translations = Array.from({ length: field.degree }, (_, i) => moebius(field, 1, field.p ** i, 0, 1))
  const square = moebius(field, field.multiply(w, w), 0, 0, 1)
  const invert = moebius(field, 0, field.negative(1), 1, 0)
  return permutationGroup([...translations, square, invert], { name: `PSL(2,${q})` })
}

/**
 * PGL(2, q) on the q + 1 points of the projective line; order q(q² − 1).
 *
 * @param q - a power of a prime, up to 256
 * @throws InvalidArgumentError for another number
 * @remarks As {@link projectiveSpecialLinear}.
 *
 * @example
 * ```ts
 * import { projectiveGeneralLinear } from '@buridan/permutations'
 * console.log(projectiveGeneralLinear(5).order) // → 120n
 * ```
 */
export function projectiveGeneralLinear(q: number): FiniteGroup {
  const field = new FiniteField(q)
  const translations = Array.from({ length: field.degree }, (_, i) => moebius(field, 1, field.p ** i, 0, 1))
  const scale = moebius(field, field.primitive, 0, 0, 1)
  const invert = moebius(field, 0, 1, 1, 0)
  return permutationGroup([...translations, scale, invert], { name: `PGL(2,${q})` })
}

/**
 * The general affine group AGL(d, q), all x ↦ Ax + b of the d-dimensional space over the field of q elements, on its qᵈ
 * points (coordinate i has weight qⁱ).
 *
 * @param q - a power of a prime, up to 256; qᵈ at most 10 000
 * @throws InvalidArgumentError if d is not an integer from 1 to 13, or q is not such a power
 * @throws TooLargeError above 10 000 points
 * @remarks O(qᵈ · d · log q) for the generators, O(q² log² q) for the table of products in the field.
 *
 * @example
 * ```ts
 * import { generalAffine } from '@buridan/permutations'
 * console.log(generalAffine(3, 2).order, generalAffine(1, 8).order) // → 1344n 56n
 * ```
 */
export function generalAffine(d: number, q: number): FiniteGroup {
  integerIn(d, 1, 13, 'd in AGL(d,q)')
  const field = new FiniteField(q)
  const size = q ** d
  if (size > MAX_POINTS)
    throw new TooLargeError(`AGL(${d},${q}) acts on ${size} points; the limit is ${MAX_POINTS}`)
  const coordinates = (x: number) => Array.from({ length: d }, (_, i) => Math.floor(x / q ** i) % q)
  const point = (v: readonly number[]) => v.reduceRight((sum, c) => sum * q + c, 0)
  const map = (f: (v: number[]) => number[]) =>
    Array.from({ length: size }, (_, x) => point(f(coordinates(x))))
  const first = (f: (x: number) => number) => map(([x, ...rest]) => [f(x!), ...rest])
  const generators = Array.from({ length: field.degree }, (_, i) => first((x) => field.add(x, field.p ** i)))
  const { primitive } = field
  if (q > 2) generators.push(first((x) => field.multiply(primitive, x)))
  if (d > 1) {
    generators.push(map((v) => [...v.slice(1), v[0]!]))
    generators.push(map(([x, y, ...rest]) => [field.add(x!, y!), y!, ...rest]))
  }
  return permutationGroup(generators, { degree: size, name: `AGL(${d},${q})` })
}

/**
 * The Mathieu groups M₁₁, M₁₂, M₂₂, M₂₃, M₂₄ on as many points, sporadic simple and 3- to 5-fold transitive. M₁₂ and M₂₄ are
 * PSL(2, 11) and PSL(2, 23) on the projective line with one more permutation, the others are point stabilizers.
 *
 * @throws InvalidArgumentError for another number
 * @remarks Constant time: at most one stabilizer chain on 24 points.
 *
 * @example
 * ```ts
 * import { mathieu } from '@buridan/permutations'
 * console.log(mathieu(12).order, mathieu(24).order) // → 95040n 244823040n
 * ```
 */
export function mathieu(n: number): FiniteGroup {
  switch (n) {
    case 11:
    case 12:
      return stabilizerOfLast(mathieu12(), 12 - n, `M${n}`)
    case 22:
    case 23:
    case 24:
      return stabilizerOfLast(mathieu24(), 24 - n, `M${n}`)
    default:
      throw new InvalidArgumentError(
        `there is no Mathieu group on ${shown(n)} points; there are M11 M12 M22 M23 M24`,
      )
  }
}

/** Source: Conway & Sloane, *Sphere Packings, Lattices and Groups*, chapter 10 (M₂₄) and 11 (M₁₂). */
function mathieu24(): FiniteGroup {
  const line = projectiveSpecialLinear(23)
  const squares = new Set(Array.from({ length: 23 }, (_, x) => (x * x) % 23))
  // x³/9 for squares, 9x³ for the others
  const delta = Array.from({ length: 24 }, (_, x) => {
    if (x === 23) return 23
    return (x * x * x * (squares.has(x) ? 18 : 9)) % 23
  })
  return permutationGroup([...line.ownGenerators, delta])
}

function mathieu12(): FiniteGroup {
  const line = projectiveSpecialLinear(11)
  // 4x² − 3x⁷
  const delta = Array.from({ length: 12 }, (_, x) => {
    if (x === 11) return 11
    let power = 1
    for (let k = 0; k < 7; k++) power = (power * x) % 11
    return (((4 * x * x - 3 * power) % 11) + 11) % 11
  })
  return permutationGroup([...line.ownGenerators, delta])
}

/** The pointwise stabilizer of the last few points, acting on the others. */
function stabilizerOfLast(group: FiniteGroup, count: number, name: string): FiniteGroup {
  const n = group.degree - count
  const fixed = Array.from({ length: count }, (_, i) => n + i)
  const { ownGenerators: generators } = count === 0 ? group : pointwiseStabilizer(group, fixed)
  return permutationGroup(
    generators.map((g) => g.slice(0, n)),
    { degree: n, name },
  )
}
