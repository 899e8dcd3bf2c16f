import { euclideanNorm, length } from '@buridan/core'
import { DEFAULT_POSITION_TOLERANCE } from '@buridan/groups'
import type { AtomsFrame } from '../frames/atoms-frame.js'
import { precisionInCell } from '../precision/cell-rounding.js'
import {
  decimalsOfNumbers,
  defaultTolerance,
  labelPrecision,
  positionPrecision,
  roundingOf,
} from '../precision/decimals.js'
import { repeatingVectors } from './periodicity.js'

/** The largest change of a label, as a share of it, that is put down to a tilt of a molecule within its tolerance. */
const MOST_TILT = 0.01

/** Elements are further apart than atoms of one file ever are. */
const EXTENTS = 4
/** And than this many tolerances, where all atoms are at the origin. */
const TOLERANCES = 100

/** The precision of frames and their labels, from the digits that they are written with. */
export interface FramePrecision {
  /**
   * The largest distance of an atom from where the file says it is, Å: (√3/2)·10⁻ᵏ for k decimals, and at least 64 units in the last place
   * of the extent. In a frame that repeats in space positions are compared modulo its cell vectors, which are rounded too: it is more where
   * atoms are many cells apart, or the cell is skew, in the least precise frame.
   */
  readonly position: number
  /** The same of a label as a whole, root mean square, in its unit; 0 for whole numbers, such as counts, but for the last places. */
  readonly label: number
  /** The largest distance of an atom from its image at which they are taken for one, Å. */
  readonly tolerance: number
  /** The largest distance by which rounding moves an image of an atom, Å: twice `position`. */
  readonly rounding: number
  /** The precision of a label with that of the positions, which tilt it, root mean square, in the unit of the label. */
  readonly labelPrecision: number
}

/** The precision, and the unit in which positions are compared. */
interface Compared extends FramePrecision {
  /** The length, Å, by which elements whose numbers differ by 1 are apart: far above the tolerance. A power of two. */
  readonly unit: number
}

/** A label, and how its numbers are known. */
interface KnownLabel {
  readonly factor: number
  readonly read: (frame: AtomsFrame) => Float64Array
  readonly decimals: (frame: AtomsFrame) => number
}

/** The positions about their mean. */
export function centred({ positions }: AtomsFrame): number[][] {
  const mean = [0, 1, 2].map((c) => positions.reduce((sum, p) => sum + p[c]!, 0) / positions.length)
  return positions.map((p) => p.map((v, c) => v - mean[c]!))
}

/** The precision of frames that have a label, by their digits; a given tolerance takes the place of that from the digits. */
export function precisionOf(
  frames: readonly AtomsFrame[],
  { factor, read, decimals: labelDecimalsOf }: KnownLabel,
  given?: number,
): Compared {
  let [decimals, width, labelDecimals] = [0, 0, 0]
  const extents: number[] = []
  // where a file tells it otherwise than by decimals, that of the least precise frame
  let told: number | undefined
  let someByDecimals = false
  // norms, not squares, which may overflow: molecules and labels are in any unit
  const [spreads, sizes]: [number[], number[]] = [[], []]
  for (const frame of frames) {
    const value = read(frame)
    if (frame.precision !== undefined) told = Math.max(told ?? 0, frame.precision)
    else {
      decimals = Math.max(decimals, frame.decimals)
      someByDecimals = true
    }
    const radii = centred(frame).map(euclideanNorm)
    extents.push(Math.max(0, ...radii, ...repeatingVectors(frame).map(length)))
    spreads.push(euclideanNorm(radii) / Math.sqrt(radii.length))
    sizes.push(euclideanNorm(value))
    width += value.length
    labelDecimals = Math.max(labelDecimals, labelDecimalsOf(frame))
  }
  const count = Math.max(1, frames.length)
  // one frame that is far out does not make the others less precise
  const usual = extents.sort((a, b) => a - b)[Math.floor(extents.length / 2)] ?? 0
  const byDecimals = someByDecimals || told === undefined ? positionPrecision(decimals, usual) : 0
  const inCells = frames.reduce((most, frame) => Math.max(most, precisionInCells(frame, decimals)), 0)
  const lastPlaces = positionPrecision(Number.POSITIVE_INFINITY, usual)
  const position = Math.max(byDecimals, told ?? 0, inCells, lastPlaces)
  const tolerance = given ?? defaultTolerance(2 * position, usual)
  // if atoms are off by the tolerance, the molecule and its label are tilted by tolerance / radius
  const spread = euclideanNorm(spreads) / Math.sqrt(count)
  const tilt = spread > 0 ? Math.min(MOST_TILT, tolerance / spread) : 0
  const size = euclideanNorm(sizes) / Math.sqrt(count)
  const digits = factor * labelPrecision(labelDecimals, width / count, 0)
  return {
    position,
    label: Math.max(digits, labelPrecision(0, 0, size)),
    tolerance,
    rounding: 2 * position,
    labelPrecision: Math.hypot(digits, tilt * size),
    unit: powerOfTwoAbove(Math.max(EXTENTS * usual, TOLERANCES * tolerance)),
  }
}

/**
 * That of a frame that repeats in space, by decimals of positions; 0 of others, of those that tell it themselves, and of those so widely
 * scattered that no tolerance covers it: they do not make the others less precise.
 */
function precisionInCells(frame: AtomsFrame, decimals: number): number {
  const vectors = repeatingVectors(frame).filter((v) => length(v) > 0)
  if (frame.precision !== undefined || vectors.length < 2) return 0
  // numbers of a cell, such as 4 or 3.2, may be written shorter than they are known
  const ofCell = Math.max(decimals, decimalsOfNumbers(vectors.flat()))
  const found = precisionInCell(roundingOf(decimals), roundingOf(ofCell), vectors, frame.positions)
  return 2 * found <= DEFAULT_POSITION_TOLERANCE ? found : 0
}

function powerOfTwoAbove(v: number): number {
  return v > 0 ? 2 ** Math.ceil(Math.log2(v)) : 1
}
