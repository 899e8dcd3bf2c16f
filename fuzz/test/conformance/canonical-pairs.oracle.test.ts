import { canonicalForm, graph, isomorphism } from '@buridan/groups'
import { expect } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { answerOf } from '../../harness/answer.js'
import { askRows } from '../../harness/conformance.js'
import { type GivenGraph, graphInput, renamed } from './graph-row.js'

interface Row {
  readonly name: string
  readonly a: GivenGraph
  readonly b: GivenGraph
  readonly isomorphic: boolean
}

const rows = conformanceRows<Row>('canonical-pairs.jsonl')
const name = (row: Row) => row.name

/** Labellings that take more than about a second. */
const slow = ({ a }: Row) => a.edges.length > 400

const unnamed = ({ n }: GivenGraph) => Array.from({ length: n }, (_, v) => v)

askRows('canonical-pairs.jsonl', 'library', {
  rows,
  name,
  slow,
  check({ a, b, isomorphic }) {
    const [first, second] = [graph(graphInput(a)), graph(graphInput(b))]
    expect(canonicalForm(first) === canonicalForm(second)).toBe(isomorphic)
    const image = isomorphism(first, second)
    expect(image !== undefined).toBe(isomorphic)
    if (image) expect(renamed(a, image) === renamed(b, unnamed(b))).toBe(true)
  },
})

const byLabellings = ', by canonical labellings'

askRows('canonical-pairs.jsonl', 'command line', {
  rows: rows.flatMap((row) => [row, { ...row, name: row.name + byLabellings }]),
  name,
  slow,
  async check({ name: asked, a, b, isomorphic }) {
    if (asked.endsWith(byLabellings)) {
      const [first, second] = await Promise.all(
        [a, b].map(async (g) => {
          const { canonicalLabelling } = await answerOf('automorphisms', graphInput(g))
          return renamed(g, canonicalLabelling as number[])
        }),
      )
      return expect(first === second).toBe(isomorphic)
    }
    const answer = await answerOf('isomorphic', { a: graphInput(a), b: graphInput(b) })
    expect(answer.isomorphic).toBe(isomorphic)
    if (isomorphic) expect(renamed(a, answer.mapping as number[]) === renamed(b, unnamed(b))).toBe(true)
  },
})
