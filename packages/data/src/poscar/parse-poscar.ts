import { length, stringOf, type Vector } from '@buridan/core'
import { elementOf, isElement } from '../elements/symbols.js'
import { numberOf } from '../numbers/number-of.js'
import { precisionInCell } from '../precision/cell-rounding.js'
import { decimalsOf, decimalsOfWords } from '../precision/decimals.js'
import { type Cell, fractionalIn, longestDiagonal, spansSpace, volumeOf } from '../structures/cell.js'
import { Lines, wordsOf } from './lines.js'
import type { Poscar } from './poscar.js'
import { readTail } from './tail.js'

/** More atoms than any program of electrons takes; larger counts are mistakes, or meant to fill the memory. */
const MOST_ATOMS = 1e6

/**
 * Reads the structure of a POSCAR or CONTCAR file of VASP: scale (a factor, three of them, or a volume), cell, species and their numbers,
 * maybe selective dynamics, positions in the cell or in space, maybe velocities.
 *
 * @param text - lines that end in `\n` or `\r\n`. Names of potentials such as `Ti_pv` name their element; without a line of species,
 * as VASP 4 writes it, the elements must stand behind the positions
 * @returns the cell in Å, scaled; positions in the cell
 * @throws InvalidFileError with the number of the line: for a word where a number must be, fewer or more positions than atoms, a cell without
 * volume, species that do not fit their numbers or the elements behind positions
 * @throws InvalidArgumentError if `text` is not a string
 * @remarks O(length).
 * @see https://www.vasp.at/wiki/index.php/POSCAR
 *
 * @example
 * ```ts
 * import { parsePoscar } from '@buridan/data'
 * const text = `caesium chloride
 * 4.12
 * 1 0 0
 * 0 1 0
 * 0 0 1
 * Cs Cl
 * 1 1
 * Cartesian
 * 0 0 0
 * 0.5 0.5 0.5
 * `
 * const { lattice, elements, positions } = parsePoscar(text)
 * console.log(lattice[0], elements, positions[1]) // → [ 4.12, 0, 0 ] [ 'Cs', 'Cl' ] [ 0.5, 0.5, 0.5 ]
 * ```
 */
export function parsePoscar(text: string): Poscar {
  const lines = new Lines(stringOf(text, 'a POSCAR'), 'POSCAR')
  const title = lines.next('its title').trim()
  const { lattice, scale, decimals } = readCell(lines)
  const species = readSpecies(lines)
  const isSelective = /^s/i.test(lines.peek().trim())
  if (isSelective) lines.next('selective dynamics')
  const isCartesian = readMode(lines)
  const atoms = readAtoms(lines, species, isSelective)
  const toCell = fractionalIn(lattice)
  const positions = isCartesian ? atoms.positions.map((p) => toCell(times(p, scale))) : atoms.positions
  return {
    title,
    lattice,
    elements: atoms.elements,
    positions,
    precision: isCartesian
      ? precisionInSpace(lattice, scale, decimals, atoms)
      : 0.5 * 10 ** -atoms.decimals * longestDiagonal(lattice),
    ...(isSelective ? { selective: atoms.selective } : {}),
    ...readTail(lines, atoms.elements.length),
  }
}

/** How far atoms may lie from positions in space, which are compared modulo the cell; those in the cell move with it. */
function precisionInSpace(
  lattice: Cell,
  scale: Vector,
  ofCell: number,
  { positions, decimals }: Atoms,
): number {
  const rounding = (d: number) => 0.5 * 10 ** -d * length(scale)
  return precisionInCell(
    rounding(decimals),
    // numbers of a cell, such as 4 or 3.2, may be written shorter than they are known
    rounding(Math.max(decimals, ofCell)),
    lattice,
    positions.map((p) => times(p, scale)),
  )
}

/** Whether positions are in space, and not in the cell. The first letter counts. */
function readMode(lines: Lines): boolean {
  const word = lines.next('the kind of coordinates').trim()
  if (!/^[dck]/i.test(word)) lines.fail(`is “${word.slice(0, 40)}”; it must be Direct or Cartesian`)
  return !/^d/i.test(word)
}

function times(v: Vector, [x, y, z]: Vector): Vector {
  return [v[0] * x, v[1] * y, v[2] * z]
}

/** The cell in Å, the factors of Cartesian coordinates, and the most decimals that a number of the cell is written with. */
function readCell(lines: Lines): { lattice: Cell; scale: Vector; decimals: number } {
  const words = wordsOf(lines.next('the scale'))
  const factors = words.slice(0, 3).map(numberOf)
  const [first] = factors
  // words behind the first number are a comment, unless there are three numbers
  const three = factors.length === 3 && !factors.includes(undefined)
  if (!first || (three && factors.some((f) => f! <= 0))) {
    lines.fail(
      `is “${words.join(' ').slice(0, 40)}”; it must be a scale: a factor that is not 0, a volume as a negative number, or three positive factors`,
    )
  }
  let decimals = 0
  const vector = () => {
    const { values, words } = lines.triple('a cell vector')
    decimals = Math.max(decimals, decimalsOfWords(words))
    return values
  }
  const given: Cell = [vector(), vector(), vector()]
  if (!spansSpace(given)) lines.fail('ends a cell of vectors in a plane')
  const factor = first! > 0 ? first! : Math.cbrt(-first! / Math.abs(volumeOf(given)))
  const scale: Vector = three ? [factors[0]!, factors[1]!, factors[2]!] : [factor, factor, factor]
  const lattice: Cell = [times(given[0], scale), times(given[1], scale), times(given[2], scale)]
  return { lattice, scale, decimals }
}

interface Species {
  /** Undefined where the file names none. */
  readonly element: string | undefined
  readonly count: number
}

function readSpecies(lines: Lines): Species[] {
  let words = wordsOf(lines.next('the species'))
  const named = !/^\d/.test(words[0] ?? '')
  const names = named ? words.map((word) => elementOf(/^[^_./]+/.exec(word)?.[0] ?? word)) : []
  if (named) {
    if (words.length === 0) lines.fail('is empty; it must name the species')
    words = wordsOf(lines.next('the numbers of atoms'))
  }
  const counts = words.map((word) =>
    /^\d{1,7}$/.test(word)
      ? Number(word)
      : lines.fail(`has “${word.slice(0, 40)}” where a number of atoms must be`),
  )
  if (named && names.length !== counts.length) {
    lines.fail(
      `has ${counts.length} numbers of atoms for ${names.length} species: ${names.join(' ').slice(0, 40)}`,
    )
  }
  const total = counts.reduce((sum, n) => sum + n, 0)
  if (total === 0 || total > MOST_ATOMS) lines.fail(`asks for ${total} atoms; 1 to ${MOST_ATOMS} are read`)
  return counts.map((count, i) => ({ element: names[i], count }))
}

interface Atoms {
  readonly elements: readonly string[]
  /** As the file has them. */
  readonly positions: readonly Vector[]
  readonly selective: readonly (readonly [boolean, boolean, boolean])[]
  /** The most decimals that a coordinate is written with. */
  readonly decimals: number
}

function readAtoms(lines: Lines, species: readonly Species[], isSelective: boolean): Atoms {
  const elements: string[] = []
  const positions: Vector[] = []
  const selective: [boolean, boolean, boolean][] = []
  let decimals = 0
  for (const { element, count } of species) {
    for (let i = 0; i < count; i++) {
      const { values, words, rest } = lines.triple('a position')
      positions.push(values)
      for (const word of words) decimals = Math.max(decimals, decimalsOf(word))
      if (isSelective) selective.push(readFlags(lines, rest))
      elements.push(elementAt(lines, element, rest[isSelective ? 3 : 0]))
    }
  }
  return { elements, positions, selective, decimals }
}

/** The element of the species, with which one that stands behind the position must agree; other words there are comments. */
function elementAt(lines: Lines, element: string | undefined, word: string | undefined): string {
  const behind = word === undefined ? undefined : elementOf(word)
  const isNamed = behind !== undefined && isElement(behind)
  if (element === undefined) {
    return isNamed
      ? behind
      : lines.fail(
          'has no element, and neither has the file: put a line of species before the numbers of atoms',
        )
  }
  if (isNamed && isElement(element) && behind !== element) {
    lines.fail(`is an atom of ${behind}, where the numbers of atoms ask for ${element}`)
  }
  return element
}

function readFlags(lines: Lines, words: readonly string[]): [boolean, boolean, boolean] {
  const flags = [0, 1, 2].map((k) => {
    const letter = /^\.?([tf])/i.exec(words[k] ?? '')?.[1]
    return letter === undefined
      ? lines.fail('must have T or F for each cell vector, for selective dynamics')
      : /t/i.test(letter)
  })
  return flags as [boolean, boolean, boolean]
}
