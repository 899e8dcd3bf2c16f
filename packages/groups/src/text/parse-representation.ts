import { Cursor, knownOptions, ofKind, stringOf } from '@buridan/core'
import { type FiniteGroup, subgroup } from '@buridan/permutations'
import { actionRepresentation, regular } from '../representation/action-representation.js'
import { dual, multiple, tensor, tensorPower, tensorProduct, weightedSum } from '../representation/algebra.js'
import { type AnyGroup, isLie } from '../representation/any-group.js'
import {
  baseRepresentation,
  factorRepresentation,
  permutationRepresentation,
  type RepresentationOf,
} from '../representation/base-representation.js'
import { cosetRepresentation, induce } from '../representation/coset-representation.js'
import { axialVector, pseudoscalar } from '../representation/determinant.js'
import { matrixRepresentation } from '../representation/matrix-representation.js'
import { alternatingPower, symmetricPower } from '../representation/powers.js'
import type { AnyRepresentation, Representation } from '../representation/representation.js'
import { parseIrrep } from './parse-irrep.js'

/**
 * Reads a representation from text: `V` the base representation, `V*` its dual, `T(p,q)`, `V_a`, `V_b` the factors of a
 * direct product, `+` sums, `*` tensor products or a number of copies, `^` tensor powers, `Sym(V,2)`, `Alt(V,2)` symmetric and
 * alternating powers, parentheses; `pseudo` the determinant of V and `axial` axial vectors, det·V, of groups such as O(3) and `Oh`
 * (`pseudo_a`, `axial_a` for factors); for finite groups also `R` regular, `P` the points (`P_a` those of a factor), `Q[[…]]` the cosets of the subgroup that
 * elements generate, `Ind([[…]],V)` induced from that subgroup, `M[[[…]]]` one matrix a generator, `A[[…]]` one permutation a generator;
 * for point groups the irreducible ones by their {@link mullikenNames}, such as `A1g`, `T2u` and `E″` or `E''`, both of a complex pair at once.
 *
 * @param options - `tolerance`: how far entries of `M[[[…]]]` may be from those of a representation, as `matrixRepresentation` takes it
 * @throws ParseError with the column of the error
 * @throws InvalidArgumentError if `group` is not a group, or `text` not a string
 * @remarks O(length of the text), plus the cost of the representations that it names.
 *
 * @example
 * ```ts
 * import { lieProduct, orthogonal, parseRepresentation, pointGroup, symmetric } from '@buridan/groups'
 * console.log(parseRepresentation(symmetric(5), '10*T(1)+5*T(2)').dim) // → 175
 * console.log(parseRepresentation(lieProduct(orthogonal(3), symmetric(4)), 'V_a*V_b+V_b').dim) // → 16
 * console.log(parseRepresentation(orthogonal(3), '2*axial+pseudo').dim) // → 7
 * console.log(parseRepresentation(pointGroup('Oh'), 'A1g+2*T1u').dim) // → 7
 * ```
 */
export function parseRepresentation<G extends AnyGroup>(
  group: G,
  text: string,
  options: MatrixOptions = {},
): RepresentationOf<G> {
  ofKind(group, 'group', 'finite group', 'Lie group', 'product of groups')
  const { tolerance } = knownOptions(options, { tolerance: true }, 'parseRepresentation')
  return parse(text, group, tolerance === undefined ? {} : { tolerance }) as RepresentationOf<G>
}

/** How matrices in a text are read. */
interface MatrixOptions {
  readonly tolerance?: number
}

/** A text of a representation, and how its matrices are read. */
class TextCursor extends Cursor {
  constructor(
    text: string,
    readonly ofMatrices: MatrixOptions,
  ) {
    super(text)
  }
}

/** Sym(…,k) or Alt(…,k) at the cursor. */
function parseSymmetricOrAlternating(
  cursor: TextCursor,
  group: AnyGroup,
  start: number,
): AnyRepresentation | undefined {
  const power = cursor.take(/(Sym|Alt)\(/)
  if (!power) return undefined
  const inner = cursor.nested(() => parseSum(cursor, group))
  const k = cursor.take(/\s*,\s*(\d+)\s*\)/)
  if (!k) return cursor.fail('expected the power, as in Sym(V,2)')
  const make = power[1] === 'Sym' ? symmetricPower : alternatingPower
  return cursor.build(start, () => make(inner, Number(k[1])))
}

/** A representation that only finite groups have, at the cursor. */
function parseFinite(cursor: TextCursor, group: FiniteGroup, start: number): Representation | undefined {
  const irrep = parseIrrep(cursor, group, start)
  if (irrep) return irrep
  if (cursor.take(/R/)) return cursor.build(start, () => regular(group))
  const points = cursor.take(/P(?:_([a-z]))?/)
  if (points) return cursor.build(start, () => permutationRepresentation(group, factorOf(points[1])))
  const literal = cursor.take(/[MAQ](?=\[)/)
  if (literal) {
    const value = cursor.json()
    return cursor.build(start, () => {
      if (literal[0] === 'M') return matrixRepresentation(group, value as number[][][], cursor.ofMatrices)
      if (literal[0] === 'A') return actionRepresentation(group, value as number[][])
      return cosetRepresentation(group, subgroup(group, value as number[][]))
    })
  }
  if (!cursor.take(/Ind\((?=\[)/)) return undefined
  const generators = cursor.json() as number[][]
  if (!cursor.take(/\s*,/))
    return cursor.fail('expected a representation of the subgroup, as in Ind([[1,0,2]],V)')
  const of = cursor.build(start, () => subgroup(group, generators))
  const inner = cursor.nested(() => parseSum(cursor, of)) as Representation
  if (!cursor.take(/\s*\)/)) return cursor.fail('expected )')
  return cursor.build(start, () => induce(group, inner))
}

/** det and det·V, of the group or of a factor, at the cursor. */
function parsePseudo(cursor: TextCursor, group: AnyGroup, start: number): AnyRepresentation | undefined {
  const found = cursor.take(/(pseudo|axial)(?:_([a-z]))?/)
  if (!found) return undefined
  const make = found[1] === 'pseudo' ? pseudoscalar : axialVector
  return cursor.build(start, () => make(group, factorOf(found[2])))
}

/** The number of a factor by its letter. */
function factorOf(letter: string | undefined): number | undefined {
  return letter === undefined ? undefined : letter.charCodeAt(0) - 97
}

function parse(text: string, group: AnyGroup, ofMatrices: MatrixOptions): AnyRepresentation {
  const cursor = new TextCursor(stringOf(text, 'a representation'), ofMatrices)
  const rep = parseSum(cursor, group)
  cursor.skip()
  if (cursor.at < text.length) cursor.fail('expected +, *, ^ or the end')
  return rep
}

function parseSum(cursor: TextCursor, group: AnyGroup): AnyRepresentation {
  const start = cursor.at
  const first = parseProduct(cursor, group)
  const terms = [{ rep: first, count: 1 }]
  while (cursor.take(/\s*\+/)) {
    const rep = parseProduct(cursor, group)
    const last = terms.at(-1)!
    // one object for equal neighbours, of which a text may have hundreds of thousands
    if (rep.summands.length === 1 && rep.key === last.rep.key) last.count++
    else terms.push({ rep, count: 1 })
  }
  return terms.length === 1 && terms[0]!.count === 1
    ? first
    : cursor.build(start, () => weightedSum(terms) as AnyRepresentation)
}

function parseProduct(cursor: TextCursor, group: AnyGroup): AnyRepresentation {
  const start = cursor.at
  let copies = 1
  for (let n = cursor.take(/\s*(\d+)\s*\*/); n; n = cursor.take(/\s*(\d+)\s*\*/)) copies *= Number(n[1])
  let product = parsePower(cursor, group)
  // a star before another factor is the tensor product, any other star is a dual, read with its factor
  while (cursor.take(/\s*\*/)) {
    const right = parsePower(cursor, group)
    const left = product
    product = cursor.build(start, () => tensorProduct(left, right))
  }
  return copies === 1 ? product : cursor.build(start, () => multiple(copies, product))
}

function parsePower(cursor: TextCursor, group: AnyGroup): AnyRepresentation {
  let rep = parseAtom(cursor, group)
  for (;;) {
    const start = cursor.at
    const exponent = cursor.take(/\s*\^\s*(\d+)/)
    if (exponent) {
      const base = rep
      rep = cursor.build(start, () => tensorPower(base, Number(exponent[1])))
    } else if (cursor.take(/\s*\*(?=\s*($|[+)*^,]))/)) rep = dual(rep)
    else return rep
  }
}

function parseAtom(cursor: TextCursor, group: AnyGroup): AnyRepresentation {
  cursor.skip()
  const start = cursor.at
  if (cursor.take(/\(/)) {
    const inner = cursor.nested(() => parseSum(cursor, group))
    if (!cursor.take(/\s*\)/)) cursor.fail('expected )')
    return inner
  }
  const factor = cursor.take(/V_([a-z])/)
  if (factor) return cursor.build(start, () => factorRepresentation(group, factorOf(factor[1])!))
  const t = cursor.take(/T\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)/)
  if (t) return cursor.build(start, () => tensor(group, Number(t[1]), Number(t[2] ?? 0)))
  if (cursor.take(/V/)) return cursor.build(start, () => baseRepresentation(group))
  return (
    parseSymmetricOrAlternating(cursor, group, start) ??
    parsePseudo(cursor, group, start) ??
    (isLie(group) ? undefined : parseFinite(cursor, group, start)) ??
    cursor.fail('expected a representation, such as V, T(2), V_a or ( … )')
  )
}
