import { arrayOf, finiteVector } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError, tensorProduct } from '@buridan/groups'
import { checkedBasisOptions, type EquivariantBasisOptions } from './basis-options.js'
import type { EquivariantBasis } from './equivariant-basis.js'
import { equivariantBasis } from './solve-basis.js'

/** A basis of the equivariant multilinear maps B(gx₁, …, gx_k) = g B(x₁, …, x_k). */
export class MultilinearBasis {
  /** @internal Use {@link multilinearBasis}. */
  constructor(
    readonly repsIn: readonly AnyRepresentation[],
    /** The linear maps of the tensor product that the multilinear ones are: column (i, j, …) takes x₁ᵢ x₂ⱼ …. */
    readonly linear: EquivariantBasis,
  ) {}

  get rank(): number {
    return this.linear.rank
  }

  /**
   * Σ c_k B_k(x₁, …, x_k).
   *
   * @param coefficients - rank numbers
   * @param vectors - one for each argument, of as many numbers as the dimension of its representation
   * @returns as many numbers as the dimension of ρ_out
   * @throws InvalidArgumentError | RepresentationMismatchError for wrong numbers of vectors or entries, or a product beyond float64
   * @remarks O(product of the dimensions), and as {@link EquivariantMap.apply} of the tensor product.
   */
  apply(coefficients: ArrayLike<number>, ...vectors: readonly ArrayLike<number>[]): Float64Array {
    if (vectors.length !== this.repsIn.length) {
      throw new InvalidArgumentError(`${vectors.length} vectors given for ${this.repsIn.length} arguments`)
    }
    const product = this.repsIn
      .map((rep, k) => finiteVector(vectors[k]!, rep.dim, `argument ${k}`))
      .reduce(outer)
    return this.linear.combine(coefficients).apply(product)
  }
}

function outer(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length * b.length)
  for (let i = 0; i < a.length; i++) for (let j = 0; j < b.length; j++) out[i * b.length + j] = a[i]! * b[j]!
  return out
}

/**
 * A basis of the equivariant multilinear maps of several representations: bilinear maps for two.
 *
 * @throws RepresentationMismatchError | InvalidArgumentError if the groups differ or there is no argument
 * @remarks As {@link equivariantBasis} of the tensor product.
 *
 * @example
 * ```ts
 * import { multilinearBasis } from '@buridan/constraints'
 * import { specialOrthogonal, tensor } from '@buridan/groups'
 * const V = tensor(specialOrthogonal(3), 1)
 * const cross = multilinearBasis([V, V], V) // one map, the cross product
 * console.log(cross.rank) // → 1
 * const z = cross.apply([Math.SQRT2 * Math.sqrt(3)], [1, 0, 0], [0, 1, 0])
 * console.log(Array.from(z, Math.round).map(Math.abs)) // → [ 0, 0, 1 ]
 * ```
 */
export function multilinearBasis(
  repsIn: readonly AnyRepresentation[],
  repOut: AnyRepresentation,
  options: EquivariantBasisOptions = {},
): MultilinearBasis {
  checkedBasisOptions(options, 'multilinearBasis')
  if (arrayOf(repsIn, 'repsIn').length === 0)
    throw new InvalidArgumentError('a multilinear map needs at least one argument')
  return new MultilinearBasis([...repsIn], equivariantBasis(tensorProduct(...repsIn), repOut, options))
}
