import { InvalidFileError } from '@buridan/groups'
import type { Crystal } from '../cif/crystal.js'
import { crystalAtoms } from '../cif/crystal-atoms.js'
import { parseCifBlocks } from '../cif/parse-cif.js'
import { parsePoscar } from '../poscar/parse-poscar.js'
import type { RecordOptions } from '../records/record-options.js'
import { inSpace } from '../structures/cell.js'
import type { CrystalStructure } from '../structures/crystal-structure.js'
import type { AtomsFrame } from './atoms-frame.js'

type Columns = ReadonlyMap<string, readonly (readonly number[])[]>

/** The crystals of a CIF as frames, named after their blocks; with the oxidation states of sites where all have one. */
export function framesOfCif(text: string, options: RecordOptions): (AtomsFrame | InvalidFileError)[] {
  return parseCifBlocks(text, options).map((crystal) => {
    const partly = crystal.sites.find((site) => site.occupancy < 1)
    if (partly) {
      return new InvalidFileError(
        `${partly.label.slice(0, 40)} of ${crystal.name.slice(0, 60)} is there in ${partly.occupancy} of the cells: a disordered crystal is not one arrangement of atoms`,
      )
    }
    const atoms = crystalAtoms(crystal)
    return frameOf(atoms, oxidations(crystal, atoms.sites), crystal.name)
  })
}

/** The crystal of a POSCAR as a frame, with the velocities of atoms if it has them. */
export function frameOfPoscar(text: string): AtomsFrame {
  const found = parsePoscar(text)
  const { velocities } = found
  return frameOf(found, new Map(velocities ? [['velocities', velocities]] : []))
}

function oxidations({ sites }: Crystal, from: readonly number[]): Columns {
  if (sites.some((site) => site.oxidation === undefined)) return new Map()
  return new Map([['oxidation', from.map((i) => [sites[i]!.oxidation!])]])
}

function frameOf(
  { elements, positions, lattice, precision }: CrystalStructure,
  atomProperties: Columns,
  name?: string,
): AtomsFrame {
  return {
    elements,
    positions: positions.map((p) => inSpace(lattice, p)),
    lattice: lattice.flat(),
    pbc: [true, true, true],
    atomProperties,
    properties: new Map(),
    decimals: 0,
    precision,
    ...(name === undefined ? {} : { name, block: name }),
  }
}
