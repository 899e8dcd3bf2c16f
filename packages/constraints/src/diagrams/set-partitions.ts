import { equal, type Invariants } from './axis-wire.js'

/** Bell(8) = 4140: diagrams of eight indices. */
const MAX_AXES = 8

/** Whether the invariants of S_n over that many axes are listed. */
export function partitionsFit(axes: number): boolean {
  return axes <= MAX_AXES
}

/**
 * All partitions of k things as lists of block numbers, blocks numbered in the order of their first member.
 */
function setPartitions(k: number): number[][] {
  let all: number[][] = [[]]
  for (let i = 0; i < k; i++) {
    all = all.flatMap((p) => {
      const blocks = Math.max(-1, ...p) + 1
      return Array.from({ length: blocks + 1 }, (_, b) => [...p, b])
    })
  }
  return all
}

/**
 * The invariants of S_n on tensors over its permutation representation ℝⁿ. A diagram makes the indices of each block
 * equal; the orthonormal basis is that of the orbits of index tuples, one for each partition π of at most n blocks: indices
 * equal within blocks and different between them. By Möbius inversion over the coarser partitions σ ≥ π,
 * O_π = Σ_σ μ(π, σ) D_σ, and O_π has n(n−1)…(n−|π|+1) entries that are 1.
 *
 * Maron et al. 2019.
 */
export function symmetricInvariants(axes: readonly number[], n: number): Invariants {
  const partitions = setPartitions(axes.length)
  const number = new Map(partitions.map((p, i) => [p.join(), i]))
  const diagrams = partitions.map((p) => {
    const blocks = Array.from({ length: Math.max(-1, ...p) + 1 }, (): number[] => [])
    p.forEach((b, i) => {
      blocks[b]!.push(axes[i]!)
    })
    return blocks.map((b) => equal(b, n))
  })
  const rows = partitions.flatMap((p) => {
    const blocks = Math.max(-1, ...p) + 1
    if (blocks > n) return []
    let entries = 1
    for (let i = 0; i < blocks; i++) entries *= n - i
    const scale = 1 / Math.sqrt(entries)
    return [
      setPartitions(blocks).map((merge): [number, number] => [
        number.get(relabelled(p.map((b) => merge[b]!)).join())!,
        scale * moebius(merge),
      ]),
    ]
  })
  return { diagrams, rows, reason: 'all permutations: set partitions of the indices' }
}

/** Blocks in the order of their first member. */
function relabelled(p: readonly number[]): number[] {
  const names = new Map<number, number>()
  return p.map((b) => {
    if (!names.has(b)) names.set(b, names.size)
    return names.get(b)!
  })
}

/** μ from the finest partition to one: Π (−1)^{b−1} (b − 1)! over its blocks of b members. */
function moebius(p: readonly number[]): number {
  const sizes = new Map<number, number>()
  for (const b of p) sizes.set(b, (sizes.get(b) ?? 0) + 1)
  let product = 1
  for (const size of sizes.values()) for (let i = 1; i < size; i++) product *= -i
  return product
}
