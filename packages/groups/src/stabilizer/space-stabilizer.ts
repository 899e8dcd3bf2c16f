import { compose, euclideanNorm, identityPermutation, type Permutation, type Rng } from '@buridan/core'
import { type PointMetric, type SymmetryInSpace, symmetryInSpace } from '@buridan/geometry'
import { randomElement } from '@buridan/permutations'
import { identityMatrix } from '../lie/complex-matrix.js'
import type { LieElement } from '../lie/lie-factors.js'
import { LieGroup } from '../lie/lie-group.js'
import { isProper } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'
import { FreeTurns } from './free-turns.js'
import { together } from './metric.js'
import { exchangeElements, readSites, type SitesOfVector } from './read-sites.js'
import type { RotationStabilizer } from './rotation-result.js'

/**
 * The stabilizer of scalars, pseudoscalars and vectors, of labelled points or of the whole, in O(d), SO(d), U(n) or SU(n) of another space than ℝ³,
 * alone or with a symmetric group; x checked, tolerance relative.
 */
export function spaceStabilizer(
  rep: LieRepresentation,
  x: Float64Array,
  tolerance: number,
  metric: PointMetric,
): RotationStabilizer {
  const read = readSites(rep, x)
  const { lie } = read
  const norm = euclideanNorm(x)
  const budget = tolerance * norm
  const sought = (proper: boolean, most: number) =>
    symmetryInSpace(read.sites, lie.dim, { tolerance: most, metric, proper, complex: lie.complex })
  // reflections change pseudoscalars to their negatives
  const reflected = 2 * euclideanNorm(read.pseudoscalars)
  if (isProper(lie) || reflected === 0)
    return fromSymmetry(read, sought(isProper(lie), budget), isProper(lie), norm)
  // what they leave of the tolerance is that of the points
  const rest = metric === 'norm' ? budget * Math.sqrt(1 - Math.min(1, reflected / budget) ** 2) : budget
  const both = reflected < budget ? sought(false, rest) : undefined
  if (both && (both.free.length > 0 || both.operations.some((o) => o.determinant < 0))) {
    const found = fromSymmetry(read, both, false, norm)
    return { ...found, defect: together(found.defect, reflected / norm, metric) }
  }
  const found = fromSymmetry(read, sought(true, budget), true, norm)
  const near = nearestReflection(sought(false, budget))
  return { ...found, gap: Math.min(found.gap, together(near, reflected, metric) / norm) }
}

/** The least deviation of a reflection: of one among the maps, or else of any left out. */
function nearestReflection({ free, operations, gap }: SymmetryInSpace): number {
  if (free.length > 0) return 0
  const kept = operations.flatMap((o) => (o.determinant < 0 ? [o.deviation] : []))
  return kept.length > 0 ? Math.min(...kept) : gap
}

function fromSymmetry(
  read: SitesOfVector,
  symmetry: SymmetryInSpace,
  proper: boolean,
  norm: number,
): RotationStabilizer {
  const { name, operations, generators, permutations, exchanges, deviation, gap } = symmetry
  const { lie } = read
  const turns = symmetry.free.length > 0 ? new FreeTurns(symmetry.free, lie, proper) : undefined
  const dimension = turns?.dimension ?? 0
  const sheets = BigInt(operations.length * (turns?.reflection ? 2 : 1))
  const components = sheets * exchanges.order
  const orbitDimension = lie.ownAlgebra.length - dimension
  // the permutation does not matter for the matrix
  const matrixOf = (m: Float64Array) => {
    const element = read.element(m, identityPermutation(0))
    return 'n' in element ? element : element.find((part) => 'n' in part)!
  }
  const draw = (random: Rng): { readonly matrix: Float64Array; readonly images: Permutation } => {
    const { matrix, images } = operations[random.int(operations.length)]!
    return { matrix: turns ? turns.after(matrix, random) : matrix, images }
  }
  const wholeComponents = lie.ownDiscrete.length > 0 ? 2n : 1n
  let group: LieGroup | undefined
  return {
    orbitType: name,
    order: turns ? undefined : components,
    dimension,
    get group() {
      if (!turns) return symmetry.group
      group ??= new LieGroup({
        name: `${name} in ${lie.name}`,
        dim: lie.dim,
        complex: lie.complex,
        algebra: turns.algebra.map(matrixOf),
        discrete: [...(turns.reflection ? [turns.reflection] : []), ...generators.map((o) => o.matrix)].map(
          matrixOf,
        ),
        unitary: true,
        haar: (random) => matrixOf(draw(random).matrix),
      })
      return group
    },
    permutations,
    components,
    componentGenerators: [
      ...(turns?.reflection ? [read.element(turns.reflection, identityPermutation(exchanges.degree))] : []),
      ...generators.map((o) => read.element(o.matrix, o.images)),
      ...exchangeElements(read, exchanges),
    ],
    operations: turns
      ? []
      : operations.map(({ matrix, determinant, images, deviation: own }) => ({
          matrix,
          determinant,
          images,
          deviation: own,
        })),
    randomElement: (random): LieElement => {
      const { matrix, images } = draw(random)
      return read.element(matrix, compose(images, randomElement(exchanges, random)))
    },
    axis: undefined,
    orbitDimension,
    defect: norm === 0 ? 0 : deviation / norm,
    gap: norm === 0 ? Number.POSITIVE_INFINITY : gap / norm,
    transversal:
      orbitDimension === 0 && sheets === wholeComponents
        ? [identityMatrix(lie.complex ? 2 * lie.dim : lie.dim).re]
        : undefined,
  }
}
