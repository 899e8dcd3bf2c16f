import { InvalidArgumentError, knownOptions, type Permutation, shown } from '@buridan/core'
import { directProduct, elementsOf, type FiniteGroup, subgroup } from '@buridan/permutations'
import { multiple, tensorProduct } from '../representation/algebra.js'
import {
  baseRepresentation,
  factorRepresentation,
  permutationRepresentation,
  trivial,
} from '../representation/base-representation.js'
import type { Representation } from '../representation/representation.js'
import { cellsName } from './element-names.js'
import { flip } from './flip.js'
import { type Grid, grid } from './grid.js'
import { type GridSymmetry, gridSymmetry, isTorus } from './grid-symmetries.js'
import { NamedElements } from './named-elements.js'
import { boardImages, isSquareOnly, PLANE_MOVES, planeMove } from './plane-moves.js'

/** Options of {@link boardGroup}. */
export interface BoardOptions {
  /** Moves of the board that keep the rules of the game; default all: `Dih(4)` of a square board, `Dih(2)` of another. */
  readonly symmetry?: GridSymmetry
  /**
   * Whether the game is the same with the colours exchanged: `true`, as in Go; or only together with a move, by name, as `turn 180°` in
   * draughts and `mirror up–down` in chess. Default false.
   */
  readonly colourSwap?: boolean | string
}

/** An element of the group of a board. */
export interface BoardElement {
  /** Its number in `elementsOf(group)`. */
  readonly index: number
  /** `turn 180°`, `mirror left–right`, `shift 1 down`, …, with `swap colours` where it does. */
  readonly name: string
  /** Cell i goes to `cells[i]`. */
  readonly cells: Permutation
  readonly swapsColours: boolean
  /** The element of the group: of its points, the cells and, where colours may swap, two more. */
  readonly permutation: Permutation
}

/** The group of a board, and what it does to what stands on it. */
export interface BoardGroup {
  readonly grid: Grid
  readonly group: FiniteGroup
  /** One number a cell, whatever the colours: height·width numbers, row-major. For moves to be chosen. */
  readonly cells: Representation
  /** One number that changes its sign when colours swap: the value of a position for the first player. */
  readonly colour: Representation
  /** One number a cell that changes its sign when colours swap: 1 for stones of the first player, −1 for those of the second. */
  readonly stones: Representation
  /** Two planes of height·width numbers, of the first player's stones and of the second's, exchanged when colours swap. */
  readonly planes: Representation
  /** All elements, with names. */
  readonly elements: NamedElements<BoardElement>
}

/**
 * The symmetries of a board of height × width squares, on which two colours play or none: group, representations of what stands on the
 * board, and all elements with names. In text, `Dih(4) on grid(5,5) x flip`.
 *
 * @throws InvalidArgumentError for a size, a symmetry or a move that the board does not have
 * @throws TooLargeError above 65 536 cells, and for the list of more than 200 000 elements when it is asked for
 * @remarks O(cells); the elements are listed when first asked for, O(order · cells).
 *
 * @example
 * ```ts
 * import { boardGroup } from '@buridan/groups'
 * const go = boardGroup(5, 5, { colourSwap: true })
 * console.log(go.group.name, go.group.order) // → (Dih(4) on grid(5,5))xflip 16n
 * const connectFour = boardGroup(6, 7, { symmetry: 'Dih(1)', colourSwap: true })
 * const names = Array.from(connectFour.elements, (e) => e.name)
 * console.log(names.join('; ')) // → identity; swap colours; mirror left–right; mirror left–right and swap colours
 * const draughts = boardGroup(8, 8, { symmetry: 'C(1)', colourSwap: 'turn 180°' })
 * console.log(draughts.group.order, draughts.stones.dim, draughts.planes.dim) // → 2n 64 128
 * ```
 */
export function boardGroup(height: number, width: number, options: BoardOptions = {}): BoardGroup {
  knownOptions(options, { symmetry: true, colourSwap: true }, 'boardGroup')
  const board = grid(height, width)
  const { colourSwap = false } = options
  const moves = options.symmetry === undefined ? board.group() : board.group(options.symmetry)
  if (colourSwap === false) return withoutColours(board, moves)
  const group =
    colourSwap === true ? directProduct(moves, flip()) : swappedBy(board, moves, colourSwap, options.symmetry)
  const cells = factorRepresentation(group, 0)
  const colour = factorRepresentation(group, 1)
  return {
    grid: board,
    group,
    cells,
    colour,
    stones: tensorProduct(cells, colour),
    planes: tensorProduct(permutationRepresentation(group, 1), cells),
    elements: elementsOfBoard(board, group),
  }
}

function withoutColours(board: Grid, group: FiniteGroup): BoardGroup {
  const cells = baseRepresentation(group)
  return {
    grid: board,
    group,
    cells,
    colour: trivial(group),
    stones: cells,
    planes: multiple(2, cells),
    elements: elementsOfBoard(board, group),
  }
}

/** The moves that keep the colours, and one that swaps them, within the product of all moves and the swap. */
function swappedBy(
  board: Grid,
  moves: FiniteGroup,
  name: unknown,
  symmetry: GridSymmetry | undefined,
): FiniteGroup {
  const { height, width, size } = board
  const move = typeof name === 'string' ? planeMove(name) : undefined
  const known = PLANE_MOVES.filter((m) => height === width || !isSquareOnly(m))
  if (!move || !known.includes(move)) {
    throw new InvalidArgumentError(
      `colourSwap is ${shown(name)}; it must be true, false or a move of the board: ${known.map((m) => m.name).join(', ')}`,
    )
  }
  const torus = symmetry !== undefined && isTorus(gridSymmetry(symmetry))
  const whole = torus ? board.group(height === width ? 'p4m' : 'pmm') : board.group()
  const lifted = (cells: Permutation, swap: boolean) => [
    ...cells,
    size + (swap ? 1 : 0),
    size + (swap ? 0 : 1),
  ]
  return subgroup(directProduct(whole, flip()), [
    ...moves.ownGenerators.map((g) => lifted(g, false)),
    lifted(boardImages(height, width, move), true),
  ])
}

function elementsOfBoard({ height, width, size }: Grid, group: FiniteGroup): NamedElements<BoardElement> {
  const make = (index: number): BoardElement => {
    const permutation = elementsOf(group).at(index)
    const cells = permutation.slice(0, size)
    const swapsColours = permutation.length > size && permutation[size] !== size
    return { index, name: nameOf(height, width, cells, swapsColours), cells, swapsColours, permutation }
  }
  return new NamedElements(() => elementsOf(group).order, make)
}

function nameOf(height: number, width: number, cells: Permutation, swapsColours: boolean): string {
  const move = cellsName(height, width, cells)
  if (!swapsColours) return move
  return move === 'identity' ? 'swap colours' : `${move} and swap colours`
}
