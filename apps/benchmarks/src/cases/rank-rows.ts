import { readFileSync } from 'node:fs'
import { equivariantBasis } from '@buridan/constraints'
import { BuridanError, parseGroup, parseRepresentation, type Representation } from '@buridan/groups'
import type { BenchmarkCase } from '../harness.js'

/** Rows with at most this many entries of W: the dense alternative takes cubic time. */
const MAX_SIZE = 81

interface Row {
  readonly group: string
  readonly repIn: string
  readonly repOut: string
  readonly size: number
}

function pairs(): [Representation, Representation][] {
  const file = new URL('../../../../conformance/basis-rank.jsonl', import.meta.url)
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  return rows.flatMap(({ group, repIn, repOut, size }): [Representation, Representation][] => {
    if (size > MAX_SIZE) return []
    try {
      const G = parseGroup(group)
      return [[parseRepresentation(G, repIn), parseRepresentation(G, repOut)]]
    } catch (error) {
      // rows of Lie groups are not solved here
      if (error instanceof BuridanError && error.code === 'UNSUPPORTED') return []
      throw error
    }
  })
}

/** The rows of the rank conformance data, the solver chosen by structure against the dense one throughout. */
export const rankRows: BenchmarkCase = {
  name: 'rank-rows',
  about: `bases of all finite-group rows of basis-rank.jsonl with at most ${MAX_SIZE} entries`,
  setup: async () => {
    const all = pairs()
    return {
      ours: {
        name: 'solver by structure',
        run: () => all.reduce((sum, [a, b]) => sum + equivariantBasis(a, b).rank, 0),
      },
      versus: {
        name: 'dense null space (ml-matrix)',
        run: () =>
          all.reduce(
            (sum, [a, b]) => sum + equivariantBasis(a, b, { solver: 'dense', checkRank: false }).rank,
            0,
          ),
      },
    }
  },
}
