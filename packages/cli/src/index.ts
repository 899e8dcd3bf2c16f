/**
 * The `buridan` command line as a function.
 *
 * @packageDocumentation
 * @module buridan
 */
export { main } from './main.js'
