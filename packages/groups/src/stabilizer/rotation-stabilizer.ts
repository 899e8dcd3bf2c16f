import { compose, euclideanNorm, type Matrix3 } from '@buridan/core'
import {
  type FiniteSymmetry,
  type PointMetric,
  type SphericalSymmetry,
  type SymmetryOfSites,
  symmetryOfSites,
} from '@buridan/geometry'
import { randomElement } from '@buridan/permutations'
import type { LieGroup } from '../lie/lie-group.js'
import { isProper, rotationGroup, rotationsOf } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'

import { axialStabilizer } from './axial-stabilizer.js'
import { exchangeElements, readSites, type SitesOfVector } from './read-sites.js'
import type { RotationStabilizer } from './rotation-result.js'

const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
const INVERSION = IDENTITY.map((v) => -v + 0)

/** The stabilizer in O(3), SO(3) or the product of one with permutations; x checked, tolerance relative. */
export function rotationStabilizer(
  rep: LieRepresentation,
  x: Float64Array,
  tolerance: number,
  metric: PointMetric,
): RotationStabilizer {
  const norm = euclideanNorm(x)
  const lie = rotationGroup(rep.group)
  const read = readSites(rep, x)
  // reflections change pseudoscalars to their negatives
  const reflected = 2 * euclideanNorm(read.pseudoscalars)
  const proper = isProper(lie) || reflected > tolerance * norm
  const symmetry = symmetryOfSites(read.sites, { tolerance: tolerance * norm, metric, proper })
  const found = fromSymmetry(read, symmetry, norm, proper ? rotationsOf(lie) : lie)
  if (reflected === 0) return found
  const mirrored =
    symmetry.kind === 'spherical' && proper ? { transversal: [IDENTITY.slice(), INVERSION.slice()] } : {}
  return proper
    ? { ...found, ...mirrored, gap: Math.min(found.gap, reflected / norm) }
    : { ...found, defect: Math.max(found.defect, reflected / norm) }
}

function fromSymmetry(
  read: SitesOfVector,
  symmetry: SymmetryOfSites,
  norm: number,
  lie: LieGroup,
): RotationStabilizer {
  switch (symmetry.kind) {
    case 'finite':
      return finite(read, symmetry, norm)
    case 'axial':
      return axialStabilizer(read, symmetry, norm)
    case 'spherical':
      return everything(read, symmetry, lie)
  }
}

function everything(
  read: SitesOfVector,
  { name, generators, permutations, exchanges }: SphericalSymmetry,
  group: LieGroup,
): RotationStabilizer {
  return {
    orbitType: name,
    order: undefined,
    dimension: 3,
    group,
    permutations,
    components: 2n ** BigInt(generators.length) * exchanges.order,
    componentGenerators: [
      ...generators.map((o) => read.element(o.matrix, o.images)),
      ...exchangeElements(read, exchanges),
    ],
    randomElement: (random) => read.element(group.haarSample(random).re, randomElement(permutations, random)),
    operations: [],
    axis: undefined,
    orbitDimension: 0,
    defect: 0,
    gap: Number.POSITIVE_INFINITY,
    transversal: [IDENTITY.slice()],
  }
}

function finite(
  read: SitesOfVector,
  { name, operations, generators, group, permutations, exchanges, deviation, gap }: FiniteSymmetry,
  norm: number,
): RotationStabilizer {
  const order = BigInt(operations.length) * exchanges.order
  return {
    orbitType: name,
    order,
    dimension: 0,
    group,
    permutations,
    components: order,
    componentGenerators: [
      ...generators.map((o) => read.element(o.matrix, o.images)),
      ...exchangeElements(read, exchanges),
    ],
    operations: operations.map((o) => ({
      matrix: o.matrix,
      determinant: o.determinant,
      images: o.images,
      deviation: o.deviation,
    })),
    randomElement: (random) => {
      const { matrix, images } = operations[random.int(operations.length)]!
      return read.element(matrix, compose(images, randomElement(exchanges, random)))
    },
    axis: undefined,
    orbitDimension: 3,
    defect: deviation / norm,
    gap: gap / norm,
    transversal: undefined,
  }
}
