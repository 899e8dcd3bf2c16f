import fc from 'fast-check'

/** An atom, with coordinates in ten thousandths of an Å. */
interface GivenAtom {
  readonly element: string
  readonly at: readonly number[]
  readonly charge: number
  readonly isotope: number
  readonly radical: number
}

/** A molecule that is written as a record of an SDF file. */
export interface GivenRecord {
  readonly name: string
  readonly atoms: readonly GivenAtom[]
  readonly bonds: readonly {
    readonly i: number
    readonly j: number
    readonly order: number
    readonly stereo: number
  }[]
  readonly items: readonly (readonly [string, string])[]
}

const coordinate = fc.integer({ min: -999_999, max: 999_999 })

export const sdfRecords: fc.Arbitrary<GivenRecord> = fc
  .record({
    name: fc.constantFrom('', 'water', 'M  END', '> <x>'),
    atoms: fc.array(
      fc.record({
        element: fc.constantFrom('H', 'C', 'N', 'Cl', 'Br'),
        at: fc.tuple(coordinate, coordinate, coordinate),
        charge: fc.constantFrom(0, 0, 1, -1, 2, -3),
        isotope: fc.constantFrom(0, 0, 2, 81),
        radical: fc.constantFrom(0, 0, 2),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    pairs: fc.array(fc.record({ i: fc.nat(11), j: fc.nat(11), order: fc.constantFrom(1, 2, 3, 1.5) }), {
      maxLength: 12,
    }),
    stereo: fc.nat(3),
    items: fc.uniqueArray(
      fc.tuple(
        fc.constantFrom('energy', 'NAME', 'a.b', '__proto__'),
        fc.constantFrom('', '-1.5', 'two\nlines', ' x '),
      ),
      { selector: ([name]) => name, maxLength: 3 },
    ),
  })
  .map(({ name, atoms, pairs, stereo, items }) => {
    const there = pairs.filter(({ i, j }) => i !== j && Math.max(i, j) < atoms.length)
    const key = ({ i, j }: { i: number; j: number }) => Math.min(i, j) * 12 + Math.max(i, j)
    const bonds = there.filter((bond, k) => there.findIndex((other) => key(other) === key(bond)) === k)
    const drawn = (order: number, k: number) => ([0, 1, 6, order === 2 ? 3 : 4] as const)[(stereo + k) % 4]!
    return {
      name,
      atoms,
      bonds: bonds.map((bond, k) => ({ ...bond, stereo: drawn(bond.order, k) })),
      items,
    }
  })

/** How a record is written; each kind of spelling says the same. */
export interface SdfSpelling {
  readonly version: 'V2000' | 'none' | 'V3000'
  /** Whether columns that say nothing are left out, and spaces stand behind lines. */
  readonly isShort: boolean
  readonly isPadded: boolean
  /** Whether charges stand in the columns of atoms, where those can say them. */
  readonly isOld: boolean
  /** Numbers of a line of properties. */
  readonly aLine: number
  /** The numbers that V3000 gives atoms begin here, and go down. */
  readonly first: number
  /** Characters of a line of V3000. */
  readonly width: number
  readonly header: 'plain' | 'numbered'
}

export const sdfSpellings: fc.Arbitrary<SdfSpelling> = fc.record({
  version: fc.constantFrom('V2000', 'none', 'V3000'),
  isShort: fc.boolean(),
  isPadded: fc.boolean(),
  isOld: fc.boolean(),
  aLine: fc.integer({ min: 1, max: 8 }),
  first: fc.integer({ min: 12, max: 5000 }),
  width: fc.integer({ min: 12, max: 80 }),
  header: fc.constantFrom('plain', 'numbered'),
})

/** How lines end, in all of a file: where it changes, an empty line may be none. */
export const newlines = fc.constantFrom('\n', '\r\n', '\r')

/** The record as text, with the line that ends it. */
export function sdfOf(record: GivenRecord, how: SdfSpelling, newline: string): string {
  const items = record.items.flatMap(([name, value], i) => [
    how.header === 'plain' ? `> <${name}>` : `>  ${i + 1}  <${name}>  (ID ${i})`,
    ...(value === '' ? [] : value.split('\n')),
    '',
  ])
  const table = how.version === 'V3000' ? keywords(record, how) : columns(record, how)
  const pad = how.isPadded ? '   ' : ''
  return [
    ...[record.name, '', ' a comment', ...table, 'M  END'].map((line) => line + pad),
    ...items,
    '$$$$',
    '',
  ].join(newline)
}

const OLD_CHARGES = [0, 3, 2, 1, undefined, -1, -2, -3]
const typeOf = (order: number) => (order === 1.5 ? 4 : order)
const decimal = (v: number) => (v / 1e4).toFixed(4)

function columns({ atoms, bonds }: GivenRecord, how: SdfSpelling): string[] {
  const three = (v: number) => String(v).padStart(3)
  // a radical and a charge at one atom, and isotopes, need lines
  const isOld = how.isOld && atoms.every((a) => a.radical === 0)
  const rest = how.isShort ? '' : '  0'.repeat(9)
  const charge = (a: GivenAtom) => (isOld ? OLD_CHARGES.indexOf(a.charge) : 0)
  const version = how.version === 'none' ? '' : '  0  0  0  0999 V2000'
  return [
    `${three(atoms.length)}${three(bonds.length)}  0  0  0  0${version}`.replace(
      /^(.{18}) {2}0 {2}0 {2}0 {2}0/,
      '$1  0  0  0  0',
    ),
    ...atoms.map(
      (a) =>
        `${a.at.map((v) => decimal(v).padStart(10)).join('')} ${a.element.padEnd(3)} 0${three(charge(a))}${rest}`,
    ),
    ...bonds.map(
      ({ i, j, order, stereo }) =>
        `${three(i + 1)}${three(j + 1)}${three(typeOf(order))}${stereo === 0 && how.isShort ? '' : three(stereo)}${how.isShort ? '' : '  0  0  0'}`,
    ),
    ...(isOld
      ? []
      : properties(
          'RAD',
          atoms.map((a) => a.radical),
          how.aLine,
        )),
    ...properties(
      'ISO',
      atoms.map((a) => a.isotope),
      how.aLine,
    ),
    ...(isOld
      ? []
      : properties(
          'CHG',
          atoms.map((a) => a.charge),
          how.aLine,
        )),
  ]
}

function properties(code: string, values: readonly number[], aLine: number): string[] {
  const list = values.flatMap((v, i) =>
    v === 0 ? [] : [` ${String(i + 1).padStart(3)} ${String(v).padStart(3)}`],
  )
  return Array.from({ length: Math.ceil(list.length / aLine) }, (_, k) => {
    const own = list.slice(k * aLine, (k + 1) * aLine)
    return `M  ${code}${String(own.length).padStart(3)}${own.join('')}`
  })
}

function keywords({ atoms, bonds }: GivenRecord, { first, width }: SdfSpelling): string[] {
  const pairs = (a: GivenAtom) =>
    [
      a.radical === 0 ? '' : ` RAD=${a.radical}`,
      a.isotope === 0 ? '' : ` MASS=${a.isotope}`,
      a.charge === 0 ? '' : ` CHG=${a.charge}`,
    ].join('')
  const drawn = (stereo: number) => (stereo === 0 ? '' : ` CFG=${{ 1: 1, 6: 3 }[stereo] ?? 2}`)
  const lines = [
    'BEGIN CTAB',
    `COUNTS ${atoms.length} ${bonds.length} 0 0 0`,
    'BEGIN ATOM',
    ...atoms.map((a, i) => `${first - i} ${a.element} ${a.at.map(decimal).join('  ')} 0${pairs(a)}`),
    'END ATOM',
    'BEGIN BOND',
    ...bonds.map(
      ({ i, j, order, stereo }, k) => `${k + 1} ${typeOf(order)} ${first - i} ${first - j}${drawn(stereo)}`,
    ),
    'END BOND',
    'END CTAB',
  ]
  return ['  0  0  0     0  0            999 V3000', ...lines.flatMap((line) => broken(line, width))]
}

/** A line in parts of so many characters, each but the last with a hyphen at its end. */
function broken(line: string, width: number): string[] {
  const parts = line.match(new RegExp(`.{1,${width}}`, 'g')) ?? ['']
  return parts.map((part, k) => `M  V30 ${part}${k < parts.length - 1 ? '-' : ''}`)
}
