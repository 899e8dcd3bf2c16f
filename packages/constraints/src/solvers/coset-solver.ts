import { composeInto, identityPermutation, orbitsOfMoves } from '@buridan/core'
import { type Representation, TooLargeError } from '@buridan/groups'
import type { BlockSolution } from '../solutions/block-solution.js'
import { CosetSolution, type InputOrbit, type Transversals } from '../solutions/coset-solution.js'
import { blockText } from './block-text.js'
import { StabilizerOrbits } from './stabilizer-orbits.js'

/** The largest tables: of transversals, of labels. */
const MAX_TABLE = 2 ** 27
/** Whether a block can be solved by orbits of stabilizers: tensors over the group's own points. */
export function hasCosets(repIn: Representation, repOut: Representation): boolean {
  return [repIn, repOut].every(
    (r) => r.structure === 'permutation' && r.pointAxes?.every((a) => a.vectors === 'units'),
  )
}

/**
 * Solves a block of permutation representations without a table of index pairs: with t_j taking the first index j₀ of an
 * orbit of input indices to j, W_ij = w(t_j⁻¹ i) for any function w on the output indices that the stabilizer of j₀
 * leaves as it is. Frobenius reciprocity: Hom_G(Ind_H 1, Y) = Y^H.
 *
 * O(cols · (generators + degree)) time and the orbits of the stabilizers, see {@link StabilizerOrbits}; cols · degree + orbits · rows
 * numbers.
 *
 * @throws TooLargeError before anything is allocated if the tables would not fit or the stabilizers' orbits take too long
 */
export function solveByCosets(repIn: Representation, repOut: Representation): BlockSolution {
  const { group, dim: cols } = repIn
  if (cols * group.degree > MAX_TABLE) {
    throw new TooLargeError(
      `${blockText(repIn, repOut)} needs a table of ${cols}·${group.degree} numbers; the limit is ${MAX_TABLE}`,
    )
  }
  const stabilizerOrbits = new StabilizerOrbits(repIn, repOut)
  const transversal = transversals(repIn)
  const orbits: InputOrbit[] = []
  let rank = 0
  for (const [number, first] of transversal.firsts.entries()) {
    const labels = stabilizerOrbits.labels(transversal, number)
    if ((orbits.length + 1) * repOut.dim > MAX_TABLE && labels) {
      throw new TooLargeError(`${blockText(repIn, repOut)} needs labels of over ${MAX_TABLE} numbers`)
    }
    const sizes = labels && countsOf(labels)
    orbits.push({
      size: first.size,
      labels,
      scale: sizes ? sizes.map((s) => 1 / Math.sqrt(s * first.size)) : 1 / Math.sqrt(first.size),
      offset: rank,
    })
    rank += sizes?.length ?? repOut.dim
  }
  return new CosetSolution(rank, repOut.dim, cols, repOut.pointAxes!, transversal, orbits)
}

function transversals(rep: Representation): Transversals {
  const { group, dim } = rep
  const { degree } = group
  const elements = new Uint32Array(dim * degree)
  const at = (index: number) => elements.subarray(index * degree, (index + 1) * degree)
  const moves = group.generators.map((g) => ({ g, image: rep.monomial(g).image }))
  const { numbers, firsts, sizes } = orbitsOfMoves(
    dim,
    moves.length,
    (j, k) => moves[k]!.image[j]!,
    (to, from, k) => composeInto(moves[k]!.g, at(from), at(to)),
    (first) => at(first).set(identityPermutation(degree)),
  )
  return {
    degree,
    elements,
    orbitOf: numbers,
    firsts: firsts.map((index, k) => ({ index, size: sizes[k]! })),
  }
}
function countsOf(labels: Int32Array): Float64Array {
  let count = 0
  for (const l of labels) if (l >= count) count = l + 1
  const sizes = new Float64Array(count)
  for (const l of labels) sizes[l]!++
  return sizes
}
