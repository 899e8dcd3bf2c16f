/**
 * Reading of files and streams, for Node.
 *
 * @packageDocumentation
 * @module @buridan/data/node
 */
export type { NumberedLine } from './json-lines/lines.js'
export { readLines } from './json-lines/read-lines.js'
export { filesIn } from './read/files-in.js'
export { readBytes } from './read/read-bytes.js'
export { type ReadDataset, type ReadDatasetOptions, readDataset } from './read/read-dataset.js'
export { readFrames, type StreamedFormat } from './read/read-frames.js'
