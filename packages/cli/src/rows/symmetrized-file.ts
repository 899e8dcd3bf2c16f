import { elementOf, formatPoscar, formatXyz } from '@buridan/data'
import { type Crystal, InvalidArgumentError, type Molecule, symmetrized } from '@buridan/groups'
import { writeWhole } from '../atomic-write.js'
import { formatOfName } from './formats.js'

/**
 * Writes a structure moved onto its symmetry, as extended XYZ or POSCAR, as the name of the file tells.
 *
 * @returns how far an atom was moved at most, Å
 * @throws InvalidArgumentError for a molecule as POSCAR
 * @throws OutputError if it cannot be written
 */
export async function writeSymmetrized(
  path: string,
  structure: Molecule | Crystal,
  options: { tolerance?: number },
): Promise<number> {
  const format = formatOfName(path)
  if (!('lattice' in structure)) {
    if (format === 'poscar') throw new InvalidArgumentError('POSCAR files hold crystals: name an .xyz file')
    const { structure: moved, displacement } = symmetrized(structure, options)
    await writeWhole(path, formatXyz([{ elements: symbols(moved.elements), positions: moved.positions }]))
    return displacement
  }
  if (format === 'poscar' && structure.periodic?.includes(false)) {
    throw new InvalidArgumentError(
      'POSCAR files hold crystals, which slabs and wires are not: name an .xyz file',
    )
  }
  const { structure: moved, displacement } = symmetrized(structure, options)
  const cell = { lattice: moved.lattice, elements: symbols(moved.elements), positions: moved.positions }
  await writeWhole(
    path,
    format === 'poscar' ? formatPoscar(cell, 'symmetrized') : formatXyz([inSpace(cell, structure.periodic)]),
  )
  return displacement
}

function symbols(elements: readonly (string | number)[]): string[] {
  return elements.map((e) => elementOf(String(e)))
}

type Triple = readonly [number, number, number]

/** A crystal as a frame: positions in Å, and its cell. */
function inSpace(
  {
    lattice,
    elements,
    positions,
  }: { lattice: readonly Triple[]; elements: string[]; positions: readonly Triple[] },
  periodic: readonly boolean[] = [true, true, true],
) {
  const place = (p: Triple): Triple => {
    const [x, y, z] = [0, 1, 2].map((k) => p.reduce((sum, v, i) => sum + v * lattice[i]![k]!, 0))
    return [x!, y!, z!]
  }
  return {
    elements,
    positions: positions.map(place),
    lattice: lattice.flatMap((v) => [...v]),
    pbc: [periodic[0]!, periodic[1]!, periodic[2]!] as const,
  }
}
