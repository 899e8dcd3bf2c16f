import { type FiniteGroup, signedPermutationGroup } from '@buridan/permutations'

/** The exchange of two colours, acting on ℝ by its sign. */
export function flip(): FiniteGroup {
  return signedPermutationGroup([[-1]], { name: 'flip' })
}
