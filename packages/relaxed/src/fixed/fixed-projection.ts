import { nullSpace, signedOrbits, TooLargeError, UnionFind } from '@buridan/core'
import type { AnyRepresentation, GroupElement, Representation } from '@buridan/groups'
import { inverse, Matrix } from 'ml-matrix'

/**
 * The projection onto the fixed space of a group, z ↦ Σ_k onto_k (along_k · z), by sparse vectors: O(entries) to apply. If ρ is orthogonal
 * and not a signed permutation, both are the same orthonormal basis.
 */
export interface FixedProjection {
  readonly dim: number
  /** The dimension of the fixed space. */
  readonly rank: number
  /** The entries of vector k are those from start[k] to start[k + 1]. */
  readonly start: Int32Array
  /** The coordinate of each entry. */
  readonly index: Int32Array
  readonly onto: Float64Array
  readonly along: Float64Array
}

/** Vectors of a projection on some coordinates. */
interface Piece {
  readonly index: ArrayLike<number>
  readonly onto: Float64Array
  readonly along: Float64Array
}

/** Entries of matrices up to this are rounding and do not connect coordinates. */
const NO_ENTRY = 1e-12
/** Directions that all elements move by at most this share of their length are fixed: rotations of order up to 60 000 move them by more. */
const FIXED = 1e-4
/** The largest block of coordinates that elements mix: time grows with the cube of its size. */
const LARGEST_BLOCK = 1024

/**
 * The projection onto the fixed space of a compact group, P = mean of ρ(h), oblique if ρ is not orthogonal, from elements that generate a
 * dense subgroup. Each summand is treated by itself: signed permutations by means over orbits of coordinates, others by the kernel of all
 * ρ(h) − 1 on each block of coordinates that they mix.
 *
 * @throws TooLargeError if more than 1024 coordinates are mixed
 * @remarks O(elements · (dim + b²) · dim) for blocks of b coordinates, O(elements · dim) for signed permutations.
 */
export function fixedProjection(rep: AnyRepresentation, elements: readonly GroupElement[]): FixedProjection {
  const start = [0]
  const [index, onto, along]: [number[], number[], number[]] = [[], [], []]
  for (const { rep: part, count, offset } of rep.summands) {
    const pieces = piecesOf(part as Representation, elements as readonly Uint32Array[])
    for (let copy = 0; copy < count; copy++) {
      for (const piece of pieces) {
        for (let e = 0; e < piece.index.length; e++) {
          index.push(offset + copy * part.dim + piece.index[e]!)
          onto.push(piece.onto[e]!)
          along.push(piece.along[e]!)
        }
        start.push(index.length)
      }
    }
  }
  return {
    dim: rep.dim,
    rank: start.length - 1,
    start: Int32Array.from(start),
    index: Int32Array.from(index),
    onto: Float64Array.from(onto),
    along: Float64Array.from(along),
  }
}

/** P z. O(entries). */
export function projected(
  { rank, start, index, onto, along }: FixedProjection,
  z: Float64Array,
): Float64Array {
  const out = new Float64Array(z.length)
  for (let k = 0; k < rank; k++) {
    let sum = 0
    for (let e = start[k]!; e < start[k + 1]!; e++) sum += along[e]! * z[index[e]!]!
    for (let e = start[k]!; e < start[k + 1]!; e++) out[index[e]!]! += onto[e]! * sum
  }
  return out
}

function piecesOf(rep: Representation, elements: readonly Uint32Array[]): Piece[] {
  if (rep.isMonomial) return orbitsOf(rep, elements)
  const images = elements.map((g) => columnsOf(rep, g))
  return blocksOf(rep.dim, images).flatMap((block) =>
    fixedInBlock(block, images, rep.structure === 'general'),
  )
}

/** Orbits of coordinates, with signs; those that meet their own negative are left out. */
function orbitsOf(rep: Representation, elements: readonly Uint32Array[]): Piece[] {
  const moves = elements.map((g) => ({ row: ONE, column: rep.monomial(g) }))
  const { numbers, sign, sizes } = signedOrbits(moves, 1, rep.dim)
  const index: number[][] = sizes.map(() => [])
  numbers.forEach((orbit, i) => {
    if (orbit >= 0) index[orbit]!.push(i)
  })
  return index.map((orbit) => {
    const onto = Float64Array.from(orbit, (i) => sign[i]!)
    return { index: orbit, onto, along: onto.map((s) => s / orbit.length) }
  })
}

/** Coordinates are pairs with one row. */
const ONE = { image: [0] }

/** A column of a matrix: its entries that are not 0. */
interface Column {
  readonly rows: readonly number[]
  readonly values: readonly number[]
}

function columnsOf(rep: Representation, g: Uint32Array): Column[] {
  const [unit, image] = [new Float64Array(rep.dim), new Float64Array(rep.dim)]
  return Array.from({ length: rep.dim }, (_, j) => {
    unit[j] = 1
    rep.applyInto(g, unit, 0, image, 0)
    unit[j] = 0
    const [rows, values]: [number[], number[]] = [[], []]
    image.forEach((v, i) => {
      if (Math.abs(v) <= NO_ENTRY) return
      rows.push(i)
      values.push(v)
    })
    return { rows, values }
  })
}

/** Coordinates that elements mix, ascending. */
function blocksOf(dim: number, images: readonly (readonly Column[])[]): number[][] {
  const joined = new UnionFind(dim)
  for (const columns of images) {
    columns.forEach(({ rows }, j) => {
      for (const i of rows) joined.join(i, j)
    })
  }
  const blocks = new Map<number, number[]>()
  joined.leasts().forEach((least, i) => {
    const block = blocks.get(least)
    if (block) block.push(i)
    else blocks.set(least, [i])
  })
  return [...blocks.values()]
}

function fixedInBlock(
  block: readonly number[],
  images: readonly (readonly Column[])[],
  isGeneral: boolean,
): Piece[] {
  const size = block.length
  if (size > LARGEST_BLOCK) {
    throw new TooLargeError(
      `what a stabilizer fixes among ${size} coordinates that it mixes is not computed: the limit is ${LARGEST_BLOCK}`,
    )
  }
  const onto = kernel(block, images, false)
  // the kernel of the mean is orthogonal to the vectors fixed by the transposed matrices
  const along = isGeneral ? dualOf(onto, kernel(block, images, true), size) : onto
  return Array.from({ length: onto.length / size }, (_, k) => ({
    index: block,
    onto: onto.subarray(k * size, (k + 1) * size),
    along: along.subarray(k * size, (k + 1) * size),
  }))
}

/** An orthonormal basis of the vectors fixed by all matrices, or by all transposed matrices. */
function kernel(
  block: readonly number[],
  images: readonly (readonly Column[])[],
  isTransposed: boolean,
): Float64Array {
  const size = block.length
  const place = new Map(block.map((i, at) => [i, at]))
  const rows = images.length * size
  const columns = new Float64Array(rows * size)
  images.forEach((image, g) => {
    for (let j = 0; j < size; j++) {
      const { rows: at, values } = image[block[j]!]!
      at.forEach((i, e) => {
        const [row, column] = isTransposed ? [j, place.get(i)!] : [place.get(i)!, j]
        columns[column * rows + g * size + row]! += values[e]!
      })
      columns[j * rows + g * size + j]! -= 1
    }
  })
  return nullSpace(columns, rows, size, FIXED).vectors
}

/** The vectors of the span of `along` whose inner products with those of `onto` are 1 and 0. */
function dualOf(onto: Float64Array, along: Float64Array, size: number): Float64Array {
  const count = onto.length / size
  if (count === 0) return along
  const [B, C] = [onto, along].map((v) => Matrix.from1DArray(count, size, v)) as [Matrix, Matrix]
  return Float64Array.from(inverse(C.mmul(B.transpose())).mmul(C).to1DArray())
}
