import {
  algebraOf,
  discreteGeneratorsOf,
  finiteVector,
  isLieRepresentation,
  type LieRepresentation,
  type Representation,
  type Rng,
  sameGroup,
} from '@buridan/groups'
import type { BlockBasis } from './block-basis.js'
import type { BasisBlock } from './shared-blocks.js'

/** The largest entry of (ρ_out(g)W − Wρ_in(g))x over generators and blocks, for random W and x. */
export function residualOf(basis: BlockBasis, random: Rng): number {
  let worst = 0
  const seen = new Set<object>()
  for (const block of basis.blocks) {
    if (seen.has(block.solution) || block.solution.rank === 0) continue
    seen.add(block.solution)
    const c = new Float64Array(block.solution.rank).map(() => random.normal())
    const x = probe(block, random)
    worst = Math.max(
      worst,
      isLieRepresentation(block.repIn) ? lieResidual(block, c, x) : finiteResidual(block, c, x),
    )
  }
  return worst
}

/** Entries of W above which only some of its columns are tested. */
const MAX_TESTED = 2 ** 24
const TESTED_COLUMNS = 16

/** A random vector; of huge blocks one of a few columns. */
function probe({ solution: { rows, cols } }: BasisBlock, random: Rng): Float64Array {
  const x = new Float64Array(cols)
  if (rows * cols <= MAX_TESTED) return x.map(() => random.normal())
  for (let k = 0; k < TESTED_COLUMNS; k++) x[random.int(cols)] = random.normal()
  return x
}

type Action = (x: Float64Array, out: Float64Array) => void

function finiteResidual(block: BasisBlock, c: Float64Array, x: Float64Array): number {
  const [repIn, repOut] = [block.repIn as Representation, block.repOut as Representation]
  return Math.max(
    0,
    ...repIn.group.generators.map((g) =>
      defect(
        block,
        c,
        x,
        (v, out) => repIn.applyInto(g, v, 0, out, 0),
        (v, out) => repOut.applyInto(g, v, 0, out, 0),
      ),
    ),
  )
}

/** The basis is real, so that real and imaginary parts of the Lie algebra are tested apart. */
function lieResidual(block: BasisBlock, c: Float64Array, x: Float64Array): number {
  const [repIn, repOut] = [block.repIn as LieRepresentation, block.repOut as LieRepresentation]
  let worst = 0
  for (const a of algebraOf(repIn.group)) {
    for (const part of ['re', 'im'] as const) {
      const [inside, outside] = [repIn, repOut].map(
        (rep): Action =>
          (v, out) =>
            rep.applyDerivativeInto(a, part, v, out),
      ) as [Action, Action]
      worst = Math.max(worst, defect(block, c, x, inside, outside))
    }
  }
  for (const g of discreteGeneratorsOf(repIn.group)) {
    const [inside, outside] = [repIn, repOut].map(
      (rep): Action =>
        (v, out) =>
          rep.applyParts(g, v, 0, out, 0),
    ) as [Action, Action]
    worst = Math.max(worst, defect(block, c, x, inside, outside))
  }
  return worst
}

/** ‖L W x − W R x‖ in the largest entry. */
function defect(
  { solution }: BasisBlock,
  c: Float64Array,
  x: Float64Array,
  inside: Action,
  outside: Action,
): number {
  const moved = new Float64Array(x.length)
  inside(x, moved)
  const [image, after, expected] = [0, 1, 2].map(() => new Float64Array(solution.rows)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  solution.mapInto(c, 0, x, 0, image, 0)
  outside(image, expected)
  solution.mapInto(c, 0, moved, 0, after, 0)
  let worst = 0
  for (let i = 0; i < after.length; i++) worst = Math.max(worst, Math.abs(after[i]! - expected[i]!))
  return worst
}

/**
 * The largest entry of ρ_out(g)W − Wρ_in(g) over the generators of a finite group, for a matrix W, m × n row-major.
 *
 * @remarks O(generators · cost of ρ on m · n entries).
 *
 * @example
 * ```ts
 * import { equivarianceResidual } from '@buridan/constraints'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(2), 1)
 * console.log(equivarianceResidual(V, V, Float64Array.of(1, 2, 2, 1))) // → 0
 * ```
 */
export function equivarianceResidual(repIn: Representation, repOut: Representation, w: Float64Array): number {
  sameGroup(repIn, repOut)
  const m = repOut.dim
  const n = repIn.dim
  finiteVector(w, m * n, 'W')
  let worst = 0
  const column = new Float64Array(m)
  const moved = new Float64Array(m)
  const e = new Float64Array(n)
  const image = new Float64Array(n)
  const nonzero = new Uint32Array(n)
  for (const g of repIn.group.generators) {
    for (let j = 0; j < n; j++) {
      e[j] = 1
      repIn.applyInto(g, e, 0, image, 0)
      e[j] = 0
      let support = 0
      for (let k = 0; k < n; k++) if (image[k] !== 0) nonzero[support++] = k
      for (let i = 0; i < m; i++) column[i] = w[i * n + j]!
      repOut.applyInto(g, column, 0, moved, 0)
      for (let i = 0; i < m; i++) {
        let sum = moved[i]!
        for (let s = 0; s < support; s++) sum -= w[i * n + nonzero[s]!]! * image[nonzero[s]!]!
        worst = Math.max(worst, Math.abs(sum))
      }
    }
  }
  return worst
}
