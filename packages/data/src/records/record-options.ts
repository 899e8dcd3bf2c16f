import { knownOptions } from '@buridan/core'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'

/** Treatment of a record, such as a line or a frame, that cannot be read. */
export interface RecordOptions {
  /**
   * Takes the error of a record and the index of the record among all, from 0. Such records are then left out, and the others are read;
   * without it the first error is thrown.
   */
  readonly onError?: (error: InvalidFileError, index: number) => void
}

/** Options that were checked; those who read long before their first record check them first. */
export function checkedRecordOptions(options: RecordOptions): RecordOptions {
  const { onError } = knownOptions(options, { onError: true }, 'a reader of records')
  if (onError !== undefined && typeof onError !== 'function') {
    throw new InvalidArgumentError('onError must be a function')
  }
  return options
}

/** The results of reading records one by one, without those that `onError` took. */
export function readRecords<Source, Result>(
  sources: readonly Source[],
  read: (source: Source) => Result,
  options: RecordOptions,
): Result[] {
  const { onError } = checkedRecordOptions(options)
  return sources.flatMap((source, index) => {
    try {
      return [read(source)]
    } catch (error) {
      if (!onError || !(error instanceof InvalidFileError)) throw error
      onError(error, index)
      return []
    }
  })
}
