import { equivariantBasis } from '@buridan/constraints'
import {
  BuridanError,
  centreOrder,
  colouringOrbitTypes,
  conjugacyClassCount,
  contains,
  derivedSubgroup,
  type FiniteGroup,
  InvalidArgumentError,
  isAbelian,
  isSolvable,
  isTransitive,
  orbitalCount,
  orbits,
  orbitTypeOf,
  parseGroup,
  parseRepresentation,
  permutationGroup,
  pointwiseStabilizer,
  setwiseStabilizer,
  stabilizer,
  subgroupClasses,
} from '@buridan/groups'

/** A row in or an answer: a JSON object. */
export type Row = Readonly<Record<string, unknown>>

const MAX_CLASSES_ORDER = 1_000_000n
const MAX_SUBGROUP_ORDER = 2_000n

function text(row: Row, field: string): string {
  const value = row[field]
  if (typeof value !== 'string')
    throw new InvalidArgumentError(`${field} is ${shown(value)}; it must be a text`)
  return value
}

function number(row: Row, field: string): number {
  const value = row[field]
  if (typeof value !== 'number')
    throw new InvalidArgumentError(`${field} is ${shown(value)}; it must be a number`)
  return value
}

function array(row: Row, field: string): unknown[] {
  const value = row[field]
  if (!Array.isArray(value))
    throw new InvalidArgumentError(`${field} is ${shown(value)}; it must be an array`)
  return value
}

function optionalArray(row: Row, field: string): unknown[] {
  return row[field] === undefined ? [] : array(row, field)
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value)
}

/** The permutation group of a row: `generators` and `degree`, or `group` as text. */
function groupOf(row: Row): FiniteGroup {
  if (row.group !== undefined) return parseGroup(text(row, 'group'))
  const generators = array(row, 'generators') as number[][]
  return row.degree === undefined
    ? permutationGroup(generators)
    : permutationGroup(generators, { degree: number(row, 'degree') })
}

function images(generators: readonly ArrayLike<number>[]): number[][] {
  return generators.map((g) => Array.from(g))
}

/** `rank`: the dimension of the equivariant maps repIn → repOut. */
export function rankRow(row: Row): Row {
  const started = performance.now()
  const group = parseGroup(text(row, 'group'))
  const repIn = parseRepresentation(group, text(row, 'repIn'))
  const repOut = parseRepresentation(group, text(row, 'repOut'))
  const basis = equivariantBasis(repIn, repOut)
  const milliseconds = performance.now() - started
  return {
    rank: basis.rank,
    size: repIn.dim * repOut.dim,
    solver: basis.solver,
    milliseconds: Number(milliseconds.toFixed(3)),
    residual: basis.residual(row.seed === undefined ? {} : { seed: number(row, 'seed') }),
  }
}

/** `group`: facts of a permutation group. */
export function groupRow(row: Row): Row {
  const group = groupOf(row)
  const members = [...optionalArray(row, 'members'), ...optionalArray(row, 'nonMembers')] as number[][]
  const points = group.degree > 1 ? [0, 1] : group.degree > 0 ? [0] : []
  return {
    order: String(group.order),
    orbits: orbits(group).length,
    orbitals: orbitalCount(group),
    transitive: isTransitive(group),
    abelian: isAbelian(group),
    solvable: isSolvable(group),
    centreOrder: String(centreOrder(group)),
    derivedOrder: String(derivedSubgroup(group).order),
    conjugacyClasses: group.order <= MAX_CLASSES_ORDER ? conjugacyClassCount(group) : null,
    stabilizerOf0Order: String(pointwiseStabilizer(group, points.slice(0, 1)).order),
    setwiseStabilizerOf01Order: String(setwiseStabilizer(group, points).order),
    contains: members.map((g) => contains(group, g)),
  }
}

/** `subgroups`: conjugacy classes of subgroups. */
export function subgroupsRow(row: Row): Row {
  const { classes, subgroupCount } = subgroupClasses(groupOf(row))
  return {
    subgroupClasses: classes.length,
    subgroups: subgroupCount,
    classes: classes.map((c) => ({
      order: c.order,
      classSize: c.size,
      normalizerOrder: c.normalizer.order,
      weylOrder: c.normalizer.order / c.order,
      hasComplementInNormalizer: c.hasComplement,
      minSupplementIntersection: c.supplement.intersectionOrder,
      generators: images(c.representative.group.generators),
    })),
  }
}

/** `orbit-types`: orbits on colourings by the class of their stabilizer. */
export function orbitTypesRow(row: Row): Row {
  const found = colouringOrbitTypes(groupOf(row), number(row, 'colours'))
  return {
    orbits: found.orbits,
    orbitTypes: found.orbitTypes.map(({ stabilizerOrder, orbits: count, example }) => ({
      stabilizerOrder,
      orbits: count,
      example,
    })),
  }
}

/** `stabilizer`: the stabilizer of a vector. */
export function stabilizerRow(row: Row): Row {
  const group = parseGroup(text(row, 'group'))
  const rep = parseRepresentation(group, text(row, 'rep'))
  const tolerance = row.tolerance === undefined ? {} : { tolerance: number(row, 'tolerance') }
  const found = stabilizer(rep, array(row, 'x') as number[], tolerance)
  return {
    order: Number(found.order),
    generators: images(found.group.generators),
    orbitSize: Number(found.orbitSize),
    orbitType: group.order <= MAX_SUBGROUP_ORDER ? orbitTypeRow(group, found) : null,
    gap: Number.isFinite(found.gap) ? found.gap : null,
  }
}

function orbitTypeRow(group: FiniteGroup, found: ReturnType<typeof stabilizer>): Row {
  const { index } = orbitTypeOf(group, found)
  const c = subgroupClasses(group).classes[index]!
  return {
    index,
    order: c.order,
    classSize: c.size,
    normalizerOrder: c.normalizer.order,
    hasComplementInNormalizer: c.hasComplement,
  }
}

/** An error as an answer. */
export function errorRow(error: unknown): Row {
  if (error instanceof BuridanError) return { error: { code: error.code, message: error.message } }
  return { error: { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) } }
}
