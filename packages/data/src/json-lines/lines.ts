import { stringOf } from '@buridan/core'

/** A line that is not empty. */
export interface NumberedLine {
  /** From 1, empty lines counted. */
  readonly number: number
  /** The line without its end. */
  readonly text: string
}

/** The lines of a file that are not empty, without the spaces around them. A byte order mark counts as a space, as it does in `trim`. O(length). */
export function numberedLines(text: string): NumberedLine[] {
  return stringOf(text, 'the file')
    .split('\n')
    .map((line, i) => ({ text: line.trim(), number: i + 1 }))
    .filter((line) => line.text !== '')
}
