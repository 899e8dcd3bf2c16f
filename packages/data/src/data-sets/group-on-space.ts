import {
  type AnyGroup,
  directProduct,
  FiniteGroup,
  isSameGroup,
  LieGroup,
  lieProduct,
  orthogonal,
  parseAnyGroup,
  specialOrthogonal,
  symmetric,
  UnsupportedError,
} from '@buridan/groups'

/** A group that turns space, and its product with exchanges of atoms. */
export interface GroupOnSpace {
  readonly group: FiniteGroup | LieGroup
  /** The product with exchanges of n atoms. */
  withAtoms(n: number): AnyGroup
}

/**
 * Reads a group that turns space: O(3), SO(3) or a point group.
 *
 * @throws UnsupportedError for another group, ParseError for a text that is none
 */
export function parseGroupOnSpace(text: string): GroupOnSpace {
  const group = parseAnyGroup(text)
  if (group instanceof LieGroup) {
    if (!isSameGroup(group, orthogonal(3)) && !isSameGroup(group, specialOrthogonal(3))) {
      throw new UnsupportedError(`${group.name} is not O(3), SO(3) or a finite point group`)
    }
    return { group, withAtoms: (n) => lieProduct(group, symmetric(n)) }
  }
  const base = group instanceof FiniteGroup ? group.base : undefined
  if (group instanceof FiniteGroup && turnsSpace(group)) {
    return { group, withAtoms: (n) => directProduct(group, symmetric(n)) }
  }
  const exchanges =
    base?.kind === 'permutation' ? ' (exchanges of atoms are taken into account by themselves)' : ''
  throw new UnsupportedError(
    `${group.name} does not turn space${exchanges}; give O(3), SO(3) or a point group`,
  )
}

function turnsSpace({ base, degree }: FiniteGroup): boolean {
  if (base.kind === 'permutation') return base.axes === true && degree === 3
  if (base.kind === 'signed') return base.dim === 3
  return base.kind === 'points' && base.dim === 3 && base.orthogonal
}
