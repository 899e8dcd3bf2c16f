import { automorphisms, canonicalForm, graph } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { edgesText, type Generator, generatedEdges } from '../../../conformance/graph-generators.js'
import { conformanceRows } from '../../../conformance/read.js'
import { answerOf } from '../../harness/answer.js'
import { askRows } from '../../harness/conformance.js'
import { edgesOf, expectAutomorphisms, graphInput, type HardGraph, sha256 } from './graph-row.js'

const rows = conformanceRows<HardGraph>('graphs-hard.jsonl')
const name = (row: HardGraph) => row.name

/** More than about a second, beside all that are large. */
const SLOW = ['latin-random-14', 'latin-random-20', 'hadamard-switched-32', 'sts-block-49']
const slow = (row: HardGraph) => row.n > 5_000 || SLOW.includes(row.name)

/** More than half a minute, as far as is known. */
const ENDLESS = [
  'hadamard-switched-64',
  'plane-semifield-16',
  'plane-hall-25-points-lines-coloured',
  'matching-1000000',
]
const endless = (row: HardGraph) => ENDLESS.includes(row.name)

const inputOf = (row: HardGraph) => graphInput({ ...row, edges: edgesOf(row) })

askRows('graphs-hard.jsonl', 'library', {
  rows,
  name,
  slow,
  endless,
  check(row) {
    const { order, orbits } = automorphisms(graph(inputOf(row)))
    expectAutomorphisms(row, String(order), orbits.length)
  },
})

askRows('graphs-hard.jsonl', 'command line', {
  rows,
  name,
  // generators are written in full, n numbers each
  slow: (row) => slow(row) || row.n >= 1_000,
  endless: (row) => endless(row) || row.n >= 100_000,
  async check(row) {
    const answer = await answerOf('automorphisms', inputOf(row))
    expect(answer.error).toBeUndefined()
    expectAutomorphisms(row, String(answer.autOrder), answer.orbits)
  },
})

describe('the graphs of graphs-hard.jsonl', () => {
  const isLarge = ({ n }: HardGraph) => n > 5_000

  it.each(rows.filter((row) => !isLarge(row) || process.env.NIGHTLY))(
    '$name has the edges of its hash',
    (row) => {
      const edges = edgesOf(row)
      expect([edges.length, sha256(edgesText(edges, row.directed))]).toEqual([row.m, row.sha256])
    },
  )

  // their vertices are renamed there
  it.each<[string, Generator]>([
    ['cubic-200', { family: 'cubic', n: 200, seed: 200 }],
    ['tree-1000', { family: 'tree', n: 1000, seed: 1000 }],
    ['sat3-100-420', { family: 'sat3', variables: 100, clauses: 420, seed: 1 }],
    ['gnm-8000-9000', { family: 'gnm', n: 8000, m: 9000, seed: 1 }],
    ['grid-30x30', { family: 'grid', sides: [30, 30] }],
    ['k2n-1000', { family: 'k2n', n: 1000 }],
  ])('%s is what its generator makes', (given, generator) => {
    const row = rows.find((r) => r.name === given)!
    const made = graph({ n: row.n, edges: generatedEdges(generator) })
    expect(canonicalForm(made) === canonicalForm(graph(inputOf(row)))).toBe(true)
  })

  it.each(['field', 'twisted'] as const)('two points of the %s plane lie on one line', (multiplication) => {
    const points = 27 ** 2 + 27 + 1
    const plane: Generator = { family: 'plane', q: 27, polynomial: [1, 2, 0, 1], multiplication }
    const lines = Array.from({ length: points }, (): number[] => [])
    for (const [p, line] of generatedEdges(plane)) lines[line - points]!.push(p)
    const together = new Uint8Array(points ** 2)
    for (const on of lines) for (const p of on) for (const q of on) together[p * points + q]!++
    const pairs = together.filter((count, k) => count === 1 && k % (points + 1) !== 0)
    expect(pairs.length).toBe(points * (points - 1))
  })
})
