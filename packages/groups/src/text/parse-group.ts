import { Cursor, InvalidArgumentError, stringOf, UnsupportedError } from '@buridan/core'
import { isPointGroupName, pointGroup } from '@buridan/geometry'
import {
  alternating,
  cubeFaces,
  cyclic,
  cyclicPlane,
  dicyclic,
  dihedral,
  dihedralPlane,
  directProduct,
  emlpRubiksCube,
  FiniteGroup,
  generalAffine,
  mathieu,
  matrixGroup,
  p4,
  p4m,
  permutationGroup,
  projectiveGeneralLinear,
  projectiveSpecialLinear,
  quaternion,
  rubiksCube,
  signedPermutationGroup,
  signedPermutations,
  subgroup,
  symmetric,
  torusWithTurns,
  trivialGroup,
  wreathProduct,
} from '@buridan/permutations'
import { axialGroup } from '../lie/axial-groups.js'
import { embedding, generalLinear, scaling, specialLinear, symplectic } from '../lie/lie-catalogue.js'
import { type Factor, LieGroup, type MixedProduct } from '../lie/lie-group.js'
import { lieProduct } from '../lie/lie-product.js'
import { orthogonal, pseudoOrthogonal, specialOrthogonal } from '../lie/orthogonal-groups.js'
import { specialUnitary, unitary } from '../lie/unitary-groups.js'

type Make = (...n: number[]) => Factor

function withArity(arity: number, make: Make): { arities: readonly number[]; make: Make } {
  return { arities: [arity], make }
}

function planar(kind: 'PSL' | 'PGL', make: (q: number) => FiniteGroup) {
  return withArity(2, (d, q) => {
    if (d !== 2) throw new InvalidArgumentError(`${kind}(${d},${q}): only dimension 2 is known`)
    return make(q!)
  })
}

const FAMILIES: Readonly<Record<string, { arities: readonly number[]; make: Make }>> = {
  S: withArity(1, symmetric),
  A: withArity(1, alternating),
  Z: withArity(1, cyclic),
  Dih: withArity(1, dihedral),
  Dic: withArity(1, dicyclic),
  C: withArity(1, cyclicPlane),
  D: withArity(1, dihedralPlane),
  B: withArity(1, signedPermutations),
  Trivial: withArity(1, trivialGroup),
  ZksZnxZn: withArity(2, torusWithTurns),
  p4: withArity(1, p4),
  p4m: withArity(1, p4m),
  AGL: withArity(2, generalAffine),
  PSL: planar('PSL', projectiveSpecialLinear),
  PGL: planar('PGL', projectiveGeneralLinear),
  O: { arities: [1, 2], make: (p, q) => (q === undefined ? orthogonal(p!) : pseudoOrthogonal('O', p!, q)) },
  SO: {
    arities: [1, 2],
    make: (p, q) => (q === undefined ? specialOrthogonal(p!) : pseudoOrthogonal('SO', p!, q)),
  },
  'SO+': withArity(2, (p, q) => pseudoOrthogonal('SO+', p!, q!)),
  U: withArity(1, unitary),
  SU: withArity(1, specialUnitary),
  Sp: withArity(1, symplectic),
  SL: withArity(1, specialLinear),
  GL: withArity(1, generalLinear),
  Scaling: withArity(1, scaling),
}

const NAMED: Readonly<Record<string, () => Factor>> = {
  Cube: cubeFaces,
  RubiksCube: emlpRubiksCube,
  Rubik3x3x3: rubiksCube,
  Q8: quaternion,
  M11: () => mathieu(11),
  M12: () => mathieu(12),
  M22: () => mathieu(22),
  M23: () => mathieu(23),
  M24: () => mathieu(24),
  Lorentz: () => pseudoOrthogonal('O', 1, 3),
  O13: () => pseudoOrthogonal('O', 1, 3),
  SO13: () => pseudoOrthogonal('SO', 1, 3),
  SO13p: () => pseudoOrthogonal('SO+', 1, 3),
  O11: () => pseudoOrthogonal('O', 1, 1),
  SO11: () => pseudoOrthogonal('SO', 1, 1),
  SO11p: () => pseudoOrthogonal('SO+', 1, 1),
}

/** Names as alternatives of a pattern, the longer ones first. */
function alternatives(names: readonly string[]): string {
  return [...names]
    .sort((a, b) => b.length - a.length)
    .join('|')
    .replaceAll('+', '\\+')
}

const FAMILY_CALL = new RegExp(
  `(${alternatives(Object.keys(FAMILIES))})\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)`,
)
const END_OF_NAME = '(?=\\s*(?:[x×]|:|,|\\)|wr\\b|$))'
const NAME = new RegExp(`(${alternatives(Object.keys(NAMED))})${END_OF_NAME}`)
const POINT_GROUP = new RegExp(`([A-Za-z]{1,2}\\d*[vhdiVHDI]?)${END_OF_NAME}`)
/** Names of point groups of lines and of single points; `inf` in place of ∞. */
const INFINITE_POINT_GROUP = new RegExp(`(?:([CDcd])(?:∞|inf)([vhVH]?)|[Kk]([hH]?))${END_OF_NAME}`)
const EXPECTED = 'expected a group, such as S(5), Dih(4), Oh, SO(3) or perm[[1,2,0]]'

/**
 * Reads a finite group from text: `S(5)`, `A(5)`, `Z(8)`, `Dih(4)` on points; `C(4)`, `D(4)` on the plane; `B(3)` signed
 * permutations; `Oh`, `Td`, `C4v`, `D5h`, `Ih`, …, in either case, on ℝ³; `Dic(3)`, `Q8` on ℝ⁴; `PSL(2,7)`, `PGL(2,7)`, `AGL(3,2)`, `M24`, `Cube`, `RubiksCube`,
 * `Rubik3x3x3`, `ZksZnxZn(4,2)`, `p4(5)`, `p4m(5)`, `Trivial(3)`; `perm[[1,2,0],[1,0,2]]` by images, `signed[[2,-1]]`,
 * `mat[[[0,-1],[1,0]]]` by matrices; `AxB` or `A×B` direct and `A wr B` wreath products, parentheses; `G:perm[[…]]` the subgroup of G
 * that the elements generate.
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
  const factors = [parseWreath(cursor)]
  while (cursor.take(/\s*[x×]\s*/)) factors.push(parseWreath(cursor))
  const whole = multiply(factors)
  cursor.skip()
  return whole instanceof FiniteGroup ? parseSubgroups(cursor, whole) : refuseSubgroup(cursor, whole, start)
}

function multiply(factors: readonly Factor[]): FiniteGroup | LieGroup | MixedProduct {
  if (factors.length === 1) return factors[0]!
  const finite = factors.filter((f) => f instanceof FiniteGroup)
  return finite.length === factors.length ? directProduct(...finite) : lieProduct(...factors)
}

function parseSubgroups(cursor: Cursor, group: FiniteGroup): FiniteGroup {
  let current = group
  for (; cursor.take(/:\s*perm(?=\[)/); cursor.skip()) {
    const start = cursor.at
    const generators = cursor.json() as number[][]
    const whole = current
    current = cursor.build(start, () => subgroup(whole, generators))
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
    if (!cursor.take(/\s*wr\b\s*/)) return left
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
  const literal = cursor.take(/(perm|signed|mat)(?=\[)/)
  if (literal) {
    const value = cursor.json()
    return cursor.build(start, () => literalGroup(literal[1]!, value))
  }
  if (cursor.take(/Embed\(/)) return parseEmbedding(cursor, start)
  const family = cursor.take(FAMILY_CALL)
  if (family) {
    const { arities, make } = FAMILIES[family[1]!]!
    const numbers = family.slice(2).filter((a) => a !== undefined)
    if (!arities.includes(numbers.length))
      cursor.fail(`${family[1]} takes ${arities.join(' or ')} number(s)`, start)
    return cursor.build(start, () => make(...numbers.map(Number)))
  }
  const named = cursor.take(NAME)
  if (named) return NAMED[named[1]!]!()
  const infinite = cursor.take(INFINITE_POINT_GROUP)
  if (infinite) return infinitePointGroup(infinite) ?? cursor.fail(EXPECTED, start)
  const point = cursor.take(POINT_GROUP)
  if (point && isPointGroupName(point[1]!)) return pointGroup(point[1]!)
  return cursor.fail(EXPECTED, start)
}

/** Undefined for D∞v, which is D∞h. */
function infinitePointGroup([, family, suffix, sphere]: RegExpExecArray): LieGroup | undefined {
  if (family) return axialGroup(`${family.toUpperCase()}∞${suffix!.toLowerCase()}`)
  return sphere ? orthogonal(3) : specialOrthogonal(3)
}

function parseEmbedding(cursor: Cursor, start: number): LieGroup {
  const inner = cursor.nested(() => parseAtom(cursor))
  const numbers = cursor.take(/\s*,\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)/)
  if (!numbers) return cursor.fail('expected the dimension and the offset, as in Embed(SO(2),3,0)')
  if (!(inner instanceof LieGroup))
    return cursor.fail(`${inner.name} is finite; add trivial representations instead`, start)
  return cursor.build(start, () => embedding(inner, Number(numbers[1]), Number(numbers[2] ?? 0)))
}

function literalGroup(kind: string, value: unknown): FiniteGroup {
  switch (kind) {
    case 'perm':
      return permutationGroup(value as number[][])
    case 'signed':
      return signedPermutationGroup(value as number[][])
    default:
      return matrixGroup(value as number[][][])
  }
}
