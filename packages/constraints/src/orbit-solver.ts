import { type Representation, TooLargeError } from '@buridan/groups'
import type { BlockSolution } from './block-solution.js'

const MAX_PAIRS = 2 ** 27

/**
 * Solves a block of signed permutation representations exactly: W is constant up to sign on the orbits of index pairs
 * (i, j), and zero on orbits that meet their own negative. A group without generators is solved the same way whatever
 * its representations: every pair is an orbit.
 *
 * O(rows · cols · generators) time, 13 bytes a pair, no floating point but the final 1/√|orbit|. See docs/mathematics.md,
 * “Equivariant linear maps”.
 */
export function solveByOrbits(repIn: Representation, repOut: Representation): BlockSolution {
  const rows = repOut.dim
  const cols = repIn.dim
  if (rows * cols > MAX_PAIRS) {
    throw new TooLargeError(
      `${repIn.text} → ${repOut.text} has ${rows}·${cols} index pairs, ${Math.ceil((rows * cols * 13) / 2 ** 20)} MiB; ` +
        `the limit is ${MAX_PAIRS} pairs`,
    )
  }
  const { label, sign, sizes } = labelOrbits(repIn, repOut)
  const scale = sizes.map((size) => 1 / Math.sqrt(size))
  return {
    solver: 'orbits',
    reason: repIn.isMonomial && repOut.isMonomial ? 'signed permutations' : 'no generators',
    rank: sizes.length,
    rows,
    cols,
    gap: Number.POSITIVE_INFINITY,
    combineInto(c, co, out, at, stride) {
      for (let i = 0, pair = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++, pair++) {
          const k = label[pair]!
          if (k >= 0) out[at + i * stride + j]! += c[co + k]! * sign[pair]! * scale[k]!
        }
      }
    },
    innerProducts(w, at, stride, out, oo) {
      out.fill(0, oo, oo + sizes.length)
      for (let i = 0, pair = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++, pair++) {
          const k = label[pair]!
          if (k >= 0) out[oo + k]! += sign[pair]! * scale[k]! * w[at + i * stride + j]!
        }
      }
    },
  }
}

interface Labels {
  /** Orbit of a pair, −1 where W must vanish. */
  label: Int32Array
  sign: Int8Array
  sizes: number[]
}

function labelOrbits(repIn: Representation, repOut: Representation): Labels {
  const cols = repIn.dim
  const pairs = repOut.dim * cols
  const moves = repIn.group.generators.map((g) => ({ out: repOut.monomial(g), in: repIn.monomial(g) }))
  const label = new Int32Array(pairs).fill(-2)
  const sign = new Int8Array(pairs)
  const queue = new Int32Array(pairs)
  const sizes: number[] = []
  for (let start = 0; start < pairs; start++) {
    if (label[start] !== -2) continue
    let consistent = true
    let length = 0
    queue[length++] = start
    label[start] = sizes.length
    sign[start] = 1
    for (let read = 0; read < length; read++) {
      const pair = queue[read]!
      const i = Math.floor(pair / cols)
      const j = pair - i * cols
      for (const move of moves) {
        const image = move.out.image[i]! * cols + move.in.image[j]!
        const s = sign[pair]! * move.out.sign[i]! * move.in.sign[j]!
        if (label[image] === -2) {
          label[image] = sizes.length
          sign[image] = s
          queue[length++] = image
        } else if (sign[image] !== s) consistent = false
      }
    }
    if (consistent) sizes.push(length)
    else for (let k = 0; k < length; k++) label[queue[k]!] = -1
  }
  return { label, sign, sizes }
}
