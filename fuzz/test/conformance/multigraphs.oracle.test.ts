import { automorphisms, type Edge, type GraphInput, graph } from '@buridan/groups'
import { expect } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { answerOf } from '../../harness/answer.js'
import { askRows } from '../../harness/conformance.js'
import { expectAutomorphisms } from './graph-row.js'

interface Row {
  readonly name: string
  readonly n: number
  /** With repetition; [v, v] is a loop. */
  readonly edges: readonly (readonly [number, number])[]
  readonly directed: boolean
  readonly autOrder: string
  readonly orbits: number
}

const asWeights = ', multiplicities as weights'

const rows = conformanceRows<Row>('multigraphs.jsonl').flatMap((row) => [
  row,
  { ...row, name: row.name + asWeights },
])
const name = (row: Row) => row.name

/** As it stands, with `multi`, or each edge once with its multiplicity as weight. */
function inputOf({ name: asked, n, edges, directed }: Row): GraphInput & { readonly multi?: true } {
  return asked.endsWith(asWeights)
    ? { n, edges: weighted(edges, directed), directed }
    : { n, edges, directed, multi: true }
}

function weighted(edges: Row['edges'], directed: boolean): Edge[] {
  const counts = new Map<string, number>()
  for (const [u, v] of edges) {
    const key = directed || u < v ? `${u} ${v}` : `${v} ${u}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, count]): Edge => {
    const [u, v] = key.split(' ').map(Number)
    return [u!, v!, count]
  })
}

askRows('multigraphs.jsonl', 'library', {
  rows,
  name,
  check(row) {
    const { order, orbits } = automorphisms(graph(inputOf(row)))
    expectAutomorphisms(row, String(order), orbits.length)
  },
})

askRows('multigraphs.jsonl', 'command line', {
  rows,
  name,
  async check(row) {
    const answer = await answerOf('automorphisms', inputOf(row))
    expect(answer.error).toBeUndefined()
    expectAutomorphisms(row, String(answer.autOrder), answer.orbits)
  },
})
