import fc from 'fast-check'

/** A frame of atoms with a label of each kind; numbers are decimals, to be spelt otherwise without another value. */
export interface GivenFrame {
  readonly elements: readonly string[]
  readonly positions: readonly (readonly string[])[]
  readonly dipole: readonly string[]
  readonly energy: string
  readonly forces: readonly (readonly string[])[]
}

type Points = readonly (readonly [string, number, number, number])[]

const R = Math.sqrt(3) / 2
/** Molecules of many point groups, in Å. */
const SHAPES: readonly Points[] = [
  [
    ['O', 0, 0, 0.12],
    ['H', 0, 0.76, -0.48],
    ['H', 0, -0.76, -0.48],
  ],
  [
    ['N', 0, 0, 0.3],
    ['H', 0.94, 0, 0],
    ['H', -0.47, 0.94 * R, 0],
    ['H', -0.47, -0.94 * R, 0],
  ],
  [
    ['C', 0, 0, 0],
    ['H', 0.63, 0.63, 0.63],
    ['H', 0.63, -0.63, -0.63],
    ['H', -0.63, 0.63, -0.63],
    ['H', -0.63, -0.63, 0.63],
  ],
  [
    ['C', 0, 0, 0],
    ['O', 0, 0, 1.16],
    ['O', 0, 0, -1.16],
  ],
  [
    ['H', 0, 0, 0],
    ['Cl', 0, 0, 1.27],
  ],
  [
    ['Xe', 0, 0, 0],
    ['F', 1.95, 0, 0],
    ['F', -1.95, 0, 0],
    ['F', 0, 1.95, 0],
    ['F', 0, -1.95, 0],
  ],
  [
    ['H', 0.9, 0.8, 0.3],
    ['O', 0.1, 0.7, 0],
    ['O', 0, -0.7, 0.1],
    ['H', 0.9, -0.8, -0.5],
  ],
  [
    ['C', 0, 0, 0],
    ['H', 0.6, 0.6, 0.7],
    ['F', 0.8, -0.8, -0.7],
    ['Cl', -1, 1, -0.9],
    ['Br', -1.1, -1.2, 1],
  ],
  [['Ar', 0, 0, 0]],
]

/** Where the atoms of a molecule are, and what they are. */
export interface GivenMolecule {
  readonly elements: readonly string[]
  readonly positions: readonly (readonly number[])[]
}

/** Molecules at rest, symmetric but for the last two. */
export const molecules: fc.Arbitrary<GivenMolecule> = fc.constantFrom(...SHAPES).map((points) => ({
  elements: points.map(([element]) => element),
  positions: points.map(([, ...place]) => place),
}))

/** A decimal of so many digits behind the point. */
const decimals = (digits: number, most = 3) =>
  fc
    .integer({ min: -most * 10 ** digits, max: most * 10 ** digits })
    .map((k) => (k / 10 ** digits).toFixed(digits).replace(/^-(0\.?0*)$/, '$1'))

/** Frames with two decimals, of symmetric and distorted molecules. */
export const frames: fc.Arbitrary<GivenFrame> = molecules.chain(({ elements, positions }) =>
  fc.record({
    elements: fc.constant(elements),
    positions: fc
      .constantFrom(0, 0, 0.06)
      .chain((s) =>
        fc.tuple(
          ...positions.map((p) =>
            fc.tuple(...p.map((v) => fc.integer({ min: -1, max: 1 }).map((k) => (v + s * k).toFixed(2)))),
          ),
        ),
      ),
    dipole: fc.tuple(decimals(2), decimals(2), decimals(2)),
    energy: decimals(3),
    forces: fc.tuple(...elements.map(() => fc.tuple(decimals(1), decimals(1), decimals(1)))),
  }),
)
