import {
  arrayOf,
  booleanOf,
  finiteVector,
  InvalidArgumentError,
  integerIn,
  objectOf,
  shown,
} from '@buridan/core'
import { isElement } from '../elements/symbols.js'
import type { SdfMolecule } from './molecule.js'

/** What a molecule that is written must have, and what it may have; see {@link SdfMolecule}. */
export type SdfContent = Pick<SdfMolecule, 'elements' | 'positions'> &
  Partial<
    Pick<
      SdfMolecule,
      | 'name'
      | 'program'
      | 'comment'
      | 'isChiral'
      | 'bonds'
      | 'charges'
      | 'isotopes'
      | 'radicals'
      | 'stereo'
      | 'info'
    >
  >

/** A molecule with all that it may have. */
export type WholeContent = Required<SdfContent>

/** The second line where none is given: its columns 21 and 22 say that positions are in space. */
const PROGRAM = `  ${'Buridan'.padEnd(8)}${' '.repeat(10)}3D`
const ORDERS: readonly unknown[] = [1, 1.5, 2, 3]
const STEREO: readonly unknown[] = [0, 1, 3, 4, 6]

/** @throws InvalidArgumentError that says which part is wrong; O(numbers) */
export function checkedMolecule(content: SdfContent, where: string): WholeContent {
  const given = objectOf(content, where)
  const elements = arrayOf(given.elements, `${where}.elements`)
  const n = elements.length
  elements.forEach((element, i) => {
    if (!isElement(element)) {
      throw new InvalidArgumentError(`${where}.elements[${i}] is ${shown(element)}; it must be a symbol`)
    }
  })
  const positions = arrayOf(given.positions, `${where}.positions`)
  sameLength(positions, n, `${where}.positions`, 'elements')
  for (const [i, p] of positions.entries()) finiteVector(p, 3, `${where}.positions[${i}]`)
  const bonds = checkedBonds(given.bonds ?? [], n, `${where}.bonds`)
  const integers = (key: 'charges' | 'isotopes' | 'radicals', min: number, max: number) => {
    const list = arrayOf(given[key] ?? elements.map(() => 0), `${where}.${key}`)
    sameLength(list, n, `${where}.${key}`, 'elements')
    for (const [i, v] of list.entries()) integerIn(v, min, max, `${where}.${key}[${i}]`)
    return list
  }
  const stereo = arrayOf(given.stereo ?? bonds.map(() => 0), `${where}.stereo`)
  sameLength(stereo, bonds.length, `${where}.stereo`, 'bonds')
  for (const [i, v] of stereo.entries()) oneOf(v, STEREO, `${where}.stereo[${i}]`)
  const {
    name = '',
    program = PROGRAM,
    comment = '',
    isChiral = false,
    info = new Map<string, string>(),
  } = given
  booleanOf(isChiral, `${where}.isChiral`)

  if (!(info instanceof Map)) {
    throw new InvalidArgumentError(`${where}.info is ${shown(info)}; it must be a map of texts by name`)
  }
  const numbers = {
    charges: integers('charges', -15, 15),
    isotopes: integers('isotopes', 0, 999),
    radicals: integers('radicals', 0, 3),
  }
  return { name, program, comment, isChiral, elements, positions, bonds, stereo, info, ...numbers }
}

function checkedBonds(given: WholeContent['bonds'], n: number, what: string): WholeContent['bonds'] {
  const bonds = arrayOf(given, what)
  const seen = new Set<number>()
  bonds.forEach((bond, k) => {
    const [i, j, order] = finiteVector(bond, 3, `${what}[${k}]`)
    for (const atom of [i!, j!]) integerIn(atom, 0, n - 1, `an atom of ${what}[${k}]`)
    oneOf(order, ORDERS, `the order of ${what}[${k}]`)
    const pair = Math.min(i!, j!) * n + Math.max(i!, j!)
    if (i === j || seen.has(pair)) {
      throw new InvalidArgumentError(
        `${what}[${k}] is ${shown(bond)}: it binds two atoms, and no two bonds the same`,
      )
    }
    seen.add(pair)
  })
  return bonds
}

function sameLength(list: readonly unknown[], length: number, what: string, of: string): void {
  if (list.length !== length) {
    throw new InvalidArgumentError(`${what} has ${list.length} entries for ${length} ${of}`)
  }
}

function oneOf(value: unknown, allowed: readonly unknown[], what: string): void {
  if (!allowed.includes(value)) {
    throw new InvalidArgumentError(`${what} is ${shown(value)}; it must be one of ${allowed.join(', ')}`)
  }
}
