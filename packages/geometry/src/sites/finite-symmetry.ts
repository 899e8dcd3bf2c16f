import { compose, determinant3, identityPermutation, type Matrix3, type Permutation } from '@buridan/core'
import { permutationGroup } from '@buridan/permutations'
import { groupOfOperations } from '../operations/group-of-operations.js'
import {
  generatingOperations,
  idealMatrices,
  largestGroup,
  type MeasuredOperation,
  type OperationLaw,
  remembered,
} from '../operations/operation-group.js'
import { fitOrthogonal } from '../operations/orthogonal-fit.js'
import { classify, schoenflies } from '../operations/schoenflies.js'
import { candidateMatrices } from '../operations/symmetry-operations.js'
import type { SiteSet } from './site-set.js'
import type { FiniteSymmetry } from './symmetry-result.js'

const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/** An operation with its action on the points, and on the directions, which distinguishes it from others. */
interface Candidate extends MeasuredOperation {
  readonly images: Permutation
  readonly action: Permutation
}

const candidateLaw: OperationLaw<Candidate> = {
  key: (o) => `${o.determinant}:${o.action.join()}`,
  productKey: (a, b) => `${a.determinant * b.determinant}:${compose(a.action, b.action).join()}`,
}

/** The symmetry of sites whose directions are not all on one line. */
export function finiteSymmetry(sites: SiteSet, proper: boolean): FiniteSymmetry {
  const { exchanges } = sites
  const law = remembered(candidateLaw)
  const { group, gap } = largestGroup(candidatesOf(sites, proper), sites.delta, law)
  const matrices = idealMatrices(group, law)
  const operations = group.map(({ determinant, images, deviation }, i) => ({
    ...classify(matrices[i]!),
    matrix: matrices[i]!,
    determinant,
    images,
    deviation,
  }))
  const generators = generatingOperations(group, law).map((i) => operations[i]!)
  return {
    kind: 'finite',
    name: schoenflies(operations).name,
    operations,
    generators,
    group: groupOfOperations(group, matrices, law),
    permutations: permutationGroup([...exchanges.ownGenerators, ...generators.map((o) => o.images)], {
      degree: sites.count,
    }),
    exchanges,
    deviation: group.reduce((most, o) => Math.max(most, o.deviation), 0),
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
  const found = new Map([[candidateLaw.key(identity), identity]])
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
    const key = candidateLaw.key(operation)
    const known = found.get(key)
    if (!known || operation.deviation < known.deviation) found.set(key, operation)
  }
  return [...found.values()]
}
