import { InvalidArgumentError, integerIn, ofKind, TooLargeError } from '@buridan/core'
import { type BaseSpace, directProduct, FiniteGroup } from '@buridan/permutations'
import { type GridSymmetry, gridGenerators, gridSymmetry } from './grid-symmetries.js'

const MAX_CELLS = 2 ** 16

/** A group on the cells of a grid: its name, with “on”, stands in parentheses within other names. */
class GroupOnGrid extends FiniteGroup {
  override get factorName(): string {
    return `(${this.name})`
  }
}

/**
 * A grid of squares, such as a board or an image: cells 0..height·width−1, row-major, row 0 at the top. A value.
 *
 * @example
 * ```ts
 * import { cyclic, grid } from '@buridan/groups'
 * const board = grid(3, 4)
 * console.log(board.size, board.index(1, 2), board.cell(6)) // → 12 6 [ 1, 2 ]
 * console.log(board.group('Dih(2)').order, board.rowsAndColumns(cyclic(3), cyclic(4)).order) // → 4n 12n
 * ```
 */
export class Grid {
  readonly height: number
  readonly width: number
  /** The number of cells. */
  readonly size: number

  /** @internal Use {@link grid}. */
  constructor(height: number, width: number) {
    integerIn(height, 1, MAX_CELLS, 'height')
    integerIn(width, 1, MAX_CELLS, 'width')
    this.height = height
    this.width = width
    this.size = height * width
    if (this.size > MAX_CELLS) {
      throw new TooLargeError(
        `a grid of ${height}×${width} = ${this.size} cells is refused: the limit is ${MAX_CELLS}`,
      )
    }
    Object.freeze(this)
  }

  /**
   * The number of the cell in a row and a column.
   *
   * @throws InvalidArgumentError if there is no such row or column
   * @remarks O(1).
   */
  index(row: number, column: number): number {
    integerIn(row, 0, this.height - 1, 'row')
    integerIn(column, 0, this.width - 1, 'column')
    return row * this.width + column
  }

  /**
   * The row and the column of a cell.
   *
   * @returns two numbers, [row, column]
   * @throws InvalidArgumentError if there is no such cell
   * @remarks O(1).
   */
  cell(index: number): [number, number] {
    integerIn(index, 0, this.size - 1, 'index')
    return [Math.floor(index / this.width), index % this.width]
  }

  /**
   * A group of symmetries, as permutations of the cells: {@link GridSymmetry} lists them. In text, `Dih(4) on grid(5,5)`.
   *
   * @param symmetry - default all that a board with edges has: `Dih(4)` of a square, `Dih(2)` of an oblong
   * @throws InvalidArgumentError for another name, or one that needs a square where the grid is none
   * @remarks O(cells).
   */
  group(symmetry: GridSymmetry = this.height === this.width ? 'Dih(4)' : 'Dih(2)'): FiniteGroup {
    const name = gridSymmetry(symmetry)
    return this.#acting(name, gridGenerators(this.height, this.width, name))
  }

  /**
   * The product of a group that permutes the rows and one that permutes the columns: shifts of a torus by `cyclic(height)` and
   * `cyclic(width)`, a table with rows and columns in any order by symmetric groups. In text, `S(3)xS(4) on grid(3,4)`.
   *
   * @throws InvalidArgumentError unless they are permutation groups of `height` and of `width` points
   * @remarks O(cells · generators).
   */
  rowsAndColumns(rows: FiniteGroup, columns: FiniteGroup): FiniteGroup {
    refuseOther(rows, this.height, 'rows')
    refuseOther(columns, this.width, 'columns')
    const { width, size } = this
    const images = (f: (row: number, column: number) => number) =>
      Uint32Array.from({ length: size }, (_, p) => f(Math.floor(p / width), p % width))
    const generators = [
      ...rows.ownGenerators.map((g) => images((row, column) => g[row]! * width + column)),
      ...columns.ownGenerators.map((g) => images((row, column) => row * width + g[column]!)),
    ]
    return this.#acting(directProduct(rows, columns).name, generators, {
      order: () => rows.order * columns.order,
    })
  }

  #acting(
    text: string,
    generators: readonly Uint32Array[],
    facts: { readonly order?: () => bigint } = {},
  ): FiniteGroup {
    const name = `${text} on grid(${this.height},${this.width})`
    return new GroupOnGrid(name, this.size, generators, { kind: 'permutation' }, facts)
  }
}

function refuseOther(group: FiniteGroup, degree: number, what: string): void {
  ofKind(group, what, 'finite group')
  const permutes = onPoints(group.ownBase)
  if (!permutes || group.degree !== degree) {
    throw new InvalidArgumentError(
      `${group.shortName} cannot permute ${degree} ${what}: it ${permutes ? `permutes ${group.degree} points` : 'is not a group of permutations'}`,
    )
  }
}

function onPoints(base: BaseSpace): boolean {
  return base.kind === 'product'
    ? base.factors.every((f) => onPoints(f.group.ownBase))
    : base.kind === 'permutation'
}

/**
 * A grid of height × width squares, and its groups.
 *
 * @throws InvalidArgumentError unless both are whole numbers from 1
 * @throws TooLargeError above 65 536 cells
 * @remarks O(1).
 *
 * @example
 * ```ts
 * import { grid, stabilizer, tensor } from '@buridan/groups'
 * const G = grid(3, 3).group() // turns and mirrors of a square
 * const V = tensor(G, 1)
 * console.log(G.order, stabilizer(V, [0, 1, 0, 0, 0, 0, 0, 1, 0]).order) // → 8n 4n
 * console.log(grid(6, 6).group('p4m').order) // → 288n
 * ```
 */
export function grid(height: number, width: number): Grid {
  return new Grid(height, width)
}
