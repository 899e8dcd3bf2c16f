import { elementsOf, type Representation } from '@buridan/groups'
import type { BlockSolution } from '../solutions/block-solution.js'
import { DenseSolution } from '../solutions/dense-solution.js'

/** Entries of the basis that are written out. */
const MAX_ENTRIES = 2 ** 22

function isRegular(rep: Representation): boolean {
  return rep.form.kind === 'regular'
}

/** Whether a block is closed by Frobenius reciprocity: one side is the regular representation, both are orthogonal. */
export function isRegularBlock(repIn: Representation, repOut: Representation): boolean {
  const regular = isRegular(repIn) || isRegular(repOut)
  const orthogonal = repIn.structure !== 'general' && repOut.structure !== 'general'
  return regular && orthogonal && repIn.dim * repOut.dim * Math.min(repIn.dim, repOut.dim) <= MAX_ENTRIES
}

/**
 * Equivariant maps from or to the regular representation: W e_h = ρ(h) w for any vector w, one map for each basis
 * vector; for R → ρ these are W, for ρ → R their transposes. Orthonormal after division by √|G|.
 *
 * O(|G| · dim²) time and numbers.
 */
export function solveRegular(repIn: Representation, repOut: Representation): BlockSolution {
  const from = isRegular(repIn)
  const rep = from ? repOut : repIn
  const list = elementsOf(repIn.group)
  const [m, order] = [rep.dim, list.order]
  const q = new Float64Array(m * m * order)
  const scale = 1 / Math.sqrt(order)
  for (let h = 0; h < order; h++) {
    const matrix = rep.matrix(list.at(h))
    for (let k = 0; k < m; k++) {
      for (let i = 0; i < m; i++) {
        const place = from ? i * order + h : h * m + i
        q[k * m * order + place] = scale * matrix[i * m + k]!
      }
    }
  }
  const reason = 'a regular representation: one map for each vector of the other'
  return new DenseSolution('regular', reason, repOut.dim, repIn.dim, q, Number.POSITIVE_INFINITY)
}
