import { arrangement } from '../arrangement/arrangements.js'
import { toGraph6 } from '../arrangement/graph-text.js'

/** A graph that can be picked by name, as graph6. */
export interface NamedGraph {
  readonly title: string
  readonly g6: string
}

/** Zachary 1977, the friendships of a karate club: for each member those of higher numbers. */
const KARATE: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
  1: [2, 3, 7, 13, 17, 19, 21, 30],
  2: [3, 7, 8, 9, 13, 27, 28, 32],
  3: [7, 12, 13],
  4: [6, 10],
  5: [6, 10, 16],
  6: [16],
  8: [30, 32, 33],
  9: [33],
  13: [33],
  14: [32, 33],
  15: [32, 33],
  18: [32, 33],
  19: [33],
  20: [32, 33],
  22: [32, 33],
  23: [25, 27, 29, 32, 33],
  24: [25, 27, 31],
  25: [31],
  26: [29, 33],
  27: [33],
  28: [31, 33],
  29: [32, 33],
  30: [32, 33],
  31: [32, 33],
  32: [33],
}

/** Graphs by name. */
export const PICKS: readonly NamedGraph[] = [
  ...(
    [
      ['Petersen', 'petersen'],
      ['cube', 'cube'],
      ['cycle of 6', 'ring-6'],
      ['cycle of 7', 'ring-7'],
      ['path of 4', 'path'],
    ] as const
  ).map(([title, key]) => ({ title, g6: toGraph6(arrangement(key)) })),
  {
    title: 'karate club',
    g6: toGraph6({
      n: 34,
      edges: Object.entries(KARATE).flatMap(([u, list]) => list.map((v) => [Number(u), v] as const)),
    }),
  },
]
