import {
  type Factorization,
  type FixedUnder,
  factorize,
  fixedFactorization,
  mixingCount,
} from '@buridan/constraints'
import {
  type AnyRepresentation,
  directSum,
  isLieRepresentation,
  trivial,
  UnsupportedError,
} from '@buridan/groups'
import { type BlockProduct, blockProducts } from './block-products.js'
import { deviationsOf } from './deviations.js'
import { type Side, sideOf } from './mixing-side.js'
import { refuseWeights } from './weight-memory.js'

/** A space of a factorization as kernels use it: read, mix [d, kIn] · [kIn, kOut], write. */
export interface PlannedSpace {
  readonly dim: number
  readonly kIn: number
  readonly kOut: number
  /** Where its matrix starts in the weights, kIn × kOut, row-major. */
  readonly offset: number
  readonly read: Side
  readonly write: Side
}

/** How an affine equivariant map is applied to rows: y = Σ_τ B_τ (M_τ ⊗ 1) A_τ [x, 1]. */
export interface MixingPlan {
  readonly inputs: number
  readonly outputs: number
  readonly spaces: readonly PlannedSpace[]
  readonly weightCount: number
  /** Standard deviation that each weight starts with: variance is kept, and biases are of a deviation of their own. */
  readonly deviations: Float32Array
  /** How the matrix is made from the weights; undefined where its blocks are too large for it to be worth it. */
  readonly blocks: readonly BlockProduct[] | undefined
  /** Operations for a row by the structure; and once for the matrix. */
  readonly cost: { readonly reading: number; readonly mixing: number; readonly matrix: number }
  readonly factorization: Factorization
}

/** What is planned. */
export interface MixingOptions {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly useBias: boolean
  /** Takes the maps Fix(H) → Y that are equivariant under K, where the groups are finite: `fixed` is H, `under` is K. */
  readonly on?: FixedUnder | undefined
  /** The deviation of a coordinate of the bias at the start, relative to one of a variance-keeping map; 0 by default. */
  readonly biasDeviation?: number
}

/**
 * Plans the affine maps ρ_in → ρ_out, or the linear ones without bias. The constant 1 is one more scalar input, so that the
 * bias is the part of a linear map that reads it.
 *
 * @throws TooLargeError for more than 2²⁷ weights
 */
export function planMixing({ repIn, repOut, useBias, on, biasDeviation = 0 }: MixingOptions): MixingPlan {
  const whole = useBias ? directSum<AnyRepresentation>(repIn, trivial(repIn.group)) : repIn
  const form = on ? formOnFixed(whole, repOut, on) : factorize(whole, repOut)
  const inputs = repIn.dim
  refuseWeights(mixingCount(form), `a linear map of dimensions ${inputs} → ${repOut.dim}`)
  let offset = 0
  const spaces = form.spaces.map((space): PlannedSpace => {
    const read = sideOf(space.from, form.repIn, form.order.in, 'from', inputs)
    const write = sideOf(space.to, form.repOut, form.order.out, 'to')
    const planned = { dim: space.dim, kIn: read.channels, kOut: write.channels, offset, read, write }
    offset += planned.kIn * planned.kOut
    return planned
  })
  const blocks = blockProducts(form, inputs, spaces)
  return {
    inputs,
    outputs: repOut.dim,
    spaces,
    weightCount: offset,
    deviations: deviationsOf(form, spaces, { useBias, biasDeviation }),
    blocks,
    cost: {
      reading: spaces.reduce((sum, s) => sum + s.read.cost + s.write.cost, 0),
      mixing: spaces.reduce((sum, s) => sum + s.dim * s.kIn * s.kOut, 0),
      matrix: (blocks ?? []).reduce((sum, b) => sum + b.countIn * b.countOut * b.value.length, 0),
    },
    factorization: form,
  }
}

function formOnFixed(repIn: AnyRepresentation, repOut: AnyRepresentation, on: FixedUnder): Factorization {
  if (isLieRepresentation(repIn) || isLieRepresentation(repOut)) {
    throw new UnsupportedError(`maps of fixed spaces are those of finite groups; ${repIn.group.name} is none`)
  }
  return fixedFactorization(repIn, repOut, on)
}
