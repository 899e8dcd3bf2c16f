import {
  BuridanError,
  FiniteGroup,
  factorsOf,
  type LieGroup,
  type MixedProduct,
  orbitTypeOf,
  type RotationStabilizer,
  type Stabilizer,
  stabilizer,
  subgroupClasses,
} from '@buridan/groups'
import { elementAnswer } from './element.js'
import { nameOf } from './group-name.js'
import {
  anyGroupOf,
  array,
  images,
  infiniteOr,
  integer,
  optionalNumber,
  type Row,
  representationIn,
} from './row.js'

/** `stabilizer`: the stabilizer of a vector, in a finite group or in O(d), SO(d), U(n) and SU(n); complex vectors are real and imaginary parts in turn. */
export function stabilizerRow(row: Row): Row {
  const group = anyGroupOf(row)
  const x = array(row, 'x') as number[]
  const options = optionalNumber(row, 'tolerance')
  if (group instanceof FiniteGroup) {
    return finiteAnswer(group, stabilizer(representationIn(row, 'rep', group), x, options))
  }
  return rotationAnswer(group, stabilizer(representationIn(row, 'rep', group), x, options))
}

function finiteAnswer(group: FiniteGroup, found: Stabilizer): Row {
  return {
    order: integer(found.order),
    name: nameOf(found.group) ?? null,
    generators: images(found.group.generators),
    orbitSize: integer(found.orbitSize),
    orbitType: orbitTypeAnswer(group, found),
    gap: found.gap,
    method: found.method,
  }
}

/** The class of the stabilizer where the subgroups of the group can be listed, else null. */
function orbitTypeAnswer(group: FiniteGroup, found: Stabilizer): Row | null {
  try {
    const { index } = orbitTypeOf(group, found)
    const c = subgroupClasses(group).classes[index]!
    return {
      index,
      order: c.order,
      classSize: c.size,
      normalizerOrder: c.normalizer.order,
      hasComplementInNormalizer: c.hasComplement,
    }
  } catch (error) {
    if (error instanceof BuridanError && error.code === 'TOO_LARGE') return null
    throw error
  }
}

/** In a product an element is a list of one part for each factor. */
function rotationAnswer(group: LieGroup | MixedProduct, found: RotationStabilizer): Row {
  return {
    order: infiniteOr(found.order),
    name: found.orbitType,
    generators: found.componentGenerators.map(elementAnswer),
    dimension: found.dimension,
    permutations: images(found.permutations.generators),
    orbitSize: found.orbitDimension > 0 ? 'infinite' : integer(componentsOf(group) / found.components),
    orbitType: { name: found.orbitType, order: infiniteOr(found.order), dimension: found.dimension },
    axis: found.axis ?? null,
    gap: found.gap,
  }
}

/** The number of connected components of O(d), SO(d), U(n), SU(n) or their product with permutations. */
function componentsOf(group: LieGroup | MixedProduct): bigint {
  return factorsOf(group).reduce(
    (product, f) => product * (f instanceof FiniteGroup ? f.order : f.discrete.length > 0 ? 2n : 1n),
    1n,
  )
}
