import { cross, dot, length, type Vector } from '@buridan/core'
import type { PeriodicSample } from './periodic-sample.js'

/** Neighbours are looked for up to so many times the length of the share of an atom: of the volume of a cell, or of the area of a slab. */
const REACH = { 3: 1.6, 2: 2.5 } as const
/** The steepest slope of (1 − u²)² between 0 and 1. */
const STEEPEST = 1.54
/** Neighbours that a change of the crystal may bring in are looked for this much further. */
const MARGIN = 1.1
/** The most images of a cell that are gone through: a crystal with more, in a very flat cell, is compared with all others. */
const MOST_IMAGES = 2000
/** All invariants differ by less than so many shares. */
const MOST_SLACK = 1e9

/** Numbers that are the same for crystals in one orbit, with how much a small change of the crystal changes them. */
export interface CrystalInvariants {
  /**
   * The length of the share of an atom, and in that length the largest, the least and the mean of smooth numbers of neighbours of
   * atoms.
   */
  readonly at: readonly number[]
  /** The most by which they differ if atoms are off by a distance, and lattice vectors by a share of their length. */
  slack(distance: number, strain: number): number
}

/**
 * Invariants of turned, reflected and shifted crystals with atoms in any order and any cell of one lattice, that change little
 * where the crystal does. O(atoms² · images of the cell near it).
 */
export function crystalInvariants(sample: PeriodicSample): CrystalInvariants {
  const n = sample.elements.length
  const share = (sample.measure / n) ** (1 / sample.dimensions)
  const reach = REACH[sample.dimensions as 2 | 3] * share
  const found = neighbours(sample, reach)
  const { sums, near } = found ?? { sums: [0], near: 0 }
  const most = sums.reduce((a, b) => Math.max(a, b))
  const least = sums.reduce((a, b) => Math.min(a, b))
  const mean = sums.reduce((a, b) => a + b) / sums.length
  return {
    at: [share, share * most, share * least, share * mean],
    slack(distance, strain) {
      // the share changes with the strain, the reach with it, and distances by twice the distance and by the strain
      const change = (2 * distance) / reach + 3 * strain
      if (!found || change > MARGIN - 1) return MOST_SLACK * share
      return share * (2 * strain + STEEPEST * near * change + 2 * strain * most)
    },
  }
}

/**
 * For each atom the sum over its neighbours of a smooth function of their distance, and the largest weight of all neighbours of
 * an atom that are a little further away; undefined for a cell so flat that there are too many images.
 */
function neighbours(sample: PeriodicSample, reach: number): { sums: number[]; near: number } | undefined {
  const { lattice, elements, positions } = sample.crystal(sample.room)
  const cell = lattice as readonly [Vector, Vector, Vector]
  const far = (MARGIN * reach) ** 2
  const images = imagesOf(
    heights(cell).map((h) => Math.ceil((MARGIN * reach) / h)),
    cell,
  )
  if (images === undefined) return undefined
  const points = (positions as readonly Vector[]).map((p) => inSpace(cell, p))
  const weights = (elements as readonly number[]).map((e) => 1 + 0.37 * e)
  let near = 0
  const sums = points.map((p, i) => {
    let [sum, weight] = [0, 0]
    points.forEach((q, j) => {
      const [x, y, z] = [p[0] - q[0], p[1] - q[1], p[2] - q[2]]
      for (const t of images) {
        const square = (x - t[0]) ** 2 + (y - t[1]) ** 2 + (z - t[2]) ** 2
        if (square > far || square === 0) continue
        weight += weights[j]!
        if (square < reach * reach) sum += weights[j]! * (1 - square / (reach * reach)) ** 2
      }
    })
    near = Math.max(near, weights[i]! * weight)
    return weights[i]! * sum
  })
  return { sums, near }
}

/** The distances of opposite faces of a cell. */
export function heights([a, b, c]: readonly [Vector, Vector, Vector]): number[] {
  const volume = Math.abs(dot(a, cross(b, c)))
  return [cross(b, c), cross(c, a), cross(a, b)].map((face) => volume / length(face))
}

function inSpace([a, b, c]: readonly [Vector, Vector, Vector], [x, y, z]: Vector): Vector {
  const at = (k: 0 | 1 | 2) => x * a[k] + y * b[k] + z * c[k]
  return [at(0), at(1), at(2)]
}

/** Translations near the cell; undefined if they are too many, as of a cell that is very flat. */
function imagesOf(ranges: readonly number[], cell: readonly [Vector, Vector, Vector]): Vector[] | undefined {
  const [i, j, k] = ranges.map((r) => r + 1) as [number, number, number]
  if ((2 * i + 1) * (2 * j + 1) * (2 * k + 1) > MOST_IMAGES) return undefined
  const out: Vector[] = []
  for (let x = -i; x <= i; x++) {
    for (let y = -j; y <= j; y++) for (let z = -k; z <= k; z++) out.push(inSpace(cell, [x, y, z]))
  }
  return out
}
