import type { BuridanError } from '@buridan/groups'
import type { Asymmetry } from '@buridan/relaxed'

/** What is found of a sample alone: its near-symmetries, or why it is skipped. */
export type Found = { readonly chain: readonly Asymmetry[] } | { readonly error: BuridanError }
