import { directSum, multiple, type Representation, restrict, subrepresentation } from '@buridan/groups'
import type { Factorization, SummandMaps } from '../factorize/factorization.js'
import { factorize } from '../factorize/factorize.js'
import { SparseMap } from '../maps/sparse-map.js'
import type { StructuredMap } from '../maps/structured-map.js'
import { fixedSpace } from './fixed-space.js'
import { checkedFixed, type FixedUnder } from './subgroups.js'

const NEGLIGIBLE = 1e-14

/** A summand of X whose fixed space is not 0, with an orthonormal basis of it. */
interface Part {
  readonly summand: number
  readonly dim: number
  readonly basis: Float64Array
  /** The fixed space of one copy, as a representation of K, and its coordinates in the sum of all. */
  readonly rep: Representation
  readonly count: number
  readonly offset: number
}

/**
 * The maps of Hom_K(Fix_X(H), Y), each extended to X by zero on the orthogonal complement of Fix(H), in a form made to be
 * applied: {@link factorize} of the fixed spaces of the summands, read by their bases. The space is that of `fixedBasis`.
 *
 * @param options - `fixed`: H, `under`: K, both subgroups of the representations' group
 * @throws RepresentationMismatchError if K moves Fix(H), or the groups differ
 * @remarks As {@link factorize} of K. See docs/mathematics.md, “The linear layer”.
 *
 * @example
 * ```ts
 * import { fixedFactorization, mixingCount } from '@buridan/constraints'
 * import { baseRepresentation, pointGroup, subgroup, trivial } from '@buridan/groups'
 * const G = pointGroup('Oh')
 * const all = fixedFactorization(trivial(G), baseRepresentation(G), { fixed: G, under: subgroup(G, []) })
 * console.log(mixingCount(all)) // → 3
 * ```
 */
export function fixedFactorization(
  repIn: Representation,
  repOut: Representation,
  options: FixedUnder,
): Factorization {
  const { fixed, under } = checkedFixed(repIn, repOut, options)
  const [inside, outside] = [restrict(repIn, under), restrict(repOut, under)]
  const parts = partsOf(repIn, { fixed, under })
  if (parts.length === 0) {
    const order = { in: undefined, out: undefined }
    return { repIn: inside, repOut: outside, order, spaces: [], method: 'pairs' }
  }
  const sum = directSum(...parts.map((p) => multiple(p.count, p.rep)))
  const form = factorize(sum, outside)
  const spaces = form.spaces.map((space) => ({
    ...space,
    from: space.from.flatMap((side) => liftedTo(parts, sum, side)),
  }))
  return { ...form, repIn: inside, spaces }
}

function partsOf(repIn: Representation, { fixed, under }: FixedUnder): Part[] {
  let offset = 0
  return repIn.summands.flatMap(({ rep: whole, count }, summand) => {
    const { basis, dim } = fixedSpace(restrict(whole, fixed))
    if (dim === 0) return []
    const rep = subrepresentation(restrict(whole, under), basis, dim)
    const part = { summand, dim: whole.dim, basis, rep, count, offset }
    offset += count * dim
    return [part]
  })
}

/** The maps of a summand of the fixed spaces' sum as maps of the summands of X that it came from: equal neighbours are one in a sum. */
function liftedTo(
  parts: readonly Part[],
  sum: Representation,
  { summand, maps }: SummandMaps,
): SummandMaps[] {
  const { offset, count, rep } = sum.summands[summand]!
  return parts
    .filter((p) => p.offset >= offset && p.offset < offset + count * rep.dim)
    .map((p) => ({ summand: p.summand, maps: maps.map((map) => lifted(map, p)) }))
}

/** A B⊤ for a map A of the fixed space, B its orthonormal basis. */
function lifted(map: StructuredMap, { basis, dim, rep }: Part): SparseMap {
  const out = new Float64Array(map.rows * dim)
  map.forEach((p, k, v) => {
    for (let j = 0; j < dim; j++) out[p * dim + j]! += v * basis[j * rep.dim + k]!
  })
  return SparseMap.fromDense(out, 0, map.rows, dim, NEGLIGIBLE)
}
