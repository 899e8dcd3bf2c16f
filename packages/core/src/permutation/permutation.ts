import { shown } from '../checks/validate.js'
import { InvalidPermutationError, RepresentationMismatchError } from '../errors/errors.js'

/** The largest number of points. */
export const MAX_DEGREE = 2 ** 24

/** A permutation of 0..n−1 as its images: point i goes to `p[i]`. Its entries are never changed once made. */
export type Permutation = Uint32Array

/**
 * Checks images and copies them into a {@link Permutation}.
 *
 * @param images - 0-based: point i goes to `images[i]`
 * @param degree - the number of points, if it must be a given one
 * @throws InvalidPermutationError if an image is not an integer of 0..n−1 or occurs twice
 * @remarks O(n).
 *
 * @example
 * ```ts
 * import { compose, composeInto, cycle, cycles, equalPermutations, identityPermutation, inverse } from '@buridan/core'
 * import { isEven, isIdentity, permutation } from '@buridan/core'
 * const r = permutation([1, 2, 3, 0])
 * console.log([...compose(r, r)], cycles(r), isEven(r)) // → [ 2, 3, 0, 1 ] (0 1 2 3) false
 * const out = identityPermutation(4)
 * composeInto(r, inverse(r), out)
 * console.log(isIdentity(out), equalPermutations(r, cycle(4, [0, 1, 2, 3]))) // → true true
 * ```
 */
export function permutation(images: ArrayLike<number>, degree?: number): Permutation {
  if (images === null || typeof images !== 'object' || typeof images.length !== 'number') {
    throw new InvalidPermutationError(`a permutation is an array of images, not ${shown(images)}`)
  }
  const n = images.length
  if (!Number.isInteger(n) || n < 0 || n > MAX_DEGREE) {
    throw new InvalidPermutationError(
      `a permutation of ${shown(n)} points; the degree is an integer from 0 to ${MAX_DEGREE}`,
    )
  }
  if (degree !== undefined && n !== degree) {
    throw new InvalidPermutationError(
      `the permutation has ${n} images, the group acts on ${shown(degree)} points`,
    )
  }
  const seen = new Uint8Array(n)
  const p = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    const v = images[i]
    if (typeof v !== 'number' || !Number.isInteger(v) || v < 0 || v >= n) {
      throw new InvalidPermutationError(
        `image ${shown(v)} of point ${i} is not a point; images are the integers 0..${n - 1}`,
      )
    }
    if (seen[v]) throw new InvalidPermutationError(`image ${v} stands twice, the second time for point ${i}`)
    seen[v] = 1
    p[i] = v
  }
  return p
}

/** The identity permutation of n points. O(n). */
export function identityPermutation(n: number): Permutation {
  const p = new Uint32Array(n)
  for (let i = 0; i < n; i++) p[i] = i
  return p
}

/**
 * The product g∘h as a permutation, h first: (gh)(i) = g(h(i)), so that ρ(gh) = ρ(g)ρ(h).
 *
 * @param g - a permutation of n points, not checked
 * @param h - a permutation of n points, not checked
 * @throws RepresentationMismatchError if they have different lengths
 * @remarks O(n).
 */
export function compose(g: Permutation, h: Permutation): Permutation {
  if (g.length !== h.length) {
    throw new RepresentationMismatchError(`cannot compose permutations of ${g.length} and ${h.length} points`)
  }
  const out = new Uint32Array(g.length)
  composeInto(g, h, out)
  return out
}

/** Writes the product g∘h of permutations of n points into `out`, of n entries, which may be h but not g. O(n). Unchecked. */
export function composeInto(g: Permutation, h: Permutation, out: Permutation): void {
  for (let i = 0; i < h.length; i++) out[i] = g[h[i]!]!
}

/** The inverse of a permutation g of n points. O(n). Unchecked. */
export function inverse(g: Permutation): Permutation {
  const out = new Uint32Array(g.length)
  for (let i = 0; i < g.length; i++) out[g[i]!] = i
  return out
}

/** Whether a permutation g of n points fixes all of them. O(n). */
export function isIdentity(g: Permutation): boolean {
  for (let i = 0; i < g.length; i++) if (g[i] !== i) return false
  return true
}

/** Whether permutations g and h have the same degree and the same images. O(n). */
export function equalPermutations(g: Permutation, h: Permutation): boolean {
  if (g.length !== h.length) return false
  for (let i = 0; i < g.length; i++) if (g[i] !== h[i]) return false
  return true
}

/** Whether g is a product of an even number of transpositions, for a permutation g of n points. O(n). Unchecked. */
export function isEven(g: Permutation): boolean {
  const seen = new Uint8Array(g.length)
  let even = true
  for (let i = 0; i < g.length; i++) {
    for (let j = i, length = 0; !seen[j]; j = g[j]!) {
      seen[j] = 1
      if (length++ > 0) even = !even
    }
  }
  return even
}

/**
 * A permutation g of n points in disjoint cycles, as mathematicians write it: `(0 1 2)(3 4)`; the identity is `()`. O(n). Unchecked.
 */
export function cycles(g: Permutation): string {
  const seen = new Uint8Array(g.length)
  let text = ''
  for (let i = 0; i < g.length; i++) {
    if (seen[i] || g[i] === i) continue
    const cycle: number[] = []
    for (let j = i; !seen[j]; j = g[j]!) {
      seen[j] = 1
      cycle.push(j)
    }
    text += `(${cycle.join(' ')})`
  }
  return text || '()'
}

/**
 * The permutation of n points that sends each of a list of distinct points to the next, and the last to the first. O(n). Unchecked.
 */
export function cycle(n: number, points: readonly number[]): Permutation {
  const g = identityPermutation(n)
  points.forEach((p, i) => {
    g[p] = points[(i + 1) % points.length]!
  })
  return g
}
