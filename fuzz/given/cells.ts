import { readFileSync } from 'node:fs'
import fc from 'fast-check'

const data = (name: string) =>
  readFileSync(new URL(`../../packages/tasks/data/${name}`, import.meta.url), 'utf8')

/** The crystals that come with the tasks. */
export const CIFS: Readonly<Record<string, string>> = {
  'BaTiO3.cif': data('BaTiO3.cif'),
  'PbZr0.1Ti0.9O3.cif': data('PbZr0.1Ti0.9O3.cif'),
}

/** Molecules that come with the tasks, one a line. */
export const MOLECULE_LINES = data('molecules.jsonl').trim().split('\n')

/** A crystal to be written as text. */
export interface GivenCrystal {
  readonly lengths: readonly number[]
  readonly sites: readonly {
    readonly element: string
    readonly at: readonly number[]
    readonly occupancy: number
  }[]
  readonly operations: readonly {
    readonly rows: readonly (readonly number[])[]
    readonly shift: readonly number[]
  }[]
}

const fraction = fc.integer({ min: -99, max: 199 }).map((v) => v / 100)
const OPERATIONS = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [-1, 0, 0],
    [0, -1, 0],
    [0, 0, 1],
  ],
  [
    [0, -1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ],
  [
    [1, -1, 0],
    [1, 0, 0],
    [0, 0, -1],
  ],
]

export const crystals: fc.Arbitrary<GivenCrystal> = fc.record({
  lengths: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 100, max: 999 }).map((v) => v / 100))),
  sites: fc.array(
    fc.record({
      element: fc.constantFrom('O', 'Ti', 'Ba', 'Pb', 'C'),
      at: fc.tuple(fraction, fraction, fraction),
      occupancy: fc.constantFrom(1, 0.5, 0.1),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  operations: fc.array(
    fc.record({
      rows: fc.constantFrom(...OPERATIONS),
      shift: fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(0, 0.5, 0.25, 1 / 3, -0.5))),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})

/** How a text is written; each kind of spelling says the same. */
export interface Spelling {
  readonly newline: string
  readonly upper: boolean
  readonly quote: string
  readonly deviation: string
  readonly shuffled: boolean
  readonly comments: boolean
}

export const spellings: fc.Arbitrary<Spelling> = fc.record({
  newline: fc.constantFrom('\n', '\r\n', '\n\n'),
  upper: fc.boolean(),
  quote: fc.constantFrom("'", '"'),
  deviation: fc.constantFrom('', '(3)', '(12)'),
  shuffled: fc.boolean(),
  comments: fc.boolean(),
})

const component = (row: readonly number[], shift: number, upper: boolean) => {
  const parts = row.flatMap((v, i) => (v === 0 ? [] : [`${v > 0 ? '+' : '-'}${'xyz'[i]}`]))
  const fractions: Readonly<Record<string, string>> = { '0.5': '1/2', '0.25': '1/4', '-0.5': '-1/2' }
  const text = shift === 0 ? '' : (fractions[String(shift)] ?? '1/3')
  const sum = upper
    ? `${text}${parts.join('')}`
    : `${parts.join('')}${text && !text.startsWith('-') ? '+' : ''}${text}`
  return sum.replace(/^\+/, '')
}

/** The crystal as a CIF. */
export function cifOf(crystal: GivenCrystal, how: Spelling): string {
  const name = (text: string) => (how.upper ? text.toUpperCase() : text)
  const number = (v: number) => `${v.toFixed(4)}${how.deviation}`
  const cell = ['a', 'b', 'c'].map(
    (axis, i) => `${name(`_cell_length_${axis}`)} ${number(crystal.lengths[i]!)}`,
  )
  const angles = ['alpha', 'beta', 'gamma'].map(
    (a) => `${name(`_cell_angle_${a}`)} 90${how.deviation ? '.0(0)' : ''}`,
  )
  const operations = crystal.operations.map(
    ({ rows, shift }) =>
      `${how.quote}${rows.map((row, i) => component(row, shift[i]!, how.upper)).join(how.shuffled ? ', ' : ',')}${how.quote}`,
  )
  const columns = ['label', 'type_symbol', 'fract_x', 'fract_y', 'fract_z', 'occupancy']
  const order = how.shuffled ? [5, 2, 0, 4, 1, 3] : [0, 1, 2, 3, 4, 5]
  const sites = crystal.sites.map(({ element, at, occupancy }, i) => {
    const words = [`${element}${i + 1}`, element, ...at.map(number), String(occupancy)]
    return order.map((c) => words[c]).join(' ')
  })
  const loops = [
    ['loop_', name('_symmetry_equiv_pos_as_xyz'), ...operations],
    ['loop_', ...order.map((c) => name(`_atom_site_${columns[c]}`)), ...sites],
  ]
  const comment = how.comments ? ['# a comment of loop_ and _cell_length_a 9'] : []
  const note = how.comments ? ['_publ_section_title', ';', 'a text with _cell_length_a 8', ';'] : []
  const parts = [
    ['data_given'],
    comment,
    note,
    cell,
    angles,
    ...(how.shuffled ? [...loops].reverse() : loops),
  ]
  return `${parts.flat().join(how.newline === '\n\n' ? '\n' : how.newline)}${how.newline}`
}
