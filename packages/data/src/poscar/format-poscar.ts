import { arrayOf, finiteVector, InvalidArgumentError, objectOf, shown, stringOf } from '@buridan/core'
import type { CrystalStructure } from '../structures/crystal-structure.js'

/**
 * Writes a structure as a POSCAR file that {@link parsePoscar} and VASP read: lengths in Å, coordinates in the cell, one line of species
 * for each run of equal elements. Numbers are written so that they are read back to the last bit.
 *
 * @param structure - cell vectors as rows in Å, n elements, n positions in the cell
 * @param title - the first line
 * @throws InvalidArgumentError if the numbers of elements and positions differ, there are none, an element is not one word that a number of
 * atoms cannot be taken for, or the title has more than one line
 * @throws RepresentationMismatchError if a vector has not three numbers
 * @remarks O(atoms).
 *
 * @example
 * ```ts
 * import { formatPoscar, parsePoscar } from '@buridan/data'
 * const cell = { lattice: [[4.12, 0, 0], [0, 4.12, 0], [0, 0, 4.12]], elements: ['Cs', 'Cl'], positions: [[0, 0, 0], [0.5, 0.5, 0.5]] } as const
 * console.log(parsePoscar(formatPoscar(cell)).elements) // → [ 'Cs', 'Cl' ]
 * ```
 */
export function formatPoscar(
  structure: Pick<CrystalStructure, 'lattice' | 'elements' | 'positions'>,
  title = 'Buridan',
): string {
  const { lattice, elements, positions } = objectOf(structure, 'a structure')
  if (/[\r\n]/.test(stringOf(title, 'the title'))) {
    throw new InvalidArgumentError(`the title is ${shown(title)}; it must be one line`)
  }
  if (arrayOf(lattice, 'lattice').length !== 3) throw new InvalidArgumentError('a lattice has three vectors')
  const n = arrayOf(elements, 'elements').length
  if (n === 0 || arrayOf(positions, 'positions').length !== n) {
    throw new InvalidArgumentError(`${n} elements are given for ${positions.length} positions`)
  }
  const runs: { element: string; count: number }[] = []
  elements.forEach((element, i) => {
    if (typeof element !== 'string' || !/^[^\s\d._/!#][^\s._/!#]*$/.test(element)) {
      throw new InvalidArgumentError(`elements[${i}] is ${shown(element)}; it must be a symbol`)
    }
    const last = runs.at(-1)
    if (last?.element === element) last.count++
    else runs.push({ element, count: 1 })
  })
  const row = (v: ArrayLike<number>, what: string) => [...finiteVector(v, 3, what)].map(decimal).join(' ')
  return [
    title,
    '1',
    ...lattice.map((v, i) => row(v, `lattice[${i}]`)),
    runs.map((r) => r.element).join(' '),
    runs.map((r) => r.count).join(' '),
    'Direct',
    ...positions.map((p, i) => row(p, `positions[${i}]`)),
    '',
  ].join('\n')
}

/** With a point, as Fortran expects of a real number. */
function decimal(v: number): string {
  const text = String(v)
  return /[.e]/.test(text) ? text : `${text}.0`
}
