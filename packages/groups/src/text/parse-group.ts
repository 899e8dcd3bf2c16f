import { Cursor, stringOf, UnsupportedError } from '@buridan/core'
import { directProduct, FiniteGroup, subgroup, wreathProduct } from '@buridan/permutations'
import { type Grid, grid } from '../boards/grid.js'
import { gridSymmetry, gridSymmetryNames, gridSymmetrySynonyms } from '../boards/grid-symmetries.js'
import { embedding } from '../lie/lie-catalogue.js'
import { type Factor, LieGroup, type MixedProduct } from '../lie/lie-group.js'
import { lieProduct } from '../lie/lie-product.js'
import { parseNamedGroup } from './parse-atom.js'
import { permutationsOf, takeCycleList } from './parse-cycle-list.js'

const ON_LAST =
  '“on” takes the whole product before it; for the last factor alone write S(3)x(Dih(4) on grid(3,3)): '
const WITHIN_PARENTHESES = 'put the group on the grid in parentheses, as in (Dih(4) on grid(3,3)) wr S(2)'

/**
 * Reads a finite group from text: `S(5)`, `A(5)`, `Z(8)`, `Dih(4)` on points; `C(4)`, `D(4)` on the plane; `B(3)` signed
 * permutations; `Oh`, `Td`, `C4v`, `D5h`, `Ih`, …, in either case, or `m-3m`, `4/mmm`, `mm2`, …, on ℝ³; `Dic(3)`, `Q8` on ℝ⁴; `PSL(2,7)`, `PGL(2,7)`, `AGL(3,2)`,
 * `M24`, `Cube`, `RubiksCube`, `Rubik3x3x3`, `ZksZnxZn(4,2)`, `p4(5)`, `p4m(5)`, `Trivial(3)`; `perm[[1,2,0],[1,0,2]]` by images,
 * `perm[(0 1 2),(0 1)]` by cycles, on more points `perm[(0 1 2)] on 5`; `signed[[2,-1]]`, `mat[[[0,-1],[1,0]]]` by matrices; `AxB` or `A×B` direct and `A wr B`
 * wreath products, parentheses; `G:perm[[…]]` the subgroup of G that the elements generate; `Dih(4) on grid(5,5)`,
 * `p4m on grid(6,6)`, `Z(5)xZ(5) on grid(5,5)` on the cells of a {@link Grid}, and `… x flip` with an exchange of two colours. All forms with examples are
 * in `groupGrammar`.
 *
 * @throws ParseError with the column of the error
 * @throws UnsupportedError for a Lie group: {@link parseAnyGroup} reads those too
 * @throws InvalidArgumentError if `text` is not a string
 * @remarks O(length of the text), plus the cost of the groups that it names.
 *
 * @example
 * ```ts
 * import { parseGroup } from '@buridan/groups'
 * console.log(parseGroup('Z(3)xS(4)').order, parseGroup('Z(2) wr S(3)').order) // → 72n 48n
 * console.log(parseGroup('perm[(0 1 2),(0 1)]').order, parseGroup('Dih(4) on grid(5,5) x flip').order) // → 6n 16n
 * ```
 */
export function parseGroup(text: string): FiniteGroup {
  const group = parseAnyGroup(text)
  if (group instanceof FiniteGroup) return group
  throw new UnsupportedError(`${group.name} is a Lie group; a finite group is needed here`)
}

/**
 * Reads a group from text, finite or not: all texts of {@link parseGroup}, and `SO(3)`, `O(3)`, `U(2)`, `SU(2)`, `Sp(2)`, `SL(2)`,
 * `GL(2)`, `O(1,3)`, `SO(1,3)`, `SO+(1,3)` (also `O13`, `SO13`, `SO13p`, `Lorentz`), `Scaling(3)`, `Embed(SO(2),3,0)`; the
 * point groups of lines, `C∞v`, `D∞h`, `C∞`, `C∞h`, `D∞` about z, and of a point, `K` = SO(3) and `Kh` = O(3), in either case; products
 * of both kinds such as `SO(3)xS(5)`.
 *
 * @throws ParseError with the column of the error
 * @throws InvalidArgumentError if `text` is not a string
 * @remarks O(length of the text), plus the cost of the groups that it names.
 *
 * @example
 * ```ts
 * import { parseAnyGroup } from '@buridan/groups'
 * console.log(parseAnyGroup('SO(3)xS(5)').name) // → SO(3)xS(5)
 * ```
 */
export function parseAnyGroup(text: string): FiniteGroup | LieGroup | MixedProduct {
  const cursor = new Cursor(stringOf(text, 'a group'))
  const group = parseProduct(cursor)
  if (cursor.at < text.length) cursor.fail('expected “x”, “wr” or the end')
  return group
}

function parseProduct(cursor: Cursor): FiniteGroup | LieGroup | MixedProduct {
  const start = cursor.at
  const board = parseSymmetryOnGrid(cursor)
  const factors = parseFactors(cursor, [board ?? parseWreath(cursor)])
  const whole = board ? multiply(factors) : parseOnGrid(cursor, start, multiply(factors))
  cursor.skip()
  return whole instanceof FiniteGroup ? parseSubgroups(cursor, whole) : refuseSubgroup(cursor, whole, start)
}

/** More factors after the first ones. */
function parseFactors(cursor: Cursor, factors: Factor[]): Factor[] {
  while (cursor.take(/\s*[x×]\s*/)) factors.push(parseWreath(cursor))
  return factors
}

/**
 * A symmetry that only a grid has, or that means another group there, with its grid; undefined where none stands. `D4` and `C4` are
 * those of the plane, in which the grid is.
 */
function parseSymmetryOnGrid(cursor: Cursor): FiniteGroup | undefined {
  const start = cursor.at
  const symmetry = cursor.take(/\s*([A-Za-z]\w*(?:\s*\(\s*\d+\s*\))?)(?=\s*on\b)/)
  const name = (symmetry?.[1] ?? '').replaceAll(/\s/g, '').replace(/^(Dih|D|C)_?(\d)$/, '$1($2)')
  if (!gridSymmetryNames.includes(name) && !gridSymmetrySynonyms.includes(name)) {
    cursor.at = start
    return undefined
  }
  return onGrid(cursor, start, (board) => board.group(gridSymmetry(name)))
}

/** A product A×B on a grid, A on its rows and B on its columns; without a grid the group itself. */
function parseOnGrid(
  cursor: Cursor,
  start: number,
  group: FiniteGroup | LieGroup | MixedProduct,
): FiniteGroup | LieGroup | MixedProduct {
  if (!cursor.take(/\s*(?=on\b)/)) return group
  const base = group instanceof FiniteGroup && !group.within ? group.ownBase : undefined
  if (base?.kind !== 'product' || base.factors.length !== 2) {
    const isProduct = base?.kind === 'product' || 'factors' in group
    return cursor.fail(
      `${isProduct ? ON_LAST : ''}${group.name.slice(0, 40)} is not a symmetry of a grid; there are ${gridSymmetryNames.join(' ')}, and products A×B of a group that permutes the rows and one that permutes the columns, such as Z(5)xZ(5)`,
      start,
    )
  }
  const [rows, columns] = base.factors.map((f) => f.group) as [FiniteGroup, FiniteGroup]
  const made = onGrid(cursor, start, (board) => board.rowsAndColumns(rows, columns))
  return multiply(parseFactors(cursor, [made]))
}

function onGrid(cursor: Cursor, start: number, make: (board: Grid) => FiniteGroup): FiniteGroup {
  cursor.take(/\s*on\s*/)
  const size = cursor.take(/grid\s*\(\s*(\d+)\s*,\s*(\d+)\s*\)/)
  if (!size) return cursor.fail('expected the grid, as in Dih(4) on grid(5,5)')
  const made = cursor.build(start, () => make(grid(Number(size[1]), Number(size[2]))))
  if (cursor.take(/\s*wr(?![a-z])/)) cursor.fail(WITHIN_PARENTHESES, start)
  return made
}

function multiply(factors: readonly Factor[]): FiniteGroup | LieGroup | MixedProduct {
  if (factors.length === 1) return factors[0]!
  const finite = factors.filter((f) => f instanceof FiniteGroup)
  return finite.length === factors.length ? directProduct(...finite) : lieProduct(...factors)
}

function parseSubgroups(cursor: Cursor, group: FiniteGroup): FiniteGroup {
  let current = group
  for (; cursor.take(/:\s*perm\s*(?=\[)/); cursor.skip()) {
    const start = cursor.at
    const whole = current
    const cycles = takeCycleList(cursor)
    const images = cycles ? undefined : (cursor.json() as number[][])
    current = cursor.build(start, () => subgroup(whole, images ?? permutationsOf(cycles!.list, whole.degree)))
  }
  return current
}

function refuseSubgroup<T extends LieGroup | MixedProduct>(cursor: Cursor, group: T, start: number): T {
  if (cursor.text[cursor.at] === ':')
    cursor.fail(`${group.name} is a Lie group; subgroups by elements are those of finite groups`, start)
  return group
}

function parseWreath(cursor: Cursor): Factor {
  let left = parseAtom(cursor)
  for (;;) {
    const start = cursor.at
    if (!cursor.take(/\s*wr(?![a-z])\s*/)) return left
    const a = left
    const b = parseAtom(cursor)
    if (!(a instanceof FiniteGroup) || !(b instanceof FiniteGroup)) {
      return cursor.fail('a wreath product is one of finite groups', start)
    }
    left = cursor.build(start, () => wreathProduct(a, b))
  }
}

function parseAtom(cursor: Cursor): Factor {
  cursor.skip()
  const start = cursor.at
  if (cursor.take(/\(/)) {
    const inner = cursor.nested(() => parseProduct(cursor))
    if (!cursor.take(/\s*\)/)) cursor.fail('expected )')
    if (inner instanceof FiniteGroup || inner instanceof LieGroup) return inner
    return cursor.fail('a product with a Lie group cannot stand in parentheses', start)
  }
  if (cursor.take(/Embed\(/)) return parseEmbedding(cursor, start)
  return parseNamedGroup(cursor)
}

function parseEmbedding(cursor: Cursor, start: number): LieGroup {
  const inner = cursor.nested(() => parseAtom(cursor))
  const numbers = cursor.take(/\s*,\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)/)
  if (!numbers) return cursor.fail('expected the dimension and the offset, as in Embed(SO(2),3,0)')
  if (!(inner instanceof LieGroup))
    return cursor.fail(`${inner.name} is finite; add trivial representations instead`, start)
  return cursor.build(start, () => embedding(inner, Number(numbers[1]), Number(numbers[2] ?? 0)))
}
