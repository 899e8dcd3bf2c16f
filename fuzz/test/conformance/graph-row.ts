import { createHash } from 'node:crypto'
import type { Edge, GraphInput } from '@buridan/groups'
import { expect } from 'vitest'
import { type Generator, generatedEdges, type Pair } from '../../../conformance/graph-generators.js'

/** A graph as conformance files give it: `weights` goes with `edges` place by place. */
export interface GivenGraph {
  readonly n: number
  readonly edges: readonly Pair[]
  readonly colours?: readonly number[]
  readonly weights?: readonly number[]
  readonly directed?: boolean
}

/** The same as the library and the command line take it, the weight of an edge as its third number. */
export function graphInput({ n, edges, colours, weights, directed }: GivenGraph): GraphInput {
  return {
    n,
    edges: weights ? edges.map(([u, v], i): Edge => [u, v, weights[i]!]) : edges,
    ...(colours ? { colours } : {}),
    ...(directed ? { directed } : {}),
  }
}

/** A graph whose automorphisms are known. */
export interface HardGraph extends Omit<GivenGraph, 'edges'> {
  readonly name: string
  readonly edges?: readonly Pair[]
  readonly generator?: Generator
  readonly directed: boolean
  readonly m: number
  readonly sha256: string
  /** Null where the text is long: then its length and hash are given. */
  readonly autOrder: string | null
  readonly autOrderDigits?: number
  readonly autOrderSha256?: string
  readonly orbits: number
}

export function edgesOf({ edges, generator }: HardGraph): readonly Pair[] {
  return edges ?? generatedEdges(generator!)
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Compares the order of an automorphism group and the number of its orbits with those of a row. */
export function expectAutomorphisms(
  row: Pick<HardGraph, 'autOrder' | 'autOrderDigits' | 'autOrderSha256' | 'orbits'>,
  order: string,
  orbits: unknown,
): void {
  expect(orbits).toBe(row.orbits)
  if (row.autOrder !== null) expect(order).toBe(row.autOrder)
  else expect([order.length, sha256(order)]).toEqual([row.autOrderDigits, row.autOrderSha256])
}

/** The lines of a graph with its vertices renamed: equal texts for equal graphs. */
export function renamed(
  { n, edges, colours, weights, directed }: GivenGraph,
  name: ArrayLike<number>,
): string {
  expect([...Array.from(name)].sort((a, b) => a - b)).toEqual([...Array(n).keys()])
  const lines = edges.map(([u, v], i) => {
    const ends = [name[u]!, name[v]!]
    if (!directed) ends.sort((a, b) => a - b)
    return `${ends.join()} ${weights?.[i] ?? 1}`
  })
  const colourOf = Array.from({ length: n }, () => 0)
  colours?.forEach((c, v) => {
    colourOf[name[v]!] = c
  })
  return `${colourOf.join()}\n${lines.sort().join('\n')}`
}
