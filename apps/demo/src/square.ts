import { fixedSpace } from '@buridan/constraints'
import {
  cycles,
  dihedral,
  elementsOf,
  orbitTypeOf,
  restrict,
  rng,
  stabilizer,
  subgroupClasses,
  tensor,
} from '@buridan/groups'

const G = dihedral(4)
const corners = tensor(G, 1)
const elements = elementsOf(G)

/** The number of values a corner can take. */
export const VALUES = 3

/** Everything the page shows about a pattern on the square's corners. */
export interface SquareView {
  readonly pattern: readonly number[]
  readonly order: number
  readonly orbitType: string
  readonly stabilizer: readonly { readonly images: readonly number[]; readonly cycles: string }[]
  /** What an equivariant network must answer when asked to mark the chosen corner: the projection on Fix(G_x). */
  readonly strict: readonly number[]
  /** The corners that relaxed equivariance can mark, each equally often. */
  readonly outcomes: readonly number[]
}

/** The corner that is to be marked: the first of those with the largest value. */
function wanted(pattern: readonly number[]): number {
  return pattern.indexOf(Math.max(...pattern))
}

/** Computes the view of a pattern. */
export function viewOf(pattern: readonly number[]): SquareView {
  const found = stabilizer(corners, pattern)
  const at = orbitTypeOf(G, found)
  const { classes } = subgroupClasses(G)
  const corner = wanted(pattern)
  const mark = [0, 1, 2, 3].map((i) => (i === corner ? 1 : 0))
  const members = Array.from(found.members, (i) => elements.at(i))
  return {
    pattern,
    order: Number(found.order),
    orbitType: `class ${at.index + 1} of ${classes.length}`,
    stabilizer: members.map((g) => ({ images: Array.from(g), cycles: cycles(g) })),
    strict: Array.from(fixedSpace(restrict(corners, found.group)).project(mark)),
    outcomes: [...new Set(members.map((g) => g[corner]!))].sort((a, b) => a - b),
  }
}

/** Draws corners with h uniform on the stabilizer; returns how often each was marked. */
export function choose(pattern: readonly number[], count: number, seed: number): number[] {
  const { members } = stabilizer(corners, pattern)
  const random = rng(seed)
  const corner = wanted(pattern)
  const tally = [0, 0, 0, 0]
  for (let i = 0; i < count; i++) tally[elements.at(members[random.int(members.length)]!)[corner]!]!++
  return tally
}

/** A pattern as the page's address holds it; anything that is none becomes the square of equal corners. */
export function patternFromHash(hash: string): number[] {
  const match = /^#([0-2]{4})$/.exec(hash)
  return match ? [...match[1]!].map(Number) : [1, 1, 1, 1]
}
