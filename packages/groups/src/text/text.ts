import {
  alternating,
  cubeFaces,
  cyclic,
  cyclicPlane,
  dihedral,
  dihedralPlane,
  directProduct,
  signedPermutationGroup,
  signedPermutations,
  symmetric,
  torusWithTurns,
  trivialGroup,
} from '../catalogue/catalogue.js'
import { pointGroup, pointGroupNames } from '../catalogue/point-groups.js'
import { emlpRubiksCube, rubiksCube } from '../catalogue/rubik.js'
import { BuridanError, ParseError, UnsupportedError } from '../core/errors.js'
import { stringOf } from '../core/validate.js'
import { matrixGroup } from '../matrix/matrix-group.js'
import { type FiniteGroup, permutationGroup, subgroup } from '../permutation/finite-group.js'
import { actionRepresentation, regular } from '../representation/action-representation.js'
import { directSum, dual, multiple, tensor, tensorPower, tensorProduct } from '../representation/algebra.js'
import {
  baseRepresentation,
  factorRepresentation,
  permutationRepresentation,
} from '../representation/base-representation.js'
import { matrixRepresentation } from '../representation/matrix-representation.js'
import type { Representation } from '../representation/representation.js'

const FAMILIES: Readonly<Record<string, { arity: number; make: (...n: number[]) => FiniteGroup }>> = {
  S: { arity: 1, make: symmetric },
  A: { arity: 1, make: alternating },
  Z: { arity: 1, make: cyclic },
  Dih: { arity: 1, make: dihedral },
  C: { arity: 1, make: cyclicPlane },
  D: { arity: 1, make: dihedralPlane },
  B: { arity: 1, make: signedPermutations },
  Trivial: { arity: 1, make: trivialGroup },
  ZksZnxZn: { arity: 2, make: torusWithTurns },
}

const NAMED: Readonly<Record<string, () => FiniteGroup>> = {
  Cube: cubeFaces,
  RubiksCube: emlpRubiksCube,
  Rubik3x3x3: rubiksCube,
}

const FAMILY_CALL = new RegExp(
  `(${alternatives(Object.keys(FAMILIES))})\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)`,
)
const NAME = new RegExp(`(${alternatives([...Object.keys(NAMED), ...pointGroupNames])})(?=\\s*(x|:|$))`)

/** Names as alternatives of a pattern, the longer ones first. */
function alternatives(names: readonly string[]): string {
  return [...names].sort((a, b) => b.length - a.length).join('|')
}

/** Groups that are known by name but are not finite. */
const INFINITE = /^((SO|O|U|SU|SL|GL|Sp)\(\d+(,\d+)?\)|SO\d+p?|O\d+|Lorentz)/

/** A position in a text, from which tokens are taken. */
class Cursor {
  at = 0
  constructor(readonly text: string) {}

  take(pattern: RegExp): RegExpExecArray | undefined {
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = this.at
    const match = sticky.exec(this.text)
    if (!match) return undefined
    this.at = sticky.lastIndex
    return match
  }

  skip(): void {
    this.take(/\s*/)
  }

  fail(what: string, at = this.at): never {
    throw new ParseError(this.text, at + 1, what)
  }

  /** A JSON array that starts here, brackets matched. */
  json(): unknown {
    const start = this.at
    let depth = 0
    for (let i = start; i < this.text.length; i++) {
      if (this.text[i] === '[') depth++
      if (this.text[i] === ']' && --depth === 0) {
        this.at = i + 1
        try {
          return JSON.parse(this.text.slice(start, this.at))
        } catch {
          this.fail('this is no JSON array of numbers', start)
        }
      }
    }
    return this.fail('expected a closed array [ … ]', start)
  }

  /** Runs a constructor and reports what it refuses at the column where its text starts. */
  build<T>(start: number, make: () => T): T {
    try {
      return make()
    } catch (error) {
      if (error instanceof BuridanError && error.code !== 'PARSE_ERROR' && error.code !== 'INVALID_ARGUMENT')
        throw error
      if (error instanceof ParseError) throw error
      return this.fail(error instanceof Error ? error.message : String(error), start)
    }
  }
}

/**
 * Reads a group from text: `S(5)`, `A(5)`, `Z(8)`, `Dih(4)` on points; `C(4)`, `D(4)` on the plane; `B(3)` signed
 * permutations; `Oh`, `Td`, `C4v`, … on ℝ³; `Cube`, `RubiksCube`, `ZksZnxZn(4,2)`, `Trivial(3)`;
 * `perm[[1,2,0],[1,0,2]]` by images, `signed[[2,-1]]`, `mat[[[0,-1],[1,0]]]` by matrices; `AxB` direct products; `G:perm[[…]]` the
 * subgroup of G that elements generate.
 *
 * @throws ParseError with the column where it went wrong
 * @throws UnsupportedError for a Lie group
 *
 * @example
 * ```ts
 * import { parseGroup } from '@buridan/groups'
 * console.log(parseGroup('Z(3)xS(4)').order) // → 72n
 * ```
 */
export function parseGroup(text: string): FiniteGroup {
  const cursor = new Cursor(stringOf(text, 'a group'))
  const factors = [parseFactor(cursor)]
  while (cursor.take(/\s*x\s*/)) factors.push(parseFactor(cursor))
  let group = factors.length === 1 ? factors[0]! : directProduct(...factors)
  for (cursor.skip(); cursor.take(/:\s*perm(?=\[)/); cursor.skip()) {
    const start = cursor.at
    const generators = cursor.json() as number[][]
    const whole = group
    group = cursor.build(start, () => subgroup(whole, generators))
  }
  if (cursor.at < text.length) cursor.fail('expected “x” and another group')
  return group
}

function parseFactor(cursor: Cursor): FiniteGroup {
  cursor.skip()
  const start = cursor.at
  const literal = cursor.take(/(perm|signed|mat)(?=\[)/)
  if (literal) {
    const value = cursor.json()
    return cursor.build(start, () => literalGroup(literal[1]!, value))
  }
  if (INFINITE.test(cursor.text.slice(start))) {
    throw new UnsupportedError(
      `${INFINITE.exec(cursor.text.slice(start))![0]} is a Lie group; only finite groups are supported`,
    )
  }
  const family = cursor.take(FAMILY_CALL)
  if (family) {
    const { arity, make } = FAMILIES[family[1]!]!
    const numbers = family.slice(2).filter((a) => a !== undefined)
    if (numbers.length !== arity) cursor.fail(`${family[1]} takes ${arity} number(s)`, start)
    return cursor.build(start, () => make(...numbers.map(Number)))
  }
  const name = cursor.take(NAME)?.[0]
  if (name === undefined)
    return cursor.fail('expected a group, such as S(5), Dih(4), Oh or perm[[1,2,0]]', start)
  return NAMED[name]?.() ?? pointGroup(name)
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

/**
 * Reads a representation of a group from text: `V` the base representation, `V*` its dual, `T(p,q)`, `R` regular, `P`
 * the points, `V_a`, `V_b` the factors of a direct product, `+` sums, `*` tensor products or a number of copies, `^`
 * tensor powers, parentheses, `M[[[…]]]` one matrix a generator, `A[[…]]` one permutation a generator.
 *
 * @throws ParseError with the column where it went wrong
 *
 * @example
 * ```ts
 * import { parseRepresentation, symmetric } from '@buridan/groups'
 * console.log(parseRepresentation(symmetric(5), '10*T(1)+5*T(2)').dim) // → 175
 * ```
 */
export function parseRepresentation(group: FiniteGroup, text: string): Representation {
  const cursor = new Cursor(stringOf(text, 'a representation'))
  const rep = parseSum(cursor, group)
  cursor.skip()
  if (cursor.at < text.length) cursor.fail('expected +, *, ^ or the end')
  return rep
}

function parseSum(cursor: Cursor, group: FiniteGroup): Representation {
  const terms = [parseProduct(cursor, group)]
  while (cursor.take(/\s*\+/)) terms.push(parseProduct(cursor, group))
  return terms.length === 1 ? terms[0]! : directSum(...terms)
}

function parseProduct(cursor: Cursor, group: FiniteGroup): Representation {
  const start = cursor.at
  let copies = 1
  for (let n = cursor.take(/\s*(\d+)\s*\*/); n; n = cursor.take(/\s*(\d+)\s*\*/)) copies *= Number(n[1])
  let product = parsePower(cursor, group)
  // a star before another factor is the tensor product, any other star is the dual and was taken with its factor
  while (cursor.take(/\s*\*/)) {
    const right = parsePower(cursor, group)
    product = cursor.build(start, () => tensorProduct(product, right))
  }
  return copies === 1 ? product : cursor.build(start, () => multiple(copies, product))
}

function parsePower(cursor: Cursor, group: FiniteGroup): Representation {
  let rep = parseAtom(cursor, group)
  for (;;) {
    const start = cursor.at
    const exponent = cursor.take(/\s*\^\s*(\d+)/)
    if (exponent) {
      const base = rep
      rep = cursor.build(start, () => tensorPower(base, Number(exponent[1])))
    } else if (cursor.take(/\s*\*(?=\s*($|[+)*^]))/)) rep = dual(rep)
    else return rep
  }
}

function parseAtom(cursor: Cursor, group: FiniteGroup): Representation {
  cursor.skip()
  const start = cursor.at
  if (cursor.take(/\(/)) {
    const inner = parseSum(cursor, group)
    if (!cursor.take(/\s*\)/)) cursor.fail('expected )')
    return inner
  }
  const factor = cursor.take(/V_([a-z])/)
  if (factor) return cursor.build(start, () => factorRepresentation(group, factor[1]!.charCodeAt(0) - 97))
  const t = cursor.take(/T\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)/)
  if (t) return cursor.build(start, () => tensor(group, Number(t[1]), Number(t[2] ?? 0)))
  if (cursor.take(/V/)) return cursor.build(start, () => baseRepresentation(group))
  if (cursor.take(/R/)) return cursor.build(start, () => regular(group))
  if (cursor.take(/P/)) return permutationRepresentation(group)
  if (cursor.take(/M(?=\[)/)) {
    const matrices = cursor.json() as number[][][]
    return cursor.build(start, () => matrixRepresentation(group, matrices))
  }
  if (cursor.take(/A(?=\[)/)) {
    const images = cursor.json() as number[][]
    return cursor.build(start, () => actionRepresentation(group, images))
  }
  return cursor.fail('expected a representation, such as V, T(2), V_a, R or ( … )')
}
