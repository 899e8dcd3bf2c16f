import { arrayOf, booleanOf, knownOptions, numberIn, stringOf } from '@buridan/core'
import { BuridanError, InvalidFileError, UnsupportedError } from '@buridan/groups'
import { type AtomsFrame, checkedFrame } from '../frames/atoms-frame.js'
import { labelOf } from './frame-label.js'
import { type FramePrecision, precisionOf } from './frame-precision.js'
import { elementNumbers, type FrameDataSet, type Labelled, setOf } from './frame-rows.js'
import { parseGroupOnSpace } from './group-on-space.js'
import { checkedKind, type LabelKind } from './label-kind.js'
import { dimensionsOf, faultOfCell } from './periodicity.js'

/** Options for making rows of frames. */
export interface FrameDataSetOptions {
  /** The group that turns space, as text: O(3), SO(3) or a point group. */
  readonly group: string
  /** The name of the property that is the label; see {@link labelNames}. */
  readonly label: string
  /**
   * What the numbers of the label are, for each of them or each atom. By default one is a `scalar`, three are a `vector` and nine a `tensor`, a
   * 3×3 matrix row by row. Others have to be said: `pseudo`, a scalar that reflections turn into its negative; `axial`, a vector that the
   * inversion keeps, such as a magnetic moment; `voigt`, the six numbers xx yy zz yz xz xy of a symmetric 3×3 matrix, such as a stress;
   * `voigt-strain`, with 2yz 2xz 2xy, as strains are given. A multiple of their numbers is several of the kind: `scalar` for any numbers
   * that no operation changes.
   */
  readonly out?: LabelKind
  /** The largest distance of an atom from its image, Å; by default from the digits of the file. */
  readonly tolerance?: number
  /** Whether periodic frames are taken for molecules, without their cells. */
  readonly asMolecule?: boolean
}

/** A frame that is in no data set, and why. */
export interface SkippedFrame {
  /** Its place among the frames, from 0. */
  readonly index: number
  /** Its name, if it has one. */
  readonly name?: string
  /** Why: it could not be read, lacks the label, or repeats in space in a way that is not compared. */
  readonly error: BuridanError
}

/** Frames as rows. */
export interface FrameDataSets {
  /** One for each number of atoms, ascending, and apart for molecules, slabs and crystals. */
  readonly sets: readonly FrameDataSet[]
  /** The frames that are in none of the sets. */
  readonly skipped: readonly SkippedFrame[]
  /** The precision of the positions and labels of all frames. */
  readonly precision: FramePrecision
}

/**
 * Molecules, crystals or other sets of atoms as rows with their representations, under `_a`, operations on space, and `_b`, exchanges
 * of atoms.
 *
 * For n atoms an input is V_a*V_b+V_b+T(0): positions about their mean in Å, x of all atoms before y and z; a number for each element, times a
 * length by which elements are further apart than any atoms move; and a constant that makes norms nearly equal, so that relative distances of
 * inputs are distances of atoms. Frames that repeat in space have their three cell vectors after it, +3*V_a, in Å; the one of a slab along
 * which it does not repeat is 0. Labels are T(0), pseudo_a, V_a,
 * axial_a, V_a*V_a or Sym(V_a,2), see `out`, of the whole; the same times V_b of atoms; and V_b*V_b of pairs. Coordinates in Sym(V_a,2) are
 * xx, √2·xy, √2·xz, yy, √2·yz, zz.
 *
 * @param frames - frames, or the error of a frame that could not be read, which is passed on in `skipped`; see {@link parseFrames}
 * @throws InvalidFileError if no frame has the label, with the labels that there are; the error of the first frame if none is usable
 * @throws InvalidArgumentError for a label whose numbers may be several things, without `out`
 * @throws UnsupportedError for a group that does not turn space
 * @throws ParseError if the text is not that of a group
 * @remarks O(numbers of all frames); rows are made when they are asked for, O(n) each.
 *
 * @example
 * ```ts
 * import { frameDataSets, parseFrames } from '@buridan/data'
 * const text = '3\ndipole="0 0 0.7"\nO 0 0 0.12\nH 0 0.76 -0.48\nH 0 -0.76 -0.48\n'
 * const { sets, precision } = frameDataSets(parseFrames(text, 'xyz'), { group: 'O(3)', label: 'dipole' })
 * const { repIn, repOut, x, y } = sets[0]!
 * console.log(repIn.group.name, repIn.dim, x.width) // → O(3)xS(3) 13 13
 * console.log(repOut.dim, y.row(0), precision.tolerance.toFixed(3)) // → 3 Float64Array(3) [ 0, 0, 0.7 ] 0.017
 * ```
 */
export function frameDataSets(
  frames: readonly (AtomsFrame | InvalidFileError)[],
  options: FrameDataSetOptions,
): FrameDataSets {
  checkOptions(options)
  const space = parseGroupOnSpace(options.group)
  const skipped: SkippedFrame[] = []
  const usable = arrayOf(frames, 'frames').flatMap((frame, index) => {
    const error = unusable(frame, options)
    if (error) skipped.push(skippedFrame(frame, index, error))
    return error ? [] : [{ frame: withoutCell(frame as AtomsFrame, options), index }]
  })
  if (usable.length === 0) throw firstReason(frames, options)
  const label = labelOf(
    usable.map(({ frame }) => frame),
    options.label,
    options.out,
  )
  const labelled = usable.flatMap(({ frame, index }): Labelled[] => {
    try {
      if (label.ofPairs && dimensionsOf(frame) > 0) {
        throw new UnsupportedError(`it is periodic, and ${options.label} is a number of pairs of atoms`)
      }
      // read again for its row: all of them at once would take as much memory as the frames
      label.read(frame)
      return [{ frame, index }]
    } catch (error) {
      if (!(error instanceof BuridanError)) throw error
      skipped.push(skippedFrame(frame, index, error))
      return []
    }
  })
  if (labelled.length === 0) throw skipped[0]!.error
  const known = labelled.map(({ frame }) => frame)
  const { unit, ...precision } = precisionOf(known, label, options.tolerance)
  const numbers = elementNumbers(known)
  const parts = new Map<number, Labelled[]>()
  for (const one of labelled) {
    // molecules, slabs and crystals of one size, one after the other
    const key = 4 * one.frame.elements.length + dimensionsOf(one.frame)
    const known = parts.get(key)
    if (known) known.push(one)
    else parts.set(key, [one])
  }
  const sets = [...parts]
    .sort(([a], [b]) => a - b)
    .map(([key, list]) => setOf(list, Math.floor(key / 4), key % 4 > 0, { space, label, numbers, unit }))
  return { sets, skipped: skipped.sort((a, b) => a.index - b.index), precision }
}

function checkOptions(options: FrameDataSetOptions): void {
  const { group, label, out, tolerance, asMolecule } = knownOptions(
    options,
    { group: true, label: true, out: true, tolerance: true, asMolecule: true },
    'frameDataSets',
  )
  stringOf(group, 'group')
  stringOf(label, 'label')
  if (out !== undefined) checkedKind(out)
  if (tolerance !== undefined) numberIn(tolerance, 0, 1e6, 'tolerance')
  if (asMolecule !== undefined) booleanOf(asMolecule, 'asMolecule')
}

/** The frame, or its atoms alone where they are taken for a molecule. */
function withoutCell(frame: AtomsFrame, { asMolecule }: FrameDataSetOptions): AtomsFrame {
  if (!asMolecule) return frame
  const { lattice: _, pbc: __, ...atoms } = frame
  return atoms
}

function skippedFrame(
  frame: AtomsFrame | InvalidFileError,
  index: number,
  error: BuridanError,
): SkippedFrame {
  const name = frame instanceof Error ? undefined : frame.name
  return { index, ...(typeof name === 'string' ? { name } : {}), error }
}

/** Why a frame cannot be a row, if it cannot. */
function unusable(
  frame: AtomsFrame | InvalidFileError,
  { asMolecule }: FrameDataSetOptions,
): BuridanError | undefined {
  if (frame instanceof InvalidFileError) return frame
  // also errors of another copy of the packages
  if (frame instanceof Error) return new InvalidFileError(frame.message, { cause: frame })
  try {
    checkedFrame(frame)
    return asMolecule ? undefined : faultOfCell(frame)
  } catch (error) {
    if (error instanceof InvalidFileError) return error
    throw error
  }
}

/** Why no frame can be used: the reason for the first. */
function firstReason(
  frames: readonly (AtomsFrame | InvalidFileError)[],
  options: FrameDataSetOptions,
): BuridanError {
  const [first] = frames
  if (first === undefined) return new InvalidFileError('there are no frames')
  const error = unusable(first, options)!
  if (error instanceof InvalidFileError) return error
  const rest = frames.length > 1 ? `; none of the ${frames.length} frames can be used` : ''
  return new UnsupportedError(`frame 1: ${error.message}${rest}`)
}
