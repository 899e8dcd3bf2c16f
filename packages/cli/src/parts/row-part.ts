import { BuridanError, parseAnyGroup, parseRepresentation } from '@buridan/groups'
import {
  Auditor,
  type AuditPart,
  type AuditResult,
  type AuditSample,
  type ConvexFloorReport,
  convexFloor,
  convexLoss,
  mergeAudits,
  type SkippedSample,
} from '@buridan/relaxed'
import type { AuditProgress } from '../audit-options.js'
import { type Found, noneLeft } from './found.js'

/** The options that an audit of rows depends on, as strings and numbers. */
export interface RowOptions {
  readonly group: string
  readonly in: string
  readonly out: string
  readonly tolerance?: number
  readonly precision?: number
  readonly loss?: string
}

/** Rows in memory or read one by one, whose numbers are not checked yet. */
export interface UncheckedRows {
  readonly rows: number
  row(i: number): ArrayLike<number>
}

/** A row with its near-symmetries, or why it is skipped. */
type RowRecord = Pick<AuditSample, 'x' | 'y' | 'chain'> | Extract<Found, { error: BuridanError }>

/** Rows with the near-symmetries of each. */
export interface RowPart {
  readonly records: readonly RowRecord[]
}

/** An audit of rows, with the floor of another loss if one is given. */
export interface MergedRows extends AuditResult {
  readonly convex?: ConvexFloorReport
}

/**
 * Finds the near-symmetries of rows one by one: the slow part of an audit, which does not depend on other rows. A bad row is recorded with
 * its error.
 */
export function lookAtRows(
  x: UncheckedRows,
  y: UncheckedRows,
  options: RowOptions,
  onProgress?: AuditProgress,
): RowPart {
  const auditor = new Auditor(settingsOf(options))
  const records = Array.from({ length: x.rows }, (_, i): RowRecord => {
    try {
      return auditor.look(x.row(i), y.row(i))
    } catch (error) {
      if (!(error instanceof BuridanError)) throw error
      return { error }
    } finally {
      onProgress?.(i + 1, x.rows)
    }
  })
  return { records }
}

function settingsOf({ group: text, in: repIn, out: repOut, tolerance, precision }: RowOptions) {
  const group = parseAnyGroup(text)
  return {
    repIn: parseRepresentation(group, repIn),
    repOut: parseRepresentation(group, repOut),
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(precision === undefined ? {} : { inputPrecision: precision }),
  }
}

/**
 * The audit of all rows of some parts, in their order: the same however rows are split into parts.
 *
 * @throws the reason of the first row if all are skipped
 */
export function mergeRows(parts: readonly RowPart[], options: RowOptions): MergedRows {
  const settings = settingsOf(options)
  const samples: AuditSample[] = []
  const skipped: SkippedSample[] = []
  let index = 0
  for (const { records } of parts) {
    for (const record of records) {
      if ('error' in record) {
        const { code, message } = record.error
        skipped.push({ index, code, message: `row ${index + 1}: ${message}` })
      } else samples.push({ ...record, index })
      index++
    }
  }
  if (samples.length === 0 && skipped.length > 0) throw noneLeft(skipped)
  const part: AuditPart = { ...settings, periodic: false, samples, skipped }
  const { repIn: _in, repOut: _out, ...how } = settings
  const audited = mergeAudits([part], how)
  const { loss } = options
  if (loss === undefined) return audited
  const { tolerance: _, ...known } = settings
  const rows = { x: samples.map((s) => s.x), y: samples.map((s) => s.y) }
  return { ...audited, convex: convexFloor({ ...rows, ...known, loss: convexLoss(loss) }) }
}
