import { InvalidFileError } from '@buridan/core'
import { numberOf } from '../numbers/number-of.js'
import { decimalsOf } from '../precision/decimals.js'
import { isGiven } from './blocks.js'
import type { Token } from './tokens.js'

/** A number of a CIF and the decimals that it is written with. */
interface Measured {
  readonly value: number
  readonly decimals: number
}

/**
 * A number, its standard uncertainty in parentheses left off: 0.5279(24).
 *
 * @param what - what it is, in a message
 * @throws InvalidFileError with the line if it is not a number, or missing
 */
export function measured(token: Token | undefined, what: string): Measured {
  if (token === undefined || !isGiven(token)) {
    throw new InvalidFileError(token ? `line ${token.line}: ${what} is not given` : `${what} is missing`)
  }
  const word = token.text.replace(/\(\d+\)$/, '')
  const value = numberOf(word)
  if (value === undefined) {
    throw new InvalidFileError(
      `line ${token.line}: ${what} is “${token.text.slice(0, 40)}”; it must be a number`,
    )
  }
  return { value, decimals: decimalsOf(word) }
}
