import { finiteVector } from '@buridan/core'
import { type AnyRepresentation, sameGroup, trivial } from '@buridan/groups'
import { checkedBasisOptions, type EquivariantBasisOptions } from './basis-options.js'
import type { EquivariantBasis } from './equivariant-basis.js'
import type { EquivariantMap } from './equivariant-map.js'
import { equivariantBasis } from './solve-basis.js'

/** An equivariant affine map x ↦ W x + b. */
export interface AffineMap {
  readonly linear: EquivariantMap
  /** b ∈ Fix(ρ_out). */
  readonly bias: Float64Array
  apply(x: ArrayLike<number>): Float64Array
}

/** An orthonormal basis of the equivariant affine maps: those of the linear part, then those of the bias. */
export class AffineBasis {
  /** @internal Use {@link affineBasis}. */
  constructor(
    readonly linear: EquivariantBasis,
    /** Hom_G(T(0), ρ_out) = Fix(ρ_out). */
    readonly bias: EquivariantBasis,
  ) {}

  get rank(): number {
    return this.linear.rank + this.bias.rank
  }

  /**
   * The map of coefficients: the linear part's, then the bias's.
   *
   * @param coefficients - rank numbers
   * @throws InvalidArgumentError | RepresentationMismatchError for wrong numbers of entries, or entries that are not finite
   * @remarks As {@link EquivariantMap.apply}, for the bias.
   */
  combine(coefficients: ArrayLike<number>): AffineMap {
    const c = finiteVector(coefficients, this.rank, 'coefficients')
    const linear = this.linear.combine(c.subarray(0, this.linear.rank))
    const bias = this.bias.combine(c.subarray(this.linear.rank)).apply([1])
    return {
      linear,
      bias,
      apply(x) {
        const y = linear.apply(x)
        for (let i = 0; i < y.length; i++) y[i]! += bias[i]!
        return y
      },
    }
  }
}

/**
 * A basis of the equivariant affine maps x ↦ W x + b: W ∈ Hom_G(ρ_in, ρ_out), b ∈ Fix(ρ_out).
 *
 * @throws As {@link equivariantBasis}
 * @remarks As {@link equivariantBasis} for ρ_in and for the trivial representation.
 *
 * @example
 * ```ts
 * import { affineBasis } from '@buridan/constraints'
 * import { symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(5), 1)
 * const maps = affineBasis(V, V)
 * console.log(maps.linear.rank, maps.bias.rank) // → 2 1
 * console.log(Array.from(maps.combine([0, 0, Math.sqrt(5)]).bias, Math.round)) // → [ 1, 1, 1, 1, 1 ]
 * ```
 */
export function affineBasis(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  options: EquivariantBasisOptions = {},
): AffineBasis {
  checkedBasisOptions(options, 'affineBasis')
  sameGroup(repIn, repOut)
  return new AffineBasis(
    equivariantBasis(repIn, repOut, options),
    equivariantBasis(trivial(repOut.group), repOut, options),
  )
}
