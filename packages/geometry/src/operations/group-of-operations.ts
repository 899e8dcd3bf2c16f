import { length, type Matrix3, minus, rows3, type Vector } from '@buridan/core'
import { FiniteGroup } from '@buridan/permutations'
import { largestGroup, type OperationGroup } from './operation-group.js'

/** Directions that an operation moves by less are fixed by it: matrices are exact to rounding. */
const FIXED = 1e-12

const BASIS: readonly Vector[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

/**
 * Operations that are a group, as a group on the images of the standard basis. It follows from the table of products, not from distances
 * between points; if operations nearly fix a direction, its images are points close to each other.
 *
 * @param matrices - of its members, exact to rounding, as `idealMatrices` makes them
 * @param cayley - their products
 * @remarks O(order · degree).
 */
export function groupOfOperations(
  { generators }: OperationGroup,
  matrices: readonly Matrix3[],
  cayley: Uint32Array,
): FiniteGroup {
  const order = matrices.length
  const points: Vector[] = []
  /** For each orbit and each operation the image of the orbit's first point. */
  const orbits: Int32Array[] = []
  const basis = BASIS.map((e, axis) => {
    const known = points.findIndex((p) => length(minus(p, e)) <= FIXED)
    if (known >= 0) return known
    const first = points.length
    const stabilizer = fixing(matrices, cayley, axis)
    const places = new Int32Array(order).fill(-1)
    for (let g = 0; g < order; g++) {
      if (places[g] !== -1) continue
      for (const s of stabilizer) places[cayley[g * order + s]!] = points.length
      points.push(column(matrices[g]!, axis))
    }
    orbits.push(places)
    return first
  })
  const images = generators.map((c) => {
    const out = new Uint32Array(points.length)
    for (const places of orbits) {
      for (let g = 0; g < order; g++) out[places[g]!] = places[cayley[c * order + g]!]!
    }
    return out
  })
  return onBasisFirst(
    points,
    basis,
    images,
    generators.map((i) => matrices[i]!),
  )
}

/** The places of the operations that fix a vector of the standard basis, a group. */
function fixing(matrices: readonly Matrix3[], cayley: Uint32Array, axis: number): readonly number[] {
  const order = matrices.length
  const deviations = matrices.map((m) => length(minus(column(m, axis), BASIS[axis]!)))
  const table = { size: order, product: (a: number, b: number) => cayley[a * order + b]! }
  return largestGroup(table, deviations, FIXED).group.members
}

function column(m: Matrix3, axis: number): Vector {
  return [m[axis]!, m[3 + axis]!, m[6 + axis]!]
}

/** Renames the points, the standard basis first, as in groups of matrices. */
function onBasisFirst(
  points: readonly Vector[],
  basis: readonly number[],
  images: readonly Uint32Array[],
  generators: readonly Matrix3[],
): FiniteGroup {
  const order = [...basis, ...[...points.keys()].filter((p) => !basis.includes(p))]
  const place = new Uint32Array(points.length)
  order.forEach((p, k) => {
    place[p] = k
  })
  const name = `mat[${generators.map((m) => JSON.stringify(rows3(m))).join(',')}]`
  return new FiniteGroup(
    name,
    points.length,
    images.map((image) => Uint32Array.from(order, (p) => place[image[p]!]!)),
    {
      kind: 'points',
      dim: 3,
      points: Float64Array.from(order.flatMap((p) => [...points[p]!])),
      orthogonal: true,
    },
  )
}
