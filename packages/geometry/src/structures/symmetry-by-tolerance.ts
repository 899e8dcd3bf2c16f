import { InvalidArgumentError, knownOptions, numberIn, objectOf } from '@buridan/core'
import { analysed } from '../crystals/analysed-crystal.js'
import type { Crystal } from '../crystals/crystal.js'
import { pointGroupOf } from '../crystals/crystal-point-group.js'
import { findPointGroup } from '../molecules/find-point-group.js'
import type { Molecule } from '../molecules/molecule.js'
import { SEARCH_FACTOR } from '../operations/position-tolerance.js'
import { analysedWire, isWire } from '../wires/analysed-wire.js'
import { wirePointGroupOf } from '../wires/wire-point-group.js'

/** Where nothing is known to change, the next tolerance tried is so many times the last. */
const STEP = 1 + 1 / 16
const ROUNDING = 1e-9

/** The symmetry of a structure over a range of tolerances. */
export interface ToleranceRange {
  /** The point group: Schoenflies, in lower case. */
  readonly name: string
  /** Undefined for infinite groups. */
  readonly order: number | undefined
  /** Lattice points in the cell of a crystal, periods in that of a wire; undefined for molecules. */
  readonly centring: number | undefined
  /** The least tolerance with this answer, Å, to nine digits, or the one asked from. */
  readonly from: number
  /** The tolerance at which it changes next, Å, or the one asked to. */
  readonly to: number
}

/** What is asked at one tolerance. */
interface Found extends Omit<ToleranceRange, 'from' | 'to'> {
  /** How far operations were sought. */
  readonly searched: number
  readonly gap: number
}

/**
 * How the symmetry of a structure changes as the tolerance grows: for measured structures the ranges that are long are the ones to trust.
 *
 * @param structure - a molecule, or a crystal, slab or wire where it has a `lattice`
 * @param options - `from`, 10⁻³ (Å) by default, and `to`, 0.5 (Å) by default: the tolerances asked; the list ends where atoms are no longer told
 * apart
 * @throws InvalidArgumentError | RepresentationMismatchError as `findPointGroup`, `crystalPointGroup` and `rodGroup`, at the tolerance `from`
 * @remarks O(log(to/from)) searches, and one for each change or, where operations near the tolerance are no group, thirty, as `findPointGroup` and `crystalPointGroup`.
 *
 * @example
 * ```ts
 * import { symmetryByTolerance } from '@buridan/geometry'
 * // a square, one of whose corners is 0.1 Å out
 * const positions = [[1, 0, 0], [0, 1, 0], [-1, 0, 0], [0, -1.1, 0]]
 * const ranges = symmetryByTolerance({ elements: ['C', 'C', 'C', 'C'], positions })
 * console.log(ranges.map(({ name, from }) => `${name} ${from.toFixed(2)}`)) // → [ 'c2v 0.00', 'd2h 0.05', 'd4h 0.08' ]
 * ```
 */
export function symmetryByTolerance(
  structure: Molecule | Crystal,
  options: { from?: number; to?: number } = {},
): ToleranceRange[] {
  const { from = 1e-3, to = 0.5 } = knownOptions(options, { from: true, to: true }, 'symmetryByTolerance')
  numberIn(from, Number.MIN_VALUE, Number.MAX_VALUE, 'from')
  numberIn(to, from, Number.MAX_VALUE, 'to')
  const given = objectOf(structure, 'a structure')
  const at = (tolerance: number): Found => {
    if (!('lattice' in given)) {
      return {
        ...findPointGroup(given, { tolerance }),
        centring: undefined,
        searched: SEARCH_FACTOR * tolerance,
      }
    }
    if (isWire(given)) {
      const { wire, found } = analysedWire(given, { tolerance })
      return { ...wirePointGroupOf({ wire, found }), searched: wire.radius / wire.given.unit }
    }
    const found = analysed(given, { tolerance })
    return { ...pointGroupOf(found), searched: found.read.radius / found.read.unit }
  }
  const ranges: ToleranceRange[] = []
  const add = ({ name, order, centring }: Found, start: number) => {
    if (ranges.length > 0) ranges.push({ ...ranges.pop()!, to: start })
    ranges.push({ name, order, centring, from: start, to: end })
  }
  let end = to
  let [last, found] = [from, at(from)]
  add(found, from)
  while (last < end) {
    // up to the gap nothing changes, if it is known, and up to where operations were sought
    const { gap, searched } = found
    const least = Math.max(last, Math.min(gap, searched))
    const next = Math.min(end, least > last ? least * (1 + ROUNDING) : STEP * last)
    const there = orUndefined(() => at(next))
    if (!there) {
      end = lastOf(at, last, next)
      ranges.push({ ...ranges.pop()!, to: end })
      continue
    }
    for (const [start, f] of changes(at, [Math.min(least, next), found], [next, there])) add(f, start)
    ;[last, found] = [next, there]
  }
  return ranges
}

/** The greatest tolerance at which atoms are told apart, between one at which they are and one at which they are not. */
function lastOf(at: (tolerance: number) => Found, low: number, high: number): number {
  let [last, beyond] = [low, high]
  while (beyond > last * (1 + 2 * ROUNDING)) {
    const middle = Math.sqrt(last) * Math.sqrt(beyond)
    if (orUndefined(() => at(middle))) last = middle
    else beyond = middle
  }
  return last
}

/** The answers that follow one up to another, each with the tolerance at which it begins: by halving, where operations are no group. */
function changes(
  at: (tolerance: number) => Found,
  [low, before]: readonly [number, Found],
  [high, after]: readonly [number, Found],
): [number, Found][] {
  if (isSame(before, after)) return []
  if (high <= low * (1 + 2 * ROUNDING)) return [[low, after]]
  const middle = Math.sqrt(low) * Math.sqrt(high)
  const between = at(middle)
  return [...changes(at, [low, before], [middle, between]), ...changes(at, [middle, between], [high, after])]
}

function isSame(a: Found, b: Found): boolean {
  return a.name === b.name && a.order === b.order && a.centring === b.centring
}

function orUndefined(find: () => Found): Found | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof InvalidArgumentError) return undefined
    throw error
  }
}
