import {
  type AnyGroup,
  BuridanError,
  directProduct,
  FiniteGroup,
  InvalidFileError,
  LieGroup,
  lieProduct,
  parseAnyGroup,
  parseRepresentation,
  symmetric,
  UnsupportedError,
} from '@buridan/groups'
import {
  type AuditFigures,
  Auditor,
  type AuditReport,
  combineAudits,
  type SkippedSample,
} from '@buridan/relaxed'
import type { Audited } from '../audited.js'
import type { AtomsFrame } from './atoms-frame.js'
import { elementOf } from './element-symbols.js'
import { type FrameLabel, labelOf } from './frame-label.js'
import { centred, type FramePrecision, precisionOf, refusePeriodic } from './frame-precision.js'

/** A constant beside the positions makes all norms alike, so that one relative tolerance is one in Å. */
const SCALE = 1e4

/** How frames are audited. */
export interface AuditFramesOptions {
  /** How far an atom may be from an image of it, Å; what the digits of the file tell by default. */
  readonly tolerance?: number
  /** Whether periodic frames are taken for molecules. */
  readonly asMolecule?: boolean
}

/** The frames of as many atoms. */
interface Part {
  readonly auditor: Auditor
  readonly indices: number[]
}

/**
 * Audits molecules or other sets of atoms: positions about their mean and elements in, a label out, under turns of space and exchanges
 * of atoms. Frames are audited together with those of as many atoms; one that is wrong is skipped, with the reason.
 *
 * @throws the reason of the first frame if all are skipped
 */
export function auditFrames(
  frames: readonly (AtomsFrame | InvalidFileError)[],
  groupText: string,
  name: string,
  options: AuditFramesOptions = {},
): Audited {
  const skipped: SkippedSample[] = []
  const usable = frames.flatMap((frame, index) => {
    const error = frame instanceof InvalidFileError ? frame : refusePeriodic(frame, options.asMolecule)
    if (error) skipped.push(skippedFrame(error, index))
    return error ? [] : [{ frame: frame as AtomsFrame, index }]
  })
  if (usable.length === 0) throw firstReason(frames, options)
  const label = labelOf(
    usable.map(({ frame }) => frame),
    name,
  )
  const group = parseAnyGroup(groupText)
  const labelled = usable.flatMap(({ frame, index }) => {
    try {
      return [{ frame, index, value: label.read(frame) }]
    } catch (error) {
      skipped.push(skippedFrame(error, index))
      return []
    }
  })
  const precision = precisionOf(labelled, options.tolerance)
  const numbers = elementNumbers(labelled.map(({ frame }) => frame))
  const parts = new Map<number, Part>()
  const prices: number[] = []
  for (const { frame, index, value } of labelled) {
    const n = frame.elements.length
    const part = parts.get(n) ?? { auditor: auditorFor(group, n, label, precision), indices: [] }
    parts.set(n, part)
    part.indices.push(index)
    try {
      prices.push(part.auditor.add(encode(frame, numbers, precision.unit), value))
    } catch (error) {
      part.auditor.skip(named(error, index))
    }
  }
  return { report: together(parts, skipped, precision, group), prices: Float64Array.from(prices) }
}

/** One report of the parts in which a frame could be audited; the others' frames are skipped. */
function together(
  parts: ReadonlyMap<number, Part>,
  skipped: readonly SkippedSample[],
  { rounding, unit }: FramePrecision,
  space: AnyGroup,
): AuditReport {
  const sorted = [...parts].sort(([a], [b]) => a - b)
  const audited = sorted.filter(([, { auditor }]) => auditor.samples > 0)
  // where none is left the auditor throws the first reason
  if (audited.length === 0) sorted[0]![1].auditor.report()
  const lost = sorted.flatMap(([, { auditor, indices }]) =>
    auditor.samples > 0 ? [] : auditor.skipped.map((s) => ({ ...s, index: indices[s.index]! })),
  )
  return combineAudits(
    audited.map(([n, { auditor, indices }]) => ({
      report: inAngstrom(auditor.report(), unit * scaleOf(space, n)),
      indices,
    })),
    { skipped: [...skipped, ...lost], unit: 'Å', finest: rounding },
  )
}

function skippedFrame(error: unknown, index: number): SkippedSample {
  const { code, message } = named(error, index)
  return { index, code, message }
}

/** An error of a frame with its number, which people count from 1. */
function named(error: unknown, index: number): BuridanError {
  if (!(error instanceof BuridanError)) throw error
  return new BuridanError(error.code, `frame ${index + 1}: ${error.message}`, { cause: error })
}

/** Why none of the frames can be audited, by the first. */
function firstReason(
  frames: readonly (AtomsFrame | InvalidFileError)[],
  { asMolecule }: AuditFramesOptions,
): BuridanError {
  const [first] = frames as [AtomsFrame | InvalidFileError]
  if (first instanceof InvalidFileError) return first
  const { message } = refusePeriodic(first, asMolecule)!
  const rest = frames.length > 1 ? `; none of the ${frames.length} frames can be audited` : ''
  return new UnsupportedError(`frame 1: ${message}${rest}`)
}

/** What a relative tolerance times this is, in the unit of positions: of the largest distance of an atom, or in finite groups of a root mean square. */
function scaleOf(space: AnyGroup, n: number): number {
  return space instanceof LieGroup ? SCALE : SCALE / Math.sqrt(n)
}

/** A report whose tolerances and distances are those of an atom in Å. */
function inAngstrom(report: AuditReport, factor: number): AuditReport {
  const rescaled = <F extends AuditFigures>(figures: F): F => ({
    ...figures,
    tolerance: figures.tolerance * factor,
  })
  return {
    ...rescaled(report),
    deviation: report.deviation * factor,
    otherTolerances: report.otherTolerances.map(rescaled),
  }
}

function auditorFor(
  space: AnyGroup,
  n: number,
  label: FrameLabel,
  { tolerance, unit, labelPrecision }: FramePrecision,
): Auditor {
  const group = withAtoms(space, n)
  return new Auditor({
    repIn: parseRepresentation(group, 'V_a*V_b+V_b+T(0)'),
    repOut: parseRepresentation(group, label.text),
    tolerance: tolerance / (unit * scaleOf(space, n)),
    metric: 'largest',
    labelPrecision,
  })
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

function encode(frame: AtomsFrame, numbers: ReadonlyMap<string, number>, unit: number): number[] {
  const points = centred(frame)
  return [
    ...[0, 1, 2].flatMap((c) => points.map((p) => p[c]! / unit)),
    ...frame.elements.map((e) => numbers.get(elementOf(e))!),
    SCALE,
  ]
}
