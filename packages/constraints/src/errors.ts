import { BuridanError } from '@buridan/groups'

/** A rank that contradicts the characters of the representations: a tolerance misjudged the null space. */
export class RankMismatchError extends BuridanError {
  override name = 'RankMismatchError'
  constructor(message: string) {
    super('RANK_MISMATCH', message)
  }
}

/** An iteration that did not converge, with how far it came. */
export class NotConvergedError extends BuridanError {
  override name = 'NotConvergedError'
  constructor(message: string) {
    super('NOT_CONVERGED', message)
  }
}
