import { frameFormatOf } from '@buridan/data'
import { type AuditDataOptions, auditData, type DataFile, labelsIn } from 'buridan/browser'
import { expose } from 'comlink'

const auditing = {
  auditData,
  labelsIn,
  /** Whether they are files of atoms, by their names. */
  areOfAtoms: (files: readonly DataFile[]) => files.some(({ name }) => frameFormatOf(name) !== undefined),
}
/** What audits away from the page. */
export type Auditing = typeof auditing
/** Options of an audit, for the page. */
export type AuditOptions = AuditDataOptions

expose(auditing)
