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
  InvalidFileError,
  ParseError,
  type Permutation,
  type Signal,
  TooLargeError,
  UnsupportedError,
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
export { formatDigraph6, parseDigraph6 } from './formats/digraph6.js'
export { formatDimacs, parseDimacs } from './formats/dimacs.js'
export { formatEdgeList, parseEdgeList } from './formats/edge-list.js'
export { formatGraph6, parseGraph6 } from './formats/graph6.js'
export { fromGraphology, type GraphologyGraph } from './formats/graphology.js'
export type { NamedGraph } from './formats/named-graph.js'
export { formatSparse6, parseSparse6 } from './formats/sparse6.js'
export type { ColouredGraph } from './graph/coloured-graph.js'
export type { Edge } from './graph/edge-runs.js'
export { type GraphInput, graph } from './graph/graph.js'
export { graphInput } from './graph/graph-input.js'
export type { SparsePermutation } from './search/partial-automorphism.js'
