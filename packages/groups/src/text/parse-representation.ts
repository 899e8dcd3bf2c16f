import { Cursor, ofKind, stringOf } from '@buridan/core'
import { type FiniteGroup, subgroup } from '@buridan/permutations'
import {
  type AnyGroup,
  type AnyRepresentation,
  isLie,
  type RepresentationOf,
} from '../any/any-representation.js'
import type { LieGroup, MixedProduct } from '../lie/lie-group.js'
import type { LieRepresentation } from '../lie/lie-representation.js'
import { operationsOf } from '../lie/operations-of.js'
import { actionRepresentation, regular } from '../representation/action-representation.js'
import { directSum, dual, multiple, tensor, tensorPower, tensorProduct } from '../representation/algebra.js'
import {
  baseRepresentation,
  factorRepresentation,
  permutationRepresentation,
} from '../representation/base-representation.js'
import { cosetRepresentation } from '../representation/coset-representation.js'
import { matrixRepresentation } from '../representation/matrix-representation.js'
import { alternatingPower, symmetricPower } from '../representation/powers.js'
import type { Representation } from '../representation/representation.js'

/** How expressions are made into representations of one kind of groups. */
interface Expressions<R> {
  base(): R
  factor(i: number): R
  tensor(p: number, q: number): R
  dual(rep: R): R
  sum(terms: readonly R[]): R
  product(a: R, b: R): R
  power(rep: R, k: number): R
  multiple(n: number, rep: R): R
  /** Atoms that only groups of this kind have, at the cursor. */
  special(cursor: Cursor, start: number): R | undefined
}

/**
 * Reads a representation from text: `V` the base representation, `V*` its dual, `T(p,q)`, `V_a`, `V_b` the factors of a
 * direct product, `+` sums, `*` tensor products or a number of copies, `^` tensor powers, parentheses; for finite groups
 * also `R` regular, `P` the points, `Sym(V,2)`, `Alt(V,2)` symmetric and alternating powers, `Q[[…]]` the cosets of the subgroup that
 * elements generate, `M[[[…]]]` one matrix a generator, `A[[…]]` one permutation a generator.
 *
 * @throws ParseError with the column where it went wrong
 *
 * @example
 * ```ts
 * import { lieProduct, orthogonal, parseRepresentation, symmetric } from '@buridan/groups'
 * console.log(parseRepresentation(symmetric(5), '10*T(1)+5*T(2)').dim) // → 175
 * console.log(parseRepresentation(lieProduct(orthogonal(3), symmetric(4)), 'V_a*V_b+V_b').dim) // → 16
 * ```
 */
export function parseRepresentation<G extends AnyGroup>(group: G, text: string): RepresentationOf<G> {
  ofKind(group, 'group', 'finite group', 'Lie group', 'product of groups')
  const rep: AnyRepresentation = isLie(group)
    ? parse(text, lieExpressions(group))
    : parse(text, finiteExpressions(group))
  return rep as RepresentationOf<G>
}

function finiteExpressions(group: FiniteGroup): Expressions<Representation> {
  return {
    base: () => baseRepresentation(group),
    factor: (i) => factorRepresentation(group, i),
    tensor: (p, q) => tensor(group, p, q),
    dual,
    sum: (terms) => directSum(...terms),
    product: (a, b) => tensorProduct(a, b),
    power: tensorPower,
    multiple,
    special(cursor, start) {
      if (cursor.take(/R/)) return cursor.build(start, () => regular(group))
      if (cursor.take(/P/)) return permutationRepresentation(group)
      const literal = cursor.take(/[MAQ](?=\[)/)
      if (literal) {
        const value = cursor.json()
        return cursor.build(start, () => {
          if (literal[0] === 'M') return matrixRepresentation(group, value as number[][][])
          if (literal[0] === 'A') return actionRepresentation(group, value as number[][])
          return cosetRepresentation(group, subgroup(group, value as number[][]))
        })
      }
      const power = cursor.take(/(Sym|Alt)\(/)
      if (!power) return undefined
      const inner = cursor.nested(() => parseSum(cursor, this))
      const k = cursor.take(/\s*,\s*(\d+)\s*\)/)
      if (!k) return cursor.fail('expected the power, as in Sym(V,2)')
      const make = power[1] === 'Sym' ? symmetricPower : alternatingPower
      return cursor.build(start, () => make(inner, Number(k[1])))
    },
  }
}

function lieExpressions(group: LieGroup | MixedProduct): Expressions<LieRepresentation> {
  const lie = operationsOf(group)
  return {
    base: () => lie.base(group),
    factor: (i) => lie.factor(group, i),
    tensor: (p, q) => lie.tensor(group, p, q),
    dual: lie.dual,
    sum: (terms) => lie.sum(...terms),
    product: (a, b) => lie.product(a, b),
    power: lie.power,
    multiple: lie.multiple,
    special: () => undefined,
  }
}

function parse<R>(text: string, make: Expressions<R>): R {
  const cursor = new Cursor(stringOf(text, 'a representation'))
  const rep = parseSum(cursor, make)
  cursor.skip()
  if (cursor.at < text.length) cursor.fail('expected +, *, ^ or the end')
  return rep
}

function parseSum<R>(cursor: Cursor, make: Expressions<R>): R {
  const start = cursor.at
  const terms = [parseProduct(cursor, make)]
  while (cursor.take(/\s*\+/)) terms.push(parseProduct(cursor, make))
  return terms.length === 1 ? terms[0]! : cursor.build(start, () => make.sum(terms))
}

function parseProduct<R>(cursor: Cursor, make: Expressions<R>): R {
  const start = cursor.at
  let copies = 1
  for (let n = cursor.take(/\s*(\d+)\s*\*/); n; n = cursor.take(/\s*(\d+)\s*\*/)) copies *= Number(n[1])
  let product = parsePower(cursor, make)
  // a star before another factor is the tensor product, any other star is the dual and was taken with its factor
  while (cursor.take(/\s*\*/)) {
    const right = parsePower(cursor, make)
    const left = product
    product = cursor.build(start, () => make.product(left, right))
  }
  return copies === 1 ? product : cursor.build(start, () => make.multiple(copies, product))
}

function parsePower<R>(cursor: Cursor, make: Expressions<R>): R {
  let rep = parseAtom(cursor, make)
  for (;;) {
    const start = cursor.at
    const exponent = cursor.take(/\s*\^\s*(\d+)/)
    if (exponent) {
      const base = rep
      rep = cursor.build(start, () => make.power(base, Number(exponent[1])))
    } else if (cursor.take(/\s*\*(?=\s*($|[+)*^,]))/)) rep = make.dual(rep)
    else return rep
  }
}

function parseAtom<R>(cursor: Cursor, make: Expressions<R>): R {
  cursor.skip()
  const start = cursor.at
  if (cursor.take(/\(/)) {
    const inner = cursor.nested(() => parseSum(cursor, make))
    if (!cursor.take(/\s*\)/)) cursor.fail('expected )')
    return inner
  }
  const factor = cursor.take(/V_([a-z])/)
  if (factor) return cursor.build(start, () => make.factor(factor[1]!.charCodeAt(0) - 97))
  const t = cursor.take(/T\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)/)
  if (t) return cursor.build(start, () => make.tensor(Number(t[1]), Number(t[2] ?? 0)))
  if (cursor.take(/V/)) return cursor.build(start, () => make.base())
  return (
    make.special(cursor, start) ?? cursor.fail('expected a representation, such as V, T(2), V_a or ( … )')
  )
}
