import type { VectorPicture } from './vector-places.js'

/** What networks are trained for: a cut, or vectors of vertices from which edges are read. */
export const GOALS = ['cut', 'embed'] as const
/** One of {@link GOALS}. */
export type Goal = (typeof GOALS)[number]

/** The methods that are trained beside each other; the last is the relaxation by input. */
export const METHODS = ['strict', 'noise', 'relaxed'] as const

/** What a network says of a graph. */
export interface GraphAnswer {
  /** For a cut the mean side of each vertex, −1 to 1. */
  readonly sides: readonly number[]
  /** For vectors the edges that are read wrongly: not there, or too many. */
  readonly missing: readonly (readonly [number, number])[]
  readonly extra: readonly (readonly [number, number])[]
  /** Of vectors, where they are. */
  readonly vectors: VectorPicture | undefined
  /** Edges that are cut, or pairs that are read wrongly. */
  readonly score: number
}

/** What is known before training. */
export interface GraphFacts {
  /** The best there is, proved; and the best of equivariant networks. */
  readonly optimum: number
  readonly floor: number
}

/** What all networks say of a graph, and what is known of it. */
export interface GraphLook {
  /** Of each network, in the order of {@link METHODS}. */
  readonly answers: readonly GraphAnswer[]
  readonly facts: GraphFacts
}
