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
import type { Found } from './found.js'

/** What an audit of rows hangs on, as texts and numbers. */
export interface RowOptions {
  readonly group: string
  readonly in: string
  readonly out: string
  readonly tolerance?: number
  readonly precision?: number
  readonly loss?: string
}

/** Rows that are there or are read one by one, whose numbers are not looked at yet. */
export interface UncheckedRows {
  readonly rows: number
  row(i: number): ArrayLike<number>
}

/** A row with what is found of it alone. */
type RowRecord = Pick<AuditSample, 'x' | 'y' | 'chain'> | Extract<Found, { error: BuridanError }>

/** Rows, and what is found of each alone. */
export interface RowPart {
  readonly records: readonly RowRecord[]
}

/** An audit of rows, with the floor of another loss where one was asked for. */
export interface MergedRows extends AuditResult {
  readonly convex?: ConvexFloorReport
}

/** Looks at rows one by one: what takes time and does not hang on the others. A bad one does not lose the others. */
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
 * The audit of all rows of some parts, in their order: the same whatever the parts.
 *
 * @throws the reason of the first row if all are skipped
 */
export function mergeRows(parts: readonly RowPart[], options: RowOptions): MergedRows {
  const settings = settingsOf(options)
  const samples: AuditSample[] = []
  const skipped: SkippedSample[] = []
  let first: BuridanError | undefined
  let index = 0
  for (const { records } of parts) {
    for (const record of records) {
      if ('error' in record) {
        const { code, message } = record.error
        skipped.push({ index, code, message: `row ${index + 1}: ${message}` })
        first ??= record.error
      } else samples.push({ ...record, index })
      index++
    }
  }
  if (samples.length === 0 && first) throw first
  const part: AuditPart = { ...settings, periodic: false, samples, skipped }
  const audited = mergeAudits([part], settings)
  const { loss } = options
  if (loss === undefined) return audited
  const { repIn, repOut } = settings
  const rows = { x: samples.map((s) => s.x), y: samples.map((s) => s.y) }
  return { ...audited, convex: convexFloor({ ...rows, repIn, repOut, loss: convexLoss(loss) }) }
}
