import { readFileSync } from 'node:fs'
import { equivariantBasis } from '@buridan/constraints'
import { BuridanError, parseGroup, parseRepresentation, type Representation } from '@buridan/groups'
import { Matrix, SingularValueDecomposition } from 'ml-matrix'
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

/** ρ(g) of every generator, as matrices. */
function matricesOf(rep: Representation): Matrix[] {
  return rep.group.generators.map((g) => Matrix.from1DArray(rep.dim, rep.dim, [...rep.matrix(g)]))
}

/**
 * What a dense method does, as emlp's: the equations ρ_out(g)W − Wρ_in(g) = 0 of all generators as one matrix on the entries of W,
 * and the right singular vectors of its null space.
 */
function nullSpaceByMatrix(repIn: Representation, repOut: Representation): number[][] {
  const size = repIn.dim * repOut.dim
  const [ins, outs] = [matricesOf(repIn), matricesOf(repOut)]
  const equations = ins.map((r, k) =>
    Matrix.sub(
      outs[k]!.kroneckerProduct(Matrix.eye(repIn.dim)),
      Matrix.eye(repOut.dim).kroneckerProduct(r.transpose()),
    ),
  )
  const stacked = new Matrix(Math.max(1, equations.length) * size, size)
  equations.forEach((e, k) => {
    stacked.setSubMatrix(e, k * size, 0)
  })
  const { rank, rightSingularVectors } = new SingularValueDecomposition(stacked)
  return Array.from({ length: size - rank }, (_, k) => rightSingularVectors.getColumn(rank + k))
}

/** The rows of the rank conformance data, the solver chosen by structure against a dense null space throughout. */
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
        run: () => all.reduce((sum, [a, b]) => sum + nullSpaceByMatrix(a, b).length, 0),
      },
    }
  },
}
