import { printable } from '@buridan/core'

/** The most characters of the input that a message repeats. */
const MOST_REPEATED = 200
/** The most characters of a message; ours are shorter, so what is beyond comes from the input. */
const LONGEST_MESSAGE = 1000

/** What JSON has no number for, in words; without them JSON.stringify writes null. */
export function worded(_key: string, value: unknown): unknown {
  if (value === Number.POSITIVE_INFINITY) return 'infinite'
  if (value === Number.NEGATIVE_INFINITY) return '-infinite'
  return Number.isNaN(value) ? 'nan' : value
}

/** JSON on one line that a terminal shows as it is: beyond C0, JSON.stringify leaves such characters as they are. */
export function printableJson(value: unknown): string {
  return printable(JSON.stringify(value, worded))
}

/** A message with long quotations and words, which are of the input, cut to 200 characters each. */
export function shortMessage(message: string): string {
  const cut = message.replace(
    /“[^”]{201,}|"[^"]{201,}|'[^']{201,}|\S{201,}/gu,
    (long) => `${long.slice(0, MOST_REPEATED)}…`,
  )
  return cut.length <= LONGEST_MESSAGE ? cut : `${cut.slice(0, LONGEST_MESSAGE)}…`
}
