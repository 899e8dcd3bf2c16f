/**
 * What the command line does that a browser can do too: audits of data sets in files.
 *
 * @packageDocumentation
 * @module buridan/browser
 */
export { auditData, labelsIn, mergeData, partOfData, type WrittenPart } from './audit-data.js'
export type { AuditDataOptions, AuditProgress } from './audit-options.js'
export type { SampleStructure } from './audit-structures.js'
export type { Audited } from './audited.js'
export type { DataFile } from './data-file.js'
