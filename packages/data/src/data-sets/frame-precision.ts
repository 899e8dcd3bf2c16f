import { euclideanNorm } from '@buridan/core'
import { UnsupportedError } from '@buridan/groups'
import type { AtomsFrame } from '../frames/atoms-frame.js'
import { decimalsOfNumbers, defaultTolerance, roundingOf } from '../precision/decimals.js'

/** The largest change of a label, as a share of it, that is put down to a tilt of a molecule within its tolerance. */
const MOST_TILT = 0.01

/** The extent of a file is at most this many units, and its tolerance at most one unit divided by this. */
const MOST_UNITS = 100

/** The precision of frames and their labels. */
export interface FramePrecision {
  /** The largest distance of an atom from its image, Å. */
  readonly tolerance: number
  /** The largest distance by which rounding moves an image of an atom, Å. */
  readonly rounding: number
  /** The precision of a label as a whole, root mean square, in the unit of the label. */
  readonly labelPrecision: number
}

/** The precision, and the unit in which positions are compared. */
interface Compared extends FramePrecision {
  /** The length, Å, in which positions are compared: element numbers differ by 1, which is then far above the tolerance. */
  readonly unit: number
}

/** The positions about their mean. */
export function centred({ positions }: AtomsFrame): number[][] {
  const mean = [0, 1, 2].map((c) => positions.reduce((sum, p) => sum + p[c]!, 0) / positions.length)
  return positions.map((p) => p.map((v, c) => v - mean[c]!))
}

/** The precision of a file by its digits; a given tolerance takes the place of that from the digits. */
export function precisionOf(
  labelled: readonly { readonly frame: AtomsFrame; readonly value: Float64Array }[],
  given?: number,
): Compared {
  const decimals = labelled.reduce((most, { frame }) => Math.max(most, frame.decimals), 0)
  let [extent, width] = [0, 0]
  // norms, not squares, which may overflow: molecules and labels are in any unit
  const [spreads, sizes]: [number[], number[]] = [[], []]
  for (const { frame, value } of labelled) {
    const radii = centred(frame).map(euclideanNorm)
    for (const radius of radii) extent = Math.max(extent, radius)
    spreads.push(euclideanNorm(radii) / Math.sqrt(radii.length))
    sizes.push(euclideanNorm(value))
    width += value.length
  }
  const count = Math.max(1, labelled.length)
  const tolerance = given ?? defaultTolerance(decimals, extent)
  // if atoms are off by the tolerance, the molecule and its label are tilted by tolerance / radius
  const spread = euclideanNorm(spreads) / Math.sqrt(count)
  const tilt = spread > 0 ? Math.min(MOST_TILT, tolerance / spread) : 0
  const labelDecimals = decimalsOfNumbers(labelled.flatMap(({ value }) => [...value]))
  // whole numbers are exact: counts, orders, classes
  const digits = labelDecimals === 0 ? 0 : 0.5 * 10 ** -labelDecimals * Math.sqrt(width / count)
  return {
    tolerance,
    rounding: roundingOf(decimals),
    labelPrecision: Math.hypot(digits, (tilt * euclideanNorm(sizes)) / Math.sqrt(count)),
    unit: Math.max(extent / MOST_UNITS, tolerance * MOST_UNITS) || 1,
  }
}

/** The error of a frame that repeats in space, unless it is to be read as a molecule. */
export function refusePeriodic(
  { lattice, pbc }: AtomsFrame,
  asMolecule = false,
): UnsupportedError | undefined {
  // a cell without `pbc` repeats along all of its vectors
  const repeats = pbc ?? (lattice ? [true, true, true] : [])
  if (asMolecule || !repeats.includes(true)) return undefined
  return new UnsupportedError(
    `it is periodic (pbc ${repeats.map((r) => (r ? 'T' : 'F')).join(' ')}), and rows are of molecules; asMolecule, or --as-molecule, takes its atoms for one, without the cell`,
  )
}
