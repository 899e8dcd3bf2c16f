import type { RecordLines } from './record-lines.js'
import { Table } from './table.js'
import { wordsOfV3000 } from './words-of-v3000.js'

const START = 'M  V30 '
/** Drawings of bonds by the numbers of this version: up, either, down. */
const UP = 1
const EITHER = 2
const DOWN = 3

/** The connection table of keywords, from the line behind the counts up to `M  END`. */
export function readV3000(lines: RecordLines): { table: Table; isChiral: boolean } {
  const table = new Table(lines)
  expect(lines, ['BEGIN', 'CTAB'])
  const [keyword, ...counts] = nextWords(lines, 'COUNTS')
  if (keyword !== 'COUNTS' || counts.length < 5) lines.fail('must have COUNTS and five numbers')
  const count = (k: number, what: string) => lines.integer(counts[k]!, what, 0, Number.MAX_SAFE_INTEGER)
  const [atoms, bonds] = [count(0, 'the number of atoms'), count(1, 'the number of bonds')]
  const places = readAtoms(lines, table, atoms)
  let words = nextWords(lines, 'END CTAB')
  if (words[0] === 'BEGIN' && words[1] === 'BOND') {
    readBonds(lines, table, bonds, places)
    words = nextWords(lines, 'END CTAB')
  } else if (bonds > 0) lines.fail(`must be BEGIN BOND: there are ${bonds} bonds`)
  while (!(words[0] === 'END' && words[1] === 'CTAB')) {
    skip(lines, words)
    words = nextWords(lines, 'END CTAB')
  }
  if (!/^M {2}END\s*$/.test(lines.next('M  END'))) {
    lines.fail('must be M  END: tables of groups and templates are not read')
  }
  return { table, isChiral: counts[4] === '1' }
}

/** The words of the next line, and of those that go on with it behind a hyphen. */
function nextWords(lines: RecordLines, what: string): string[] {
  const parts: string[] = []
  for (;;) {
    const line = lines.next(what).trimEnd()
    if (!line.startsWith(START)) lines.fail(`must begin with “${START}”`)
    if (!line.endsWith('-')) {
      parts.push(line.slice(START.length))
      return wordsOfV3000(parts.join(''), lines)
    }
    parts.push(line.slice(START.length, -1))
  }
}

function expect(lines: RecordLines, words: readonly string[]): void {
  const what = words.join(' ')
  if (nextWords(lines, what).join(' ') !== what) lines.fail(`must be ${START}${what}`)
}

/** The place, from 0, of each atom by the number that the file gives it. */
function readAtoms(lines: RecordLines, table: Table, count: number): Map<number, number> {
  const places = new Map<number, number>()
  if (count === 0 && !lines.peek().includes('BEGIN ATOM')) return places
  expect(lines, ['BEGIN', 'ATOM'])
  for (let i = 0; i < count; i++) {
    const words = nextWords(lines, `atom ${i + 1} of the ${count}`)
    if (words.length < 6 || words.slice(0, 6).some(isPair)) {
      lines.fail(
        `must have a number, an element, three coordinates and a mapping, for atom ${i + 1} of the ${count}`,
      )
    }
    const [index, symbol, x, y, z, mapping] = words as [string, string, string, string, string, string]
    const number = lines.integer(index, 'the number of an atom', 1, Number.MAX_SAFE_INTEGER)
    if (places.has(number)) lines.fail(`gives atom ${number} twice`)
    places.set(number, i)
    const bounds = {
      CHG: [-99, 99],
      MASS: [0, 999],
      RAD: [0, 3],
    } as const
    // parities of atoms follow from the positions
    const said = numbersOf(lines, words.slice(6), 'atoms', bounds, 'CFG')
    table.addAtom(symbol, [x, y, z], said.CHG, said.MASS, said.RAD)
    if (lines.integer(mapping, 'a mapping of atoms', 0, 1e6) !== 0)
      lines.warn('atoms of a reaction are not read')
  }
  expect(lines, ['END', 'ATOM'])
  return places
}

function readBonds(
  lines: RecordLines,
  table: Table,
  count: number,
  places: ReadonlyMap<number, number>,
): void {
  for (let i = 0; i < count; i++) {
    const words = nextWords(lines, `bond ${i + 1} of the ${count}`)
    if (words.length < 4 || words.slice(0, 4).some(isPair)) {
      lines.fail(`must have a number, a type and two atoms, for bond ${i + 1} of the ${count}`)
    }
    const type = lines.integer(words[1]!, 'a type', 0, 99)
    const [a, b] = words.slice(2, 4).map((word) => {
      const place = places.get(lines.integer(word, 'an atom', 1, Number.MAX_SAFE_INTEGER))
      return place ?? lines.fail(`binds atom ${word}, which is not there`)
    })
    const drawn = numbersOf(lines, words.slice(4), 'bonds', { CFG: [0, DOWN] }).CFG
    table.addBond(a!, b!, type, stereoOf(drawn, type))
  }
  expect(lines, ['END', 'BOND'])
}

/** As the other version draws it: 1 up, 6 down, 4 either, 3 a double bond of either side. */
function stereoOf(drawn: number, type: number): number {
  if (drawn === EITHER) return type === 2 ? 3 : 4
  if (drawn === DOWN) return 6
  return drawn === UP ? 1 : 0
}

/** Numbers of pairs such as CHG=-1, 0 for those that are not there; other pairs are named in warnings, but what follows from the rest. */
function numbersOf<Key extends string>(
  lines: RecordLines,
  words: readonly string[],
  of: string,
  bounds: Readonly<Record<Key, readonly [number, number]>>,
  derived = '',
): Record<Key, number> {
  const found = Object.fromEntries(Object.keys(bounds).map((key) => [key, 0])) as Record<Key, number>
  const seen = new Set<string>()
  for (const word of words) {
    const at = word.indexOf('=')
    if (at < 1) lines.fail(`has “${word.slice(0, 40)}” where a pair such as CHG=1 must be`)
    const key = word.slice(0, at)
    if (seen.has(key)) lines.fail(`gives ${key.slice(0, 40)} twice`)
    seen.add(key)
    if (Object.hasOwn(bounds, key)) {
      const [min, max] = bounds[key as Key]
      found[key as Key] = lines.integer(word.slice(at + 1), key, min, max)
    } else if (key !== derived && word.slice(at + 1) !== '0')
      lines.warn(`${key.slice(0, 40)} of ${of} is not read`)
  }
  return found
}

/** Whether a word is a pair such as CHG=1. */
function isPair(word: string): boolean {
  return word.includes('=')
}

/** A block or a line that is not read. */
function skip(lines: RecordLines, words: readonly string[]): void {
  const [first = '', name = ''] = words
  lines.warn(`${(first === 'BEGIN' ? name : first).slice(0, 40)} is not read`)
  if (first !== 'BEGIN') return
  for (;;) {
    const [end, of] = nextWords(lines, `END ${name.slice(0, 40)}`)
    if (end === 'END' && of === name) return
  }
}
