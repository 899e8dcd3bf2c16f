import { InvalidFileError } from '@buridan/core'
import { shortMessage } from '../printable.js'

/** A file that could not be written: the command ends with exit code 3. */
export class OutputError extends InvalidFileError {
  constructor(what: string, cause: unknown) {
    super(`${what} could not be written: ${reason(cause)}`, { cause })
  }
}

/** A file that could not be read: the command ends with exit code 2. */
export class UnreadableError extends InvalidFileError {
  constructor(what: string, cause: unknown, advice = '') {
    super(`${what} cannot be read: ${reason(cause)}${advice}`, { cause })
  }
}

function reason(cause: unknown): string {
  return shortMessage(cause instanceof Error ? cause.message : String(cause))
}
