import type { Lattice } from './view.js'

/** Where the classes are drawn: from 0 to 1, small subgroups below. */
export interface LatticePlace {
  readonly x: number
  readonly y: number
}

/**
 * Places for the classes of a lattice: a level for each order, and in a level an order in which lines cross little, each class near the
 * mean of those below it.
 */
export function latticePlaces({ nodes, covers }: Lattice): LatticePlace[] {
  const orders = [...new Set(nodes.map((n) => n.order))].sort((a, b) => a - b)
  const x = new Float64Array(nodes.length).fill(0.5)
  const level = nodes.map((n) => orders.indexOf(n.order))
  for (let k = 0; k < orders.length; k++) {
    const own = nodes.flatMap((_, i) => (level[i] === k ? [i] : []))
    const wish = new Map(
      own.map((i) => {
        const below = covers.filter(([above]) => above === i).map(([, b]) => x[b]!)
        return [i, below.length > 0 ? below.reduce((sum, v) => sum + v, 0) / below.length : 0.5]
      }),
    )
    own.sort((a, b) => wish.get(a)! - wish.get(b)! || a - b)
    own.forEach((i, place) => {
      x[i] = (place + 1) / (own.length + 1)
    })
  }
  return nodes.map((_, i) => ({ x: x[i]!, y: 1 - (level[i]! + 0.5) / orders.length }))
}
