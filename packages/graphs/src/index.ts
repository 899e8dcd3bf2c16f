/**
 * Automorphisms, canonical labellings and isomorphism of graphs.
 *
 * @packageDocumentation
 * @module @buridan/graphs
 */

export {
  AbortedError,
  BuridanError,
  type ErrorCode,
  InvalidArgumentError,
  ParseError,
  type Permutation,
  type Signal,
  TooLargeError,
} from '@buridan/core'
export type { FiniteGroup } from '@buridan/permutations'
export {
  type Automorphisms,
  automorphisms,
  type CanonicalLabelling,
  canonicalForm,
  canonicalLabelling,
  isomorphism,
} from './automorphisms/automorphisms.js'
export { formatGraph6, parseGraph6 } from './formats/graph6.js'
export { fromGraphology, type GraphologyGraph, type NamedGraph, parseEdgeList } from './formats/read-graph.js'
export {
  type ColouredGraph,
  type Edge,
  type GraphInput,
  graph,
} from './graph/coloured-graph.js'
export type { SparsePermutation } from './search/partial-automorphism.js'
