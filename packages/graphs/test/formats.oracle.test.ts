import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  type ColouredGraph,
  type Edge,
  formatDigraph6,
  formatDimacs,
  formatGraph6,
  formatSparse6,
  graph,
  graphInput,
  parseDigraph6,
  parseDimacs,
  parseGraph6,
  parseSparse6,
} from '../src/index.js'

/** A graph and its texts by nauty 2.8.6 and networkx 3.6.1; see `files/README.md`. */
interface Row {
  readonly name: string
  readonly n: number
  readonly edges: readonly Edge[]
  readonly directed: boolean
  readonly multi?: boolean
  readonly graph6?: string
  readonly sparse6?: string
  readonly digraph6?: string
  readonly dimacs?: string
}

const rows = readFileSync(new URL('files/graph-formats.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

const FORMATS = {
  graph6: [formatGraph6, parseGraph6],
  sparse6: [formatSparse6, parseSparse6],
  digraph6: [formatDigraph6, parseDigraph6],
  dimacs: [formatDimacs, parseDimacs],
} as const

describe('formats as nauty and networkx write them', () => {
  it.each(rows)('$name', (row) => {
    const { n, edges, directed, multi = false } = row
    const made = graph({ n, edges, directed, multi })
    for (const [format, [write, parse]] of Object.entries(FORMATS)) {
      const text = row[format as keyof typeof FORMATS]
      if (text === undefined) continue
      expect([format, write(made)]).toEqual([format, text])
      const read = (parse as (text: string, options: { multi: boolean }) => ColouredGraph)(text, { multi })
      expect([read.n, read.directed, graphInput(read).edges]).toEqual([n, directed, edges])
      if (format === 'dimacs') continue
      expect(graphInput(parse(`>>${format}<<${text}\n`, { multi } as never))).toEqual(graphInput(read))
    }
  })

  it('examples of the description of the formats', () => {
    // McKay, Description of graph6, sparse6 and digraph6 encodings
    expect(graphInput(parseGraph6('DQc')).edges).toEqual([
      [0, 2],
      [0, 4],
      [1, 3],
      [3, 4],
    ])
    expect(graphInput(parseSparse6(':Fa@x^')).edges).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
      [5, 6],
    ])
    expect(graphInput(parseDigraph6('&DI?AO?')).edges).toEqual([
      [0, 2],
      [0, 4],
      [3, 1],
      [3, 4],
    ])
  })
})
