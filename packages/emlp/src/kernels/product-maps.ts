import { type StructuredMap, sparseBasis } from '@buridan/constraints'
import {
  type AnyRepresentation,
  dual,
  isLieRepresentation,
  rng,
  tensorProduct,
  trivial,
} from '@buridan/groups'
import { isTrivial } from '../core/trivial.js'
import { canonicalMaps } from './canonical-maps.js'
import { entryCount } from './map-entries.js'

/** The largest dim a · dim b · dim c of a product a ⊗ b → c that is looked for. */
const MAX_INTERACTION = { exact: 2 ** 14, floating: 300 }
/** The same where a representation of a Lie group is not a tensor, so that equations are solved. */
const MAX_LIE = 2 ** 10
/** The most indices of a product: diagrams multiply with them. */
const MAX_INDICES = 6

/** Equivariant maps a ⊗ b → c that may take products on, all of them; none where they {@link isTooLarge}. */
export function productMaps(
  a: AnyRepresentation,
  b: AnyRepresentation,
  c: AnyRepresentation,
): readonly StructuredMap[] {
  if (isTooLarge(a, b, c)) return []
  if (hasManyIndices(a, b, c)) return ofNumbers(a, b, c)
  return sparseBasis(tensorProduct(a, b), c, { most: MAX_INTERACTION.exact }) ?? []
}

/** Whether maps a ⊗ b → c are too large to be looked for: by their entries, or by the diagrams that they are made of. */
export function isTooLarge(a: AnyRepresentation, b: AnyRepresentation, c: AnyRepresentation): boolean {
  const exact = [a, b, c].every((r) => isLieRepresentation(r) || r.isMonomial)
  const size = a.dim * b.dim * c.dim
  return size > MAX_INTERACTION[exact ? 'exact' : 'floating'] || (size > 1 && hasManyIndices(a, b, c))
}

function hasManyIndices(...reps: readonly AnyRepresentation[]): boolean {
  return reps.reduce((sum, r) => sum + indicesOf(r), 0) > MAX_INDICES
}

/** Products of dimension one: plain products of numbers, however many indices they have. */
function ofNumbers(
  a: AnyRepresentation,
  b: AnyRepresentation,
  c: AnyRepresentation,
): readonly StructuredMap[] {
  const scalar: AnyRepresentation = trivial(a.group)
  return isTrivial(tensorProduct<AnyRepresentation>(a, b, dual(c))) ? (sparseBasis(scalar, scalar) ?? []) : []
}

function indicesOf(rep: AnyRepresentation): number {
  return (isLieRepresentation(rep) ? rep.axes?.length : rep.pointAxes?.length) ?? 1
}

/** Whether the maps of representations of Lie groups that are not tensors would be looked for by a long iteration. */
export function isLong(...reps: readonly AnyRepresentation[]): boolean {
  return (
    reps.some((r) => isLieRepresentation(r) && !r.axes) && reps.reduce((size, r) => size * r.dim, 1) > MAX_LIE
  )
}

/**
 * The same space of maps a ⊗ b → c, those of fewest entries first; of as few entries that not all coordinates are written, equal ones in a
 * random order, the same each time: in their own order the first of them would all write one coordinate, and be one sum. What was found in
 * floating point is taken by a basis that rounding does not change.
 */
export function arranged(
  maps: readonly StructuredMap[],
  ...reps: readonly AnyRepresentation[]
): readonly StructuredMap[] {
  const isExact = reps.every((r) => (isLieRepresentation(r) ? r.axes !== undefined : r.isMonomial))
  const random = rng(0x5b)
  return (isExact ? maps : canonicalMaps(maps))
    .map((map) => ({ map, key: entryCount(map) < map.rows ? random.normal() : 0 }))
    .sort((x, y) => entryCount(x.map) - entryCount(y.map) || x.key - y.key)
    .map(({ map }) => map)
}
