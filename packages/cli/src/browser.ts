/**
 * What the command line does that a browser can do too: audits of data sets in files.
 *
 * @packageDocumentation
 * @module buridan/browser
 */
export { type AuditDataOptions, auditData, type DataFile, labelsIn } from './audit-data.js'
export type { Audited } from './audited.js'
