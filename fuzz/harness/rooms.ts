/**
 * The rooms of relations, and which part of all questions each gets: more where answers are cheap and much can go wrong.
 */
export const ROOMS = {
  permutations: 0.22,
  graphs: 0.2,
  geometry: 0.08,
  groups: 0.2,
  constraints: 0.12,
  emlp: 0.03,
  relaxed: 0.06,
  data: 0.02,
  tasks: 0.02,
  cli: 0.05,
} as const

export type Room = keyof typeof ROOMS
