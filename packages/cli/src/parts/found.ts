import type { BuridanError } from '@buridan/groups'
import type { Asymmetry } from '@buridan/relaxed'

/** The near-symmetries of a sample, or why it is skipped. */
export type Found = { readonly chain: readonly Asymmetry[] } | { readonly error: BuridanError }
