import { apply3, type Permutation, scaled, transpose3, type Vector } from '@buridan/core'
import type { SiteSet } from './site-set.js'
import type { SiteOperation } from './symmetry-result.js'

/** Vectors of sites that some operations keep to rounding. */
export interface CleanSites {
  readonly vectors: readonly (readonly Vector[])[]
  readonly wholeVectors: readonly Vector[]
  /** Differences up to this count as 0. */
  readonly delta: number
}

/**
 * Sites moved onto operations that keep them to a tolerance: points that coincide go to their mean, and all vectors to the mean of what the
 * operations, a group, bring to their place. O(points · operations).
 */
export function withoutNoise(sites: SiteSet, operations: readonly SiteOperation[]): CleanSites {
  const { vectors, wholeVectors, delta } = sites
  if (operations.length === 0) return sites
  const means: (readonly Vector[])[] = [...vectors]
  for (const members of sites.coincident) {
    const mean = vectors[members[0]!]!.map((_, c) => meanOf(members.map((p) => vectors[p]![c]!)))
    for (const p of members) means[p] = mean
  }
  const backs = operations.map((o) => transpose3(o.matrix))
  const each = (image: (images: Permutation) => Vector) =>
    meanOf(operations.map((o, g) => apply3(backs[g]!, image(o.images))))
  return {
    vectors: means.map((list, p) => list.map((_, c) => each((images) => means[images[p]!]![c]!))),
    wholeVectors: wholeVectors.map((v) => each(() => v)),
    delta,
  }
}

function meanOf(list: readonly Vector[]): Vector {
  const sum = list.reduce<Vector>((s, v) => [s[0] + v[0], s[1] + v[1], s[2] + v[2]], [0, 0, 0])
  return scaled(sum, 1 / list.length)
}
