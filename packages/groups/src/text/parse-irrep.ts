import type { Cursor } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import { irrepWithCharacter } from '../representation/real-irreps.js'
import type { Representation } from '../representation/representation.js'
import { mullikenNames } from './mulliken.js'

/** A letter, a number, a parity and primes; not the beginning of another word, of `T(2)` or of `A[[…]]`. */
const NAME = /([ABEGHT]\d*[gu]?)(?:(['′’])(['′’])?|(["″”]))?(?![\w([])/

/**
 * The irreducible real representation with Mulliken's name at the cursor, as `mullikenNames` gives it, by orthogonal matrices in a basis
 * that nothing distinguishes; undefined where no such name stands. Its text is its matrices: what is saved does not hang on that basis.
 */
export function parseIrrep(cursor: Cursor, group: FiniteGroup, start: number): Representation | undefined {
  const found = cursor.take(NAME)
  if (!found) return undefined
  const [, letters, prime, second, double] = found
  const name = `${letters}${second || double ? '″' : prime ? '′' : ''}`
  const names = cursor.build(start, () => mullikenNames(group))
  if (!names) return cursor.fail(`${name} names a representation of a point group, such as Oh`, start)
  const character = names.indexOf(name)
  if (character < 0) {
    const all = [...new Set(names)].join(', ')
    return cursor.fail(`the representations of this group are ${all}, not ${name}`, start)
  }
  return cursor.build(start, () => irrepWithCharacter(group, character).representation)
}
