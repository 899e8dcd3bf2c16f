/** A turn or a mirror image of the plane that maps rows and columns of squares to such: a signed permutation of the two axes. */
export interface PlaneMove {
  readonly name: PlaneMoveName
  /** (row, column) ↦ (a·row + b·column, c·row + d·column), about the middle of the board. */
  readonly matrix: readonly [number, number, number, number]
}

/** The eight symmetries of a square by name; those of an oblong are the ones without a quarter turn or a diagonal. */
export type PlaneMoveName =
  | 'identity'
  | 'turn 90° clockwise'
  | 'turn 180°'
  | 'turn 90° anticlockwise'
  | 'mirror left–right'
  | 'mirror up–down'
  | 'mirror in the main diagonal'
  | 'mirror in the other diagonal'

/** Row 0 is at the top; the main diagonal goes from the first row and column to the last. */
export const PLANE_MOVES: readonly PlaneMove[] = [
  { name: 'identity', matrix: [1, 0, 0, 1] },
  { name: 'turn 90° clockwise', matrix: [0, 1, -1, 0] },
  { name: 'turn 180°', matrix: [-1, 0, 0, -1] },
  { name: 'turn 90° anticlockwise', matrix: [0, -1, 1, 0] },
  { name: 'mirror left–right', matrix: [1, 0, 0, -1] },
  { name: 'mirror up–down', matrix: [-1, 0, 0, 1] },
  { name: 'mirror in the main diagonal', matrix: [0, 1, 1, 0] },
  { name: 'mirror in the other diagonal', matrix: [0, -1, -1, 0] },
]

/** The move with a name; a hyphen stands for a dash, and the sign of degrees may be left out. */
export function planeMove(name: string): PlaneMove | undefined {
  const plain = (text: string) => text.replaceAll('–', '-').replaceAll('°', '').toLowerCase().trim()
  return PLANE_MOVES.find((m) => plain(m.name) === plain(name))
}

/** Whether the move exchanges the two axes, so that it needs a square. */
export function isSquareOnly({ matrix }: PlaneMove): boolean {
  return matrix[0] === 0
}

/** The images of the cells under a move about the middle of a board. */
export function boardImages(height: number, width: number, { matrix: [a, b, c, d] }: PlaneMove): Uint32Array {
  const down = a + b < 0 ? height - 1 : 0
  const right = c + d < 0 ? width - 1 : 0
  return Uint32Array.from({ length: height * width }, (_, p) => {
    const [row, column] = [Math.floor(p / width), p % width]
    return (a * row + b * column + down) * width + c * row + d * column + right
  })
}

/** The images of the cells of a torus under a move about cell 0 and then a shift down and to the right. */
export function torusImages(
  height: number,
  width: number,
  { matrix: [a, b, c, d] }: PlaneMove,
  down = 0,
  right = 0,
): Uint32Array {
  const modulo = (v: number, n: number) => ((v % n) + n) % n
  return Uint32Array.from({ length: height * width }, (_, p) => {
    const [row, column] = [Math.floor(p / width), p % width]
    return modulo(a * row + b * column + down, height) * width + modulo(c * row + d * column + right, width)
  })
}
