import { type Cursor, integerIn, MAX_DEGREE } from '@buridan/core'
import { isPointGroupName, pointGroup } from '@buridan/geometry'
import {
  type FiniteGroup,
  matrixGroup,
  permutationGroup,
  signedPermutationGroup,
} from '@buridan/permutations'
import { axialGroup } from '../lie/axial-groups.js'
import type { Factor, LieGroup } from '../lie/lie-group.js'
import { orthogonal, specialOrthogonal } from '../lie/orthogonal-groups.js'
import { FAMILIES, NAMED } from './group-names.js'
import { fixingMore, permutationsOf, takeCycleList } from './parse-cycle-list.js'
import { suggestedGroups } from './suggest-group.js'

/** Names as alternatives of a pattern, the longer ones first. */
function alternatives(names: readonly string[]): string {
  return [...names]
    .sort((a, b) => b.length - a.length)
    .join('|')
    .replaceAll('+', '\\+')
}

const FAMILY_CALL = new RegExp(
  `(${alternatives(Object.keys(FAMILIES))})\\s*\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)`,
)
/** A call that goes wrong after its parenthesis. */
const OPEN_CALL = new RegExp(`(${alternatives(Object.keys(FAMILIES))})\\(\\s*`)
const END_OF_NAME = '(?=\\s*(?:[x×]|:|,|\\)|wr\\b|on\\b|$))'
const NAME = new RegExp(`(${alternatives(Object.keys(NAMED))})${END_OF_NAME}`)
/** A family and its number without parentheses, where no other group is called so; two digits after O and SO may be (p,q). */
const SHORT = new RegExp(`(?:(S?O)_?([1-9])|(A|Z|Dih|Dic|B|S?U|Sp|[SG]L)_?(\\d+))${END_OF_NAME}`)
const SCHOENFLIES = new RegExp(`([A-Za-z]{1,2}\\d*[vhdiVHDI]?)${END_OF_NAME}`)
/** With a subscript, which must hold a letter: D_4 may be meant on the plane, on points or in space. */
const SUBSCRIPT = new RegExp(`([CDSTOI])_(?:(\\d*[vhdis])|\\{(\\d*[vhdis])\\})${END_OF_NAME}`)
const HERMANN_MAUGUIN = new RegExp(`((?:[-\\u2212\\u2013\\u2010]?\\d[\\u0304\\u0305]?|[m/])+)${END_OF_NAME}`)
/** Names of point groups of lines and of single points; `inf` in place of ∞. */
const INFINITE = new RegExp(
  `(?:([CDcd])(?:_?(?:∞|inf)([vhVH]?)|_\\{(?:∞|inf)([vhVH]?)\\})|[Kk]([hH]?))${END_OF_NAME}`,
)
const EXPECTED = 'expected a group, such as S(5), Dih(4), Oh, SO(3) or perm[[1,2,0]]'

/** A group by its name, or a list of its generators, at the cursor. */
export function parseNamedGroup(cursor: Cursor): Factor {
  const start = cursor.at
  const literal = cursor.take(/(perm|signed|mat)\s*(?=\[)/)
  if (literal) return parseLiteral(cursor, start, literal[1]!)
  const family = cursor.take(FAMILY_CALL)
  if (family) return ofFamily(cursor, start, family)
  const named = cursor.take(NAME)
  if (named) return NAMED[named[1]!]!()
  const short = cursor.take(SHORT)
  if (short) {
    const { make } = FAMILIES[short[1] ?? short[3]!]!
    return cursor.build(start, () => make(Number(short[2] ?? short[4])))
  }
  return parsePointGroup(cursor, start) ?? failAt(cursor, start)
}

function ofFamily(cursor: Cursor, start: number, family: RegExpExecArray): Factor {
  const { arities, make } = FAMILIES[family[1]!]!
  const numbers = family.slice(2).filter((a) => a !== undefined)
  if (!arities.includes(numbers.length))
    cursor.fail(`${family[1]} takes ${arities.join(' or ')} number(s)`, start)
  return cursor.build(start, () => make(...numbers.map(Number)))
}

function parsePointGroup(cursor: Cursor, start: number): Factor | undefined {
  const infinite = cursor.take(INFINITE)
  if (infinite) return infinitePointGroup(infinite)
  const point = cursor.take(SCHOENFLIES)
  if (point) return isPointGroupName(point[1]!) ? pointGroup(point[1]!) : undefined
  const subscript = cursor.take(SUBSCRIPT)
  if (subscript) {
    const name = `${subscript[1]}${subscript[2] ?? subscript[3]}`
    return isPointGroupName(name) ? pointGroup(name) : undefined
  }
  const symbol = cursor.take(HERMANN_MAUGUIN)
  return symbol && cursor.build(start, () => pointGroup(symbol[1]!))
}

function failAt(cursor: Cursor, start: number): never {
  const call = cursor.take(OPEN_CALL)
  if (call) {
    const isNumber = cursor.take(/\d+\s*(?:,\s*\d+\s*)?/)
    cursor.fail(isNumber ? 'expected )' : `expected a number for ${call[1]}`)
  }
  if (cursor.text.startsWith('grid(', start))
    return cursor.fail('a grid alone is not a group; give its symmetry, as in Dih(4) on grid(5,5)', start)
  const [last, ...others] = suggestedGroups(cursor.text, start).reverse()
  if (last === undefined) return cursor.fail(EXPECTED, start)
  const meant = others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`
  return cursor.fail(`${EXPECTED}; did you mean ${meant}?`, start)
}

/** Undefined for D∞v, which is D∞h. */
function infinitePointGroup([, family, bare, braced, sphere]: RegExpExecArray): LieGroup | undefined {
  if (family) return axialGroup(`${family.toUpperCase()}∞${(bare ?? braced!).toLowerCase()}`)
  return sphere ? orthogonal(3) : specialOrthogonal(3)
}

function parseLiteral(cursor: Cursor, start: number, kind: string): FiniteGroup {
  if (kind === 'perm') return parsePermutations(cursor, start)
  const value = cursor.json()
  return cursor.build(start, () =>
    kind === 'signed' ? signedPermutationGroup(value as number[][]) : matrixGroup(value as number[][][]),
  )
}

/** Generators by cycles or by images, on as many points as they name or, after `on`, on more that are fixed. */
function parsePermutations(cursor: Cursor, start: number): FiniteGroup {
  const cycles = takeCycleList(cursor)
  const images = cycles ? undefined : (cursor.json() as number[][])
  const on = cursor.take(/\s*on\s+(\d+)/)
  if (cycles?.list.length === 0 && !on) {
    cursor.fail('a group without generators needs the number of its points, as in perm[] on 5', start)
  }
  return cursor.build(start, () => {
    const degree = on ? integerIn(Number(on[1]), 0, MAX_DEGREE, 'the number of points') : undefined
    if (cycles) {
      const points = degree ?? cycles.degree
      return permutationGroup(permutationsOf(cycles.list, points), { degree: points })
    }
    return degree === undefined
      ? permutationGroup(images!)
      : permutationGroup(fixingMore(images!, degree), { degree })
  })
}
