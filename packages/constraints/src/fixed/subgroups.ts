import { knownOptions, shown } from '@buridan/core'
import { FiniteGroup, InvalidArgumentError, type Representation, sameGroup } from '@buridan/groups'

/** Subgroups of a group: H, whose fixed vectors are mapped, and K, under which the maps are equivariant. */
export interface FixedUnder {
  /** H. */
  readonly fixed: FiniteGroup
  /** K, which maps Fix(H) to itself, as every subgroup of the normalizer of H does. */
  readonly under: FiniteGroup
}

/** Checks the arguments of what is asked of maps Fix(H) → Y. */
export function checkedFixed(repIn: Representation, repOut: Representation, options: FixedUnder): FixedUnder {
  sameGroup(repIn, repOut)
  const { fixed, under } = knownOptions(options, { fixed: true, under: true }, 'a basis on a fixed space')
  for (const group of [fixed, under]) {
    if (!(group instanceof FiniteGroup)) {
      throw new InvalidArgumentError(`fixed and under are subgroups, not ${shown(group)}`)
    }
  }
  return { fixed, under }
}
