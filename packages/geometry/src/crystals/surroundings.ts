import { length } from '@buridan/core'
import type { PointCell } from '../lattice/point-cell.js'

/** How many of the nearest atoms are looked at. */
const NEIGHBOURS = 12
/** Atoms of a kind, up to so many of which none is looked at more closely. */
const FEW = 4
/** The next atom's neighbours are first sought within so many times the distance of the last one's. */
const MORE = 1.2

/**
 * Which atoms of a cell an atom of another may be laid on, for atoms of which there are few: a map that leaves atoms within a
 * distance changes the kth least distance of an atom from others by no more than two of that, whichever atoms those are.
 */
export class Surroundings {
  /** An atom of the first cell that may be laid on few of the other. */
  readonly atom: number
  /** Those of the other. */
  readonly targets: readonly number[]

  /**
   * @param distance - how much a map may change distances between neighbours by what it leaves atoms off
   * @param strain - how far it leaves basis vectors off: neighbours that are several vectors apart change by as many of that
   * @remarks O(n log n) for n atoms of the rarest kind, and the atoms near them.
   */
  constructor(from: PointCell, onto: PointCell, distance: number, strain: number) {
    const rarest = rarestKind(from)
    const [own, others] = [ofKind(from, rarest), ofKind(onto, rarest)]
    if (others.length <= FEW) {
      this.atom = own[0]!
      this.targets = others
      return
    }
    const [a, b] = [distancesFrom(from, own), distancesFrom(onto, others)]
    const vectors = from.reach.reduce((sum, r) => sum + r, 0)
    const change = (list: Float64Array) => distance + strain * vectors * (list.at(-1)! + distance)
    // how many are alike in one of the distances is as many as may be alike, or more
    const most = new Float64Array(a.length).fill(others.length)
    for (let k = 0; k < NEIGHBOURS; k++) {
      const sorted = Float64Array.from(b, (list) => list[k]!).sort()
      a.forEach((list, i) => {
        const slack = change(list)
        const count = below(sorted, list[k]! + slack, true) - below(sorted, list[k]! - slack, false)
        if (count < most[i]!) most[i] = count
      })
    }
    const chosen = most.reduce((least, count, i) => (count < most[least]! ? i : least), 0)
    const slack = change(a[chosen]!)
    this.atom = own[chosen]!
    this.targets = others.filter((_, j) => a[chosen]!.every((d, k) => Math.abs(d - b[j]![k]!) <= slack))
  }
}

/** The kind of which there are fewest atoms. */
function rarestKind({ kinds }: PointCell): number {
  const counts = new Map<number, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].reduce((least, next) => (next[1] < least[1] ? next : least))[0]
}

function ofKind({ kinds }: PointCell, kind: number): number[] {
  return [...kinds.keys()].filter((i) => kinds[i] === kind)
}

/** Distances from each atom to the nearest others, rising. */
function distancesFrom(cell: PointCell, atoms: readonly number[]): Float64Array[] {
  // the radius of a ball of twice as many atoms on average, or less where atoms are in chains or layers; then a little more than the last needed
  const average = Math.cbrt((2 * NEIGHBOURS * cell.volume * 3) / (4 * Math.PI * cell.count))
  let radius = Math.min(average, ...cell.basis.map(length))
  return atoms.map((atom) => {
    let squares = cell.grid.squaresAround(atom, radius)
    while (squares.length < NEIGHBOURS) {
      radius *= 1.5
      squares = cell.grid.squaresAround(atom, radius)
    }
    const nearest = squares.sort().subarray(0, NEIGHBOURS).map(Math.sqrt)
    radius = MORE * nearest.at(-1)!
    return nearest
  })
}

/** How many of sorted numbers are less than a value, or also equal to it. */
function below(sorted: Float64Array, value: number, orEqual: boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (orEqual ? sorted[middle]! <= value : sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
