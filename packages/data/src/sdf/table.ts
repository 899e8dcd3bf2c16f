import { elementOf, isElement } from '../elements/symbols.js'
import { decimalsOf } from '../precision/decimals.js'
import type { RecordLines } from './record-lines.js'

const HEAVY_HYDROGEN: Readonly<Record<string, number>> = { D: 2, T: 3 }

/** Why bonds of a type have no order, by type. */
const NO_ORDERS: Readonly<Record<string, string>> = {
  5: 'single or double, a question',
  6: 'single or aromatic, a question',
  7: 'double or aromatic, a question',
  8: 'any, a question',
  9: 'coordination',
  10: 'a hydrogen bond',
}

const STEREO: readonly number[] = [0, 1, 3, 4, 6]

/** The atoms and bonds of a molecule, as they are read one by one. */
export class Table {
  readonly elements: string[] = []
  readonly positions: [number, number, number][] = []
  readonly bonds: [number, number, number][] = []
  readonly charges: number[] = []
  readonly isotopes: number[] = []
  readonly radicals: number[] = []
  readonly stereo: number[] = []
  decimals = 0
  readonly #pairs = new Set<string>()

  constructor(readonly lines: RecordLines) {}

  /** An atom of which the line just read says so. */
  addAtom(symbol: string, coordinates: readonly string[], charge = 0, isotope = 0, radical = 0): void {
    const [x, y, z] = coordinates.map((word) => this.lines.number(word, 'a coordinate'))
    const heavy = Object.hasOwn(HEAVY_HYDROGEN, symbol) ? HEAVY_HYDROGEN[symbol]! : 0
    const element = heavy > 0 ? 'H' : /^[A-Za-z]{1,2}$/.test(symbol) ? elementOf(symbol) : symbol
    if (!isElement(element)) {
      this.lines.fail(
        `has “${symbol.slice(0, 40)}” where an element must be; lists, groups and wildcards (L, A, Q, R#, *) are no molecule`,
      )
    }
    this.elements.push(element)
    this.positions.push([x!, y!, z!])
    for (const word of coordinates) this.decimals = Math.max(this.decimals, decimalsOf(word.trim()))
    this.charges.push(charge)
    this.isotopes.push(heavy || isotope)
    this.radicals.push(radical)
  }

  /** A bond of which the line just read says so; atoms from 0. */
  addBond(i: number, j: number, type: number, stereo: number): void {
    const { lines } = this
    if (i === j) lines.fail(`binds atom ${i + 1} to itself`)
    const pair = i < j ? `${i + 1} and ${j + 1}` : `${j + 1} and ${i + 1}`
    if (this.#pairs.has(pair)) lines.fail(`gives the bond of the atoms ${pair} twice`)
    this.#pairs.add(pair)
    if (type < 1 || type > 4) {
      const what = Object.hasOwn(NO_ORDERS, type) ? ` (${NO_ORDERS[type]})` : ''
      lines.fail(`has a bond of type ${type}${what}, which has no order; 1, 2, 3 and 4 (aromatic) are read`)
    }
    if (!STEREO.includes(stereo))
      lines.fail(`has a bond drawn as ${stereo}; it must be one of ${STEREO.join(', ')}`)
    this.bonds.push([i, j, type === 4 ? 1.5 : type])
    this.stereo.push(stereo)
  }
}
