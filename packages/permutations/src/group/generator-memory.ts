import { TooLargeError } from '@buridan/core'

/** The most numbers in the generators of a group that is made, 256 MiB: the text of its key is about twice as long. */
const MAX_NUMBERS = 2 ** 26

/** @throws TooLargeError, before anything is allocated, if the generators of a group would take over 256 MiB */
export function refuseGenerators(count: number, degree: number, what: string): void {
  if (count * degree <= MAX_NUMBERS) return
  throw new TooLargeError(
    `${count} generators on ${degree} points of ${what} would take ${Math.ceil((4 * count * degree) / 2 ** 20)} MiB; the limit is ${(4 * MAX_NUMBERS) / 2 ** 20} MiB: take fewer or smaller factors`,
  )
}
