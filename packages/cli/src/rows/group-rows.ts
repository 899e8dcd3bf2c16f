import {
  centreOrder,
  characterTable,
  colouringOrbitTypes,
  conjugacyClassCount,
  contains,
  derivedSubgroup,
  isAbelian,
  isSolvable,
  isTransitive,
  orbitalCount,
  orbits,
  pointwiseStabilizer,
  realCharacters,
  setwiseStabilizer,
  subgroupClasses,
} from '@buridan/groups'
import { groupOf, images, integer, number, optionalArray, type Row } from './row.js'

const MAX_CLASSES_ORDER = 1_000_000n

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
  const group = groupOf(row)
  const { classes, subgroupCount } = subgroupClasses(group)
  return {
    order: integer(group.order),
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
  const group = groupOf(row)
  const found = colouringOrbitTypes(group, number(row, 'colours'))
  return {
    order: integer(group.order),
    orbits: found.orbits,
    orbitTypes: found.orbitTypes.map(({ stabilizerOrder, orbits: count, example }) => ({
      stabilizerOrder,
      orbits: count,
      example,
    })),
  }
}

/** `characters`: complex and real irreducible representations and what the permutation representation is made of. */
export function charactersRow(row: Row): Row {
  const group = groupOf(row)
  const table = characterTable(group)
  const { characters, representatives, classSizes } = table
  const fixed = representatives.map((g) =>
    g.reduce((count, image, point) => count + Number(image === point), 0),
  )
  return {
    order: String(group.order),
    conjugacyClasses: classSizes.length,
    complexIrrepDegrees: ascending(characters.map((c) => c.degree)),
    frobeniusSchur: ascending(characters.map((c) => c.frobeniusSchur)),
    realIrrepDims: ascending(realCharacters(group).map((c) => c.dim)),
    multiplicitiesInPermutationRep: ascending(table.multiplicities(fixed)),
    invariantsOfTensorPower0to5: [0n, 1n, 2n, 3n, 4n, 5n].map((k) => {
      const sum = fixed.reduce((total, f, c) => total + BigInt(classSizes[c]!) * BigInt(f) ** k, 0n)
      return integer(sum / group.order)
    }),
  }
}

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b)
}
