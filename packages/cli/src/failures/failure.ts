import { BuridanError } from '@buridan/core'
import { OutputError, UnreadableError } from './file-errors.js'

/** What went wrong, as data: it crosses from the thread that works to the one that tells. */
export interface Failure {
  readonly name: string
  readonly code: string
  readonly message: string
  /** What was wrong: an argument, a file that is read or written, or nothing that the user gave. */
  readonly kind: 'argument' | 'unreadable' | 'unwritten' | 'stopped' | 'limit' | 'fault'
  /** The field of the row that was wrong, where one was. */
  readonly field?: string
  readonly stack?: string
}

const fields = new WeakMap<BuridanError, string>()

/** The error, known to be of this field of a row unless it is known to be of one within. */
export function placed<E extends BuridanError>(error: E, field: string): E {
  if (!fields.has(error)) fields.set(error, field)
  return error
}

/** Codes of errors that say that what was asked is right but too much, or not offered. */
const LIMITS = ['TOO_LARGE', 'UNSUPPORTED', 'NOT_CONVERGED', 'AMBIGUOUS_TOLERANCE', 'RANK_MISMATCH']

/** An error that came from another thread. */
export class WorkError extends BuridanError {
  override name = 'WorkError'
  constructor(readonly failure: Failure) {
    super('INVALID_ARGUMENT', failure.message)
  }
}

/** What an error says, as data. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WorkError) return error.failure
  if (error instanceof BuridanError) {
    const { name, code, message } = error
    const field = fields.get(error)
    return { name, code, message, kind: kindOf(error), ...(field === undefined ? {} : { field }) }
  }
  if (!(error instanceof Error))
    return { name: 'Error', code: 'INTERNAL', message: String(error), kind: 'fault' }
  const { name, message, stack } = error
  return { name, code: 'INTERNAL', message, kind: 'fault', ...(stack === undefined ? {} : { stack }) }
}

function kindOf(error: BuridanError): Failure['kind'] {
  if (error instanceof OutputError) return 'unwritten'
  if (error instanceof UnreadableError) return 'unreadable'
  if (error.code === 'ABORTED') return 'stopped'
  return LIMITS.includes(error.code) ? 'limit' : 'argument'
}
