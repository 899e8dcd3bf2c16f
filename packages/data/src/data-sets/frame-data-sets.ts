import { arrayOf, numberIn, objectOf, shown, stringOf } from '@buridan/core'
import {
  type AnyGroup,
  BuridanError,
  directProduct,
  FiniteGroup,
  InvalidArgumentError,
  InvalidFileError,
  LieGroup,
  lieProduct,
  parseAnyGroup,
  parseRepresentation,
  symmetric,
  UnsupportedError,
} from '@buridan/groups'
import { elementOf } from '../elements/symbols.js'
import { type AtomsFrame, checkedFrame } from '../frames/atoms-frame.js'
import { rowsOf } from '../rows/rows.js'
import type { DataSet } from './data-set.js'
import { type FrameLabel, labelOf } from './frame-label.js'
import { centred, type FramePrecision, precisionOf, refusePeriodic } from './frame-precision.js'

/** A constant beside the positions makes all norms nearly equal, so that one relative tolerance is the same in Å for all. */
const SCALE = 1e4

/** Options for making rows of frames. */
export interface FrameDataSetOptions {
  /** The group that turns space, as text: O(3), SO(3) or a point group. */
  readonly group: string
  /** The name of the property that is the label; see {@link labelNames}. */
  readonly label: string
  /** The largest distance of an atom from its image, Å; by default from the digits of the file. */
  readonly tolerance?: number
  /** Whether periodic frames are taken for molecules, without their cells; they are skipped by default. */
  readonly asMolecule?: boolean
}

/** The frames with one number of atoms. */
export interface FrameDataSet extends DataSet {
  /** The factor from a relative distance between inputs to a distance of an atom, in Å. */
  readonly scale: number
}

/** A frame that is in no data set, and why. */
export interface SkippedFrame {
  /** Its place among the frames, from 0. */
  readonly index: number
  /** Why: it could not be read, is periodic, or lacks the label. */
  readonly error: BuridanError
}

/** Frames as rows. */
export interface FrameDataSets {
  /** One for each number of atoms, ascending. */
  readonly sets: readonly FrameDataSet[]
  /** The frames that are in none of the sets. */
  readonly skipped: readonly SkippedFrame[]
  /** The precision of the positions and labels of all frames. */
  readonly precision: FramePrecision
}

interface Labelled {
  readonly frame: AtomsFrame
  readonly index: number
  readonly value: Float64Array
}

/**
 * Molecules or other sets of atoms as rows with their representations, under `_a`, operations on space, and `_b`, exchanges of atoms.
 *
 * For n atoms an input is V_a*V_b+V_b+T(0): positions about their mean, x of all atoms before y and z, in units in which element numbers
 * are far apart; a number for each element; and a constant that makes norms nearly equal, so that relative distances of inputs are
 * distances of atoms. Labels of numbers or vectors are T(0) or V_a for the whole, V_b or V_a*V_b for each atom, and V_b*V_b for each pair.
 *
 * @param frames - frames, or the error of a frame that could not be read, which is passed on in `skipped`; see {@link parseFrames}
 * @throws InvalidFileError if no frame has the label; the error of the first frame if none is usable
 * @throws UnsupportedError for a group that does not turn space, and a label that has neither one number nor three
 * @throws ParseError if the text is not that of a group
 * @remarks O(numbers of all frames); rows of inputs are made when they are asked for, O(n) each.
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
  const skipped: SkippedFrame[] = []
  const usable = arrayOf(frames, 'frames').flatMap((frame, index) => {
    const error = unusable(frame, options)
    if (error) skipped.push({ index, error })
    return error ? [] : [{ frame: frame as AtomsFrame, index }]
  })
  if (usable.length === 0) throw firstReason(frames, options)
  const label = labelOf(
    usable.map(({ frame }) => frame),
    options.label,
  )
  const group = parseAnyGroup(options.group)
  const labelled = usable.flatMap(({ frame, index }) => {
    try {
      return [{ frame, index, value: label.read(frame) }]
    } catch (error) {
      if (!(error instanceof BuridanError)) throw error
      skipped.push({ index, error })
      return []
    }
  })
  const { unit, ...precision } = precisionOf(labelled, options.tolerance)
  const numbers = elementNumbers(labelled.map(({ frame }) => frame))
  const bySize = new Map<number, Labelled[]>()
  for (const one of labelled) {
    const n = one.frame.elements.length
    const known = bySize.get(n)
    if (known) known.push(one)
    else bySize.set(n, [one])
  }
  const sets = [...bySize]
    .sort(([a], [b]) => a - b)
    .map(([n, list]) => setOf(list, n, group, label, (frame) => encode(frame, numbers, unit), unit))
  return { sets, skipped, precision }
}

function checkOptions(options: FrameDataSetOptions): void {
  const { group, label, tolerance, asMolecule } = objectOf(options, 'options')
  stringOf(group, 'group')
  stringOf(label, 'label')
  if (tolerance !== undefined) numberIn(tolerance, 0, 1e6, 'tolerance')
  if (asMolecule !== undefined && typeof asMolecule !== 'boolean') {
    throw new InvalidArgumentError(`asMolecule is ${shown(asMolecule)}; it must be true or false`)
  }
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
    return refusePeriodic(checkedFrame(frame), asMolecule)
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

function setOf(
  list: readonly Labelled[],
  n: number,
  space: AnyGroup,
  label: FrameLabel,
  encoded: (frame: AtomsFrame) => Float64Array,
  unit: number,
): FrameDataSet {
  const group = withAtoms(space, n)
  const repIn = parseRepresentation(group, 'V_a*V_b+V_b+T(0)')
  const repOut = parseRepresentation(group, label.text)
  return {
    repIn,
    repOut,
    x: rowsOf(list.length, repIn.dim, (i) => encoded(list[i]!.frame)),
    y: rowsOf(list.length, repOut.dim, (i) => list[i]!.value.slice()),
    indices: list.map(({ index }) => index),
    scale: unit * scaleOf(space, n),
  }
}

/** The factor from a relative distance to the largest distance of an atom (finite groups: root mean square), in units of positions. */
function scaleOf(space: AnyGroup, n: number): number {
  return space instanceof LieGroup ? SCALE : SCALE / Math.sqrt(n)
}

function withAtoms(space: AnyGroup, n: number): AnyGroup {
  if (space instanceof LieGroup) return lieProduct(space, symmetric(n))
  if (space instanceof FiniteGroup && space.base.kind !== 'product') return directProduct(space, symmetric(n))
  throw new UnsupportedError(`${space.name} does not turn space; give O(3), SO(3) or a point group`)
}

function elementNumbers(frames: readonly AtomsFrame[]): Map<string, number> {
  return new Map(
    [...new Set(frames.flatMap((f) => f.elements.map(elementOf)))].sort().map((e, i) => [e, i + 1]),
  )
}

function encode(frame: AtomsFrame, numbers: ReadonlyMap<string, number>, unit: number): Float64Array {
  const points = centred(frame)
  return Float64Array.from([
    ...[0, 1, 2].flatMap((c) => points.map((p) => p[c]! / unit)),
    ...frame.elements.map((e) => numbers.get(elementOf(e))!),
    SCALE,
  ])
}
