import { InvalidArgumentError } from '../core/errors.js'
import { shown } from '../core/validate.js'
import type { FiniteGroup } from '../permutation/finite-group.js'
import { signedPermutationGroup } from './catalogue.js'

/** Signed images of the axes x, y, z: [2, -1, 3] sends x to y and y to −x. */
type Axes = readonly [number, number, number]

const INVERSION: Axes = [-1, -2, -3]
const C2Z: Axes = [-1, -2, 3]
const C2X: Axes = [1, -2, -3]
const C4Z: Axes = [2, -1, 3]
const S4Z: Axes = [-2, 1, -3]
const C3: Axes = [2, 3, 1]
const MIRROR_Z: Axes = [1, 2, -3]
const MIRROR_X: Axes = [-1, 2, 3]
/** Mirror that swaps x and y. */
const MIRROR_XY: Axes = [2, 1, 3]
/** Half turn about x − y, perpendicular to [111]. */
const C2_XY: Axes = [-2, -1, -3]

/**
 * Generators of the subgroups of O_h, Schoenflies names. Main axis z, except that the trigonal ones have [111];
 * second axis or mirror x.
 */
const GENERATORS: Readonly<Record<string, readonly Axes[]>> = {
  C1: [],
  Ci: [INVERSION],
  C2: [C2Z],
  Cs: [MIRROR_Z],
  C2h: [C2Z, INVERSION],
  D2: [C2Z, C2X],
  C2v: [C2Z, MIRROR_X],
  D2h: [C2Z, C2X, INVERSION],
  C4: [C4Z],
  S4: [S4Z],
  C4h: [C4Z, INVERSION],
  D4: [C4Z, C2X],
  C4v: [C4Z, MIRROR_X],
  D2d: [S4Z, C2X],
  D4h: [C4Z, C2X, INVERSION],
  C3: [C3],
  S6: [C3, INVERSION],
  D3: [C3, C2_XY],
  C3v: [C3, MIRROR_XY],
  D3d: [C3, MIRROR_XY, INVERSION],
  T: [C3, C2Z],
  Th: [C3, C2Z, INVERSION],
  O: [C3, C4Z],
  Td: [C3, S4Z],
  Oh: [C3, C4Z, INVERSION],
}

/** Schoenflies names that {@link pointGroup} knows. */
export const pointGroupNames: readonly string[] = Object.keys(GENERATORS)

/**
 * The point group O_h (order 48, full symmetry of the cube) or one of its subgroups on ℝ³, as signed permutations of
 * the axes.
 *
 * @param name - Schoenflies: `Oh`, `Td`, `C4v`, … (`C3i` is `S6`). Main axis z, trigonal axis [111].
 * @throws InvalidArgumentError for a name it does not know; the message lists those it does
 *
 * @example
 * ```ts
 * import { pointGroup } from '@buridan/groups'
 * console.log(pointGroup('Oh').order, pointGroup('C4v').order) // → 48n 8n
 * ```
 */
export function pointGroup(name: string): FiniteGroup {
  const axes = typeof name === 'string' && Object.hasOwn(GENERATORS, name) ? GENERATORS[name] : undefined
  if (!axes) {
    throw new InvalidArgumentError(
      `point group ${shown(name)} is not known; known are ${pointGroupNames.join(' ')}`,
    )
  }
  return signedPermutationGroup(axes, { dim: 3, name })
}
