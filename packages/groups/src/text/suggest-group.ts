import { isPointGroupName, pointGroupNames } from '@buridan/geometry'
import { gridSymmetryNames } from '../boards/grid-symmetries.js'
import { pointGroupOfCrystalSymbol } from './crystal-symbols.js'
import { FAMILIES, NAMED } from './group-names.js'

/** Families that a letter with a bare number may stand for, as they are written, and what they act on. */
const AMBIGUOUS: Readonly<Record<string, (n: string) => string[]>> = {
  s: (n) => [`S(${n}) on points`, ...spaceGroup(`S${n}`)],
  c: (n) => [`C(${n}) on the plane`, `Z(${n}) on points`, ...spaceGroup(`C${n}`)],
  d: (n) => [`D(${n}) on the plane`, `Dih(${n}) on points`, ...spaceGroup(`D${n}`)],
}
/** Names that other books and programs have for families. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  sym: 'S',
  symmetric: 'S',
  symmetricgroup: 'S',
  alt: 'A',
  alternating: 'A',
  alternatinggroup: 'A',
  cyc: 'Z',
  cyclic: 'Z',
  cyclicgroup: 'Z',
  dihedral: 'Dih',
}
/** The word that stands at a place in a text, with its numbers in parentheses. */
const WORD = /[^\s,:[\]()×]{1,24}(?:\(\s*\d+\s*(?:,\s*\d+\s*)?\))?/y
const LETTERS_AND_NUMBER = /^([a-z+]+)(\d+)$/i
const LETTERS_AND_ARGUMENTS = /^([a-z+\d]*[a-z+])(\([\d,]+\))$/i

function spaceGroup(name: string): string[] {
  return isPointGroupName(name) ? [`${name} on ℝ³`] : []
}

/** What may have been meant by the word that stands at a place in a text and is not a group, as texts of groups. O(names). */
export function suggestedGroups(text: string, at: number): string[] {
  WORD.lastIndex = at
  const [found = ''] = WORD.exec(text) ?? []
  // subscripts and letters of other alphabets as plain ones; a factor of a product without what follows
  const word = found
    .normalize('NFKC')
    .replaceAll(/[_{}^\s]/g, '')
    .replace(/(\d|\))x.*$/, '$1')
  const crystal = pointGroupOfCrystalSymbol(text, at)
  const ofCrystal = crystal === undefined ? [] : [`${crystal}, the point group of that symbol`]
  if (gridSymmetryNames.includes(word.toLowerCase()))
    return [`${word.toLowerCase()} on grid(6,6)`, ...ofCrystal]
  if (ofCrystal.length > 0) return ofCrystal
  if (/^[VK]4$/.test(word)) return ['Z(2)xZ(2)']
  const modulo = /^Z\/(\d+)Z?$/.exec(word)
  if (modulo) return [`Z(${modulo[1]})`]
  const bare = LETTERS_AND_NUMBER.exec(word)
  if (bare) return ofNumber(bare[1]!, bare[2]!)
  const call = LETTERS_AND_ARGUMENTS.exec(word)
  if (call) {
    const known = call[1]!.toLowerCase()
    if (Object.hasOwn(ELSEWHERE, known)) return [`${ELSEWHERE[known]}${call[2]}`]
    const arity = call[2]!.split(',').length
    const families = Object.keys(FAMILIES).filter((f) => FAMILIES[f]!.arities.includes(arity))
    return nearest(call[1]!, families).map((family) => `${family}${call[2]}`)
  }
  return nearest(word, [...Object.keys(NAMED), ...pointGroupNames])
}

function ofNumber(letters: string, digits: string): string[] {
  const ambiguous = Object.hasOwn(AMBIGUOUS, letters.toLowerCase()) && AMBIGUOUS[letters.toLowerCase()]
  if (ambiguous) return ambiguous(digits)
  const family = Object.keys(FAMILIES).find((f) => f.toLowerCase() === letters.toLowerCase())
  if (!family) return nearest(`${letters}${digits}`, Object.keys(NAMED))
  const { arities } = FAMILIES[family]!
  return [
    ...(arities.includes(1) ? [`${family}(${digits})`] : []),
    ...(arities.includes(2) && digits.length === 2 ? [`${family}(${digits[0]},${digits[1]})`] : []),
  ]
}

/** The names that differ in the case of letters alone, else those that differ in one letter. */
function nearest(word: string, names: readonly string[]): string[] {
  const small = word.toLowerCase()
  const same = names.filter((name) => name.toLowerCase() === small)
  if (same.length > 0) return same
  return small.length < 3 ? [] : names.filter((name) => isOneOff(small, name.toLowerCase())).slice(0, 3)
}

/** Whether one letter more, less or other makes two words equal. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return Math.max(a.length, b.length) - start - end <= 1
}
