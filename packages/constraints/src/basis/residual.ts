import { finiteVector } from '@buridan/core'
import {
  type AnyRepresentation,
  algebraOf,
  discreteGeneratorsOf,
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
    for (const constraint of constraintsOn(block.repIn, block.repOut)) {
      worst = Math.max(worst, defect(block, c, x, constraint))
    }
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

/** Writes L x or R x to out. */
type Action = (x: Float64Array, out: Float64Array) => void

/** L W = W R, to be applied: R on the input, L on the output. */
interface AppliedConstraint {
  readonly inside: Action
  readonly outside: Action
}

/**
 * What equivariant maps satisfy: one equation a generator, and one for each basis element of the Lie algebra. Maps are real, so that
 * real and imaginary parts of the Lie algebra are tested apart.
 */
function constraintsOn(repIn: AnyRepresentation, repOut: AnyRepresentation): AppliedConstraint[] {
  if (!isLieRepresentation(repIn)) {
    return repIn.group.generators.map((g) =>
      onBoth(repIn, repOut as Representation, (rep, x, out) => rep.applyInto(g, x, 0, out, 0)),
    )
  }
  const both = (apply: (rep: LieRepresentation, x: Float64Array, out: Float64Array) => void) =>
    onBoth(repIn, repOut as LieRepresentation, apply)
  return [
    ...algebraOf(repIn.group).flatMap((a) =>
      (['re', 'im'] as const).map((part) => both((rep, x, out) => rep.applyDerivativeInto(a, part, x, out))),
    ),
    ...discreteGeneratorsOf(repIn.group).map((g) =>
      repIn.complex || repOut.complex
        ? both((rep, x, out) => multiplyInto(rep.complexMatrix(g).re, x, out))
        : both((rep, x, out) => rep.applyInto(g, x, 0, out, 0)),
    ),
  ]
}

/** M x to out. Complex discrete generators are refused before, so that this is all. */
function multiplyInto(m: Float64Array, x: Float64Array, out: Float64Array): void {
  const n = x.length
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += m[i * n + j]! * x[j]!
    out[i] = sum
  }
}

function onBoth<R>(
  repIn: R,
  repOut: R,
  apply: (rep: R, x: Float64Array, out: Float64Array) => void,
): AppliedConstraint {
  return { inside: (x, out) => apply(repIn, x, out), outside: (x, out) => apply(repOut, x, out) }
}

/** ‖L W x − W R x‖ in the largest entry. */
function defect(
  { solution }: BasisBlock,
  c: Float64Array,
  x: Float64Array,
  { inside, outside }: AppliedConstraint,
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
 * The largest entry of ρ_out(g)W − Wρ_in(g) over the generators g of a group, and of dρ_out(A)W − W dρ_in(A) over the basis of its Lie
 * algebra if it has one, for a matrix W, m × n row-major.
 *
 * @throws RepresentationMismatchError | InvalidArgumentError if the groups differ, or W is not a matrix of that size
 * @remarks O((generators + dimension of the Lie algebra) · cost of ρ on m · n entries).
 *
 * @example
 * ```ts
 * import { equivarianceResidual } from '@buridan/constraints'
 * import { cyclic, specialOrthogonal, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(2), 1)
 * console.log(equivarianceResidual(V, V, [1, 2, 2, 1])) // → 0
 * const plane = tensor(specialOrthogonal(2), 1)
 * console.log(equivarianceResidual(plane, plane, [1, 0, 0, 3])) // → 2
 * ```
 */
export function equivarianceResidual(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  matrix: ArrayLike<number>,
): number {
  sameGroup(repIn, repOut)
  const m = repOut.dim
  const n = repIn.dim
  const w = finiteVector(matrix, m * n, 'W')
  let worst = 0
  const column = new Float64Array(m)
  const moved = new Float64Array(m)
  const e = new Float64Array(n)
  const image = new Float64Array(n)
  const nonzero = new Uint32Array(n)
  for (const { inside, outside } of constraintsOn(repIn, repOut)) {
    for (let j = 0; j < n; j++) {
      e[j] = 1
      inside(e, image)
      e[j] = 0
      let support = 0
      for (let k = 0; k < n; k++) if (image[k] !== 0) nonzero[support++] = k
      for (let i = 0; i < m; i++) column[i] = w[i * n + j]!
      outside(column, moved)
      for (let i = 0; i < m; i++) {
        let sum = moved[i]!
        for (let s = 0; s < support; s++) sum -= w[i * n + nonzero[s]!]! * image[nonzero[s]!]!
        worst = Math.max(worst, Math.abs(sum))
      }
    }
  }
  return worst
}
