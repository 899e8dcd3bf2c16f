import { euclideanDistance } from '@buridan/core'
import { FiniteGroup } from '@buridan/permutations'
import { largestGroup, type OperationGroup } from './operation-group.js'

/** Directions that an operation moves by less are fixed by it: matrices are exact to rounding. */
const FIXED = 1e-12

/** Operations that are a group. */
export interface GroupedOperations {
  /** Their matrices, dim × dim, row-major, the identity first; exact to rounding, as `idealMatrices` makes them. */
  readonly matrices: readonly Float64Array[]
  /** Places of those that generate it. */
  readonly generators: readonly number[]
  /** The place of the product of two, the second acting first. */
  readonly product: (a: number, b: number) => number
}

/** Operations with all their products in a table, row by row. */
export function tabled(
  { generators }: OperationGroup,
  matrices: readonly Float64Array[],
  cayley: Uint32Array,
): GroupedOperations {
  const order = matrices.length
  return { matrices, generators, product: (a, b) => cayley[a * order + b]! }
}

/**
 * Operations that are a group, as a group on the images of the standard basis. It follows from the products, not from distances
 * between points; if operations nearly fix a direction, its images are points close to each other.
 *
 * @remarks O(order · (degree + dim · cost of a product)).
 */
export function groupOfOperations(operations: GroupedOperations, dim: number): FiniteGroup {
  const { matrices, generators } = operations
  const order = matrices.length
  const units = Array.from({ length: dim }, (_, axis) => {
    const e = new Float64Array(dim)
    e[axis] = 1
    return e
  })
  const points: Float64Array[] = []
  /** For each orbit and each operation the image of the orbit's first point. */
  const orbits: Int32Array[] = []
  const basis = units.map((e, axis) => {
    const known = points.findIndex((p) => euclideanDistance(p, e) <= FIXED)
    if (known >= 0) return known
    const first = points.length
    const stabilizer = fixing(operations, dim, axis, e)
    const places = new Int32Array(order).fill(-1)
    for (let g = 0; g < order; g++) {
      if (places[g] !== -1) continue
      for (const s of stabilizer) places[operations.product(g, s)] = points.length
      points.push(column(matrices[g]!, dim, axis))
    }
    orbits.push(places)
    return first
  })
  const images = generators.map((c) => {
    const out = new Uint32Array(points.length)
    for (let g = 0; g < order; g++) {
      const to = operations.product(c, g)
      for (const places of orbits) out[places[g]!] = places[to]!
    }
    return out
  })
  return onBasisFirst(
    points,
    basis,
    images,
    generators.map((i) => matrices[i]!),
    dim,
  )
}

/** The places of the operations that fix a vector of the standard basis, a group. */
function fixing(
  { matrices, product }: GroupedOperations,
  dim: number,
  axis: number,
  e: Float64Array,
): readonly number[] {
  const deviations = matrices.map((m) => euclideanDistance(column(m, dim, axis), e))
  return largestGroup({ size: matrices.length, product }, deviations, FIXED).group.members
}

function column(m: Float64Array, dim: number, axis: number): Float64Array {
  return Float64Array.from({ length: dim }, (_, i) => m[i * dim + axis]!)
}

/** Renames the points, the standard basis first, as in groups of matrices. */
function onBasisFirst(
  points: readonly Float64Array[],
  basis: readonly number[],
  images: readonly Uint32Array[],
  generators: readonly Float64Array[],
  dim: number,
): FiniteGroup {
  const first = new Set(basis)
  const order = [...basis, ...[...points.keys()].filter((p) => !first.has(p))]
  const place = new Uint32Array(points.length)
  order.forEach((p, k) => {
    place[p] = k
  })
  const rows = (m: Float64Array) =>
    Array.from({ length: dim }, (_, i) => Array.from(m.subarray(i * dim, (i + 1) * dim)))
  const name = `mat[${generators.map((m) => JSON.stringify(rows(m))).join(',')}]`
  const flat = new Float64Array(points.length * dim)
  order.forEach((p, k) => {
    flat.set(points[p]!, k * dim)
  })
  return new FiniteGroup(
    name,
    points.length,
    images.map((image) => Uint32Array.from(order, (p) => place[image[p]!]!)),
    { kind: 'points', dim, points: flat, orthogonal: true },
  )
}
