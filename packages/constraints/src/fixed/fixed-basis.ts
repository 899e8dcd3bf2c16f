import { type FiniteGroup, type Representation, restrict, subrepresentation } from '@buridan/groups'
import { EquivariantBasis } from '../basis/equivariant-basis.js'
import { sharedBlocks } from '../basis/shared-blocks.js'
import { equivariantBasis } from '../basis/solve-basis.js'
import { type BlockSolution, materializeBlock } from '../solutions/block-solution.js'
import { DenseSolution } from '../solutions/dense-solution.js'
import { fixedSpace } from './fixed-space.js'
import { checkedFixed, type FixedUnder } from './subgroups.js'

/**
 * A basis of Hom_K(Fix_X(H), Y): the maps W: Fix(H) → Y with W ρ_in(k) = ρ_out(k) W for k in K, each extended to X by
 * zero on the orthogonal complement of Fix(H). K must map Fix(H) to itself, as every subgroup of the normalizer of H does.
 *
 * @param options - `fixed`: H, `under`: K, both subgroups of the representations' group
 * @throws RepresentationMismatchError if K moves Fix(H), or the groups differ
 * @remarks For each pair of summands O(generators · (m · dim Fix)³), nothing to solve where K is trivial. See docs/mathematics.md, “The linear layer”.
 *
 * @example
 * ```ts
 * import { fixedBasis } from '@buridan/constraints'
 * import { baseRepresentation, pointGroup, subgroup, trivial } from '@buridan/groups'
 * const G = pointGroup('Oh')
 * const all = fixedBasis(trivial(G), baseRepresentation(G), { fixed: G, under: subgroup(G, []) })
 * console.log(all.rank) // → 3
 * ```
 */
export function fixedBasis(
  repIn: Representation,
  repOut: Representation,
  options: FixedUnder,
): EquivariantBasis {
  const { fixed, under } = checkedFixed(repIn, repOut, options)
  const blocks = sharedBlocks(repIn, repOut, (a, b) => solveOnFixed(a, b, fixed, under)).map((block) => ({
    ...block,
    repIn: restrict(block.repIn as Representation, under),
    repOut: restrict(block.repOut as Representation, under),
  }))
  return new EquivariantBasis(restrict(repIn, under), restrict(repOut, under), blocks)
}

function solveOnFixed(
  repIn: Representation,
  repOut: Representation,
  fixed: FiniteGroup,
  under: FiniteGroup,
): BlockSolution {
  const space = fixedSpace(restrict(repIn, fixed))
  const rows = repOut.dim
  const cols = repIn.dim
  if (space.dim === 0) return lifted(undefined, space.basis, rows, cols, 0)
  const onFixed = subrepresentation(restrict(repIn, under), space.basis, space.dim)
  const { blocks } = equivariantBasis(onFixed, restrict(repOut, under))
  return lifted(blocks[0]!.solution, space.basis, rows, cols, space.dim)
}

/** W ↦ W B⊤ for an orthonormal basis B of the fixed space: keeps the basis orthonormal. */
function lifted(
  inner: BlockSolution | undefined,
  basis: Float64Array,
  rows: number,
  cols: number,
  dim: number,
): BlockSolution {
  if (!inner) {
    const nothing = new Float64Array(0)
    return new DenseSolution('orbits', 'the fixed space is 0', rows, cols, nothing, Number.POSITIVE_INFINITY)
  }
  const small = materializeBlock(inner)
  const q = new Float64Array(inner.rank * rows * cols)
  for (let i = 0; i < inner.rank * rows; i++) {
    for (let k = 0; k < dim; k++) {
      const v = small[i * dim + k]!
      if (v === 0) continue
      for (let j = 0; j < cols; j++) q[i * cols + j]! += v * basis[j * dim + k]!
    }
  }
  const reason = `on the fixed space of dimension ${dim}: ${inner.reason}`
  return new DenseSolution(inner.solver, reason, rows, cols, q, inner.gap)
}
