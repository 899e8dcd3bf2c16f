import {
  AmbiguousToleranceError,
  compose,
  cross,
  determinant3,
  euclideanNorm,
  identityPermutation,
  length,
  type Matrix3,
  type Permutation,
  unit,
  type Vector,
} from '@buridan/core'
import {
  candidateMatrices,
  classify,
  fitOrthogonal,
  generatingOperations,
  groupOfOperations,
  idealMatrices,
  largestGroup,
  type OperationLaw,
  schoenflies,
} from '@buridan/geometry'
import { permutationGroup, randomElement } from '@buridan/permutations'
import type { LieGroup } from '../lie/lie-group.js'
import { isProper, rotationGroup } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'

import { axialStabilizer } from './axial-stabilizer.js'
import type { PointMetric } from './metric.js'
import type { RotationOperation, RotationStabilizer } from './rotation-result.js'
import { readSites, type Sites } from './sites.js'

const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/** An operation with what it does to the directions, which is what it is told by. */
interface Candidate extends RotationOperation {
  readonly action: Permutation
}

const law: OperationLaw<Candidate> = {
  key: (o) => `${o.determinant}:${o.action.join()}`,
  productKey: (a, b) => `${a.determinant * b.determinant}:${compose(a.action, b.action).join()}`,
}

/** The stabilizer in O(3), SO(3) or the product of one with permutations; x checked, tolerance relative. */
export function rotationStabilizer(
  rep: LieRepresentation,
  x: Float64Array,
  tolerance: number,
  metric: PointMetric = 'norm',
): RotationStabilizer {
  const norm = euclideanNorm(x)
  const lie = rotationGroup(rep.group)
  const sites = readSites(rep, x, tolerance * norm, metric)
  if (metric === 'largest') refuseClosePoints(sites)
  return sites.directions.points.length === 0
    ? everything(sites, lie)
    : stabilizerOfDirections(sites, isProper(lie), norm)
}

/** The stabilizer of what stands at the sites, some of it with a direction, of norm as a vector; `proper`: in SO(3). */
export function stabilizerOfDirections(sites: Sites, proper: boolean, norm: number): RotationStabilizer {
  const line = commonLine(sites.directions.points, sites.delta)
  return line ? axialStabilizer(sites, line, proper, norm) : finite(sites, proper, norm)
}

/** An image within the tolerance of a point must not be within it of another. */
function refuseClosePoints({ separation, delta }: Sites): void {
  if (separation > 2 * delta) return
  throw new AmbiguousToleranceError(
    `two points are ${separation.toPrecision(3)} apart, which is not above twice the tolerance, ${(2 * delta).toPrecision(3)}: images cannot be told apart; choose a smaller tolerance`,
  )
}

function everything(sites: Sites, group: LieGroup): RotationStabilizer {
  const proper = isProper(group)
  const permutations = permutationGroup(sites.exchanges, { degree: sites.count })
  return {
    orbitType: proper ? 'k' : 'kh',
    order: undefined,
    dimension: 3,
    group,
    permutations,
    components: (proper ? 1n : 2n) * sites.exchangeOrder,
    componentGenerators: [
      ...(proper
        ? []
        : [
            sites.element(
              IDENTITY.map((v) => -v),
              identityPermutation(sites.count),
            ),
          ]),
      ...sites.exchangeElements,
    ],
    randomElement: (random) =>
      sites.element(group.haarSample(random).re, randomElement(permutations, random)),
    operations: [],
    axis: undefined,
    orbitDimension: 0,
    defect: 0,
    gap: Number.POSITIVE_INFINITY,
    transversal: [IDENTITY],
  }
}

function commonLine(points: readonly Vector[], delta: number): Vector | undefined {
  const furthest = points.reduce((a, b) => (length(b) > length(a) ? b : a))
  const direction = unit(furthest)
  return points.every((p) => length(cross(p, direction)) <= delta) ? direction : undefined
}

function finite(sites: Sites, proper: boolean, norm: number): RotationStabilizer {
  const { delta } = sites
  const { fitted: wide, rough: roughly } = sites.searchRadius()
  const still = identityPermutation(sites.count)
  const identity: Candidate = {
    matrix: IDENTITY,
    determinant: 1,
    images: still,
    deviation: 0,
    action: identityPermutation(sites.action.count),
  }
  const found = new Map([[law.key(identity), identity]])
  for (const start of candidateMatrices(sites.directions, wide)) {
    const determinant = determinant3(start) > 0 ? 1 : -1
    if (proper && determinant < 0) continue
    const rough = sites.move(start, roughly)
    if (!rough) continue
    // fitted to all points that have a place of their own
    const matrix = sites.fit(start, rough.images, (from, to) => fitOrthogonal(from, to, determinant))
    const moved = sites.move(matrix, wide)
    const action = moved && sites.action.of(matrix, moved.images)
    if (!action) continue
    const { images, deviation } = moved
    const operation: Candidate = { matrix, determinant, images, deviation, action }
    const key = law.key(operation)
    const known = found.get(key)
    if (!known || deviation < known.deviation) found.set(key, operation)
  }
  const { group, gap } = largestGroup([...found.values()], delta, law)
  const matrices = idealMatrices(group, law)
  const { name } = schoenflies(matrices.map(classify))
  const generators = generatingOperations(group, law)
  const exchanges = permutationGroup(sites.exchanges, { degree: sites.count })
  return {
    orbitType: name,
    order: BigInt(group.length) * sites.exchangeOrder,
    dimension: 0,
    group: groupOfOperations(group, matrices, law),
    permutations: permutationGroup([...sites.exchanges, ...generators.map((i) => group[i]!.images)], {
      degree: sites.count,
    }),
    components: BigInt(group.length) * sites.exchangeOrder,
    componentGenerators: [
      ...generators.map((i) => sites.element(matrices[i]!, group[i]!.images)),
      ...sites.exchangeElements,
    ],
    operations: group.map(({ determinant, images, deviation }, i) => ({
      matrix: matrices[i]!,
      determinant,
      images,
      deviation,
    })),
    randomElement: (random) => {
      const i = random.int(group.length)
      return sites.element(matrices[i]!, compose(group[i]!.images, randomElement(exchanges, random)))
    },
    axis: undefined,
    orbitDimension: 3,
    defect: group.reduce((most, o) => Math.max(most, o.deviation), 0) / norm,
    gap: gap / norm,
    transversal: undefined,
  }
}
