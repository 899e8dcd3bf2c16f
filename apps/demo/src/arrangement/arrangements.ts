import { automorphisms, type FiniteGroup, graph, InvalidArgumentError, shown } from '@buridan/groups'

import { fromGraph6 } from '../graphs/graph-text.js'

/** Points to put values on, as corners of a graph whose automorphisms are the symmetries. */
export interface Arrangement {
  readonly key: string
  readonly title: string
  readonly edges: readonly (readonly [number, number])[]
  /** Where the points are drawn, in a box of −1 to 1, y down. */
  readonly points: readonly (readonly [number, number])[]
  /** The symmetries, on the points. */
  readonly group: FiniteGroup
}

/** The most points there may be: more are too small to click. */
const MOST_POINTS = 24

/** What can be chosen by name; rings are `ring-3` to `ring-12`, other graphs `g6-` and their graph6. */
export const NAMED: readonly { readonly key: string; readonly title: string }[] = [
  { key: 'square', title: 'Square' },
  { key: 'cube', title: 'Cube' },
  { key: 'ring-5', title: 'Ring of 5' },
  { key: 'ring-6', title: 'Ring of 6' },
  { key: 'petersen', title: 'Petersen graph' },
  { key: 'star', title: 'Star' },
  { key: 'path', title: 'Path' },
]

const known = new Map<string, Arrangement>()

/**
 * The arrangement of a key.
 *
 * @throws InvalidArgumentError if there is none, or its graph is too large to draw
 */
export function arrangement(key: string): Arrangement {
  const found = known.get(key)
  if (found) return found
  const made = make(key)
  known.set(key, made)
  return made
}

function make(key: string): Arrangement {
  const ring = /^ring-(\d{1,2})$/.exec(key)
  if (ring) {
    const n = Number(ring[1])
    if (n < 3 || n > 12) throw new InvalidArgumentError(`a ring has 3 to 12 points, not ${n}`)
    return withGroup(key, `Ring of ${n}`, cycle(n), circle(n, 0.85))
  }
  if (key.startsWith('g6-')) return ofGraph6(key)
  switch (key) {
    case 'square':
      return withGroup(key, 'Square', cycle(4), [
        [-0.75, -0.75],
        [0.75, -0.75],
        [0.75, 0.75],
        [-0.75, 0.75],
      ])
    case 'cube':
      return withGroup(key, 'Cube', CUBE_EDGES, CUBE_POINTS)
    case 'petersen':
      return withGroup(key, 'Petersen graph', PETERSEN_EDGES, [...circle(5, 0.9), ...circle(5, 0.45)])
    case 'star':
      return withGroup(
        key,
        'Star',
        [1, 2, 3, 4, 5].map((leaf) => [0, leaf] as const),
        [[0, 0], ...circle(5, 0.85)],
      )
    case 'path':
      return withGroup(
        key,
        'Path',
        [0, 1, 2, 3].map((v) => [v, v + 1] as const),
        [0, 1, 2, 3, 4].map((v) => [0.42 * (v - 2), 0] as const),
      )
    default:
      throw new InvalidArgumentError(`there is no arrangement ${shown(key)}`)
  }
}

function ofGraph6(key: string): Arrangement {
  const { n, edges } = fromGraph6(key.slice(3))
  if (n > MOST_POINTS)
    throw new InvalidArgumentError(`the graph has ${n} vertices; from 1 to ${MOST_POINTS} can be drawn here`)
  return withGroup(key, `Graph on ${n} vertices`, edges, circle(n, 0.88))
}

function withGroup(
  key: string,
  title: string,
  edges: readonly (readonly [number, number])[],
  points: readonly (readonly [number, number])[],
): Arrangement {
  const { group } = automorphisms(graph({ n: points.length, edges: edges.map(([u, v]) => [u, v]) }))
  return { key, title, edges, points, group }
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

/** Corners by their bits x, y, z, seen from a little above. */
const CUBE_POINTS = Array.from({ length: 8 }, (_, v) => {
  const [x, y, z] = [v & 1, (v >> 1) & 1, v >> 2]
  return [1.1 * x + 0.5 * z - 0.8, 1.1 * y - 0.42 * z - 0.34] as const
})
const CUBE_EDGES = Array.from({ length: 8 }, (_, v) => v).flatMap((v) =>
  [1, 2, 4].filter((bit) => !(v & bit)).map((bit) => [v, v | bit] as const),
)
const PETERSEN_EDGES = [0, 1, 2, 3, 4].flatMap((i) => [
  [i, (i + 1) % 5] as const,
  [i, i + 5] as const,
  [i + 5, ((i + 2) % 5) + 5] as const,
])
