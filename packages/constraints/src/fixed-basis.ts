import {
  type FiniteGroup,
  type Representation,
  restrict,
  sameGroup,
  subrepresentation,
} from '@buridan/groups'
import type { BlockSolution } from './block-solution.js'
import { EquivariantBasis, equivariantBasis } from './equivariant-basis.js'
import { fixedSpace } from './fixed-space.js'
import { sharedBlocks } from './shared-blocks.js'

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
  options: { readonly fixed: FiniteGroup; readonly under: FiniteGroup },
): EquivariantBasis {
  sameGroup(repIn, repOut)
  const { fixed, under } = options
  const blocks = sharedBlocks(repIn, repOut, (a, b) => solveOnFixed(a, b, fixed, under)).map((block) => ({
    ...block,
    repIn: restrict(block.repIn, under),
    repOut: restrict(block.repOut, under),
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
  const small = new Float64Array(rows * dim)
  return {
    solver: inner?.solver ?? 'orbits',
    reason: inner ? `on the fixed space of dimension ${dim}: ${inner.reason}` : 'the fixed space is 0',
    rank: inner?.rank ?? 0,
    rows,
    cols,
    gap: inner?.gap ?? Number.POSITIVE_INFINITY,
    combineInto(c, co, out, at, stride) {
      if (!inner) return
      small.fill(0)
      inner.combineInto(c, co, small, 0, dim)
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++) {
          for (let k = 0; k < dim; k++) out[at + i * stride + j]! += small[i * dim + k]! * basis[j * dim + k]!
        }
      }
    },
    innerProducts(w, at, stride, out, oo) {
      if (!inner) return
      small.fill(0)
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++) {
          for (let k = 0; k < dim; k++) small[i * dim + k]! += w[at + i * stride + j]! * basis[j * dim + k]!
        }
      }
      inner.innerProducts(small, 0, dim, out, oo)
    },
  }
}
