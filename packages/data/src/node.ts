/**
 * Reading of streams, for Node.
 *
 * @packageDocumentation
 * @module @buridan/data/node
 */
export type { NumberedLine } from './json-lines/lines.js'
export { readLines } from './json-lines/read-lines.js'
