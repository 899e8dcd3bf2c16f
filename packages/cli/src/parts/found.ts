import { BuridanError } from '@buridan/groups'
import type { Asymmetry, SkippedSample } from '@buridan/relaxed'

/** The near-symmetries of a sample, or why it is skipped. */
export type Found = { readonly chain: readonly Asymmetry[] } | { readonly error: BuridanError }

/** The error of data whose samples are all skipped: the reason of the first of them, with its record. */
export function noneLeft(skipped: readonly SkippedSample[]): BuridanError {
  const [first] = [...skipped].sort((a, b) => a.index - b.index)
  return new BuridanError(first!.code, first!.message)
}
