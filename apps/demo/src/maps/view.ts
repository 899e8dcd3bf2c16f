import { equivariantBasis } from '@buridan/constraints'
import { parseAnyGroup, parseRepresentation, rng, TooLargeError, trivial } from '@buridan/groups'

/** A picture of all equivariant maps between two representations. */
export interface MapsView {
  readonly rank: number
  readonly shape: readonly [number, number]
  readonly solver: string
  /**
   * For each entry of the matrix, row-major, the number of the entries that are always alike, from 1 and negative where the sign is the other;
   * 0 where it is always 0.
   */
  readonly classes: Int32Array
  /** Entries of each class. */
  readonly sizes: Int32Array
  /** The dimension of the biases, Fix(ρ_out). */
  readonly biasRank: number
}

/** What is typed. */
export interface MapsQuery {
  readonly group: string
  readonly repIn: string
  readonly repOut: string
}

/** The most entries of a matrix that is drawn. */
const MOST_ENTRIES = 1_000_000
/** Entries are alike up to this, relative to the largest. */
const ALIKE = 1e-9

/**
 * All equivariant maps as one picture: entries that any of them has alike have one number. They are told apart by a map with random
 * coefficients: two of its entries are equal by chance with probability 0.
 *
 * @throws BuridanError if a text is no group or representation, or the matrix is too large to draw
 */
export function mapsView({ group: groupText, repIn: textIn, repOut: textOut }: MapsQuery): MapsView {
  const group = parseAnyGroup(groupText)
  const [repIn, repOut] = [parseRepresentation(group, textIn), parseRepresentation(group, textOut)]
  if (repIn.dim * repOut.dim > MOST_ENTRIES) {
    throw new TooLargeError(
      `a ${repOut.dim} × ${repIn.dim} matrix is not drawn: the limit is ${MOST_ENTRIES} entries`,
    )
  }
  const basis = equivariantBasis(repIn, repOut)
  const random = rng(1)
  const matrix = basis.apply(Float64Array.from({ length: basis.rank }, () => random.normal()))
  return {
    rank: basis.rank,
    shape: basis.shape,
    solver: basis.solver,
    ...alike(matrix),
    biasRank: equivariantBasis(trivial(group), repOut).rank,
  }
}

/** Numbers entries that are alike, classes in the order of their first entries. O(entries · log entries). */
export function alike(matrix: Float64Array): Pick<MapsView, 'classes' | 'sizes'> {
  const size = matrix.map(Math.abs)
  const order = Uint32Array.from(matrix, (_, i) => i).sort((i, j) => size[i]! - size[j]!)
  const nothing = ALIKE * (size[order.at(-1) ?? 0] ?? 0)
  const found = new Int32Array(matrix.length)
  let [count, last] = [0, 0]
  for (const i of order) {
    if (size[i]! <= nothing) continue
    if (size[i]! - last > nothing) count++
    last = size[i]!
    found[i] = count
  }
  const numbers = new Int32Array(count + 1)
  const sizes: number[] = []
  const classes = found.map((k, i) => {
    if (k === 0) return 0
    if (numbers[k] === 0) numbers[k] = sizes.push(0)
    sizes[numbers[k]! - 1]!++
    return Math.sign(matrix[i]!) * numbers[k]!
  })
  return { classes, sizes: Int32Array.from(sizes) }
}
