import { ofKind, type Permutation, shown, UnsupportedError } from '@buridan/core'
import type { BaseSpace, FiniteGroup } from '@buridan/permutations'
import { type Monomial, MonomialRepresentation, type PointAxis, Representation } from './representation.js'

/** The one-dimensional representation in which nothing moves, T(0). */
class TrivialRepresentation extends MonomialRepresentation {
  constructor(group: FiniteGroup) {
    super(group, 1, 'permutation', 'T(0)')
  }

  override get pointAxes(): readonly PointAxis[] {
    return []
  }

  override monomial(): Monomial {
    return { image: Uint32Array.of(0), sign: Int8Array.of(1) }
  }
}

/** Points offset…offset+dim−1 as basis vectors. */
class PointRepresentation extends MonomialRepresentation {
  readonly #offset: number

  constructor(group: FiniteGroup, dim: number, text: string, offset: number) {
    super(group, dim, 'permutation', text)
    this.#offset = offset
  }

  override get pointAxes(): readonly PointAxis[] {
    return [{ offset: this.#offset, points: this.dim, dim: this.dim, vectors: 'units' }]
  }

  override monomial(g: Permutation): Monomial {
    const image = new Uint32Array(this.dim)
    for (let i = 0; i < this.dim; i++) image[i] = g[this.#offset + i]! - this.#offset
    return { image, sign: new Int8Array(this.dim).fill(1) }
  }
}

/** Points offset+i as e_i and offset+dim+i as −e_i. */
class SignedPointRepresentation extends MonomialRepresentation {
  readonly #offset: number

  constructor(group: FiniteGroup, dim: number, text: string, offset: number) {
    super(group, dim, 'signed-permutation', text)
    this.#offset = offset
  }

  override get pointAxes(): readonly PointAxis[] {
    return [{ offset: this.#offset, points: 2 * this.dim, dim: this.dim, vectors: 'signed' }]
  }

  override monomial(g: Permutation): Monomial {
    const image = new Uint32Array(this.dim)
    const sign = new Int8Array(this.dim)
    for (let i = 0; i < this.dim; i++) {
      const p = g[this.#offset + i]! - this.#offset
      image[i] = p % this.dim
      sign[i] = p < this.dim ? 1 : -1
    }
    return { image, sign }
  }
}

/** The points of a matrix group: e_i goes to the vector of the point that g sends point i to. */
class VectorPointRepresentation extends Representation {
  readonly #points: Float64Array
  readonly #offset: number

  constructor(
    group: FiniteGroup,
    space: Extract<BaseSpace, { kind: 'points' }>,
    text: string,
    offset: number,
  ) {
    super(group, space.dim, space.orthogonal ? 'orthogonal' : 'general', text)
    this.#points = space.points
    this.#offset = offset
  }

  override get pointAxes(): readonly PointAxis[] | undefined {
    if (this.structure === 'general') return undefined
    const points = this.#points.length / this.dim
    return [{ offset: this.#offset, points, dim: this.dim, vectors: this.#points }]
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    const n = this.dim
    out.fill(0, oo, oo + n)
    for (let j = 0; j < n; j++) {
      const point = (g[this.#offset + j]! - this.#offset) * n
      for (let i = 0; i < n; i++) out[oo + i]! += this.#points[point + i]! * x[xo + j]!
    }
  }

  override character(g: Permutation): number {
    const n = this.dim
    let trace = 0
    for (let j = 0; j < n; j++) trace += this.#points[(g[this.#offset + j]! - this.#offset) * n + j]!
    return trace
  }
}

/**
 * The trivial representation T(0): one number that no element changes.
 *
 * @example
 * ```ts
 * import { cyclic, trivial } from '@buridan/groups'
 * console.log(trivial(cyclic(3)).apply([1, 2, 0], [5])[0]) // → 5
 * ```
 */
export function trivial(group: FiniteGroup): Representation {
  return new TrivialRepresentation(group)
}

function onBase(
  group: FiniteGroup,
  base: BaseSpace,
  degree: number,
  text: string,
  offset: number,
): Representation {
  switch (base.kind) {
    case 'permutation':
      return new PointRepresentation(group, degree, text, offset)
    case 'signed':
      return new SignedPointRepresentation(group, base.dim, text, offset)
    case 'points':
      return new VectorPointRepresentation(group, base, text, offset)
    case 'product':
      throw new UnsupportedError(
        `the direct product ${group.name} has no base representation V; use its factors' V_a, V_b, …`,
      )
  }
}

/**
 * The base representation V: permutation matrices for a permutation group, the matrices themselves for a matrix group.
 *
 * @throws UnsupportedError for a direct product, which has one for each factor: {@link factorRepresentation}
 *
 * @example
 * ```ts
 * import { baseRepresentation, cyclic } from '@buridan/groups'
 * console.log(baseRepresentation(cyclic(3)).apply([1, 2, 0], [5, 6, 7])) // → Float64Array(3) [ 7, 5, 6 ]
 * ```
 */
export function baseRepresentation(group: FiniteGroup): Representation {
  return onBase(group, group.base, group.degree, 'V', 0)
}

/**
 * The base representation of a factor of a direct product (0 for `V_a`), on which the other factors act trivially.
 *
 * @example
 * ```ts
 * import { cyclic, directProduct, factorRepresentation, symmetric } from '@buridan/groups'
 * const G = directProduct(cyclic(3), symmetric(4))
 * console.log(factorRepresentation(G, 1).text, factorRepresentation(G, 1).dim) // → V_b 4
 * ```
 */
export function factorRepresentation(group: FiniteGroup, factor: number): Representation {
  const found =
    group.base.kind === 'product' && Number.isInteger(factor) ? group.base.factors[factor] : undefined
  if (!found)
    throw new UnsupportedError(
      `${group.name} has no factor ${shown(factor)}; it is no direct product of that many`,
    )
  return onBase(
    group,
    found.group.base,
    found.group.degree,
    `V_${String.fromCharCode(97 + factor)}`,
    found.offset,
  )
}

/**
 * The permutation representation of a group on its points, whatever its base space: for a matrix group the orbit of
 * the standard basis, for a product all factors' points.
 *
 * @example
 * ```ts
 * import { permutationRepresentation, pointGroup } from '@buridan/groups'
 * console.log(permutationRepresentation(pointGroup('Oh')).dim) // → 6
 * ```
 */
export function permutationRepresentation(group: FiniteGroup): Representation {
  ofKind(group, 'group', 'finite group')
  return new PointRepresentation(group, group.degree, 'P', 0)
}
