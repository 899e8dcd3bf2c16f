import { InvalidArgumentError, RepresentationMismatchError, UnsupportedError } from '../core/errors.js'
import { integerIn } from '../core/validate.js'
import { type LieGroup, MixedProduct } from './lie-group.js'
import {
  LieBase,
  LieDual,
  type LieRepresentation,
  LieSum,
  LieTensor,
  LieTrivial,
} from './lie-representation.js'

function sameLieGroup(reps: readonly LieRepresentation[]): void {
  const first = reps[0]
  if (!first) throw new InvalidArgumentError('a sum or product needs at least one representation')
  for (const r of reps) {
    if (r.group !== first.group && r.group.name !== first.group.name) {
      throw new RepresentationMismatchError(
        `representations of different groups: ${first.text} of ${first.group.name}, ${r.text} of ${r.group.name}`,
      )
    }
  }
}

function wrap(text: string): string {
  return /[+*]/.test(text) && !/^\(.*\)$/.test(text) ? `(${text})` : text
}

/**
 * The algebra of representations of Lie groups and their products with finite groups.
 *
 * @example
 * ```ts
 * import { lie, orthogonal } from '@buridan/groups'
 * const V = lie.base(orthogonal(3))
 * console.log(lie.sum(V, lie.power(V, 2)).dim, lie.tensor(V.group, 1, 1).dim) // → 12 9
 * ```
 */
export const lie = {
  /** One number that no element changes. */
  trivial(group: LieGroup | MixedProduct): LieRepresentation {
    return new LieTrivial(group)
  },
  /** V, the matrices themselves. @throws UnsupportedError for a product, which has one for each factor */
  base(group: LieGroup | MixedProduct): LieRepresentation {
    if (group instanceof MixedProduct) {
      throw new UnsupportedError(
        `the product ${group.name} has no base representation V; use its factors' V_a, V_b, …`,
      )
    }
    return new LieBase(group, 0, 'V')
  },
  /** V_a, V_b, … of a product. @throws UnsupportedError if there is no such factor */
  factor(group: LieGroup | MixedProduct, factor: number): LieRepresentation {
    if (!(group instanceof MixedProduct) || !group.factors[factor]) {
      throw new UnsupportedError(`${group.name} has no factor ${factor}; it is no product of that many`)
    }
    return new LieBase(group, factor, `V_${String.fromCharCode(97 + factor)}`)
  },
  /** ρ(g)^{-⊤}. */
  dual(rep: LieRepresentation): LieRepresentation {
    return rep instanceof LieTrivial ? rep : new LieDual(rep)
  },
  /** Coordinates one after the other. */
  sum(...reps: readonly LieRepresentation[]): LieRepresentation {
    sameLieGroup(reps)
    return reps.length === 1
      ? reps[0]!
      : new LieSum(reps.flatMap((r) => (r instanceof LieSum ? r.terms : [r])))
  },
  /** Coordinate (i, j) at i · dim_b + j. */
  product(...reps: readonly LieRepresentation[]): LieRepresentation {
    sameLieGroup(reps)
    return reps.reduce((a, b) => {
      if (b instanceof LieTrivial) return a
      return a instanceof LieTrivial ? b : new LieTensor(a, b, `${wrap(a.text)}*${wrap(b.text)}`)
    })
  },
  /** The k-th tensor power. */
  power(rep: LieRepresentation, k: number): LieRepresentation {
    integerIn(k, 0, 24, 'the tensor power')
    let out: LieRepresentation = new LieTrivial(rep.group)
    for (let i = 0; i < k; i++) out = i === 0 ? rep : new LieTensor(out, rep, `${wrap(rep.text)}^${i + 1}`)
    return out
  },
  /** T(p, q) = V^⊗p ⊗ V*^⊗q. */
  tensor(group: LieGroup | MixedProduct, p: number, q = 0): LieRepresentation {
    const V = p + q > 0 ? lie.base(group) : lie.trivial(group)
    const up = lie.power(V, p)
    const down = lie.power(lie.dual(V), q)
    return lie.product(up, down)
  },
}
