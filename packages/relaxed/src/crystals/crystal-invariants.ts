import { cross, dot, length, type Vector } from '@buridan/core'
import type { PeriodicSample } from './periodic-sample.js'

/** Neighbours are looked for up to so many times the length of the share of an atom: of the volume of a cell, or of the area of a slab. */
const REACH = { 3: 1.6, 2: 2.5 } as const
/** The most images of a cell that are gone through: a crystal with more, in a very flat cell, is compared with all others. */
const MOST_IMAGES = 2000
/** All invariants differ by less than so many shares. */
const MOST_SLACK = 1e9

/** Numbers that are the same for crystals in one orbit, with how much a small change of the crystal changes them. */
export interface CrystalInvariants {
  /** The length of the share of an atom, and the largest, the least and the mean distance of an atom from its nearest neighbour. */
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
  const spacings = spacingsOf(sample, reach)
  if (!spacings) return { at: [share, 0, 0, 0], slack: () => MOST_SLACK * share }
  const most = spacings.reduce((a, b) => Math.max(a, b))
  const least = spacings.reduce((a, b) => Math.min(a, b))
  const mean = spacings.reduce((a, b) => a + b) / n
  return {
    at: [share, most, least, mean],
    // both ends of a distance move, it is strained, and so is the reach
    slack: (distance, strain) => 2 * distance + 2 * strain * reach,
  }
}

/**
 * The distance of each atom from the nearest one, of another cell too, and at most the reach; undefined for a cell so flat that there are
 * too many images.
 */
function spacingsOf(sample: PeriodicSample, reach: number): number[] | undefined {
  const { lattice, positions } = sample.crystal(sample.room)
  const cell = lattice as readonly [Vector, Vector, Vector]
  // offsets are rounded first: other images are at least half of a height away
  const images = imagesOf(
    heights(cell).map((h) => Math.max(0, Math.ceil(reach / h - 0.5))),
    cell,
  )
  if (images === undefined) return undefined
  const at = positions as readonly Vector[]
  return at.map((p, i) => {
    let nearest = reach * reach
    at.forEach((q, j) => {
      const [u, v, w] = [p[0] - q[0], p[1] - q[1], p[2] - q[2]]
      const [x, y, z] = inSpace(cell, [u - Math.round(u), v - Math.round(v), w - Math.round(w)])
      for (const t of images) {
        const square = (x - t[0]) ** 2 + (y - t[1]) ** 2 + (z - t[2]) ** 2
        // the atom itself, not its translates
        if (square < nearest && (i !== j || t[0] !== 0 || t[1] !== 0 || t[2] !== 0)) nearest = square
      }
    })
    return Math.sqrt(nearest)
  })
}

/** The distances of opposite faces of a cell. */
function heights([a, b, c]: readonly [Vector, Vector, Vector]): number[] {
  const volume = Math.abs(dot(a, cross(b, c)))
  return [cross(b, c), cross(c, a), cross(a, b)].map((face) => volume / length(face))
}

function inSpace([a, b, c]: readonly [Vector, Vector, Vector], [x, y, z]: Vector): Vector {
  const at = (k: 0 | 1 | 2) => x * a[k] + y * b[k] + z * c[k]
  return [at(0), at(1), at(2)]
}

/** Translations near the cell; undefined if they are too many, as of a cell that is very flat. */
function imagesOf(ranges: readonly number[], cell: readonly [Vector, Vector, Vector]): Vector[] | undefined {
  const [i, j, k] = ranges as [number, number, number]
  if ((2 * i + 1) * (2 * j + 1) * (2 * k + 1) > MOST_IMAGES) return undefined
  const out: Vector[] = []
  for (let x = -i; x <= i; x++) {
    for (let y = -j; y <= j; y++) for (let z = -k; z <= k; z++) out.push(inSpace(cell, [x, y, z]))
  }
  return out
}
