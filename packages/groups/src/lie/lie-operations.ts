import { InvalidArgumentError, integerIn, RepresentationMismatchError, UnsupportedError } from '@buridan/core'
import { type LieGroup, MixedProduct } from './lie-group.js'
import type { LieRepresentation, LieSummand, TensorAxis } from './lie-representation.js'
import { LieProduct, LieSum } from './lie-sum.js'
import { LieTensor } from './lie-tensor.js'
import type { DistributedRepresentation, LieOperations } from './operations-of.js'
import { isSameLieGroup } from './same-lie-group.js'

function sameLieGroup(reps: readonly LieRepresentation[]): void {
  const first = reps[0]
  if (!first) throw new InvalidArgumentError('a sum or product needs at least one representation')
  for (const r of reps) {
    if (!isSameLieGroup(r.group, first.group)) {
      throw new RepresentationMismatchError(
        `representations of different groups: ${first.text} of ${first.group.name}, ${r.text} of ${r.group.name}`,
      )
    }
  }
}

function weightedSum(terms: readonly { rep: LieRepresentation; count: number }[]): LieRepresentation {
  sameLieGroup(terms.map((t) => t.rep))
  const summands: LieSummand[] = []
  let offset = 0
  for (const term of terms) {
    const parts = term.rep.summands
    // copies of a sum follow each other whole; copies of one summand are a multiplicity
    for (let c = 0; c < (parts.length === 1 ? 1 : term.count); c++) {
      for (const part of parts) {
        const count = part.count * (parts.length === 1 ? term.count : 1)
        const last = summands.at(-1)
        if (last?.rep.text === part.rep.text) {
          summands[summands.length - 1] = { ...last, count: last.count + count }
        } else summands.push({ rep: part.rep, count, offset })
        offset += count * part.rep.dim
      }
    }
  }
  return summands.length === 1 && summands[0]!.count === 1 ? summands[0]!.rep : new LieSum(summands)
}

function product(a: LieRepresentation, b: LieRepresentation): LieRepresentation {
  sameLieGroup([a, b])
  if (a.axes && b.axes) return new LieTensor(a.group, [...a.axes, ...b.axes])
  if (a.axes?.length === 0) return b
  return b.axes?.length === 0 ? a : new LieProduct(a, b)
}

function dual(rep: LieRepresentation): LieRepresentation {
  if (rep.axes) {
    return new LieTensor(
      rep.group,
      rep.axes.map((a) => ({ ...a, dual: !a.dual })),
    )
  }
  if (rep instanceof LieProduct) return new LieProduct(dual(rep.left), dual(rep.right))
  return weightedSum(rep.summands.map((s) => ({ rep: dual(s.rep), count: s.count })))
}

/** The algebra of representations of Lie groups and their products with finite groups. */
export const lie: LieOperations = {
  trivial(group: LieGroup | MixedProduct): LieRepresentation {
    return new LieTensor(group, [])
  },
  base(group: LieGroup | MixedProduct): LieRepresentation {
    if (group instanceof MixedProduct) {
      throw new UnsupportedError(
        `the product ${group.name} has no base representation V; use its factors' V_a, V_b, …`,
      )
    }
    return new LieTensor(group, [{ factor: 0, dual: false }])
  },
  factor(group: LieGroup | MixedProduct, factor: number): LieRepresentation {
    if (!(group instanceof MixedProduct) || !group.factors[factor]) {
      throw new UnsupportedError(`${group.name} has no factor ${factor}; it is no product of that many`)
    }
    return new LieTensor(group, [{ factor, dual: false }])
  },
  dual,
  sum(...reps: readonly LieRepresentation[]): LieRepresentation {
    return weightedSum(reps.map((rep) => ({ rep, count: 1 })))
  },
  multiple(count: number, rep: LieRepresentation): LieRepresentation {
    integerIn(count, 1, 2 ** 24, 'the number of copies')
    return weightedSum([{ rep, count }])
  },
  product(...reps: readonly LieRepresentation[]): LieRepresentation {
    sameLieGroup(reps)
    return reps.reduce(product)
  },
  power(rep: LieRepresentation, k: number): LieRepresentation {
    integerIn(k, 0, 24, 'the tensor power')
    return k === 0 ? lie.trivial(rep.group) : Array.from({ length: k }, () => rep).reduce(product)
  },
  /** T(p, q) = V^⊗p ⊗ V*^⊗q. */
  tensor(group: LieGroup | MixedProduct, p: number, q = 0): LieRepresentation {
    integerIn(p, 0, 24, 'p in T(p,q)')
    integerIn(q, 0, 24, 'q in T(p,q)')
    if (p + q > 0) lie.base(group)
    const axes = Array.from({ length: p + q }, (_, i): TensorAxis => ({ factor: 0, dual: i >= p }))
    return new LieTensor(group, axes)
  },
  distributed: distribute,
}

function distribute(rep: LieRepresentation): DistributedRepresentation {
  const terms = expand(rep)
  const positions = new Uint32Array(rep.dim)
  let at = 0
  for (const t of terms) {
    for (let k = 0; k < t.rep.dim; k++) positions[at++] = t.position(k)
  }
  return { sum: lie.sum(...terms.map((t) => t.rep)), positions }
}

interface Term {
  readonly rep: LieRepresentation
  /** Where coordinate k of the term is in the whole. */
  position(k: number): number
}

function expand(rep: LieRepresentation): Term[] {
  if (rep.axes) return [{ rep, position: (k) => k }]
  if (rep instanceof LieProduct) {
    const { left, right } = rep
    const rights = expand(right)
    return expand(left).flatMap((a) =>
      rights.map((b) => ({
        rep: product(a.rep, b.rep),
        position: (k: number) =>
          a.position(Math.floor(k / b.rep.dim)) * right.dim + b.position(k % b.rep.dim),
      })),
    )
  }
  return rep.summands.flatMap(({ rep: part, count, offset }) =>
    Array.from({ length: count }, (_, c) =>
      expand(part).map((t) => ({
        rep: t.rep,
        position: (k: number) => offset + c * part.dim + t.position(k),
      })),
    ).flat(),
  )
}
