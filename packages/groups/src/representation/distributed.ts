import { ofKind } from '@buridan/core'
import { directSum, tensorProduct } from './algebra.js'
import type { AnyGroup } from './any-group.js'
import type { AnyRepresentation, Representation } from './representation.js'

/** A representation as a direct sum of products: coordinate k of `sum` is coordinate `positions[k]` of the original. */
export interface DistributedRepresentation<R extends AnyRepresentation = AnyRepresentation> {
  readonly sum: R
  /** Undefined if the order of coordinates is the same. */
  readonly positions: Uint32Array | undefined
}

/**
 * Distributes tensor products over direct sums, so that no summand is a product with a sum in it: for Lie groups every summand is
 * a tensor over base representations, or has symmetric or alternating powers among its factors.
 *
 * @throws InvalidArgumentError if an argument is not a representation
 * @remarks O(dim).
 *
 * @example
 * ```ts
 * import { distributed, orthogonal, parseRepresentation } from '@buridan/groups'
 * const { sum } = distributed(parseRepresentation(orthogonal(3), '(V+T(0))*(V+T(0))'))
 * console.log(sum.text) // → T(2)+2*V+T(0)
 * ```
 */
export function distributed<R extends AnyRepresentation>(rep: R): DistributedRepresentation<R> {
  ofKind(rep, 'rep', 'representation', 'Lie representation')
  if (rep.summands.every((s) => !hasSums(s.rep))) return { sum: rep, positions: undefined }
  const terms = expand(rep)
  const positions = new Uint32Array(rep.dim)
  let at = 0
  for (const t of terms) for (let k = 0; k < t.rep.dim; k++) positions[at++] = t.position(k)
  return { sum: directSum(...terms.map((t) => t.rep as R)), positions }
}

function hasSums({ form }: Representation<AnyGroup>): boolean {
  return form.kind === 'tensor' && form.parts.some((p) => p.form.kind === 'sum')
}

interface Term {
  readonly rep: AnyRepresentation
  /** The index in the whole of coordinate k of the term. */
  position(k: number): number
}

function expand(rep: AnyRepresentation): Term[] {
  if (rep.form.kind === 'tensor') return (rep.form.parts as AnyRepresentation[]).map(expand).reduce(products)
  if (rep.form.kind !== 'sum') return [{ rep, position: (k) => k }]
  return (rep.summands as AnyRepresentation['summands']).flatMap(({ rep: part, count, offset }) =>
    Array.from({ length: count }, (_, c) =>
      expand(part as AnyRepresentation).map((t) => ({
        rep: t.rep,
        position: (k: number) => offset + c * part.dim + t.position(k),
      })),
    ).flat(),
  )
}

function products(left: Term[], right: Term[]): Term[] {
  const width = right.reduce((sum, t) => sum + t.rep.dim, 0)
  return left.flatMap((a) =>
    right.map((b) => ({
      rep: tensorProduct(a.rep, b.rep),
      position: (k: number) => a.position(Math.floor(k / b.rep.dim)) * width + b.position(k % b.rep.dim),
    })),
  )
}
