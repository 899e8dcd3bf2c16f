import type { Permutation } from '@buridan/core'
import { type FiniteGroup, permutationGroup } from '@buridan/permutations'
import { groupOfOperations } from '../operations/group-of-operations.js'
import { refuseClosePoints } from '../sites/close-points.js'
import type { Sites } from '../sites/sites.js'
import { checkedNumbers, checkedSpace, dividedBy, type SpaceOptions, unitOfNumbers } from './checked-space.js'
import { addOuter, identityOf, normalTo, phaseOfDeterminant, type Space, timesI } from './space.js'
import { nameOfFinite, nameOfProduct } from './space-name.js'
import { type SpaceOperations, spaceOperations } from './space-operations.js'
import { SpaceSet } from './space-set.js'
import { spansOf } from './span.js'

/** A map that keeps points, to the tolerance. */
export interface SpaceOperation {
  /** Row-major; of complex space on real and imaginary parts in turn. */
  readonly matrix: Float64Array
  /** Of the map of real coordinates, so 1 in complex space. */
  readonly determinant: 1 | -1
  /** The point that each point is sent to. */
  readonly images: Permutation
  /** The distance of the moved points from their matches, in the unit of the vectors. */
  readonly deviation: number
}

/**
 * The maps that keep points with vectors and scalars: operations, times all maps of the directions that are normal to all vectors, times
 * exchanges of points that coincide.
 */
export interface SymmetryInSpace {
  /**
   * Of the whole, `Dih(4)×O(2)`: first the finite group on the span of the vectors, `O(1)`, `C(n)`, `Dih(n)`, Schoenflies' name in three
   * dimensions, in more the order, `120 in O(4)`; then what turns the rest. `S(…)` are the maps of determinant 1 in a group; `trivial`.
   */
  readonly name: string
  /** One for each action on the span of the vectors, the identity first; all where there are finitely many. Their matrices multiply exactly. */
  readonly operations: readonly SpaceOperation[]
  /** Operations that generate the others. */
  readonly generators: readonly SpaceOperation[]
  /**
   * An orthonormal basis of the directions that may be turned at will: in O(d) by all of O(m), in SO(d) by SO(m), and likewise in U(n) and SU(n),
   * where they are pairs of v and i·v. Empty where there are finitely many maps.
   */
  readonly free: readonly Float64Array[]
  /** The operations as a group on ℝᵈ, or the ℝ²ⁿ of ℂⁿ. O(order · dim) points when it is first asked for. */
  readonly group: FiniteGroup
  /** The permutations of the points under the symmetry, with exchanges of coincident points. */
  readonly permutations: FiniteGroup
  /** The exchanges of points that agree in everything to the tolerance. */
  readonly exchanges: FiniteGroup
  /** The largest deviation of a map kept, in the unit of the vectors. */
  readonly deviation: number
  /**
   * The least deviation of a map that was found and left out; Infinity if there is none. Maps are sought up to many tolerances, and where that takes long
   * up to one and a half.
   */
  readonly gap: number
}

/**
 * The symmetry of points with their vectors and scalars in ℝᵈ or ℂⁿ: the orthogonal or unitary maps that take every point to an equal one,
 * and vectors of the whole to themselves, within a tolerance. In space {@link symmetryOfSites} has more: tensors, axes, Schoenflies' names.
 *
 * @param sites - about the origin, vectors of `dim` numbers, or twice as many in complex space; without tensors
 * @param dim - d or n
 * @throws InvalidArgumentError | RepresentationMismatchError for numbers that are not finite, points with different numbers of
 * vectors or scalars, tensors, and options that are not as described
 * @throws AmbiguousToleranceError for points nearer than twice the tolerance, or √2 times with the metric `norm`, that do not coincide
 * within it
 * @throws TooLargeError for more than 20 000 operations, or points alike in too many ways
 * @remarks Vectors are split into a part along the subspace nearest to all of them and a rest within half the tolerance. O(tuples · n²), where
 * as many points as the subspace has dimensions can go to so many tuples of others.
 *
 * @example
 * ```ts
 * import { symmetryInSpace } from '@buridan/geometry'
 * // a square in the plane, and in a space of four dimensions
 * const square = [[1, 0], [0, 1], [-1, 0], [0, -1]]
 * const points = (more: number[]) => ({ points: square.map((p) => ({ vectors: [[...p, ...more]] })) })
 * console.log(symmetryInSpace(points([]), 2).name, symmetryInSpace(points([0, 0]), 4).name) // → Dih(4) Dih(4)×O(2)
 * ```
 */
export function symmetryInSpace(sites: Sites, dim: number, options: SpaceOptions = {}): SymmetryInSpace {
  const { tolerance, metric, proper, space } = checkedSpace(dim, options)
  const numbers = checkedNumbers(sites, 'sites', space)
  const unit = unitOfNumbers(numbers)
  const set = new SpaceSet(dividedBy(numbers, unit), space, tolerance / unit, metric)
  refuseClosePoints(set, unit)
  return symmetryOfSet(set, proper, unit)
}

function symmetryOfSet(set: SpaceSet, proper: boolean, unit: number): SymmetryInSpace {
  const { space, delta, exchanges } = set
  const spans = spansOf(set)
  const step = space.complex ? 2 : 1
  // maps of the rest move it by at most twice what it is
  let dimension = 0
  while (2 * spans.away[dimension]! > delta) dimension += step
  const spanned = spans.basis(dimension)
  const normal = normalTo(spanned, space)
  const rest = 2 * spans.away[dimension]!
  const budget = Math.sqrt(Math.max(0, delta * delta - rest * rest))
  const found = spaceOperations(set.along(spanned), proper && normal.length === 0, budget)
  const finitely = normal.length <= 1 || (space.complex && proper && normal.length === 2)
  const group = completed(found, spanned, normal, space, proper)
  const operations = group.matrices.map(
    (matrix, i): SpaceOperation => ({
      matrix,
      determinant: group.determinants[i]!,
      images: group.images[i]!,
      deviation: unit * (i === 0 ? 0 : Math.hypot(group.deviations[i]!, rest)),
    }),
  )
  const generators = group.generators.map((i) => operations[i]!)
  const free = finitely ? [] : normal
  const most = found.deviations.reduce((a, b) => Math.max(a, b), 0)
  const along = found.matrices.map((m) => phaseOfDeterminant(m, { ...space, dim: dimension }))
  const isSpecial = dimension === 0 || along.every((phase) => Math.abs(phase) < 1e-6)
  const finite = finitely
    ? nameOfFinite(group.matrices, space)
    : nameOfFinite(found.matrices, { ...space, dim: dimension })
  let known: FiniteGroup | undefined
  return {
    name: nameOfProduct(finite, isSpecial, free.length / step, space, proper),
    operations,
    generators,
    free,
    get group() {
      known ??= groupOfOperations(group, space.dim)
      return known
    },
    permutations: permutationGroup([...exchanges.ownGenerators, ...generators.map((o) => o.images)], {
      degree: set.count,
    }),
    exchanges,
    deviation: unit * (operations.length === 1 && free.length === 0 ? 0 : Math.hypot(most, rest)),
    gap:
      unit *
      Math.min(found.gap, 2 * (spans.away[largerFree(dimension, normal.length, step, proper)] ?? Infinity)),
  }
}

/** The dimension of the subspace at which more maps turn what is normal to it: maps of determinant 1 need one dimension more. */
function largerFree(dimension: number, normal: number, step: number, proper: boolean): number {
  return dimension - (proper && normal === 0 ? 2 * step : step)
}

/** The group of operations on all of space. */
type Completed = Omit<SpaceOperations, 'gap'>

/**
 * Operations on the span of the vectors as maps of all of space: what is normal stays, or is turned as the determinant has to be 1. A
 * reflection of a single normal direction is one of them.
 */
function completed(
  found: SpaceOperations,
  spanned: readonly Float64Array[],
  normal: readonly Float64Array[],
  space: Space,
  proper: boolean,
): Completed {
  const inside = { ...space, dim: spanned.length }
  const matrices = found.matrices.map((m) => {
    const out = identityOf(space.dim)
    spanned.forEach((u, i) => {
      spanned.forEach((v, j) => {
        addOuter(out, u, v, m[i * spanned.length + j]! - (i === j ? 1 : 0))
      })
    })
    const [first] = normal
    if (proper && first) turnBack(out, first, phaseOfDeterminant(m, inside), space)
    return out
  })
  const determinants = proper ? found.determinants.map(() => 1 as const) : found.determinants
  if (proper || space.complex || normal.length !== 1) return { ...found, matrices, determinants }
  // each of them without and with the reflection
  const both = <T>(list: readonly T[], reflected: (each: T) => T) => list.flatMap((e) => [e, reflected(e)])
  const same = <T>(e: T) => e
  return {
    matrices: both(matrices, (m) => {
      const out = m.slice()
      addOuter(out, normal[0]!, normal[0]!, -2)
      return out
    }),
    determinants: both(determinants, (d) => (d > 0 ? -1 : 1)),
    images: both(found.images, same),
    deviations: both(found.deviations, same),
    generators: [...found.generators.map((g) => 2 * g), 1],
    product: (a, b) => 2 * found.product(a >> 1, b >> 1) + ((a ^ b) & 1),
  }
}

/** m ← m with a direction v that it fixes multiplied by exp(−iφ), of ±1 in real space. */
function turnBack(m: Float64Array, v: Float64Array, phase: number, { complex }: Space): void {
  const share = Math.cos(phase) - 1
  addOuter(m, v, v, complex ? share : Math.round(share))
  if (!complex) return
  const w = timesI(v)
  addOuter(m, w, w, share)
  addOuter(m, w, v, -Math.sin(phase))
  addOuter(m, v, w, Math.sin(phase))
}
