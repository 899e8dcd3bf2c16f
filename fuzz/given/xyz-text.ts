import fc from 'fast-check'
import type { GivenFrame } from './frames.js'

/** How a file is spelt. */
export interface Spelling {
  readonly key: number
  readonly equals: number
  readonly value: number
  readonly number: readonly number[]
  readonly apart: number
  readonly end: number
  readonly last: boolean
  readonly mark: boolean
  readonly order: readonly number[]
  readonly extra: number
  readonly columns: number
  readonly element: number
}

export const spellings: fc.Arbitrary<Spelling> = fc.record({
  key: fc.nat(4),
  equals: fc.nat(3),
  value: fc.nat(8),
  number: fc.array(fc.nat(9), { minLength: 1, maxLength: 7 }),
  apart: fc.nat(3),
  end: fc.nat(3),
  last: fc.boolean(),
  mark: fc.boolean(),
  order: fc.array(fc.nat(50), { minLength: 8, maxLength: 8 }),
  extra: fc.nat(7),
  columns: fc.nat(5),
  element: fc.nat(4),
})

const SIMPLE: Spelling = {
  key: 0,
  equals: 0,
  value: 0,
  number: [0],
  apart: 0,
  end: 0,
  last: true,
  mark: false,
  order: [0],
  extra: 0,
  columns: 0,
  element: 0,
}

/** The frames as extended XYZ, spelt simply or otherwise. */
export function xyzOf(list: readonly GivenFrame[], spelling: Spelling = SIMPLE): string {
  const { end, last, mark } = spelling
  const newline = ['\n', '\r\n', ' \n', ' \t\r\n'][end]!
  const lines = list.flatMap((frame, i) => [
    `${[' ', '', '\t'][(end + i) % 3]}${frame.elements.length}`,
    commentOf(frame, spelling),
    ...frame.elements.map((_, a) => atomOf(frame, a, spelling)),
    ...(spelling.extra % 3 === 2 ? [''] : []),
  ])
  return `${mark ? '\ufeff' : ''}${lines.join(newline)}${last ? newline : ''}`
}

const EXTRA_PAIRS = [
  [],
  ['step=12'],
  ['name="a b"', 'flagged'],
  ['virial=[[1, 2, 3], [4, 5, 6], [7, 8, 9]]', 'pbc="F F F"'],
  ['note="x = 1, y=\\"2\\""', 'config_type=md'],
  ['InChI=1S/H2O/h1H2', "said='[not, closed'", 'pbc=[F,F,F]'],
  ['stress="1 2 3 4 5 6 7 8 9"', 'empty=""', 'Dipole="9 9 9"'],
  ['tensor={1 2 3}', 'done=T', '"two words"=3'],
]

function commentOf({ dipole, energy }: GivenFrame, spelling: Spelling): string {
  const { key, equals, order, extra, apart, columns } = spelling
  const word = speller(spelling)
  const eq = ['=', ' = ', '= ', ' ='][equals]!
  const columnsKey = ['Properties', 'properties', 'PROPERTIES', '"Properties"', 'pRoperties'][key]!
  const columnsText = columnsOf(spelling)
    .map(({ text }) => text)
    .join(':')
  const quoted = columns % 2 === 1 ? `"${columnsText}"` : columnsText
  const vectors = dipole.map(word)
  const pairs = [
    `${columnsKey}${eq}${quoted}`,
    `${key === 3 ? "'dipole'" : 'dipole'}${eq}${listOf(vectors, spelling.value)}`,
    `energy${eq}${listOf([word(energy)], spelling.value)}`,
    ...EXTRA_PAIRS[extra]!,
  ]
  const sorted = pairs
    .map((pair, i) => [order[i % order.length]!, i, pair] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([, , pair]) => pair)
  return sorted.join([' ', '  ', '\t', ' , '][apart]!)
}

function listOf(words: readonly string[], kind: number): string {
  if (words.length === 1)
    return [words[0], `"${words[0]}"`, `'${words[0]}'`, `[${words[0]}]`, `{${words[0]}}`][kind % 5]!
  const [spaced, commas] = [words.join(' '), words.join(', ')]
  return [
    `"${spaced}"`,
    `'${spaced}'`,
    `[${commas}]`,
    `{${spaced}}`,
    `[ ${spaced} ]`,
    words.join(','),
    `"${commas}"`,
    `{ ${commas} }`,
    `" ${words.join('  ')} "`,
  ][kind]!
}

/** Columns: what they are called and what is in them. */
function columnsOf({ columns, element }: Spelling) {
  const species =
    element === 3
      ? { text: 'Z:I:1', of: 'Z' }
      : { text: columns === 2 ? 'Species:S:1' : 'species:S:1', of: 'species' }
  const pos = { text: columns === 4 ? 'positions:R:3' : 'pos:R:3', of: 'pos' }
  const forces = { text: 'forces:R:3', of: 'forces' }
  return [
    [species, pos, forces],
    [species, { text: 'id:I:1', of: 'id' }, pos, forces],
    [forces, species, pos],
    [{ text: 'mask:L:1', of: 'mask' }, pos, { text: 'tag:S:1', of: 'tag' }, species, forces],
    [pos, forces, species, { text: 'charge:R:2', of: 'charge' }],
    [forces, { text: 'id:I:1:frac:R:3', of: 'more' }, pos, species],
  ][columns]!
}

const NUMBERS: Readonly<Record<string, string>> = {
  H: '1',
  C: '6',
  N: '7',
  O: '8',
  F: '9',
  Cl: '17',
  Ar: '18',
  Br: '35',
  Xe: '54',
}

function atomOf({ elements, positions, forces }: GivenFrame, a: number, spelling: Spelling): string {
  const word = speller(spelling, a)
  const element = elements[a]!
  const said: Readonly<Record<string, string>> = {
    species:
      [element, element.toLowerCase(), a % 2 === 0 ? element : element.toLowerCase(), `${element}${a}`][
        spelling.element
      ] ?? element,
    Z: NUMBERS[element]!,
    pos: positions[a]!.map(word).join(' '),
    forces: forces[a]!.map(word).join('\t'),
    id: String(a + 1),
    mask: a % 2 === 0 ? 'T' : 'F',
    tag: 'x=1',
    charge: '0.1 -1e-3',
    more: '7 .1 .2 .3',
  }
  const line = columnsOf(spelling)
    .map(({ of }) => said[of])
    .join([' ', '   ', '\t', ' \t '][spelling.apart]!)
  return `${spelling.end % 2 === 1 ? '  ' : ''}${line}`
}

/** Spells one number after the other otherwise: signs, exponents, D of Fortran, no zero before the point. */
function speller({ number }: Spelling, from = 0): (word: string) => string {
  let at = from
  return (word) => spelt(word, number[at++ % number.length]!)
}

function spelt(word: string, kind: number): string {
  // the exponent of a zero says nothing of its digits
  if (Number(word) === 0) return kind % 2 === 1 ? `-${word}` : word
  const sign = word.startsWith('-') ? '-' : ''
  const size = sign ? word.slice(1) : word
  const [whole, digits] = size.split('.') as [string, string]
  return [
    word,
    `${sign || '+'}${size}`,
    `${sign}${size}e0`,
    `${sign}${whole}${digits}E-${digits.length}`,
    `${sign}${size}D+00`,
    `${sign}0${size}`,
    whole === '0' ? `${sign}.${digits}` : word,
    `${sign}${whole}${digits}.d-0${digits.length}`,
    `${sign}0.${whole.padStart(2, '0')}${digits}e+2`,
    `${sign}${size}d0`,
  ][kind]!
}
