import { Factors, type Signal, throwIfAborted } from '@buridan/core'
import type { ColouredGraph } from '../graph/coloured-graph.js'
import { CellChooser } from './choose-cell.js'
import { LabelledForm } from './labelled-form.js'
import { OrbitPartition } from './orbit-partition.js'
import { OrderedPartition } from './ordered-partition.js'
import { PartialAutomorphism, type SparsePermutation } from './partial-automorphism.js'
import { Refinement } from './refinement.js'
import type { Branching, Node } from './search-node.js'
import { Trace } from './trace.js'

/** Levels below a branch at which a partial automorphism is always tried. */
const ALWAYS_TRY = 6

/** Options of {@link AutomorphismSearch}. */
export interface SearchOptions {
  /** Whether to find the canonical labelling too. */
  readonly canonical: boolean
  readonly signal?: Signal | undefined
}

/**
 * Individualization and refinement: a tree of ordered partitions. Every node gives one vertex of a cell a cell
 * of its own, then refines. Leaves are labellings of the graph; two leaves that give the same graph differ by an
 * automorphism.
 *
 * The first path is walked to its leaf. Then, from its deepest node to the root, each vertex of the target cell that no
 * known automorphism takes to the first vertex is tried: either its subtree has a leaf like the first, which gives an
 * automorphism, or it is searched to the end. The order is the product of the orbits' lengths. The canonical labelling is
 * the leaf with the greatest trace, then the greatest graph.
 *
 * Sources: McKay & Piperno, *Practical graph isomorphism II* (2014); partial automorphisms as in Darga, Sakallah &
 * Markov, *Faster symmetry discovery using sparsity of symmetries* (2008).
 */
export class AutomorphismSearch {
  generators: SparsePermutation[] = []
  order = 1n
  readonly orbits: OrbitPartition
  /** Vertices fixed along the first path: a base of the automorphism group. */
  base: number[] = []
  /** Vertex by position of the best leaf. */
  readonly best: Int32Array
  #graph!: ColouredGraph
  readonly #partition: OrderedPartition
  readonly #trace = new Trace()
  readonly #refinement: Refinement
  readonly #partial: PartialAutomorphism
  readonly #chooser: CellChooser
  #canonical = false
  #signal: Signal | undefined
  /** The number of nodes between checks of the signal; a node takes up to O(n). */
  #nodesBetweenQuestions = 1
  #form: LabelledForm | undefined
  /** Vertex by position of the first leaf. */
  readonly #first: Int32Array
  /** Vertices fixed along the current path below the branch. */
  readonly #fixed: number[] = []
  readonly #path: Branching[] = []
  readonly #bestPath: number[] = []
  readonly #members: Int32Array
  #nodes = 0
  /** The cell of the level closed last, if it is one orbit of the automorphisms that fix the base before it. */
  #wholeCell = -1
  #wholeSize = 0
  /** The number of new singles when a partial automorphism was last tried. */
  #lastTried = 0

  /** Takes its memory once, for graphs of up to `capacity` vertices. */
  constructor(readonly capacity: number) {
    this.#partition = new OrderedPartition(capacity)
    this.#refinement = new Refinement(capacity, this.#partition, this.#trace)
    this.#partial = new PartialAutomorphism(capacity)
    this.#chooser = new CellChooser(capacity, this.#partition)
    this.orbits = new OrbitPartition(capacity)
    this.#first = new Int32Array(capacity)
    this.best = new Int32Array(capacity)
    this.#members = new Int32Array(capacity)
  }

  run(graph: ColouredGraph, { canonical, signal }: SearchOptions): void {
    this.#graph = graph
    this.#canonical = canonical
    this.#signal = signal
    this.#nodesBetweenQuestions = Math.ceil(2 ** 16 / Math.max(1, graph.n))
    this.#form = undefined
    this.generators = []
    this.base = []
    this.#wholeCell = -1
    this.#partition.reset(graph)
    this.#trace.reset(canonical)
    this.#refinement.reset(graph)
    this.#partial.reset(graph)
    this.#chooser.reset(graph)
    this.orbits.reset(graph.n)
    this.#refinement.queueAll()
    this.#refinement.refine()
    const path = this.#firstPath()
    this.#trace.endFirst()
    copy(this.#partition.vertices, this.#first, graph.n)
    copy(this.#first, this.best, graph.n)
    this.#bestPath.length = 0
    if (canonical) this.#bestPath.push(...this.base)
    const lengths = new Factors()
    for (let level = path.length - 1; level >= 0; level--) lengths.multiply(this.#closeLevel(path, level))
    this.order = lengths.product
  }

  #firstPath(): Node[] {
    const path: Node[] = []
    let since = 0
    let from = 0
    while (!this.#partition.isDiscrete) {
      throwIfAborted(this.#signal)
      while (this.#partition.length[from] === 1) from++
      const node = this.#node(this.#chooser.choose(path.length, since, from))
      since = node.splits
      path.push(node)
      const v = this.#partition.vertices[node.cell]!
      this.base.push(v)
      this.#refinement.individualize(v)
    }
    return path
  }

  #node(cell: number): Node {
    const { splitCount, singleCount } = this.#partition
    const { length, likeFirst, versusBest } = this.#trace
    return { cell, splits: splitCount, singles: singleCount, trace: length, likeFirst, versusBest }
  }

  #restore(node: Node): void {
    this.#partition.undo(node.splits, node.singles)
    this.#trace.restore(node.trace, node.likeFirst, node.versusBest)
  }

  /**
   * Tries every vertex of a first-path node's cell that is not known to be in the orbit of the first vertex. All leaves seen so far lie
   * below this node, so the best path passes through it. Returns the orbit length of the first vertex.
   */
  #closeLevel(path: readonly Node[], level: number): number {
    const node = path[level]!
    const members = this.#members
    node.versusBest = this.#canonical ? 0 : -1
    this.#restore(node)
    const size = this.#partition.length[node.cell]!
    const first = this.base[level]!
    const start = node.cell
    // the first is still at the end; if the others are one orbit already, one of them stands for all
    const rest = this.#wholeCell === start && this.#wholeSize === size - 1
    const candidates = rest ? 1 : size
    for (let i = 0; i < candidates; i++) members[i] = this.#partition.vertices[start + i]!
    this.orbits.forgetTried()
    this.orbits.markTried(first)
    for (let i = 0; i < candidates; i++) {
      const v = members[i]!
      if (this.orbits.wasTried(v)) continue
      this.#restore(node)
      this.#searchBelow(path, level, v)
      this.orbits.markTried(v)
    }
    const length = rest
      ? 1 + Number(this.orbits.together(first, members[0]!)) * (size - 1)
      : this.orbits.sizeWithin(first, members, size)
    this.#wholeCell = length === size ? node.cell : -1
    this.#wholeSize = size
    return length
  }

  /**
   * Searches the subtree of child v of a first-path node, depth first, until an automorphism takes it to one
   * that was searched.
   */
  #searchBelow(firstPath: readonly Node[], level: number, v: number): void {
    const branch = firstPath[level]!
    const fixed = this.#fixed
    const path = this.#path
    fixed.length = 0
    path.length = 0
    this.#lastTried = 0
    let descend = this.#child(v)
    for (;;) {
      if (descend) {
        if (this.#trace.likeFirst && this.#tryPartial(branch)) return
        if (!this.#partition.isDiscrete) path.push(this.#branching(firstPath, level + fixed.length))
        else if (this.#trace.versusBest >= 0) {
          const kept = this.#leaf(level)
          if (kept === 0) return
          path.length = Math.min(path.length, kept)
        }
      }
      if (path.length === 0) return
      const node = path[path.length - 1]!
      if (node.next > 0) this.#restore(node)
      fixed.length = path.length
      const next = this.#nextMember(node)
      if (next < 0) path.pop()
      descend = next >= 0 && this.#child(next)
    }
  }

  #child(v: number): boolean {
    if (++this.#nodes % this.#nodesBetweenQuestions === 0) throwIfAborted(this.#signal)
    this.#fixed.push(v)
    return this.#refinement.individualize(v)
  }

  /** If the path is like the first, its cell is that of the first path. */
  #branching(firstPath: readonly Node[], level: number): Branching {
    const first = firstPath[level]
    const { vertices, length, splitCount, singleCount } = this.#partition
    const { length: trace, likeFirst, versusBest } = this.#trace
    const same = likeFirst && first !== undefined && length[first.cell]! > 1
    const since = this.#path[this.#path.length - 1]?.splits ?? firstPath[level - this.#fixed.length]!.splits
    const cell = same ? first.cell : this.#chooser.choose(level, since, 0)
    return {
      cell,
      splits: splitCount,
      singles: singleCount,
      trace,
      likeFirst,
      versusBest,
      members: undefined,
      first: vertices[cell]!,
      next: 0,
    }
  }

  /** The next vertex of a cell that no known automorphism fixing the path takes to a vertex already tried. */
  #nextMember(node: Branching): number {
    if (node.next === 0) {
      node.next = 1
      return node.first
    }
    node.members ??= this.#membersOf(node)
    const { members } = node
    while (node.next < members.length) {
      const v = members[node.next++]!
      if (!this.orbits.reaches(v, members, node.next - 1, this.#fixed)) return v
    }
    return -1
  }

  /** The vertices of a node's cell, the vertex tried first in front. */
  #membersOf({ cell, first }: Branching): Int32Array {
    const { vertices, length } = this.#partition
    const members = vertices.slice(cell, cell + length[cell]!)
    members[members.indexOf(first)] = members[0]!
    members[0] = first
    return members
  }

  /**
   * Whether an automorphism takes the first path's vertices to the vertices that are single so far, by position. Tried near the
   * branch, at leaves, and whenever the singles have doubled.
   */
  #tryPartial(branch: Node): boolean {
    const { singles, singleCount, vertices, isDiscrete } = this.#partition
    const fresh = singleCount - branch.singles
    if (!isDiscrete && this.#fixed.length > ALWAYS_TRY && fresh < 2 * this.#lastTried) return false
    this.#lastTried = fresh
    for (let i = branch.singles; i < singleCount; i++) {
      const p = singles[i]!
      this.#partial.set(this.#first[p]!, vertices[p]!)
    }
    return this.#add(this.#partial.complete())
  }

  #add(found: SparsePermutation | undefined): boolean {
    if (!found) return false
    this.generators.push(found)
    this.orbits.add(found)
    return true
  }

  /**
   * A leaf at least as good as the best. Returns how many nodes of the path are still to be searched: none if the whole
   * branch is like one already searched.
   */
  #leaf(level: number): number {
    const { vertices, position } = this.#partition
    const { n } = this.#graph
    if (!this.#form) {
      this.#form = new LabelledForm(this.#graph)
      this.#form.take(this.best)
    }
    let order: -1 | 0 | 1 = 1
    if (this.#trace.versusBest === 1) this.#form.take(vertices)
    else order = this.#form.compareAndTake(vertices, position)
    if (order === 1) {
      copy(vertices, this.best, n)
      this.#bestPath.length = 0
      for (let i = 0; i < level; i++) this.#bestPath.push(this.base[i]!)
      this.#bestPath.push(...this.#fixed)
      this.#trace.becomeBest()
      for (const node of this.#path) node.versusBest = 0
      return this.#path.length
    }
    if (order === -1) return this.#path.length
    for (let p = 0; p < n; p++) this.#partial.set(this.best[p]!, vertices[p]!)
    this.#add(this.#partial.complete())
    let common = 0
    while (common < this.#fixed.length && this.#bestPath[level + common] === this.#fixed[common]) common++
    return common
  }
}

function copy(from: Int32Array, to: Int32Array, n: number): void {
  for (let i = 0; i < n; i++) to[i] = from[i]!
}
