import { shown } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
import { type DrawnGraph, fromGraph6, toGraph6 } from './graph-text.js'

/** Where vertices are drawn, in a box of −1 to 1, y down. */
export type Places = readonly (readonly [number, number])[]

/** Points to put values on, as corners of a graph whose automorphisms are the symmetries. */
export interface Arrangement extends DrawnGraph {
  readonly key: string
  readonly title: string
  /** Where they are drawn by hand; undefined where forces shall find places. */
  readonly places: Places | undefined
}

/** The most points there may be: more are too small to click. */
const MOST_POINTS = 24
/** The sizes of rings. */
export const RING_SIZES = { least: 3, most: 12, plain: 6 } as const

/** What can be chosen by name; rings of other sizes are `ring-3` to `ring-12`, other graphs `g6-` and their graph6. */
export const NAMED: readonly { readonly key: string; readonly title: string }[] = [
  { key: 'square', title: 'Square' },
  { key: 'cube', title: 'Cube' },
  { key: `ring-${RING_SIZES.plain}`, title: 'Ring' },
  { key: 'petersen', title: 'Petersen graph' },
  { key: 'star', title: 'Star' },
  { key: 'path', title: 'Path' },
]

/**
 * The arrangement of a key.
 *
 * @throws InvalidArgumentError if there is none, or its graph is too large to draw
 */
export function arrangement(key: string): Arrangement {
  const size = ringSize(key)
  if (size !== undefined) return ring(key, size)
  if (key.startsWith('g6-')) return ofGraph6(key)
  const found = BY_HAND.find((a) => a.key === key)
  if (!found) throw new InvalidArgumentError(`there is no arrangement ${shown(key)}`)
  return found
}

/** The number of points of a ring's key; undefined if it is no ring's. */
export function ringSize(key: string): number | undefined {
  const found = /^ring-(\d{1,2})$/.exec(key)
  return found ? Number(found[1]) : undefined
}

/** The key of a graph, by name where it has one. */
export function keyOf(graph: DrawnGraph): string {
  const g6 = toGraph6(graph)
  return named().get(g6)?.key ?? `g6-${g6}`
}

/** Where a graph with a name is drawn by hand; undefined for others. */
export function placesByHand(graph: DrawnGraph): Places | undefined {
  return named().get(toGraph6(graph))?.places
}

let byGraph: Map<string, Arrangement> | undefined

function named(): ReadonlyMap<string, Arrangement> {
  if (!byGraph) {
    const { least, most } = RING_SIZES
    const rings = Array.from({ length: most - least + 1 }, (_, i) => arrangement(`ring-${least + i}`))
    // the square last: it is the ring of 4 as well
    byGraph = new Map([...rings, ...BY_HAND].map((a) => [toGraph6(a), a]))
  }
  return byGraph
}

function ring(key: string, n: number): Arrangement {
  const { least, most } = RING_SIZES
  if (n < least || n > most) throw new InvalidArgumentError(`a ring has ${least} to ${most} points, not ${n}`)
  return { key, title: `Ring of ${n}`, n, edges: cycle(n), places: circle(n, 0.85) }
}

function ofGraph6(key: string): Arrangement {
  const { n, edges } = fromGraph6(key.slice(3))
  if (n > MOST_POINTS)
    throw new InvalidArgumentError(`the graph has ${n} vertices; from 1 to ${MOST_POINTS} can be drawn here`)
  return { key, title: `Graph on ${n} vertices`, n, edges, places: placesByHand({ n, edges }) }
}

function cycle(n: number): (readonly [number, number])[] {
  return Array.from({ length: n }, (_, i) => [i, (i + 1) % n] as const)
}

/** Points on a circle, the first on top. */
function circle(n: number, radius: number): (readonly [number, number])[] {
  return Array.from({ length: n }, (_, i) => {
    const angle = (2 * Math.PI * i) / n - Math.PI / 2
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const
  })
}

const BY_HAND: readonly Arrangement[] = [
  {
    key: 'cube',
    title: 'Cube',
    n: 8,
    edges: Array.from({ length: 8 }, (_, v) => v).flatMap((v) =>
      [1, 2, 4].filter((bit) => !(v & bit)).map((bit) => [v, v | bit] as const),
    ),
    // corners by their bits x, y, z, seen from a little above
    places: Array.from({ length: 8 }, (_, v) => {
      const [x, y, z] = [v & 1, (v >> 1) & 1, v >> 2]
      return [1.1 * x + 0.5 * z - 0.8, 1.1 * y - 0.42 * z - 0.34] as const
    }),
  },
  {
    key: 'petersen',
    title: 'Petersen graph',
    n: 10,
    edges: [0, 1, 2, 3, 4].flatMap((i) => [
      [i, (i + 1) % 5] as const,
      [i, i + 5] as const,
      [i + 5, ((i + 2) % 5) + 5] as const,
    ]),
    places: [...circle(5, 0.9), ...circle(5, 0.45)],
  },
  {
    key: 'star',
    title: 'Star',
    n: 6,
    edges: [1, 2, 3, 4, 5].map((leaf) => [0, leaf] as const),
    places: [[0, 0], ...circle(5, 0.85)],
  },
  {
    key: 'path',
    title: 'Path',
    n: 4,
    edges: [0, 1, 2].map((v) => [v, v + 1] as const),
    places: [0, 1, 2, 3].map((v) => [0.56 * (v - 1.5), 0] as const),
  },
  {
    key: 'square',
    title: 'Square',
    n: 4,
    edges: cycle(4),
    places: [
      [-0.75, -0.75],
      [0.75, -0.75],
      [0.75, 0.75],
      [-0.75, 0.75],
    ],
  },
]
