import fc from 'fast-check'

/** A crystal that is written as a POSCAR file: an atom of each run has the element of the run. */
export interface GivenCell {
  readonly lattice: readonly (readonly number[])[]
  readonly runs: readonly { readonly element: string; readonly at: readonly (readonly number[])[] }[]
}

const hundredths = (min: number, max: number) => fc.integer({ min, max }).map((v) => v / 100)
const coordinates = fc.tuple(hundredths(-99, 199), hundredths(-99, 199), hundredths(-99, 199))

export const cells: fc.Arbitrary<GivenCell> = fc.record({
  // longer along its axis than across: never flat
  lattice: fc
    .tuple(...[0, 1, 2].map(() => fc.tuple(hundredths(-99, 99), hundredths(-99, 99), hundredths(300, 900))))
    .map((rows) =>
      rows.map(([p, q, r], i) => [0, 1, 2].map((k) => (k === i ? r! : k === (i + 1) % 3 ? p! : q!))),
    ),
  runs: fc.array(
    fc.record({
      element: fc.constantFrom('O', 'Ti', 'Ba', 'Pb', 'C'),
      at: fc.array(coordinates, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
})

/** How a file is written; each kind of spelling says the same. */
export interface PoscarSpelling {
  readonly scale: 'one' | 'factor' | 'three' | 'volume'
  readonly isCartesian: boolean
  readonly isSelective: boolean
  readonly behind: 'nothing' | 'element' | 'words'
  readonly potentials: boolean
  readonly newline: string
  readonly tail: boolean
}

export const poscarSpellings: fc.Arbitrary<PoscarSpelling> = fc.record({
  scale: fc.constantFrom('one', 'factor', 'three', 'volume'),
  isCartesian: fc.boolean(),
  isSelective: fc.boolean(),
  behind: fc.constantFrom('nothing', 'element', 'words'),
  potentials: fc.boolean(),
  newline: fc.constantFrom('\n', '\r\n'),
  tail: fc.boolean(),
})

const FACTORS = { one: [1, 1, 1], factor: [2.5, 2.5, 2.5], three: [2, 0.5, 4] } as const

/** The crystal as a POSCAR file. */
export function poscarOf({ lattice, runs }: GivenCell, how: PoscarSpelling): string {
  const [a, b, c] = lattice as [number[], number[], number[]]
  const volume = Math.abs(
    a[0]! * (b[1]! * c[2]! - b[2]! * c[1]!) -
      a[1]! * (b[0]! * c[2]! - b[2]! * c[0]!) +
      a[2]! * (b[0]! * c[1]! - b[1]! * c[0]!),
  )
  const factors = how.scale === 'volume' ? FACTORS.factor : FACTORS[how.scale]
  const scale = how.scale === 'three' ? factors.join(' ') : how.scale === 'volume' ? -volume : factors[0]
  const unscaled = (v: readonly number[]) => v.map((x, k) => x / factors[k]!)
  const inSpace = (p: readonly number[]) =>
    [0, 1, 2].map((k) => p.reduce((sum, x, i) => sum + x * lattice[i]![k]!, 0))
  const row = (v: readonly number[]) => v.map((x) => x.toFixed(14)).join('  ')
  const behind = (element: string) =>
    ({ nothing: '', element: `  ${element}`, words: '  ! a site' })[how.behind]
  const atoms = runs.flatMap(({ element, at }) =>
    at.map(
      (p) =>
        `${row(how.isCartesian ? unscaled(inSpace(p)) : p)}${how.isSelective ? ' T F T' : ''}${behind(element)}`,
    ),
  )
  const count = atoms.length
  return [
    'a title',
    `${scale}`,
    ...lattice.map((v) => row(unscaled(v))),
    runs.map(({ element }) => (how.potentials ? `${element}_pv` : element)).join('   '),
    runs.map(({ at }) => at.length).join('  '),
    ...(how.isSelective ? ['Selective dynamics'] : []),
    how.isCartesian ? 'Cartesian' : 'direct',
    ...atoms,
    ...(how.tail ? ['', ...Array(count).fill('0.1 0.2 -0.3')] : []),
    '',
  ].join(how.newline)
}
