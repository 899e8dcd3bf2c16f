import { determinant3, identityPermutation, type Matrix3, type Permutation } from '@buridan/core'
import { permutationGroup } from '@buridan/permutations'
import { groupOfOperations, tabled } from '../operations/group-of-operations.js'
import { idealMatrices, type MeasuredMatrix } from '../operations/ideal-matrices.js'
import { cayleyTable, largestGroup } from '../operations/operation-group.js'
import { type PermutingOperation, permutingTable } from '../operations/operation-table.js'
import { fitOrthogonal } from '../operations/orthogonal-fit.js'
import { classify, schoenflies } from '../operations/schoenflies.js'
import { candidateMatrices } from '../operations/symmetry-operations.js'
import type { SiteSet } from './site-set.js'
import type { FiniteSymmetry } from './symmetry-result.js'

const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/** An operation with its images of the points; it is distinguished by its action on the directions. */
interface Candidate extends MeasuredMatrix, PermutingOperation {
  readonly images: Permutation
  readonly deviation: number
}

/** The symmetry of sites whose directions are not all on one line. */
export function finiteSymmetry(sites: SiteSet, proper: boolean): FiniteSymmetry {
  const { exchanges } = sites
  const candidates = candidatesOf(sites, proper)
  const { group, gap } = largestGroup(
    permutingTable(candidates),
    candidates.map((c) => c.deviation),
    sites.delta,
  )
  const kept = group.members.map((m) => candidates[m]!)
  const cayley = cayleyTable(group)
  const matrices = idealMatrices(kept, cayley)
  const operations = kept.map(({ determinant, images, deviation }, i) => ({
    ...classify(matrices[i]!),
    matrix: matrices[i]!,
    determinant,
    images,
    deviation,
  }))
  const generators = group.generators.map((i) => operations[i]!)
  return {
    kind: 'finite',
    name: schoenflies(operations).name,
    operations,
    generators,
    group: groupOfOperations(tabled(group, matrices, cayley), 3),
    permutations: permutationGroup([...exchanges.ownGenerators, ...generators.map((o) => o.images)], {
      degree: sites.count,
    }),
    exchanges,
    deviation: kept.reduce((most, o) => Math.max(most, o.deviation), 0),
    gap,
  }
}

/** Operations within many tolerances: of those with the same action the best one. */
function candidatesOf(sites: SiteSet, proper: boolean): Candidate[] {
  const { fitted: wide, rough: roughly } = sites.searchRadius()
  const identity: Candidate = {
    matrix: IDENTITY.slice(),
    determinant: 1,
    images: identityPermutation(sites.count),
    deviation: 0,
    action: identityPermutation(sites.action.count),
  }
  const found = new Map([[keyOf(identity), identity]])
  for (const start of candidateMatrices(sites.directions, wide)) {
    const determinant = determinant3(start) > 0 ? 1 : -1
    if (proper && determinant < 0) continue
    const rough = sites.move(start, roughly)
    if (!rough) continue
    // fitted to all points that have a place of their own
    const matrix = sites.fit(start, rough.images, (from, to) => fitOrthogonal(from, to, determinant))
    const moved = sites.move(matrix, wide)
    const action = moved && sites.action.actionOf(matrix, moved.images)
    if (!action) continue
    const operation: Candidate = { matrix, determinant, ...moved, action }
    const key = keyOf(operation)
    const known = found.get(key)
    if (!known || operation.deviation < known.deviation) found.set(key, operation)
  }
  return [...found.values()]
}

function keyOf({ determinant, action }: PermutingOperation): string {
  return `${determinant}:${action.join()}`
}
