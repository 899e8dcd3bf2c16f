import {
  arrayOf,
  InvalidArgumentError,
  identityPermutation,
  integerIn,
  inverse,
  NotAHomomorphismError,
  ofKind,
  type Permutation,
  permutation,
  RepresentationMismatchError,
} from '@buridan/core'
import { Bsgs } from '../chain/bsgs.js'
import type { FiniteGroup } from './finite-group.js'

import { permutationGroup } from './permutation-group.js'

/** A homomorphism φ between permutation groups, of n points and of m points. */
export class GroupHomomorphism {
  /** The graph {(g, φ(g))}, on the points of the source and then those of the target, with a base of the source's points first. */
  readonly #graph: Bsgs
  #back: Bsgs | undefined
  #kernel: FiniteGroup | undefined
  #image: FiniteGroup | undefined

  /** @internal Use {@link homomorphism}. */
  constructor(
    /** The group that φ is defined on. */
    readonly source: FiniteGroup,
    /** The group that it goes to. */
    readonly target: FiniteGroup,
    /** φ of each generator of the source. */
    readonly images: readonly Permutation[],
    graph: Bsgs,
  ) {
    this.#graph = graph
  }

  /**
   * φ(g), a permutation of the m points of the target.
   *
   * @param g - a permutation of the n points of the source
   * @throws RepresentationMismatchError if g is not in the source
   * @throws InvalidPermutationError if g is not a permutation of the n points
   * @remarks O(base · (n + m)).
   */
  apply(g: ArrayLike<number>): Permutation {
    const n = this.source.degree
    const m = this.target.degree
    const lifted = pair(permutation(g, n), identityPermutation(m))
    const { residue } = this.#graph.sift(lifted)
    for (let i = 0; i < n; i++) {
      if (residue[i] !== i)
        throw new RepresentationMismatchError(`[${Array.from(g).join(',')}] is not in ${this.source.name}`)
    }
    // (g, 1) = (g, φ(g))·(1, φ(g)⁻¹): the rest is the inverse of the image
    return inverse(residue.subarray(n).map((p) => p - n))
  }

  /**
   * An element g with φ(g) = h, a permutation of the n points of the source; undefined without one.
   *
   * @param h - a permutation of the m points of the target
   * @throws InvalidPermutationError if h is not a permutation of the m points
   * @remarks O(m · (n + m)); the first call also finds a stabilizer chain on the points of both.
   */
  preimage(h: ArrayLike<number>): Permutation | undefined {
    const n = this.source.degree
    const m = this.target.degree
    this.#back ??= this.#chainFromTarget()
    const { residue } = this.#back.sift(pair(identityPermutation(n), permutation(h, m)))
    for (let i = n; i < n + m; i++) if (residue[i] !== i) return undefined
    return inverse(residue.slice(0, n))
  }

  /** The elements g with φ(g) = 1. The first call finds a stabilizer chain on the points of both. */
  get kernel(): FiniteGroup {
    if (!this.#kernel) {
      this.#back ??= this.#chainFromTarget()
      const level = this.#back.ownLevels[this.target.degree]
      const n = this.source.degree
      this.#kernel = this.source.subgroupOf((level?.generators ?? []).map((g) => g.slice(0, n)))
    }
    return this.#kernel
  }

  /** φ(G). */
  get image(): FiniteGroup {
    this.#image ??= this.target.subgroupOf(this.images)
    return this.#image
  }

  /** Whether only the identity goes to the identity. */
  get isInjective(): boolean {
    return this.kernel.order === 1n
  }

  /** Whether the image is all of the target. */
  get isSurjective(): boolean {
    return this.image.order === this.target.order
  }

  #chainFromTarget(): Bsgs {
    const n = this.source.degree
    const base = Array.from({ length: this.target.degree }, (_, i) => n + i)
    const generators = this.source.ownGenerators.map((g, s) => pair(g, this.images[s]!))
    return new Bsgs(n + this.target.degree, generators, { base, order: this.source.order })
  }
}

/** (g, h) as a permutation of the points of both. */
function pair(g: Permutation, h: Permutation): Permutation {
  const out = new Uint32Array(g.length + h.length)
  out.set(g)
  for (let i = 0; i < h.length; i++) out[g.length + i] = g.length + h[i]!
  return out
}

/**
 * The homomorphism that sends the generators of a group to given elements of another, checked to be one: the group that
 * the pairs (g, φ(g)) generate must be as large as the source.
 *
 * @param images - for each of `source.generators` an element of the target
 * @throws NotAHomomorphismError if the generators satisfy a relation that the images do not
 * @throws RepresentationMismatchError if there is not one image for each generator, or one is not in the target
 * @remarks O(n² log³ |G|) for most groups: a stabilizer chain on the n points of both; φ(g) costs one sift.
 *
 * @example
 * ```ts
 * import { homomorphism, symmetric } from '@buridan/permutations'
 * const sign = homomorphism(symmetric(4), symmetric(2), [[1, 0], [1, 0]])
 * console.log(sign.kernel.order, sign.apply([1, 2, 0, 3])) // → 12n Uint32Array(2) [ 0, 1 ]
 * console.log(sign.preimage([1, 0])?.length, sign.isSurjective) // → 4 true
 * ```
 */
export function homomorphism(
  source: FiniteGroup,
  target: FiniteGroup,
  images: readonly ArrayLike<number>[],
): GroupHomomorphism {
  ofKind(source, 'source', 'finite group')
  ofKind(target, 'target', 'finite group')
  arrayOf(images, 'images')
  if (images.length !== source.ownGenerators.length) {
    throw new RepresentationMismatchError(
      `${images.length} images given for the ${source.ownGenerators.length} generators of ${source.name}`,
    )
  }
  const checked = images.map((h) => permutation(h, target.degree))
  const outside = checked.find((h) => !target.chain.contains(h))
  if (outside) throw new RepresentationMismatchError(`[${outside.join(',')}] is not in ${target.name}`)
  const base = source.chain.ownLevels.map((l) => l.base)
  const graph = new Bsgs(
    source.degree + target.degree,
    source.ownGenerators.map((g, s) => pair(g, checked[s]!)),
    { base },
  )
  if (graph.order !== source.order) {
    throw new NotAHomomorphismError(
      `the images extend to no homomorphism of ${source.name}: the pairs generate a group of order ${graph.order}, not ${source.order}; ` +
        'some product of generators is the identity and that of their images is not',
    )
  }
  return new GroupHomomorphism(source, target, checked, graph)
}

/**
 * The permutation group that G induces on the blocks of a system, with the homomorphism to it.
 *
 * @param blocks - lists of points; points outside all of them are allowed
 * @throws RepresentationMismatchError if the group does not permute the blocks
 * @throws InvalidArgumentError for an empty block, a point in two blocks or a point out of range
 * @remarks O(degree · generators), and as {@link homomorphism}.
 *
 * @example
 * ```ts
 * import { blockAction, blockSystems, dihedral } from '@buridan/permutations'
 * const G = dihedral(6)
 * console.log(blockAction(G, blockSystems(G)[0]).image.order) // → 6n
 * ```
 */
export function blockAction(group: FiniteGroup, blocks: readonly (readonly number[])[]): GroupHomomorphism {
  ofKind(group, 'group', 'finite group')
  const of = new Int32Array(group.degree).fill(-1)
  arrayOf(blocks, 'blocks').forEach((block, b) => {
    if (arrayOf(block, `block ${b}`).length === 0) throw new InvalidArgumentError(`block ${b} is empty`)
    for (const p of block) {
      integerIn(p, 0, group.degree - 1, 'point')
      if (of[p] !== -1 && of[p] !== b)
        throw new InvalidArgumentError(`point ${p} is in block ${of[p]} and in block ${b}; blocks are apart`)
      of[p] = b
    }
  })
  const images = group.ownGenerators.map((g) =>
    Uint32Array.from(blocks, (block, b) => {
      const image = of[g[block[0]!]!]!
      if (image < 0 || !block.every((p) => of[g[p]!] === image)) {
        throw new RepresentationMismatchError(
          `block ${b} is not sent to a block by the generator [${g.join(',')}]`,
        )
      }
      return image
    }),
  )
  return homomorphism(group, permutationGroup(images, { degree: blocks.length }), images)
}
