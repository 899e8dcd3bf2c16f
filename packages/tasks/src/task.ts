import type { Loss } from '@buridan/emlp'
import type { Representation } from '@buridan/groups'
import type { OutcomeOptions } from '@buridan/relaxed'

/** An input whose degenerate answers are known. */
export interface ExpectedOutcomes {
  readonly label: string
  readonly x: readonly number[]
  /** The number of distinct answers. */
  readonly count: number
}

/** A test of single inputs: what a network's answer scores, and the best and the strict best there can be. */
export interface CheckPoint {
  readonly label: string
  readonly x: readonly number[]
  readonly optimum: number
  readonly floor: number
  readonly score: (answer: ArrayLike<number>) => number
}

/** A task on which symmetry must break. Losses are in `unit`, smaller is better. */
export interface Task {
  readonly name: string
  readonly title: string
  readonly domain: 'physics' | 'graphs' | 'optimization' | 'decoding'
  /** What it is about and where the data are from. */
  readonly science: string
  readonly repIn: Representation
  readonly repOut: Representation
  readonly hidden: Representation
  readonly layers: number
  /** Which linear layer of the relaxed network breaks symmetry. */
  readonly breakAt: number
  readonly epochs: { readonly quick: number; readonly full: number }
  readonly learningRate: number
  readonly clipNorm: number
  readonly x: readonly (readonly number[])[]
  /** Labels, or null where the loss needs none. */
  readonly y: readonly (readonly number[])[] | null
  readonly loss: Loss
  readonly unit: string
  /** Held-back inputs with their scores; the loss of a network is their mean. */
  readonly test: readonly CheckPoint[]
  /** Mean over the test of the best an equivariant function can do, and how it is known. */
  readonly floor: number
  readonly floorSource: string
  /** Mean over the test of the best there is, and how it is known. */
  readonly optimum: number
  readonly optimumSource: string
  /** What a difference of losses is compared with. */
  readonly scale: number
  readonly outcomes: readonly ExpectedOutcomes[]
  readonly outcomeOptions: OutcomeOptions
}

/** Means of the check points' floors and optima. */
export function meansOf(test: readonly CheckPoint[]): { floor: number; optimum: number } {
  const mean = (f: (c: CheckPoint) => number) => test.reduce((sum, c) => sum + f(c), 0) / test.length
  return { floor: mean((c) => c.floor), optimum: mean((c) => c.optimum) }
}
