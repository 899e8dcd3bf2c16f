import { compose, isIdentity, lcm, type Permutation } from '@buridan/core'
import type { ElementList } from '@buridan/permutations'
import { abelianCharacters } from './abelian-characters.js'
import type { IrreducibleCharacter } from './irreducible-character.js'
import { byValues, unitRoot } from './root-values.js'

/** Bytes that a value of a character takes: real part, imaginary part and the number k of exp(2πik/n). */
export const BYTES_OF_A_VALUE = 20

/**
 * The irreducible characters of an abelian group, from the whole numbers k of their values exp(2πik/n): conjugate characters and
 * types are found exactly.
 */
export function abelianTable(list: ElementList): IrreducibleCharacter[] {
  const exponent = list.group.ownGenerators.reduce((e, g) => lcm(e, orderOf(g)), 1)
  const cos = new Float64Array(exponent)
  const sin = new Float64Array(exponent)
  for (let k = 0; k < exponent; k++) [cos[k], sin[k]] = unitRoot(k, exponent) as [number, number]
  const all = abelianCharacters(list, exponent).map((numbers) => ({
    // a character is determined by its values on generators
    numbers: list.generators.map((g) => numbers[g]!),
    re: lookedUp(cos, numbers),
    im: lookedUp(sin, numbers),
  }))
  all.sort(byValues)
  const places = new Map(all.map(({ numbers }, i) => [numbers.join(), i]))
  return all.map(({ numbers, re, im }, i) => {
    const conjugate = places.get(numbers.map((k) => (exponent - k) % exponent).join())!
    return { degree: 1, re, im, frobeniusSchur: conjugate === i ? 1 : 0, conjugate }
  })
}

function lookedUp(table: Float64Array, at: Int32Array): Float64Array {
  const out = new Float64Array(at.length)
  for (let i = 0; i < at.length; i++) out[i] = table[at[i]!]!
  return out
}

function orderOf(g: Permutation): number {
  let order = 1
  for (let power = g; !isIdentity(power); power = compose(g, power)) order++
  return order
}
