import { TooLargeError } from '@buridan/core'

const MAX_BYTES = 2 ** 30
/** What an array takes beside its numbers. */
const ARRAY_BYTES = 128

/** @throws TooLargeError, before anything is drawn, if answers would take over 1 GiB */
export function refuseSamples(inputs: number, count: number, dim: number): void {
  const bytes = inputs * count * (8 * dim + ARRAY_BYTES)
  if (bytes <= MAX_BYTES) return
  throw new TooLargeError(
    `${count} answers to ${inputs === 1 ? 'an input' : `each of ${inputs} inputs`} would take ${Math.ceil(bytes / 2 ** 20)} MiB; ` +
      `the limit is ${MAX_BYTES / 2 ** 20} MiB: draw fewer at once, with other seeds`,
  )
}
