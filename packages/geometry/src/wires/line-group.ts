import { modulo } from './exact-phases.js'
import type { WireSymmetry } from './wire-symmetry.js'

/** The type of a line group: which of the thirteen families it is of, the order of its axis, and what its screw and its planes are. */
export interface LineGroup {
  /**
   * The point group by its axial family: `c` rotations; `s` with rotation and reflection in one, twice as many as rotations; `ch` with the mirror
   * normal to the axis; `cv` with planes through the axis; `d` with two-fold axes normal to it; `dh`, `dd` with several of these.
   */
  readonly family: 'c' | 's' | 'ch' | 'cv' | 'd' | 'dh' | 'dd'
  /** Of the axis in the point group: turns by 2π/order, each with some shift, are among the operations. */
  readonly order: number
  /** The shift with the turn by 2π/order, counter-clockwise seen from where it leads, in periods/order. */
  readonly screw: number
  /** Whether planes through the axis are mirrors, glide planes by half a period, or by turns one and the other; undefined where there are none. */
  readonly planes: 'mirrors' | 'glides' | 'both' | undefined
}

/** The type of the group of a wire, whose atoms are not all on the axis. */
export function lineGroupOf({ motions, representatives, turns, shifts, centring }: WireSymmetry): LineGroup {
  const of = (determinant: number, sign: number) =>
    representatives.filter((g) => motions[g]!.determinant === determinant && motions[g]!.sign === sign)
  const [rotations, improper, vertical, across] = [of(1, 1), of(1, -1), of(-1, 1), of(-1, -1)]
  const order = rotations.length
  const unit = turns.denominator / order
  // in shares of the period of all translations
  const share = (g: number) => (shifts.steps[g]! * centring) / shifts.denominator
  const generator = rotations.find((g) => turns.steps[g] === unit % turns.denominator)!
  const glides = vertical.filter((g) => Math.round(2 * share(g)) % 2 === 1).length
  const horizontal = improper.some((g) => turns.steps[g] === 0)
  return {
    family: familyOf(improper.length > 0, vertical.length > 0, across.length > 0, horizontal),
    order,
    screw: modulo(Math.round(share(generator) * order), order),
    planes:
      vertical.length === 0 ? undefined : glides === 0 ? 'mirrors' : glides === order ? 'glides' : 'both',
  }
}

function familyOf(
  improper: boolean,
  vertical: boolean,
  across: boolean,
  horizontal: boolean,
): LineGroup['family'] {
  if (improper && vertical) return horizontal ? 'dh' : 'dd'
  if (improper) return horizontal ? 'ch' : 's'
  if (vertical) return 'cv'
  return across ? 'd' : 'c'
}

/** Schoenflies names of the families where the axis has the order 1. */
const OF_ORDER_1 = { c: 'c1', s: 'ci', ch: 'cs', cv: 'cs', d: 'c2', dh: 'c2v', dd: 'c2h' } as const

/** The Schoenflies name of the point group, in lower case. */
export function schoenfliesOf({ family, order }: LineGroup): string {
  if (order === 1) return OF_ORDER_1[family]
  return family === 's' ? `s${2 * order}` : `${family[0]}${order}${family.slice(1)}`
}
