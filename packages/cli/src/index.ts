/**
 * The `buridan` command line as a function.
 *
 * @packageDocumentation
 */
export { main } from './main.js'
