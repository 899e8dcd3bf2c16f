import {
  BuridanError,
  FiniteGroup,
  orbitTypeOf,
  parseAnyGroup,
  parseRepresentation,
  type RotationStabilizer,
  type Stabilizer,
  stabilizer,
  subgroupClasses,
} from '@buridan/groups'
import { array, images, integer, optionalNumber, type Row, text } from './row.js'

/** `stabilizer`: the stabilizer of a vector, in a finite group or in O(3) and SO(3). */
export function stabilizerRow(row: Row): Row {
  const group = parseAnyGroup(text(row, 'group'))
  const x = array(row, 'x') as number[]
  const options = optionalNumber(row, 'tolerance')
  if (group instanceof FiniteGroup) {
    return finiteAnswer(group, stabilizer(parseRepresentation(group, text(row, 'rep')), x, options))
  }
  return rotationAnswer(stabilizer(parseRepresentation(group, text(row, 'rep')), x, options))
}

function finiteAnswer(group: FiniteGroup, found: Stabilizer): Row {
  return {
    order: integer(found.order),
    generators: images(found.group.generators),
    orbitSize: integer(found.orbitSize),
    orbitType: orbitTypeAnswer(group, found),
    gap: finiteOrNull(found.gap),
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

/** Matrices generate the part on ℝ³; null stands for infinite. */
function rotationAnswer(found: RotationStabilizer): Row {
  return {
    order: found.order === undefined ? null : integer(found.order),
    generators: found.operations.map(({ matrix }) =>
      [0, 3, 6].map((i) => Array.from(matrix.slice(i, i + 3))),
    ),
    permutations: images(found.permutations.generators),
    orbitSize: null,
    orbitType: found.orbitType,
    axis: found.axis ?? null,
    gap: finiteOrNull(found.gap),
  }
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
