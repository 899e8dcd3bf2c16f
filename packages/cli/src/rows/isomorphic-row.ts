import { shown } from '@buridan/core'
import { parseJsonObject } from '@buridan/data'
import { type ColouredGraph, InvalidArgumentError, isomorphism } from '@buridan/groups'
import { filledRow, ignoredKeys } from './given-row.js'
import { graphOf } from './graph-rows.js'
import { isJsonObject, lineFormat, within } from './graph-texts.js'
import type { Row } from './row.js'

/** `isomorphic`: whether two graphs are one with other names for the vertices, and the image in b of each vertex of a. */
export function isomorphicRow(row: Row): Row {
  const image = isomorphism(graphIn(row, 'a'), graphIn(row, 'b'))
  return { isomorphic: image !== undefined, mapping: image === undefined ? null : Array.from(image) }
}

const FIELDS = [
  'n',
  'edges',
  'colours',
  'weights',
  'directed',
  'multi',
  'format',
  'text',
  'g6',
  's6',
  'd6',
  'dimacs',
]

/** Keys that say nothing of the graph: what `read` answers has names of vertices. */
const BESIDE = ['id', 'name', 'names']

function graphIn(row: Row, field: 'a' | 'b'): ColouredGraph {
  const multi = row.multi === undefined ? {} : { multi: row.multi }
  return within(field, () => {
    const given = filledRow(rowOf(row[field]), {}, FIELDS)
    const other = ignoredKeys(given, FIELDS).find((key) => !BESIDE.includes(key))
    if (other !== undefined)
      throw new InvalidArgumentError(`${shown(other)} is not a field of a graph; it has ${FIELDS.join(', ')}`)
    return graphOf({ ...multi, ...given }).graph
  })
}

/** An object, one as JSON, or a line of nauty. */
function rowOf(value: unknown): Row {
  if (typeof value === 'string') {
    if (isJsonObject(value)) return parseJsonObject(value)
    const text = value.trim()
    return { format: lineFormat(text), text }
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Row
  throw new InvalidArgumentError(
    `${value === undefined ? 'it is missing' : `${shown(value)} is not a graph`}; a graph is an object { n, edges }, or a text in graph6, sparse6 or digraph6`,
  )
}
