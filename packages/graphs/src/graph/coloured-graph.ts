import { isKind, KIND, type Kind } from '@buridan/core'
import type { Weights } from './edge-runs.js'

/** The most vertices of a graph; keys of vertices are packed in 53 bits with 32-bit counts. */
export const MAX_VERTICES = 2 ** 21

/** What the colours and labels of a graph stand for. */
export interface GraphValues {
  /** For each colour, the number given and the weights of the loops. */
  readonly colours: readonly { readonly colour: number; readonly loops: Weights }[]
  /** For each label, the weights of the edges there and back. */
  readonly labels: readonly { readonly there: Weights; readonly back: Weights }[]
  /** Names in place of numbers for colours. */
  readonly names?: readonly string[]
}

/**
 * A graph with coloured vertices and labelled arcs, in compressed rows. Every pair of neighbours (u, v) is an arc both
 * ways; its label stands for the weights of the edges u → v and v → u, so that directed and weighted graphs and multigraphs need no
 * gadgets. Loops are part of the colour. A value: never changed once made.
 */
export class ColouredGraph {
  /** @internal */
  get [KIND](): Kind {
    return 'graph'
  }

  /** Also true for graphs that another copy of this package made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return isKind(value, 'graph')
  }

  /** @internal Use {@link graph}. */
  constructor(
    readonly n: number,
    /** Colours as 0..k−1, in the order of the numbers given (and of loops). */
    readonly colours: Int32Array,
    /** The number of colours, k. */
    readonly colourCount: number,
    /** Neighbours of v: `targets[starts[v] … starts[v+1]−1]`, ascending. */
    readonly starts: Int32Array,
    readonly targets: Int32Array,
    /** Label of each arc, 0..labelCount−1; equal labels for equal weights in every graph with the same weights. */
    readonly labels: Int32Array,
    /** The number of different labels. */
    readonly labelCount: number,
    readonly directed: boolean,
    /** The meaning of colours and labels: equal only for graphs that can be isomorphic. */
    readonly legend: string,
    /** Whether a repeated edge counts, as a multiplicity. */
    readonly multi: boolean = false,
    /** @internal */
    readonly values: GraphValues = { colours: [], labels: [] },
  ) {}

  /** Number of pairs of neighbours. */
  get edgeCount(): number {
    return this.targets.length / 2
  }
}

/** The graph with colours that stand for names, not numbers: only graphs with the same names can be isomorphic. */
export function withColourNames(g: ColouredGraph, names: readonly string[]): ColouredGraph {
  return new ColouredGraph(
    g.n,
    g.colours,
    g.colourCount,
    g.starts,
    g.targets,
    g.labels,
    g.labelCount,
    g.directed,
    `${g.legend};${JSON.stringify(names)}`,
    g.multi,
    { ...g.values, names },
  )
}
