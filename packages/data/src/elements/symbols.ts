import { stringOf } from '@buridan/core'

/** Symbols of the elements by atomic number, from hydrogen, 1. */
const SYMBOLS = (
  'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh ' +
  'Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr ' +
  'Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og'
).split(' ')

/** The symbol of the element with an atomic number; `X` for 0, which stands for no element; undefined for other numbers. */
export function elementSymbol(atomicNumber: number): string | undefined {
  return atomicNumber === 0 ? 'X' : SYMBOLS[atomicNumber - 1]
}

const KNOWN: ReadonlySet<string> = new Set(SYMBOLS)

/**
 * The element that the label of an atom names, in any case of letters, with or without a number at the end: H for `H`, `h` and `H2`.
 *
 * @returns the symbol of the element; the label itself if it names none
 * @throws InvalidArgumentError for a label that is not a string
 * @remarks O(length).
 *
 * @example
 * ```ts
 * import { elementOf } from '@buridan/data'
 * console.log(['fe', 'H12', 'X1'].map(elementOf)) // → [ 'Fe', 'H', 'X1' ]
 * ```
 */
export function elementOf(label: string): string {
  const letters = /^([A-Za-z]{1,2})\d*$/.exec(stringOf(label, 'the label of an atom'))?.[1]
  if (letters === undefined) return label
  const symbol = letters[0]!.toUpperCase() + letters.slice(1).toLowerCase()
  return KNOWN.has(symbol) ? symbol : label
}

/** Whether a text is the symbol of an element. */
export function isElement(symbol: string): boolean {
  return KNOWN.has(symbol)
}
