import { InvalidFileError } from '@buridan/core'
import { isElement } from '../elements/symbols.js'
import { numberOf } from '../numbers/number-of.js'
import { type Block, isGiven } from './blocks.js'
import { measured } from './measured.js'
import type { Token } from './tokens.js'

/** An atom site of a crystal. */
export interface AtomSite {
  /** Its name in the file, such as `O1`. */
  readonly label: string
  /**
   * Element symbol, without charge; D for deuterium. Without a type symbol it is what the label begins with, where that may be several things
   * the one in the formula of the file; the label itself where it names none.
   */
  readonly element: string
  /** Fractional coordinates. */
  readonly position: readonly [number, number, number]
  /** The share of cells in which the site is occupied; 1 if the file does not give it. */
  readonly occupancy: number
  /** The oxidation state, such as 4 for `Ti4+`, if the file gives it. */
  readonly oxidation?: number
  /** The alternative that the site belongs to where a part of the crystal is disordered, such as `A 1`, if the file gives it. */
  readonly disorder?: string
}

/** The sites of a block, and the most decimals of their coordinates. */
export function sitesOf(block: Block): { sites: AtomSite[]; decimals: number } {
  const column = block.table('_atom_site_fract_x')
  const [x, y, z] = ['x', 'y', 'z'].map((axis) => column?.(`_atom_site_fract_${axis}`))
  const labels = column?.('_atom_site_label') ?? column?.('_atom_site_type_symbol')
  if (!column || !labels || !x || !y || !z) {
    throw new InvalidFileError(
      block.column('_atom_site_cartn_x')
        ? 'the CIF has atom sites in Cartesian coordinates only; fractional coordinates are read'
        : 'the CIF has no atom sites with fractional coordinates',
    )
  }
  const symbols = column('_atom_site_type_symbol')
  const occupancies = column('_atom_site_occupancy')
  const [assemblies, groups] = ['assembly', 'group'].map((part) => column(`_atom_site_disorder_${part}`))
  const oxidations = oxidationNumbers(block)
  const formula = elementsOfFormula(block)
  let decimals = 0
  const sites = labels.map(({ text: label }, i): AtomSite => {
    const position = ([x, y, z] as const).map((axis, k) => {
      const found = measured(axis[i], `${'xyz'[k]} of ${label.slice(0, 20)}`)
      decimals = Math.max(decimals, found.decimals)
      return found.value
    })
    const symbol = symbols && isGiven(symbols[i]!) ? symbols[i]!.text : undefined
    const kind = symbol ?? label
    const { element: named, charge } = readKind(kind)
    const element = (symbol === undefined ? ofFormula(label, formula) : undefined) ?? named
    const oxidation = charge ?? readKind(label).charge ?? oxidations.get(kind)
    const disorder = [assemblies?.[i], groups?.[i]]
      .flatMap((t) => (t && isGiven(t) ? [t.text] : []))
      .join(' ')
    return {
      label,
      element,
      position: position as [number, number, number],
      occupancy: occupancyOf(occupancies?.[i], label),
      ...(oxidation === undefined ? {} : { oxidation }),
      ...(disorder === '' ? {} : { disorder }),
    }
  })
  if (sites.length === 0) throw new InvalidFileError('the CIF has no atom sites with fractional coordinates')
  return { sites, decimals }
}

function occupancyOf(token: Token | undefined, label: string): number {
  if (!token || !isGiven(token)) return 1
  const { value } = measured(token, `the occupancy of ${label.slice(0, 20)}`)
  if (!(value >= 0))
    throw new InvalidFileError(`line ${token.line}: the occupancy of ${label.slice(0, 20)} is ${value}`)
  return value
}

/** The oxidation numbers of the table of types, by type symbol. */
function oxidationNumbers(block: Block): Map<string, number> {
  const column = block.table('_atom_type_symbol')
  const numbers = column?.('_atom_type_oxidation_number')
  const known = new Map<string, number>()
  column?.('_atom_type_symbol')?.forEach(({ text }, i) => {
    const value = numberOf(numbers?.[i]?.text ?? '')
    if (value !== undefined) known.set(text, value)
  })
  return known
}

/** The elements of the formula, such as `C2 H6 O` or `'O3 SR TI'`; none if it has anything else. */
function elementsOfFormula(block: Block): ReadonlySet<string> {
  const text = block.item('_chemical_formula_sum')?.text ?? ''
  const words = text.match(/[A-Za-z]+/g)?.map(capitalized) ?? []
  return new Set(words.every((word) => isElement(word) || word === DEUTERIUM) ? words : [])
}

/**
 * The one element of the formula that a label may begin with: C of `CA`, O of `OH`, Sr of `SrA`. Only letters that may be read in two ways are
 * asked about: those of one case, of which one or two are the element, and an element with another capital. `Cu1` is copper whatever the
 * formula has, and `Wat` no tungsten.
 */
function ofFormula(label: string, formula: ReadonlySet<string>): string | undefined {
  const letters = /^[A-Za-z]+/.exec(label)?.[0] ?? ''
  if (/^[A-Z][a-z][A-Z]$/.test(letters)) {
    const symbol = letters.slice(0, 2)
    return formula.has(symbol) ? symbol : undefined
  }
  if (!/^(?:[A-Z]{2}|[a-z]{2})$/.test(letters)) return undefined
  const found = [1, 2].map((n) => capitalized(letters.slice(0, n))).filter((part) => formula.has(part))
  return found.length === 1 ? found[0] : undefined
}

function capitalized(letters: string): string {
  return letters.slice(0, 1).toUpperCase() + letters.slice(1).toLowerCase()
}

/** Its nuclei scatter neutrons as no others do, so that it is told apart. */
const DEUTERIUM = 'D'

/** The element that a type symbol or a label begins with, in any case of letters, and a charge at its end: `TI4+`, `O2-`, `Na+`, `O1A`. */
function readKind(text: string): { element: string; charge: number | undefined } {
  const letters = /^[A-Za-z]+/.exec(text)?.[0] ?? ''
  const [two, one] = [capitalized(letters.slice(0, 2)), capitalized(letters.slice(0, 1))]
  // a longer word, such as the name of a molecule, is no element
  const isOf = (symbol: string) => isElement(symbol) || (symbol === DEUTERIUM && letters.length === 1)
  const element = letters.length > 2 ? text : isOf(two) ? two : isOf(one) ? one : text
  const charge = /^[A-Za-z]{1,2}(\d*)([+-])$/.exec(text) ?? /^[A-Za-z]{1,2}([+-])(\d+)$/.exec(text)
  if (!charge) return { element, charge: undefined }
  const [digits, sign] = /\d/.test(charge[2]!) ? [charge[2]!, charge[1]!] : [charge[1]!, charge[2]!]
  return { element, charge: (sign === '-' ? -1 : 1) * Number(digits === '' ? 1 : digits) }
}
