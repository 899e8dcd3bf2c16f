import { InvalidArgumentError, shown } from '@buridan/core'
import {
  boardImages,
  isSquareOnly,
  PLANE_MOVES,
  type PlaneMove,
  type PlaneMoveName,
  torusImages,
} from './plane-moves.js'

/**
 * Symmetries of a grid of squares. With edges: `C(1)` none, `C(2)` the half turn, `C(4)` quarter turns, `Dih(1)` the mirror left–right,
 * `Dih(2)` the mirrors left–right and up–down, `Dih(4)` all eight of a square. On a torus, where rows and columns go round, the plane
 * groups with the shifts by one cell: `p1` shifts alone, and with them `p2` the half turn, `pm` the mirror left–right, `pmm` both mirrors, `cm` the
 * mirror in the main diagonal, `cmm` in both, `p4` quarter turns, `p4m` all eight.
 */
export type GridSymmetry =
  | 'C(1)'
  | 'C(2)'
  | 'C(4)'
  | 'Dih(1)'
  | 'Dih(2)'
  | 'Dih(4)'
  | 'p1'
  | 'p2'
  | 'pm'
  | 'pmm'
  | 'cm'
  | 'cmm'
  | 'p4'
  | 'p4m'

const BOARDS: Readonly<Record<string, readonly PlaneMoveName[]>> = {
  'C(1)': [],
  'C(2)': ['turn 180°'],
  'C(4)': ['turn 90° clockwise'],
  'Dih(1)': ['mirror left–right'],
  'Dih(2)': ['mirror left–right', 'mirror up–down'],
  'Dih(4)': ['turn 90° clockwise', 'mirror left–right'],
}
const TORI: Readonly<Record<string, readonly PlaneMoveName[]>> = {
  p1: [],
  p2: ['turn 180°'],
  pm: ['mirror left–right'],
  pmm: ['mirror left–right', 'mirror up–down'],
  cm: ['mirror in the main diagonal'],
  cmm: ['mirror in the main diagonal', 'mirror in the other diagonal'],
  p4: ['turn 90° clockwise'],
  p4m: ['turn 90° clockwise', 'mirror left–right'],
}
/** Other names: those of the groups on the plane, and the long ones of the International Tables. */
const SYNONYMS: Readonly<Record<string, GridSymmetry>> = {
  'D(1)': 'Dih(1)',
  'D(2)': 'Dih(2)',
  'D(4)': 'Dih(4)',
  p1m1: 'pm',
  p2mm: 'pmm',
  c1m1: 'cm',
  c2mm: 'cmm',
  p4mm: 'p4m',
}

/** All names of symmetries of a grid. */
export const gridSymmetryNames: readonly string[] = [...Object.keys(BOARDS), ...Object.keys(TORI)]
/** Their other names. */
export const gridSymmetrySynonyms: readonly string[] = Object.keys(SYNONYMS)

/** @throws InvalidArgumentError for another name */
export function gridSymmetry(name: string): GridSymmetry {
  if (typeof name === 'string') {
    if (Object.hasOwn(SYNONYMS, name)) return SYNONYMS[name]!
    if (gridSymmetryNames.includes(name)) return name as GridSymmetry
  }
  throw new InvalidArgumentError(
    `${shown(name)} is not a symmetry of a grid; there are ${gridSymmetryNames.join(' ')}, and products A×B of a group that permutes the rows and one that permutes the columns`,
  )
}

/** Whether rows and columns go round. */
export function isTorus(symmetry: GridSymmetry): boolean {
  return Object.hasOwn(TORI, symmetry)
}

/**
 * Generators of a symmetry of a grid, as images of its cells: on a torus the shifts down and to the right first.
 *
 * @throws InvalidArgumentError if it needs a square and the grid is none
 */
export function gridGenerators(height: number, width: number, symmetry: GridSymmetry): Uint32Array[] {
  const torus = isTorus(symmetry)
  const moves = (torus ? TORI : BOARDS)[symmetry]!.map(moveNamed)
  if (height !== width && moves.some(isSquareOnly)) {
    const others = Object.entries(torus ? TORI : BOARDS).filter(
      ([, m]) => !m.map(moveNamed).some(isSquareOnly),
    )
    throw new InvalidArgumentError(
      `${symmetry} exchanges rows and columns, and a grid of ${height}×${width} cells is not a square; on it there are ${others.map(([n]) => n).join(' ')}`,
    )
  }
  if (!torus) return moves.map((m) => boardImages(height, width, m))
  const [identity] = PLANE_MOVES
  return [
    torusImages(height, width, identity!, 1, 0),
    torusImages(height, width, identity!, 0, 1),
    ...moves.map((m) => torusImages(height, width, m)),
  ]
}

function moveNamed(name: PlaneMoveName): PlaneMove {
  return PLANE_MOVES.find((m) => m.name === name)!
}
