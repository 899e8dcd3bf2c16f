import { type AnyRepresentation, TooLargeError } from '@buridan/groups'
import type { BlockSolution } from '../solutions/block-solution.js'

/** One block of an equivariant basis: copies of a summand of ρ_in to copies of a summand of ρ_out. */
export interface BasisBlock {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly inOffset: number
  readonly inCount: number
  readonly outOffset: number
  readonly outCount: number
  /** Where the block's coefficients start; they are ordered [copy out][copy in][k]. */
  readonly coefficientOffset: number
  readonly solution: BlockSolution
}

/** The most pairs of summands: a block takes about 200 bytes. */
const MAX_BLOCKS = 2 ** 21

/**
 * The blocks of all pairs of summands, each pair of representations solved once and shared.
 *
 * @throws TooLargeError above 2²¹ pairs, before any is solved
 */
export function sharedBlocks<R extends AnyRepresentation>(
  repIn: R,
  repOut: R,
  solve: (repIn: R, repOut: R) => BlockSolution,
): BasisBlock[] {
  const pairs = repOut.summands.length * repIn.summands.length
  if (pairs > MAX_BLOCKS) {
    throw new TooLargeError(
      `${repIn.summands.length} summands to ${repOut.summands.length} are ${pairs} blocks; the limit is ${MAX_BLOCKS}. ` +
        'Write copies of one representation as a multiple: they are one block',
    )
  }
  const solved = new Map<string, BlockSolution>()
  const blocks: BasisBlock[] = []
  let coefficientOffset = 0
  for (const out of repOut.summands) {
    for (const inn of repIn.summands) {
      const key = `${inn.rep.key} → ${out.rep.key}`
      const solution = solved.get(key) ?? solve(inn.rep as R, out.rep as R)
      solved.set(key, solution)
      blocks.push({
        repIn: inn.rep,
        repOut: out.rep,
        inOffset: inn.offset,
        inCount: inn.count,
        outOffset: out.offset,
        outCount: out.count,
        coefficientOffset,
        solution,
      })
      coefficientOffset += out.count * inn.count * solution.rank
    }
  }
  return blocks
}
