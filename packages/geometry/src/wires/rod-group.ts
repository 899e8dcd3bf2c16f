import { knownOptions } from '@buridan/core'
import type { Crystal } from '../crystals/crystal.js'
import { analysedWire } from './analysed-wire.js'
import { lineGroupOf } from './line-group.js'
import { rodGroupNumber, rodSymbol } from './rod-symbols.js'
import { type WirePointGroup, wirePointGroupOf } from './wire-point-group.js'

/** The rod group of a wire. */
export interface RodGroup {
  /** Of the International Tables, volume E, 1 to 75; undefined for groups with axes or screws that no crystal has. */
  readonly number: number | undefined
  /**
   * The Hermann–Mauguin symbol with the wire along the third vector: `p 4_2/m m c`, by the same rules `p 18_5` for other axes, and `p ∞ m` or `p ∞/m m` if all
   * atoms are on the axis.
   */
  readonly hermannMauguin: string
  /** The operations, translations, orbits of atoms. */
  readonly pointGroup: WirePointGroup
}

/**
 * The rod group of a wire: of a structure that repeats along one direction only, as a polymer, a nanotube, a helix, a chain of atoms. Its operations are
 * turns about the axis, screws among them, reflections and their products; the axis is through the mean of the atoms and may be of any order. A screw
 * n_p turns by 2π/n counter-clockwise, seen from where it leads, and shifts by p/n of the period.
 *
 * @param wire - with `periodic`, of which two are false; fractional positions in its cell, whose other vectors only place atoms
 * @param options - `tolerance`: how far an atom's image may be from an atom, default 0.1 (Å)
 * @throws InvalidArgumentError | RepresentationMismatchError as `crystalPointGroup`, and for what repeats along several cell vectors
 * @throws UnsupportedError if it repeats along none
 * @remarks All operations within the tolerance, if they are a group; otherwise within a smaller one, see `deviation` and `gap`. O(k · n) for n atoms and k
 * of the smallest class of them, by kind and distance from the axis, and O(order · n). Symbols of orders that no crystal has:
 * Damnjanović & Milošević, *Line Groups in Physics*, 2010.
 *
 * @example
 * ```ts
 * import { rodGroup } from '@buridan/geometry'
 * // a zigzag chain, in a cell whose first vectors are arbitrary
 * const chain = {
 *   lattice: [[10, 0, 0], [0, 10, 0], [0, 0, 2.5]],
 *   elements: ['S', 'S'],
 *   positions: [[0.05, 0, 0], [-0.05, 0, 0.5]],
 *   periodic: [false, false, true],
 * }
 * const { number, hermannMauguin, pointGroup } = rodGroup(chain)
 * console.log(number, hermannMauguin, pointGroup.name) // → 22 p m c m d2h
 * ```
 */
export function rodGroup(wire: Crystal, options: { tolerance?: number } = {}): RodGroup {
  const found = analysedWire(wire, knownOptions(options, { tolerance: true }, 'rodGroup'))
  const pointGroup = wirePointGroupOf(found)
  if (found.found.onAxis) {
    const hermannMauguin = pointGroup.name === 'd∞h' ? 'p ∞/m m' : 'p ∞ m'
    return { number: undefined, hermannMauguin, pointGroup }
  }
  const hermannMauguin = rodSymbol(lineGroupOf(found.found))
  return { number: rodGroupNumber(hermannMauguin), hermannMauguin, pointGroup }
}
