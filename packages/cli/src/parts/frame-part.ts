import { type AtomsFrame, type FrameDataSet, type FrameDataSetOptions, frameDataSets } from '@buridan/data'
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
import type { Found } from './found.js'

/** How far an atom is moved in search of symmetries and copies, Å. */
const RADIUS = 1
/** The unit of distances of frames. */
export const LENGTH_UNIT = 'Å'

/** Options of an audit of frames. */
export interface AuditFramesOptions extends Omit<FrameDataSetOptions, 'tolerance'> {
  /** How far an atom is moved in search of symmetries and copies, Å; 1 by default. */
  readonly radius?: number
  /** How far an atom is from where the file says, Å; by default what its digits tell. */
  readonly precision?: number
}

/** Frames, and what is found of each alone; of some nothing is yet. */
export interface FramePart {
  readonly frames: readonly (AtomsFrame | InvalidFileError)[]
  readonly found: readonly (Found | undefined)[]
}

/** Looks at frames one by one: what takes time and does not hang on the others. */
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
    const look = looker(set, options)
    set.indices.forEach((index, row) => {
      found[index] = look(row)
      onProgress?.(++done, total)
    })
  }
  return { frames, found }
}

/** What makes rows of frames. */
export function dataOptions({
  radius: _,
  precision: __,
  ...options
}: AuditFramesOptions): FrameDataSetOptions {
  return options
}

/** Finds of a row what is to be found of it alone. */
function looker(
  set: FrameDataSet,
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
      return { chain: auditor.look(x.row(row), y.row(row)).chain }
    } catch (error) {
      if (!(error instanceof BuridanError)) throw error
      return { error }
    }
  }
}

/**
 * The audit of all frames of some parts, in their order: the same whatever the parts.
 *
 * @param coordinates - whether losses are told by the coordinates of labels
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
    const [first] = [...audited.flatMap((p) => p.skipped), ...before].sort((a, b) => a.index - b.index)
    throw new BuridanError(first!.code, first!.message)
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

/** The samples of one number of atoms, each with its place among all frames. */
function auditPart(
  set: FrameDataSet,
  found: FramePart['found'],
  frames: FramePart['frames'],
  options: AuditFramesOptions,
): AuditPart {
  const { repIn, repOut, periodic, atoms, x, y, indices } = set
  const look = looker(set, options)
  const samples: AuditSample[] = []
  const skipped: SkippedSample[] = []
  indices.forEach((index, row) => {
    // a part in which most frames had another label has not looked at this one
    const own = found[index] ?? look(row)
    if ('error' in own) skipped.push(skippedFrame(own.error, index, frames[index]))
    else samples.push({ index, x: x.row(row), y: y.row(row), chain: own.chain })
  })
  return { repIn, repOut, periodic, points: atoms, name: `${atoms} atoms`, samples, skipped }
}

/** The reason with the number of the frame, which people count from 1, and its name. */
function skippedFrame(
  { code, message }: BuridanError,
  index: number,
  frame: AtomsFrame | InvalidFileError | undefined,
): SkippedSample {
  const name = frame && 'elements' in frame ? frame.name : undefined
  const which = name === undefined ? '' : ` (${name.slice(0, 80)})`
  return { index, code, message: `frame ${index + 1}${which}: ${message}` }
}
