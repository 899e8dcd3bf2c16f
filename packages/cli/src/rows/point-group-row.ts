import { elementOf } from '@buridan/data'
import { type Crystal, findPointGroup, layerGroup, type Molecule, spaceGroup } from '@buridan/groups'
import type { OutputFiles } from './output-files.js'
import { array, infiniteOr, optionalNumber, type Row } from './row.js'
import { writeSymmetrized } from './symmetrized-file.js'

/** `point-group`: the point group of a molecule; with a lattice of a crystal, or with `pbc` of a slab, and its space or layer group. */
export async function pointGroupRow(row: Row, files: OutputFiles = {}): Promise<Row> {
  const structure = structureOf(row)
  const options = optionalNumber(row, 'tolerance')
  const answer = await answerOf(structure, options)
  if (files.symmetrized === undefined) return answer
  return { ...answer, displacement: await writeSymmetrized(files.symmetrized, structure, options) }
}

function structureOf(row: Row): Molecule | Crystal {
  const molecule = {
    elements: array(row, 'elements').map(named),
    positions: array(row, 'positions') as number[][],
  }
  if (row.lattice === undefined) return molecule
  const crystal = { ...molecule, lattice: array(row, 'lattice') as number[][] }
  return row.pbc === undefined ? crystal : { ...crystal, periodic: array(row, 'pbc') as boolean[] }
}

function answerOf(structure: Molecule | Crystal, options: { tolerance?: number }): Row | Promise<Row> {
  if (!('lattice' in structure)) return ofMolecule(structure, options)
  return structure.periodic?.includes(false) ? ofSlab(structure, options) : ofCrystal(structure, options)
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

async function ofSlab(slab: Crystal, options: { tolerance?: number }): Promise<Row> {
  const { pointGroup: found, number, hermannMauguin } = await layerGroup(slab, options)
  return {
    pointGroup: found.name,
    order: found.order,
    symmetryNumber: found.symmetryNumber,
    deviation: found.deviation,
    gap: lengthOr(found.gap),
    layerGroupNumber: number,
    hermannMauguin,
    operations: found.operations.length,
    centring: found.centring,
    equivalentAtoms: found.equivalentAtoms,
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
