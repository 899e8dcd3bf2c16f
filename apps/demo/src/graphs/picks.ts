import { type DrawnGraph, toGraph6 } from './graph-text.js'

/** A graph that can be picked by name, as graph6. */
export interface NamedGraph {
  readonly title: string
  readonly g6: string
}

function cycle(n: number): DrawnGraph {
  return { n, edges: Array.from({ length: n }, (_, i) => [i, (i + 1) % n] as const) }
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
  { title: 'Petersen', g6: 'IsP@OkWHG' },
  {
    title: 'cube',
    g6: toGraph6({
      n: 8,
      edges: [0, 1, 2, 3, 4, 5, 6, 7].flatMap((v) =>
        [1, 2, 4].filter((bit) => !(v & bit)).map((bit) => [v, v | bit] as const),
      ),
    }),
  },
  { title: 'cycle of 6', g6: toGraph6(cycle(6)) },
  { title: 'cycle of 7', g6: toGraph6(cycle(7)) },
  {
    title: 'path of 4',
    g6: toGraph6({
      n: 4,
      edges: [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    }),
  },
  {
    title: 'karate club',
    g6: toGraph6({
      n: 34,
      edges: Object.entries(KARATE).flatMap(([u, list]) => list.map((v) => [Number(u), v] as const)),
    }),
  },
]
