import { printable } from '../printing/printable.js'

/** The codes of errors, see {@link BuridanError}. */
export const ERROR_CODES = [
  'INVALID_ARGUMENT',
  'INVALID_PERMUTATION',
  'DIMENSION_MISMATCH',
  'NOT_A_HOMOMORPHISM',
  'NOT_FINITE',
  'TOO_LARGE',
  'AMBIGUOUS_TOLERANCE',
  'UNSUPPORTED',
  'PARSE_ERROR',
  'INVALID_FILE',
  'RANK_MISMATCH',
  'NOT_CONVERGED',
  'ABORTED',
  'BUSY',
  'DISPOSED',
] as const
/** Stable machine-readable codes of {@link BuridanError}. */
export type ErrorCode = (typeof ERROR_CODES)[number]

/**
 * Base class of every error Buridan throws on purpose: `code` is the kind of error; the message names the
 * problem, the value, and what to do. It is one line, and what a terminal would obey in the value is written out.
 *
 * @example
 * ```ts
 * import { BuridanError, permutation } from '@buridan/core'
 * try {
 *   permutation([0, 0, 1])
 * } catch (e) {
 *   if (e instanceof BuridanError) console.log(e.code) // → INVALID_PERMUTATION
 * }
 * ```
 */
export class BuridanError extends Error {
  override name = 'BuridanError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(printable(message), options)
  }
}

/** An argument outside its domain: empty data, NaN, a negative size. */
export class InvalidArgumentError extends BuridanError {
  override name = 'InvalidArgumentError'
  constructor(message: string, options?: ErrorOptions) {
    super('INVALID_ARGUMENT', message, options)
  }
}

/** Images that are not a permutation of 0..n−1. */
export class InvalidPermutationError extends BuridanError {
  override name = 'InvalidPermutationError'
  constructor(message: string) {
    super('INVALID_PERMUTATION', message)
  }
}

/** Two objects whose dimensions, degrees or groups must agree and do not. */
export class RepresentationMismatchError extends BuridanError {
  override name = 'RepresentationMismatchError'
  constructor(message: string) {
    super('DIMENSION_MISMATCH', message)
  }
}

/** Matrices given for the generators that do not extend to a representation. */
export class NotAHomomorphismError extends BuridanError {
  override name = 'NotAHomomorphismError'
  constructor(message: string) {
    super('NOT_A_HOMOMORPHISM', message)
  }
}

/** Matrices that generate no finite group within the limit. */
export class NotFiniteError extends BuridanError {
  override name = 'NotFiniteError'
  constructor(message: string) {
    super('NOT_FINITE', message)
  }
}

/** Work or memory beyond a limit, refused before it starts, with the size it would have had. */
export class TooLargeError extends BuridanError {
  override name = 'TooLargeError'
  constructor(message: string) {
    super('TOO_LARGE', message)
  }
}

/** A tolerance that cuts through a cluster of elements: the elements it keeps are not a group. */
export class AmbiguousToleranceError extends BuridanError {
  override name = 'AmbiguousToleranceError'
  constructor(message: string) {
    super('AMBIGUOUS_TOLERANCE', message)
  }
}

/** A known operation that the library does not offer for this kind of object. */
export class UnsupportedError extends BuridanError {
  override name = 'UnsupportedError'
  constructor(message: string) {
    super('UNSUPPORTED', message)
  }
}

/** Characters of a text that a message shows on each side of the error. */
const SHOWN_BESIDE = 60

/** Text that cannot be parsed; `column` is 1-based, and the message shows the text around it. */
export class ParseError extends BuridanError {
  override name = 'ParseError'
  constructor(
    readonly text: string,
    readonly column: number,
    what: string,
  ) {
    super('PARSE_ERROR', `${what} at column ${column} of “${around(text, column)}”`)
  }
}

/** A text; of a long one only the part around a column. */
function around(text: string, column: number): string {
  if (text.length <= 2 * SHOWN_BESIDE) return text
  const from = Math.max(0, column - 1 - SHOWN_BESIDE)
  const to = column - 1 + SHOWN_BESIDE
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}

/** A file that is cut short, damaged, of another format or of a newer version. */
export class InvalidFileError extends BuridanError {
  override name = 'InvalidFileError'
  constructor(message: string, options?: ErrorOptions) {
    super('INVALID_FILE', message, options)
  }
}

/** Work stopped by its `AbortSignal`. */
export class AbortedError extends BuridanError {
  override name = 'AbortedError'
  constructor(message = 'the work was aborted by its signal') {
    super('ABORTED', message)
  }
}

/** Something that does one work at a time, asked for a second one meanwhile. */
export class BusyError extends BuridanError {
  override name = 'BusyError'
  constructor(message: string) {
    super('BUSY', message)
  }
}

/** Use of an object whose memory was freed by its `dispose`. */
export class DisposedError extends BuridanError {
  override name = 'DisposedError'
  constructor(message: string) {
    super('DISPOSED', message)
  }
}
