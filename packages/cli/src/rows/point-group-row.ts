import { elementOf } from '@buridan/data'
import { type Crystal, findPointGroup, type Molecule, spaceGroup } from '@buridan/groups'
import type { OutputFiles } from './output-files.js'
import { array, infiniteOr, optionalNumber, type Row } from './row.js'
import { writeSymmetrized } from './symmetrized-file.js'

/** `point-group`: the point group of a molecule or, with a lattice, of a crystal, and its space group. */
export async function pointGroupRow(row: Row, files: OutputFiles = {}): Promise<Row> {
  const molecule: Molecule = {
    elements: array(row, 'elements').map(named),
    positions: array(row, 'positions') as number[][],
  }
  const crystal =
    row.lattice === undefined ? undefined : { ...molecule, lattice: array(row, 'lattice') as number[][] }
  const options = optionalNumber(row, 'tolerance')
  const answer = crystal ? await ofCrystal(crystal, options) : ofMolecule(molecule, options)
  if (files.symmetrized === undefined) return answer
  return { ...answer, displacement: await writeSymmetrized(files.symmetrized, crystal ?? molecule, options) }
}

function ofMolecule(molecule: Molecule, options: { tolerance?: number }): Row {
  const found = findPointGroup(molecule, options)
  return {
    pointGroup: found.name,
    order: infiniteOr(found.order),
    symmetryNumber: found.symmetryNumber,
    deviation: found.deviation,
    gap: lengthOr(found.gap),
    equivalentAtoms: found.equivalentAtoms,
  }
}

async function ofCrystal(crystal: Crystal, options: { tolerance?: number }): Promise<Row> {
  const { pointGroup: found, ...space } = await spaceGroup(crystal, options)
  return {
    pointGroup: found.name,
    order: found.order,
    symmetryNumber: found.symmetryNumber,
    deviation: found.deviation,
    gap: lengthOr(found.gap),
    spaceGroupNumber: space.number,
    hermannMauguin: space.hermannMauguin,
    operations: found.operations.length,
    centring: found.centring,
    equivalentAtoms: found.equivalentAtoms,
    wyckoffLetters: space.wyckoffLetters,
    siteSymmetries: space.siteSymmetries,
  }
}

/** A length, `"infinite"` where there is none. */
function lengthOr(value: number): number | string {
  return value === Number.POSITIVE_INFINITY ? 'infinite' : value
}

/** Atoms of one element are alike whatever the spelling of their labels; a label that is not a string is refused by the library. */
function named(label: unknown): string {
  return typeof label === 'string' ? elementOf(label) : (label as string)
}
