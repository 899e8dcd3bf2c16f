import { type AtomsFrame, type FrameDataSet, type FrameDataSetOptions, frameDataSets } from '@buridan/data'
import { BuridanError, type InvalidFileError } from '@buridan/groups'
import {
  type AuditFigures,
  Auditor,
  type AuditReport,
  combineAudits,
  type SkippedSample,
} from '@buridan/relaxed'
import type { AuditProgress } from './audit-options.js'
import type { Audited } from './audited.js'

/** The frames of as many atoms. */
interface Part {
  readonly set: FrameDataSet
  readonly auditor: Auditor
}

/**
 * Audits molecules, crystals or other sets of atoms: positions and elements in, a label out, under turns of space and exchanges of atoms; see
 * {@link frameDataSets}. Frames are audited together with those of as many atoms that repeat in space alike; one that is wrong is
 * skipped, with the reason.
 *
 * @throws the reason of the first frame if all are skipped
 */
export function auditFrames(
  frames: readonly (AtomsFrame | InvalidFileError)[],
  options: FrameDataSetOptions,
  onProgress?: AuditProgress,
): Audited {
  const { sets, skipped, precision } = frameDataSets(frames, options)
  const parts = sets.map((set) => ({
    set,
    auditor: new Auditor({
      repIn: set.repIn,
      repOut: set.repOut,
      tolerance: precision.tolerance / set.scale,
      ...(set.periodic ? { periodic: true } : { metric: 'largest' as const }),
      labelPrecision: precision.labelPrecision,
    }),
  }))
  const prices: number[] = []
  const rows = inOrder(parts)
  for (const [done, { set, auditor, row, index }] of rows.entries()) {
    try {
      prices.push(auditor.add(set.x.row(row), set.y.row(row)))
    } catch (error) {
      auditor.skip(named(error, index, nameOf(frames[index])))
    }
    onProgress?.(done + 1, rows.length)
  }
  const before = skipped.map(({ error, index, name }) => skippedFrame(error, index, name))
  return { report: together(parts, before, precision.rounding), prices: Float64Array.from(prices) }
}

/** The rows of all parts in the order of their frames. */
function inOrder(parts: readonly Part[]) {
  return parts
    .flatMap((part) => part.set.indices.map((index, row) => ({ ...part, row, index })))
    .sort((a, b) => a.index - b.index)
}

/** One report of the parts in which a frame could be audited; the others' frames are skipped. */
function together(parts: readonly Part[], skipped: readonly SkippedSample[], rounding: number): AuditReport {
  const audited = parts.filter(({ auditor }) => auditor.samples > 0)
  // where none is left the auditor throws the first reason
  if (audited.length === 0) parts[0]!.auditor.report()
  const lost = parts.flatMap(({ auditor, set }) =>
    auditor.samples > 0 ? [] : auditor.skipped.map((s) => ({ ...s, index: set.indices[s.index]! })),
  )
  return combineAudits(
    audited.map(({ auditor, set }) => ({
      report: inAngstrom(auditor.report(), set.scale),
      indices: set.indices,
    })),
    { skipped: [...skipped, ...lost], unit: 'Å', finest: rounding },
  )
}

function nameOf(frame: AtomsFrame | InvalidFileError | undefined): string | undefined {
  return frame && 'elements' in frame ? frame.name : undefined
}

function skippedFrame(error: unknown, index: number, name: string | undefined): SkippedSample {
  const { code, message } = named(error, index, name)
  return { index, code, message }
}

/** An error of a frame with its number, which people count from 1, and its name. */
function named(error: unknown, index: number, name: string | undefined): BuridanError {
  if (!(error instanceof BuridanError)) throw error
  const which = name === undefined ? '' : ` (${name.slice(0, 80)})`
  return new BuridanError(error.code, `frame ${index + 1}${which}: ${error.message}`, { cause: error })
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
