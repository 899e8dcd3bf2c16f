import {
  type AtomsFrame,
  type FrameDataSet,
  type FrameDataSetOptions,
  frameDataSets,
  type Rows,
} from '@buridan/data'
import { BuridanError, type InvalidFileError } from '@buridan/groups'
import {
  Auditor,
  type AuditPart,
  type AuditResult,
  type AuditSample,
  mergeAudits,
  type SkippedSample,
} from '@buridan/relaxed'
import type { AuditProgress } from '../audit-options.js'
import { type Found, noneLeft } from './found.js'
import { refuseOnePlace } from './one-place.js'

/** The largest displacement of an atom in the search for symmetries and copies, Å. */
const RADIUS = 1
/** The unit of distances of frames. */
export const LENGTH_UNIT = 'Å'

/** Options of an audit of frames. */
export interface AuditFramesOptions extends Omit<FrameDataSetOptions, 'tolerance'> {
  /** The largest displacement of an atom in the search for symmetries and copies, Å; 1 by default. */
  readonly radius?: number
  /** The largest error of a position in the file, Å; by default from its digits. */
  readonly precision?: number
}

/** Frames with the near-symmetries of each; undefined where they are not computed yet. */
export interface FramePart {
  readonly frames: readonly (AtomsFrame | InvalidFileError)[]
  readonly found: readonly (Found | undefined)[]
}

/** Finds the near-symmetries of frames one by one: the slow part of an audit, which does not depend on other frames. */
export function lookAtFrames(
  frames: FramePart['frames'],
  options: AuditFramesOptions,
  onProgress?: AuditProgress,
): FramePart {
  const { sets } = frameDataSets(frames, dataOptions(options))
  const total = sets.reduce((sum, set) => sum + set.indices.length, 0)
  const found: (Found | undefined)[] = new Array(frames.length).fill(undefined)
  let done = 0
  for (const set of sets) {
    const look = looker(set, frames, options)
    set.indices.forEach((index, row) => {
      found[index] = look(row)
      onProgress?.(++done, total)
    })
  }
  return { frames, found }
}

/** The options that turn frames into rows. */
export function dataOptions({
  radius: _,
  precision: __,
  ...options
}: AuditFramesOptions): FrameDataSetOptions {
  return options
}

/** A function that finds the near-symmetries of a row. */
function looker(
  set: FrameDataSet,
  frames: FramePart['frames'],
  { radius = RADIUS, precision }: AuditFramesOptions,
): (row: number) => Found {
  const { repIn, repOut, periodic, atoms, x, y } = set
  const auditor = new Auditor({
    repIn,
    repOut,
    radius,
    periodic,
    points: atoms,
    ...(precision === undefined ? {} : { inputPrecision: precision }),
  })
  return (row) => {
    try {
      const frame = frames[set.indices[row]!] as AtomsFrame
      if (!periodic) refuseOnePlace(frame)
      return { chain: auditor.look(x.row(row), y.row(row)).chain }
    } catch (error) {
      if (!(error instanceof BuridanError)) throw error
      return { error }
    }
  }
}

/**
 * The audit of all frames of some parts, in their order: the same however frames are split into parts.
 *
 * @param coordinates - whether losses are also split by the coordinates of labels
 * @throws the reason of the first frame if all are skipped
 */
export function mergeFrames(
  parts: readonly FramePart[],
  options: AuditFramesOptions,
  coordinates = false,
): AuditResult {
  const frames = parts.flatMap((p) => p.frames)
  const found = parts.flatMap((p) => p.found)
  const { sets, skipped, precision } = frameDataSets(frames, dataOptions(options))
  const before = skipped.map(({ error, index }) => skippedFrame(error, index, frames[index]))
  const { radius = RADIUS, precision: given } = options
  const audited = sets.map((set) => auditPart(set, found, frames, options))
  if (audited.every((p) => p.samples.length === 0)) {
    throw noneLeft([...audited.flatMap((p) => p.skipped), ...before])
  }
  return mergeAudits(audited, {
    inputPrecision: given ?? precision.position,
    exactWithin: given === undefined ? precision.tolerance : 0,
    labelPrecision: precision.label,
    radius,
    lengthUnit: ` ${LENGTH_UNIT}`,
    skipped: before,
    coordinates,
  })
}

/** The samples with one number of atoms, each with its index among all frames. */
function auditPart(
  set: FrameDataSet,
  found: FramePart['found'],
  frames: FramePart['frames'],
  options: AuditFramesOptions,
): AuditPart {
  const { repIn, repOut, periodic, atoms, x, y, indices } = set
  const look = looker(set, frames, options)
  // one block for all: a buffer for each row takes as much again
  const [inputs, labels] = [rowsInBlock(x), rowsInBlock(y)]
  const samples: AuditSample[] = []
  const skipped: SkippedSample[] = []
  indices.forEach((index, row) => {
    // the part of this frame left it out: most of its frames had a label of another kind
    const own = found[index] ?? look(row)
    if ('error' in own) skipped.push(skippedFrame(own.error, index, frames[index]))
    else samples.push({ index, x: inputs(row), y: labels(row), chain: own.chain })
  })
  return { repIn, repOut, periodic, points: atoms, name: nameOf(set), samples, skipped }
}

/** Gives rows as parts of one block, which has room for all. */
function rowsInBlock({ rows, width, row }: Rows): (i: number) => Float64Array {
  const block = new Float64Array(rows * width)
  return (i) => {
    const own = block.subarray(i * width, (i + 1) * width)
    own.set(row(i))
    return own
  }
}

/** What the frames of a set are called. */
function nameOf({ atoms, periodic }: FrameDataSet): string {
  return `${atoms} ${atoms === 1 ? 'atom' : 'atoms'}${periodic ? ', periodic' : ''}`
}

/** The reason with the number of the frame, counted from 1, and its name. */
function skippedFrame(
  { code, message }: BuridanError,
  index: number,
  frame: AtomsFrame | InvalidFileError | undefined,
): SkippedSample {
  const name = frame && 'elements' in frame ? frame.name : undefined
  const which = name === undefined ? '' : ` (${name.slice(0, 80)})`
  return { index, code, message: `frame ${index + 1}${which}: ${message}` }
}
