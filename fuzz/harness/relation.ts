import type { ErrorCode } from '@buridan/groups'
import type fc from 'fast-check'
import { type Comparison, equal } from './compare.js'

/**
 * One question asked in two ways.
 *
 * What is given is plain data, groups and representations by their texts, so that a counterexample prints as code and any process
 * can ask again. Both ways answer with plain data too.
 */
export interface Relation {
  /** What is asked, and what is changed: `stabilizer: points renamed`. */
  readonly name: string
  /** The public functions whose answers are compared, methods as `Class#method`. */
  readonly asks: readonly string[]
  readonly given: fc.Arbitrary<unknown>
  readonly one: (given: never) => unknown
  readonly other: (given: never) => unknown
  readonly same: Comparison<never>
  /** Milliseconds that a question takes, about. */
  readonly cost: number
  /** Errors that either way may end with where the other answers: a doubtful input close to a tolerance. */
  readonly mayRefuse: readonly ErrorCode[]
  /** False where `one` draws without a seed, so that it is not asked twice. */
  readonly repeatable: boolean
}

/** What a relation is declared with; see {@link Relation}. */
export interface Declaration<Given> {
  readonly given: fc.Arbitrary<Given>
  readonly one: (given: Given) => unknown
  readonly other: (given: Given) => unknown
  readonly same?: Comparison<Given>
  readonly cost?: number
  readonly mayRefuse?: readonly ErrorCode[]
  readonly repeatable?: boolean
}

/**
 * Declares a relation.
 *
 * @param asks - the public functions whose answers are compared, separated by spaces, or a list of them
 * @param changed - what the second way changes, in a few words
 */
export function relation<Given>(
  asks: string | readonly string[],
  changed: string,
  declared: Declaration<Given>,
): Relation {
  const names = typeof asks === 'string' ? asks.split(' ') : asks
  return {
    same: equal,
    cost: 1,
    mayRefuse: [],
    repeatable: true,
    ...declared,
    name: `${names.join(', ')}: ${changed}`,
    asks: names,
  }
}
