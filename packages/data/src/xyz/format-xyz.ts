import { arrayOf, finiteVector, InvalidArgumentError, objectOf, shown, stringOf } from '@buridan/core'
import { readComment } from './comment.js'
import type { XyzFrame } from './frame.js'
import type { Scalar, XyzValue } from './values.js'

/** What is written of a frame: all that `parseXyz` reads; names alone, without numbers of decimals, will do. */
export interface XyzContent
  extends Pick<XyzFrame, 'elements' | 'positions'>,
    Partial<Pick<XyzFrame, 'columns' | 'info' | 'lattice' | 'pbc' | 'decimals' | 'labelDecimals'>> {}

/** What a column of one kind holds, by the letter of `Properties`. */
const KINDS: Readonly<Record<string, string>> = { number: 'R', boolean: 'L', string: 'S' }
/** The least float64 has 324 in its shortest form. */
const MOST_DECIMALS = 400

/**
 * Writes frames as extended XYZ, so that `parseXyz` reads the same elements, positions, columns, values of the comment line, cell and
 * periodicity: numbers with all their digits, and at least as many decimals as `decimals` and `labelDecimals` say.
 *
 * @param frames - n elements, n positions in Å and columns of n entries each; as `parseXyz` gives them
 * @returns two lines and one for each atom, for each frame, each with its end
 * @throws InvalidArgumentError for a frame without atoms, numbers that are not finite, and what extended XYZ cannot hold, such as a text that
 * would be read as a number
 * @remarks O(length of the text).
 * @see https://github.com/libAtoms/extxyz
 *
 * @example
 * ```ts
 * import { formatXyz, parseXyz } from '@buridan/data'
 * const water = {
 *   elements: ['O', 'H', 'H'],
 *   positions: [[0, 0, 0.12], [0, 0.76, -0.48], [0, -0.76, -0.48]] as const,
 *   info: new Map([['dipole', [0, 0, 1.85]]]),
 *   decimals: 3,
 * }
 * const text = formatXyz([water])
 * console.log(text.split('\n')[1]) // → Properties=species:S:1:pos:R:3 dipole=[0, 0, 1.85]
 * console.log(text.split('\n')[3]) // → H 0.000 0.760 -0.480
 * console.log(parseXyz(text)[0]!.properties.get('dipole')) // → [ 0, 0, 1.85 ]
 * ```
 */
export function formatXyz(frames: readonly XyzContent[]): string {
  return arrayOf(frames, 'frames').map(formatFrame).join('')
}

function formatFrame(frame: XyzContent, index: number): string {
  const where = `frames[${index}]`
  const { elements, positions, decimals = 0, labelDecimals } = objectOf(frame, where)
  const n = arrayOf(elements, `${where}.elements`).length
  if (n === 0) throw new InvalidArgumentError(`${where} has no atoms; a frame has one or more`)
  if (arrayOf(positions, `${where}.positions`).length !== n)
    throw new InvalidArgumentError(`${where} has ${n} elements and ${positions.length} positions`)
  const columns = columnsOf(frame, where, n)
  const places = (name: string) => checkedDecimals(labelDecimals?.get(name) ?? 0, where)
  const line = commentOf(frame, where, columns, places)
  const ofPositions = checkedDecimals(decimals, where)
  const atoms = elements.map((element, a) => {
    const position = finiteVector(positions[a]!, 3, `${where}.positions[${a}]`)
    const words = columns.flatMap(({ name, values }) =>
      [values[a]!].flat().map((value) => wordOf(value, places(name), `${where}: ${name} of atom ${a}`)),
    )
    return [
      wordOf(stringOf(element, `${where}.elements[${a}]`), 0, `${where}.elements[${a}]`),
      ...Array.from(position, (v) => digitsOf(v, ofPositions)),
      ...words,
    ].join(' ')
  })
  return `${[n, line, ...atoms].join('\n')}\n`
}

interface GivenColumn {
  readonly name: string
  readonly kind: string
  readonly width: number
  readonly values: readonly (Scalar | readonly Scalar[])[]
}

function columnsOf({ columns }: XyzContent, where: string, n: number): GivenColumn[] {
  if (columns === undefined) return []
  if (!(columns instanceof Map)) throw new InvalidArgumentError(`${where}.columns must be a Map`)
  return [...columns].map(([name, values]: [string, GivenColumn['values']]) => {
    const what = `${where}: the column ${shown(name)}`
    if (
      typeof name !== 'string' ||
      !/^[^\s:="'[\]{}\\,]+$/.test(name) ||
      /^(species|pos|positions|z)$/i.test(name)
    )
      throw new InvalidArgumentError(`${what} cannot have this name`)
    if (arrayOf(values, what).length !== n)
      throw new InvalidArgumentError(`${what} has ${values.length} entries for ${n} atoms`)
    const flat = values.map((value) => [value].flat())
    const width = flat[0]!.length
    const kind = KINDS[typeof flat[0]![0]]
    if (
      kind === undefined ||
      flat.some((own) => own.length !== width || own.some((v) => KINDS[typeof v] !== kind))
    )
      throw new InvalidArgumentError(`${what} must have as many values of one kind for each atom`)
    return { name, kind, width, values }
  })
}

/** The comment line, which must say when it is read what it was made of. */
function commentOf(
  { info, lattice, pbc }: XyzContent,
  where: string,
  columns: readonly GivenColumn[],
  places: (name: string) => number,
): string {
  if (info !== undefined && !(info instanceof Map))
    throw new InvalidArgumentError(`${where}.info must be a Map`)
  const words: string[] = []
  if (lattice !== undefined)
    words.push(`Lattice="${Array.from(finiteVector(lattice, 9, `${where}.lattice`), String).join(' ')}"`)
  const named = columns.map(({ name, kind, width }) => `:${name}:${kind}:${width}`).join('')
  words.push(`Properties=species:S:1:pos:R:3${named}`)
  for (const [key, value] of info ?? []) words.push(`${keyText(key)}=${valueText(value, places(key))}`)
  if (pbc !== undefined) {
    if (arrayOf(pbc, `${where}.pbc`).length !== 3)
      throw new InvalidArgumentError(`${where}.pbc has ${pbc.length} entries; there are three cell vectors`)
    words.push(`pbc="${pbc.map((v) => (v ? 'T' : 'F')).join(' ')}"`)
  }
  const line = words.join(' ')
  const read = readComment(line, 2).info
  for (const [key, value] of info ?? []) {
    if (JSON.stringify(read.get(key)) !== JSON.stringify(value))
      throw new InvalidArgumentError(
        `${where}: ${shown(key)} is ${shown(value)}, which would be read as ${shown(read.get(key))}: extended XYZ cannot hold it`,
      )
  }
  return line
}

function keyText(key: string): string {
  return /^[^\s="'[\]{}\\,]+$/.test(stringOf(key, 'a key')) ? key : quoted(key)
}

function valueText(value: XyzValue, decimals: number): string {
  if (Array.isArray(value)) return `[${value.map((v: XyzValue) => valueText(v, decimals)).join(', ')}]`
  if (typeof value === 'string') return quoted(value)
  return typeof value === 'boolean' ? (value ? 'T' : 'F') : digitsOf(value as number, decimals)
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
}

/** A value of an atom, which a space would end. */
function wordOf(value: Scalar, decimals: number, where: string): string {
  if (typeof value === 'boolean') return value ? 'T' : 'F'
  if (typeof value === 'number') return digitsOf(value, decimals)
  if (/^\S+$/.test(value)) return value
  throw new InvalidArgumentError(`${where} is ${shown(value)}; a column holds words without spaces`)
}

/** A number with all its digits, and so many decimals at least. */
function digitsOf(value: number, decimals: number): string {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new InvalidArgumentError(`${shown(value)} is not a number that XYZ can hold`)
  const shortest = String(value)
  if (/e/.test(shortest)) return shortest
  const has = shortest.split('.')[1]?.length ?? 0
  if (has >= decimals) return shortest
  return `${shortest}${has === 0 ? '.' : ''}${'0'.repeat(decimals - has)}`
}

function checkedDecimals(decimals: number, where: string): number {
  if (Number.isInteger(decimals) && decimals >= 0 && decimals <= MOST_DECIMALS) return decimals
  throw new InvalidArgumentError(
    `${where}: decimals is ${shown(decimals)}; it must be an integer from 0 to ${MOST_DECIMALS}`,
  )
}
