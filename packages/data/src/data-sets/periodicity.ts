import { length, type Vector } from '@buridan/core'
import { type BuridanError, InvalidFileError, UnsupportedError } from '@buridan/groups'
import type { AtomsFrame } from '../frames/atoms-frame.js'

/** Vectors are in a line or a plane whose area or volume is a smaller share than this of the product of their lengths. */
const FLAT = 1e-6

/** A vector that is this share of another is less than the rounding of positions along it. */
const LOST = 64 * Number.EPSILON

/** For each cell vector whether a frame repeats along it; a cell without `pbc` repeats along all, a frame without a cell along none. */
function repeatsOf({ lattice, pbc }: AtomsFrame): readonly boolean[] {
  return pbc ?? (lattice ? [true, true, true] : [false, false, false])
}

/** The cell vectors along which a frame repeats, and 0 in place of the others. */
export function repeatingVectors(frame: AtomsFrame): readonly Vector[] {
  const lattice = frame.lattice ?? []
  return repeatsOf(frame).map(
    (repeats, k): Vector =>
      repeats ? [lattice[3 * k] ?? 0, lattice[3 * k + 1] ?? 0, lattice[3 * k + 2] ?? 0] : [0, 0, 0],
  )
}

/** The number of vectors along which a frame repeats. */
export function dimensionsOf(frame: AtomsFrame): number {
  return repeatsOf(frame).filter(Boolean).length
}

/** Why a frame that repeats in space cannot be compared with others, if it cannot. */
export function faultOfCell(frame: AtomsFrame): BuridanError | undefined {
  const repeats = repeatsOf(frame)
  const dimensions = dimensionsOf(frame)
  if (dimensions === 0) return undefined
  const pbc = `pbc ${repeats.map((r) => (r ? 'T' : 'F')).join(' ')}`
  if (!frame.lattice) return new InvalidFileError(`it is periodic (${pbc}) and has no Lattice`)
  if (dimensions === 1) {
    return new UnsupportedError(
      `it repeats along one vector only (${pbc}), and wires, with their screws, are not compared; asMolecule, or --as-molecule, takes its atoms for a molecule, without the cell`,
    )
  }
  const vectors = repeatingVectors(frame).filter((_, k) => repeats[k])
  if (isFlat(vectors)) {
    return new InvalidFileError(`the cell vectors along which it repeats (${pbc}) are in a plane or a line`)
  }
  const [least, most] = [Math.min(...vectors.map(length)), Math.max(...vectors.map(length))]
  if (least <= LOST * most) {
    return new InvalidFileError(
      `of the cell vectors along which it repeats (${pbc}) one is ${least.toPrecision(3)} long and another ${most.toPrecision(3)}: positions along the longer are rounded to more than the shorter`,
    )
  }
  return undefined
}

function isFlat(vectors: readonly Vector[]): boolean {
  // the part of each vector that is not along those before
  const left: Vector[] = []
  for (const v of vectors) {
    let rest: Vector = v
    for (const u of left) {
      const share = (rest[0] * u[0] + rest[1] * u[1] + rest[2] * u[2]) / length(u) ** 2
      rest = [rest[0] - share * u[0], rest[1] - share * u[1], rest[2] - share * u[2]]
    }
    if (!(length(rest) > FLAT * length(v))) return true
    left.push(rest)
  }
  return false
}
