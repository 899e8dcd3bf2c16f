import { arrayOf, objectOf } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
import { auditSentence } from '../audit-sentence.js'
import { structuresOf } from '../audit-structures.js'
import type { Audited } from '../audited.js'
import { type AuditFramesOptions, type FramePart, LENGTH_UNIT, mergeFrames } from './frame-part.js'
import { mergeRows, type RowOptions, type RowPart } from './row-part.js'
import { splitFrames } from './split.js'

/** A part of an audit: records with the near-symmetries of each, and the options that these depend on. */
export type DataPart =
  | { readonly of: 'atoms'; readonly options: AuditFramesOptions; readonly part: FramePart }
  | {
      readonly of: 'rows'
      readonly options: RowOptions
      readonly part: RowPart
      readonly ignored?: readonly string[]
    }

/** Options of all parts together. */
export interface MergePartsOptions {
  /** Splits the figures: `element`, `formula`, or a key of frames. */
  readonly by?: string
}

/**
 * The audit of all parts in their order: exactly that of their records in one run.
 *
 * @throws InvalidArgumentError if there are no parts, or their options differ
 */
export function mergeParts(parts: readonly DataPart[], { by }: MergePartsOptions = {}): Audited {
  const [first] = arrayOf(parts, 'parts')
  if (first === undefined) throw new InvalidArgumentError('there are no parts to merge')
  for (const part of parts) checkAlike(objectOf(first, 'a part'), objectOf(part, 'a part'))
  if (first.of === 'rows') {
    if (by !== undefined) {
      throw new InvalidArgumentError('--by is for files of atoms: element, formula or a key')
    }
    const audited = mergeRows(
      parts.map((p) => p.part as RowPart),
      first.options,
    )
    const ignored = new Set(parts.flatMap((p) => ('ignored' in p ? (p.ignored ?? []) : [])))
    return {
      ...audited,
      sentence: auditSentence(audited.report, ''),
      lengthUnit: '',
      ...(ignored.size === 0 ? {} : { ignored: [...ignored] }),
    }
  }
  const own = parts.map((p) => p.part as FramePart)
  const audited = by === undefined ? mergeFrames(own, first.options) : splitFrames(own, first.options, by)
  const { report } = audited
  return {
    ...audited,
    sentence: auditSentence(report, LENGTH_UNIT),
    lengthUnit: LENGTH_UNIT,
    structures: structuresOf(
      own.flatMap((p) => p.frames),
      report.worst,
      first.options,
    ),
  }
}

function checkAlike(first: DataPart, other: DataPart): void {
  if (first.of !== other.of) throw new InvalidArgumentError('some parts are of atoms and some of rows')
  const [a, b]: Record<string, unknown>[] = [{ ...first.options }, { ...other.options }]
  for (const key of new Set([...Object.keys(a!), ...Object.keys(b!)])) {
    if (a![key] !== b![key]) {
      throw new InvalidArgumentError(
        `a part was made with ${key} ${String(b![key])}, and the first with ${String(a![key])}; parts of one audit have the same options`,
      )
    }
  }
}
