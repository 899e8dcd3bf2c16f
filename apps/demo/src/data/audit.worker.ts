import { type AuditDataOptions, auditData, type DataFile, labelsIn } from 'buridan/browser'
import { expose } from 'comlink'

const auditing = { auditData, labelsIn: (files: readonly DataFile[]) => files.flatMap(labelsIn) }
/** What audits away from the page. */
export type Auditing = typeof auditing
/** Options of an audit, for the page. */
export type AuditOptions = AuditDataOptions

expose(auditing)
