import { shown } from '@buridan/core'
import { elementOf } from '@buridan/data'
import {
  BuridanError,
  type Crystal,
  type CrystalPointGroup,
  crystalPointGroup,
  findPointGroup,
  InvalidArgumentError,
  type LayerGroup,
  layerGroup,
  type Molecule,
  type PointGroupResult,
  rodGroup,
  type SpaceGroup,
  spaceGroup,
  type WirePointGroup,
} from '@buridan/groups'
import { placed } from '../failures/failure.js'
import type { OutputFiles } from './output-files.js'
import { array, infiniteOr, optionalNumber, type Row } from './row.js'
import { writeSymmetrized } from './symmetrized-file.js'

/** `point-group`: the point group of a molecule; with a lattice of a crystal, or with `pbc` of a slab or a wire, and its space, layer or rod group. */
export async function pointGroupRow(row: Row, files: OutputFiles = {}): Promise<Row> {
  const structure = structureOf(row)
  const options = optionalNumber(row, 'tolerance')
  const answer = await answerOf(structure, options)
  if (files.symmetrized === undefined) return answer
  const displacement = await writeSymmetrized(files.symmetrized, structure, options)
  // positions that are moved leave labels where they were: those are not written
  const { labels } = row
  return {
    ...answer,
    displacement,
    ...(Array.isArray(labels) && labels.length > 0 ? { notWritten: labels } : {}),
  }
}

function structureOf(row: Row): Molecule | Crystal {
  const molecule = {
    elements: array(row, 'elements').map(named),
    positions: array(row, 'positions') as number[][],
  }
  const periodic = periodicOf(row)
  if (row.lattice === undefined) return molecule
  const crystal = { ...molecule, lattice: array(row, 'lattice') as number[][] }
  return periodic === undefined ? crystal : { ...crystal, periodic }
}

/** Along which cell vectors a structure repeats; undefined where the row does not say. */
function periodicOf(row: Row): boolean[] | undefined {
  if (row.pbc === undefined) return undefined
  const pbc = array(row, 'pbc')
  if (pbc.length !== 3 || !pbc.every((p) => typeof p === 'boolean')) {
    throw placed(new InvalidArgumentError(`pbc is ${shown(pbc)}; it must be three booleans`), 'pbc')
  }
  const repeats = pbc.includes(true)
  if (repeats === (row.lattice !== undefined)) return pbc
  const why = repeats
    ? 'says that it repeats, and there is no lattice'
    : 'says that nothing repeats, and there is a lattice'
  throw placed(new InvalidArgumentError(`pbc ${why}: molecules have neither, and positions in Å`), 'pbc')
}

function answerOf(structure: Molecule | Crystal, options: { tolerance?: number }): Row | Promise<Row> {
  if (!('lattice' in structure)) return ofMolecule(structure, options)
  const repeats = (structure.periodic ?? [true, true, true]).filter(Boolean).length
  if (repeats === 1) return ofWire(structure, options)
  return repeats === 2 ? ofSlab(structure, options) : ofCrystal(structure, options)
}

/** What molecules, wires, slabs and crystals have in common, first of all. */
function factsOf({
  name,
  order,
  symmetryNumber,
  deviation,
  gap,
}: PointGroupResult | CrystalPointGroup | WirePointGroup): Row {
  return { pointGroup: name, order: infiniteOr(order), symmetryNumber, deviation, gap: lengthOr(gap) }
}

function ofMolecule(molecule: Molecule, options: { tolerance?: number }): Row {
  const found = findPointGroup(molecule, options)
  return { ...factsOf(found), equivalentAtoms: found.equivalentAtoms }
}

async function ofCrystal(crystal: Crystal, options: { tolerance?: number }): Promise<Row> {
  const named = await spaceGroup(crystal, options).catch(refusal)
  if (!(named instanceof BuridanError)) return crystalRow(named.pointGroup, named)
  // what the point group itself is refused for is thrown again
  const found = crystalPointGroup(crystal, options)
  return { ...crystalRow(found, undefined), unnamed: named.message }
}

function crystalRow(found: CrystalPointGroup, space: SpaceGroup | undefined): Row {
  return {
    ...factsOf(found),
    spaceGroupNumber: space?.number ?? null,
    hermannMauguin: space?.hermannMauguin ?? null,
    operations: found.operations.length,
    centring: found.centring,
    equivalentAtoms: found.equivalentAtoms,
    wyckoffLetters: space?.wyckoffLetters ?? null,
    siteSymmetries: space?.siteSymmetries ?? null,
  }
}

async function ofSlab(slab: Crystal, options: { tolerance?: number }): Promise<Row> {
  const named = await layerGroup(slab, options).catch(refusal)
  if (!(named instanceof BuridanError)) return slabRow(named.pointGroup, named)
  return { ...slabRow(crystalPointGroup(slab, options), undefined), unnamed: named.message }
}

function slabRow(found: CrystalPointGroup, layer: LayerGroup | undefined): Row {
  return {
    ...factsOf(found),
    layerGroupNumber: layer?.number ?? null,
    hermannMauguin: layer?.hermannMauguin ?? null,
    operations: found.operations.length,
    centring: found.centring,
    equivalentAtoms: found.equivalentAtoms,
  }
}

function ofWire(wire: Crystal, options: { tolerance?: number }): Row {
  const { number, hermannMauguin, pointGroup } = rodGroup(wire, options)
  return {
    ...factsOf(pointGroup),
    rodGroupNumber: number ?? null,
    hermannMauguin,
    operations: infiniteOr(pointGroup.order),
    centring: pointGroup.centring,
    equivalentAtoms: pointGroup.equivalentAtoms,
  }
}

/** Why there is no name; other errors are thrown again. */
function refusal(error: unknown): BuridanError {
  if (error instanceof BuridanError) return error
  throw error
}

/** A length, `"infinite"` where there is none. */
function lengthOr(value: number): number | string {
  return value === Number.POSITIVE_INFINITY ? 'infinite' : value
}

/** Atoms of one element are alike whatever the spelling of their labels; a label that is not a string is refused by the library. */
function named(label: unknown): string {
  return typeof label === 'string' ? elementOf(label) : (label as string)
}
