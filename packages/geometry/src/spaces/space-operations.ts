import {
  AmbiguousToleranceError,
  averagedMatrices,
  identityPermutation,
  type Permutation,
  TooLargeError,
} from '@buridan/core'
import { largestGroup, type OperationGroup } from '../operations/operation-group.js'
import {
  type OperationTable,
  type PermutingOperation,
  permutingTable,
} from '../operations/operation-table.js'
import type { SearchRadius } from '../sites/site-set.js'
import { frameMaps, MOST_STEPS, Work } from './frame-search.js'
import { identityOf, orientationOf } from './space.js'
import { type Determinant, fitted } from './space-fit.js'
import type { Moved, SpaceSet } from './space-set.js'

/** The most operations that are listed. */
const MOST_OPERATIONS = 20_000
/** After so many steps, a second, maps far beyond the tolerance are no longer sought. */
const STEPS_FOR_GAP = 3e8
/** Operations that fit by so much better than the tolerance are not fitted again. */
const EXACT = 1e-6
/** Rounds of averaging, each of which squares what is wrong. */
const ROUNDS = 12

/** A map that takes points to points; it is distinguished by its action on classes of points, and the determinant. */
interface Candidate extends PermutingOperation, Moved {
  readonly matrix: Float64Array
}

/** Finitely many maps that are a group. */
export interface SpaceOperations {
  /** Matrices that multiply exactly, the identity first. */
  readonly matrices: readonly Float64Array[]
  readonly determinants: readonly (1 | -1)[]
  readonly images: readonly Permutation[]
  readonly deviations: readonly number[]
  /** Places of operations that generate the group. */
  readonly generators: readonly number[]
  /** The place of a product, the second acting first. */
  readonly product: (a: number, b: number) => number
  /** The least deviation of a map that was found and left out. */
  readonly gap: number
}

/**
 * The orthogonal or unitary maps that keep a set whose vectors span its space, to a distance in the metric.
 *
 * @param special - only those of determinant 1
 * @throws TooLargeError for more than 20 000
 * @throws AmbiguousToleranceError if those found do not multiply as they permute the points
 */
export function spaceOperations(set: SpaceSet, special: boolean, distance: number): SpaceOperations {
  const candidates = candidatesOf(set, special)
  const table = permutingTable(candidates)
  const deviations = candidates.map((c) => c.deviation)
  const { group, gap } = largestGroup(table, deviations, distance)
  const kept = group.members.map((m) => candidates[m]!)
  const place = new Int32Array(table.size).fill(-1)
  group.members.forEach((m, i) => {
    place[m] = i
  })
  const product = (a: number, b: number) => place[table.product(group.members[a]!, group.members[b]!)]!
  return {
    matrices: exactMatrices(group, kept, product, set.space.dim),
    determinants: kept.map((c) => c.determinant),
    images: kept.map((c) => c.images),
    deviations: kept.map((c) => c.deviation),
    generators: group.generators,
    product,
    gap,
  }
}

/** Maps within many tolerances, which tell the gap, or where these are too many to go through within little more than one. */
function candidatesOf(set: SpaceSet, special: boolean): Candidate[] {
  const [wide, narrow] = [set.searchRadius(), set.leastRadius()]
  if (wide.fitted <= narrow.fitted) return candidatesWithin(set, special, wide, MOST_STEPS)
  try {
    return candidatesWithin(set, special, wide, STEPS_FOR_GAP)
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error
    return candidatesWithin(set, special, narrow, MOST_STEPS)
  }
}

/** Of maps with the same action the best one. */
function candidatesWithin(
  set: SpaceSet,
  special: boolean,
  { fitted: wide, rough }: SearchRadius,
  most: number,
): Candidate[] {
  const { space, landmarks, delta } = set
  const identity: Candidate = {
    matrix: identityOf(space.dim),
    determinant: 1,
    images: identityPermutation(set.count),
    deviation: 0,
    action: identityPermutation(set.classes.length),
  }
  const found = new Map([[keyOf(identity), identity]])
  const tried = new Set<string>()
  const work = new Work(most)
  // without points only the identity keeps vectors that span the space
  if (set.count === 0 || space.dim === 0) return [identity]
  const search = {
    from: landmarks,
    onto: landmarks,
    space,
    within: wide,
    slack: set.together(wide),
    thin: set.share,
    negligible: 0,
    work,
  }
  for (const start of frameMaps(search)) {
    const determinant = orientationOf(start, space)
    if (special && determinant < 0) continue
    const near = set.move(start, rough)
    work.add(set.matchingSteps(near !== undefined))
    if (!near) continue
    const key = `${determinant}:${near.images.join()}`
    if (tried.has(key)) continue
    tried.add(key)
    work.add(fittingSteps(set))
    const limit: Determinant = space.complex ? (special ? 1 : undefined) : determinant
    const isExact = near.deviation <= EXACT * delta && !(space.complex && special)
    const better = isExact ? { matrix: start, ...near } : fittedTo(set, start, near.images, limit, wide)
    const action = better && set.actionOf(better.matrix, better.images)
    if (!action) continue
    const candidate: Candidate = { ...better, determinant, action }
    const name = keyOf(candidate)
    const known = found.get(name)
    if (!known || candidate.deviation < known.deviation) found.set(name, candidate)
    if (found.size > MOST_OPERATIONS) {
      throw new TooLargeError(
        `more than ${MOST_OPERATIONS} maps keep the points: so many are not listed; mark points apart by scalars, or choose a smaller tolerance`,
      )
    }
  }
  return [...found.values()]
}

function keyOf({ determinant, action }: PermutingOperation): string {
  return `${determinant}:${action.join()}`
}

/** The steps of {@link fittedTo}, about. */
export function fittingSteps(set: SpaceSet): number {
  return 2000 + 60 * set.space.dim ** 3 + 2 * set.matchingSteps(true)
}

/** A map fitted to what it does to all vectors, or as it was where that is better and its determinant may be. */
export function fittedTo(
  set: SpaceSet,
  start: Float64Array,
  images: Permutation,
  determinant: Determinant,
  distance: number,
  onto: SpaceSet = set,
): (Moved & { readonly matrix: Float64Array }) | undefined {
  const { space } = set
  const options: (Moved & { readonly matrix: Float64Array })[] = []
  const best = fitted(set.overlap(images, onto), start, space, determinant)
  const isAllowed =
    determinant === undefined || (!space.complex && orientationOf(start, space) === determinant)
  for (const matrix of [best, isAllowed ? start : undefined]) {
    const moved = matrix && set.move(matrix, distance, onto)
    if (moved) options.push({ matrix, ...moved })
  }
  return options.sort((a, b) => a.deviation - b.deviation)[0]
}

/** Matrices near the given ones that multiply exactly as the operations do. O(rounds · order · generators · dim³). */
function exactMatrices(
  { generators, products }: OperationGroup,
  kept: readonly Candidate[],
  product: OperationTable['product'],
  dim: number,
): Float64Array[] {
  const order = kept.length
  if (order === 1) return [identityOf(dim)]
  const [visited, parent, generator] = [[0], new Int32Array(order), new Int32Array(order)]
  const known = new Uint8Array(order)
  known[0] = 1
  for (let at = 0; at < visited.length; at++) {
    const x = visited[at]!
    for (let g = 0; g < generators.length; g++) {
      const next = products[g]![x]!
      if (known[next]) continue
      known[next] = 1
      parent[next] = x
      generator[next] = g
      visited.push(next)
    }
  }
  const left = generators.map((g) => Int32Array.from({ length: order }, (_, h) => product(g, h)))
  const words = { order, visited, parent, generator, times: (s: number, h: number) => left[s]![h]! }
  let matrices = generators.map((g) => kept[g]!.matrix)
  for (let round = 0; round < ROUNDS; round++) {
    const next = averagedMatrices(words, matrices, dim)
    let change = 0
    next.matrices.forEach((m, s) => {
      for (let e = 0; e < m.length; e++) change = Math.max(change, Math.abs(m[e]! - matrices[s]![e]!))
    })
    matrices = next.matrices
    if (change < 1e-13) {
      return Array.from({ length: order }, (_, i) => next.all.slice(i * dim * dim, (i + 1) * dim * dim))
    }
  }
  throw new AmbiguousToleranceError(
    'the maps found do not multiply as they permute the points; choose a smaller tolerance',
  )
}
