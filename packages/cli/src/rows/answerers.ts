import type { OutputFiles } from './output-files.js'
import type { Row } from './row.js'

/** The answer of a verb to a row. */
export type Answerer = (row: Row, files?: OutputFiles) => Row | Promise<Row>

/** The function of each verb, loaded when it is first asked for: a row of one needs little of the others. */
const ANSWERERS: Readonly<Record<string, () => Promise<Answerer>>> = {
  rank: async () => (await import('./rank-row.js')).rankRow,
  group: async () => (await import('./group-row.js')).groupRow,
  subgroups: async () => (await import('./subgroups-row.js')).subgroupsRow,
  'orbit-types': async () => (await import('./orbit-types-row.js')).orbitTypesRow,
  characters: async () => (await import('./characters-row.js')).charactersRow,
  automorphisms: async () => (await import('./graph-rows.js')).automorphismsRow,
  isomorphic: async () => (await import('./isomorphic-row.js')).isomorphicRow,
  'point-group': async () => (await import('./point-group-row.js')).pointGroupRow,
  read: async () => (await import('./read-row.js')).readRow,
  stabilizer: async () => (await import('./stabilizer-row.js')).stabilizerRow,
  canonicalize: async () => (await import('./canonicalize-row.js')).canonicalizeRow,
}

/** The function that answers rows of a verb. */
export function answererOf(verb: string): Promise<Answerer> {
  return ANSWERERS[verb]!()
}
