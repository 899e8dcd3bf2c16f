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
import { isProper, rotationsOf } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'

import { axialStabilizer } from './axial-stabilizer.js'
import { together } from './metric.js'
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
  const read = readSites(rep, x)
  const { lie } = read
  const budget = tolerance * norm
  const sought = (proper: boolean, most: number) =>
    symmetryOfSites(read.sites, { tolerance: most, metric, proper })
  // reflections change pseudoscalars to their negatives
  const reflected = 2 * euclideanNorm(read.pseudoscalars)
  if (isProper(lie) || reflected === 0) return fromSymmetry(read, sought(isProper(lie), budget), norm, lie)
  // what they leave of the tolerance is that of the sites
  const rest = metric === 'norm' ? budget * Math.sqrt(1 - Math.min(1, reflected / budget) ** 2) : budget
  const both = reflected < budget ? sought(false, rest) : undefined
  if (both && hasReflection(both)) {
    const found = fromSymmetry(read, both, norm, lie)
    return { ...found, defect: together(found.defect, reflected / norm, metric) }
  }
  const found = fromSymmetry(read, sought(true, budget), norm, rotationsOf(lie))
  const near = nearestReflection(sought(false, budget))
  const gap = Math.min(found.gap, together(near, reflected, metric) / norm)
  // nothing but scalars and pseudoscalars: the orbit is a point and its mirror image
  return found.dimension === 3
    ? { ...found, gap, transversal: [IDENTITY.slice(), INVERSION.slice()] }
    : { ...found, gap }
}

function hasReflection(symmetry: SymmetryOfSites): boolean {
  return symmetry.generators.some((o) => o.determinant < 0)
}

/** The least deviation of a reflection, or rotation with reflection: of one among the operations, or else of any left out. */
function nearestReflection(symmetry: SymmetryOfSites): number {
  const list = symmetry.kind === 'finite' ? symmetry.operations : symmetry.generators
  const kept = list.flatMap((o) => (o.determinant < 0 ? [o.deviation] : []))
  return kept.length > 0 ? Math.min(...kept) : symmetry.gap
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
