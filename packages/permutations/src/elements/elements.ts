import {
  compose,
  equalPermutations,
  identityPermutation,
  integerIn,
  inverse,
  isIdentity,
  KIND,
  type Kind,
  ofKind,
  orbitsOfMoves,
  type Permutation,
  permutation,
  TooLargeError,
} from '@buridan/core'
import type { FiniteGroup } from '../group/finite-group.js'

/** The largest group whose elements are listed. */
const MAX_LISTED_ORDER = 1_000_000
/** The most memory that a list of elements may take. */
const MAX_LIST_BYTES = 2 ** 30
/** The largest group whose multiplication table is held (order² entries of 2 bytes). */
const MAX_TABLE_ORDER = 8_000

/**
 * All elements of a group, numbered 0..order−1 with the identity first, and iterated in that order; number and permutation convert in
 * O(base · degree), by the mixed radix of the stabilizer chain's transversals.
 *
 * @throws InvalidArgumentError if `group` is not a finite group
 * @throws TooLargeError above order 10⁶ or 1 GiB, before anything is listed
 * @remarks O(order · degree) time and memory.
 *
 * @example
 * ```ts
 * import { ElementList, symmetric } from '@buridan/permutations'
 * const list = new ElementList(symmetric(3))
 * const i = list.indexOf(Uint32Array.of(1, 2, 0))
 * console.log([...list].length, [...list][0]) // → 6 Uint32Array(3) [ 0, 1, 2 ]
 * console.log(list.at(i), list.at(list.inverse(i))) // → Uint32Array(3) [ 1, 2, 0 ] Uint32Array(3) [ 2, 0, 1 ]
 * console.log(list.table[i * list.order + list.inverse(i)], list.spanningTree().visited[0]) // → 0 0
 * ```
 */
export class ElementList implements Iterable<Permutation> {
  /** @internal */
  get [KIND](): Kind {
    return 'list of elements'
  }

  /** How many elements there are. */
  readonly order: number
  /** The number of each generator of the group. */
  readonly generators: readonly number[]
  readonly #images: Uint32Array
  readonly #residue: Permutation
  #table: Uint16Array | undefined
  #inverses: Uint32Array | undefined

  constructor(readonly group: FiniteGroup) {
    ofKind(group, 'group', 'finite group')
    refuseAbove(group, MAX_LISTED_ORDER, 'list of elements')
    refuseLargeList(group)
    this.order = Number(group.order)
    this.#images = enumerate(group)
    this.#residue = new Uint32Array(group.degree)
    this.generators = Object.freeze(group.ownGenerators.map((g) => this.indexOf(g)))
  }

  /**
   * Element i as a permutation.
   *
   * @throws InvalidArgumentError if there is no such element
   * @remarks O(degree).
   */
  at(i: number): Permutation {
    return this.view(i).slice()
  }

  /** Each element in turn, as a permutation of its own: the identity first. */
  *[Symbol.iterator](): Iterator<Permutation> {
    for (let i = 0; i < this.order; i++) yield this.at(i)
  }

  /** @internal Element i as a view, not to be changed. O(1). */
  view(i: number): Permutation {
    integerIn(i, 0, this.order - 1, 'the number of an element')
    const { degree } = this.group
    return this.#images.subarray(i * degree, (i + 1) * degree)
  }

  /**
   * The number of a permutation g of the points, or −1 if it is not in the group. O(base · degree).
   *
   * @throws InvalidPermutationError if g is neither a `Uint32Array` of the right length nor a permutation of the points
   */
  indexOf(g: Permutation): number {
    const residue = this.#residue
    if (!(g instanceof Uint32Array) || g.length !== residue.length) permutation(g, residue.length)
    residue.set(g)
    let index = 0
    for (const level of this.group.chain.ownLevels) {
      const image = residue[level.base]!
      const position = level.positionOf(image)
      if (position < 0) return -1
      index = index * level.orbit.length + position
      if (position > 0) level.divide(residue, image)
    }
    return isIdentity(residue) ? index : -1
  }

  /**
   * The number of the inverse of element i. The first call costs O(order · base · degree).
   *
   * @throws InvalidArgumentError if there is no element i
   */
  inverse(i: number): number {
    integerIn(i, 0, this.order - 1, 'the number of an element')
    this.#inverses ??= Uint32Array.from({ length: this.order }, (_, k) => this.indexOf(inverse(this.view(k))))
    return this.#inverses[i]!
  }

  /**
   * The number of the product g_i g_j.
   *
   * @throws InvalidArgumentError if there are no such elements
   * @remarks O(base · degree).
   *
   * @example
   * ```ts
   * import { cyclic, elementsOf } from '@buridan/permutations'
   * const list = elementsOf(cyclic(5))
   * console.log(list.product(1, list.inverse(1))) // → 0
   * ```
   */
  product(i: number, j: number): number {
    return this.indexOf(compose(this.view(i), this.view(j)))
  }

  /**
   * @internal The multiplication table, row-major: entry `i * order + j` is the number of g_i g_j. Built once in O(order²), refused
   * above order 8000.
   */
  get table(): Uint16Array {
    this.#table ??= this.#multiplicationTable()
    return this.#table
  }

  #multiplicationTable(): Uint16Array {
    const { order } = this
    refuseAbove(this.group, MAX_TABLE_ORDER, 'multiplication table')
    const table = new Uint16Array(order * order)
    const times = this.#rightMultiplications()
    // Every element is an earlier one times a generator: row i of the table follows by the generators' columns
    const { parent, generator, visited } = this.spanningTree(times)
    for (let i = 0; i < order; i++) {
      const row = i * order
      table[row] = i
      for (let k = 1; k < order; k++) {
        const j = visited[k]!
        table[row + j] = times[generator[j]!]![table[row + parent[j]!]!]!
      }
    }
    return table
  }

  /**
   * Breadth-first words: element j = element `parent[j]` times generator `generator[j]`, in the order `visited`.
   *
   * @param times - for each generator s of the group `order` numbers: entry i is the number of element i times s
   * @returns arrays of `order` entries each; `parent[0]` is 0
   * @remarks O(order · generators), and · base · degree without `times`.
   */
  spanningTree(times: readonly ArrayLike<number>[] = this.#rightMultiplications()) {
    const parent = new Int32Array(this.order).fill(-1)
    const generator = new Int32Array(this.order)
    const visited = new Uint32Array(this.order)
    parent[0] = 0
    let count = 1
    orbitsOfMoves(
      this.order,
      times.length,
      (i, s) => times[s]![i]!,
      (j, i, s) => {
        parent[j] = i
        generator[j] = s
        visited[count++] = j
      },
    )
    return { parent, generator, visited }
  }

  #rightMultiplications(): Uint32Array[] {
    return this.group.ownGenerators.map((s) =>
      Uint32Array.from({ length: this.order }, (_, i) => this.indexOf(compose(this.view(i), s))),
    )
  }
}

/** Numbers go through the chain with the first level most significant: element = u₁ u₂ … u_k. */
function enumerate({ degree, chain }: FiniteGroup): Uint32Array {
  let block = identityPermutation(degree)
  for (let l = chain.ownLevels.length - 1; l >= 0; l--) {
    const level = chain.ownLevels[l]!
    const { orbit } = level
    const size = block.length
    const next = new Uint32Array(orbit.length * size)
    for (let k = 0; k < orbit.length; k++) {
      const u = level.representative(orbit[k]!)
      for (let e = 0; e < size; e++) next[k * size + e] = u[block[e]!]!
    }
    block = next
  }
  return block
}

/** Whether the numbers of two lists stand for the same elements: lists of one group made twice are alike. */
export function numberedAlike(a: ElementList, b: ElementList): boolean {
  if (a === b) return true
  if (a.order !== b.order || a.group.degree !== b.group.degree) return false
  for (let i = 0; i < a.order; i++) if (!equalPermutations(a.view(i), b.view(i))) return false
  return true
}

/** @throws TooLargeError for a group of a larger order */
function refuseAbove(group: FiniteGroup, limit: number, what: string): void {
  if (group.order > BigInt(limit)) {
    throw new TooLargeError(
      `${what} of ${group.shortName} of order ${group.order} refused: the limit is order ${limit}`,
    )
  }
}

function refuseLargeList(group: FiniteGroup): void {
  const bytes = 4 * Number(group.order) * group.degree
  if (bytes > MAX_LIST_BYTES) {
    throw new TooLargeError(
      `list of elements of ${group.shortName} refused: ${group.order} permutations of ${group.degree} points would take ${Math.ceil(bytes / 2 ** 20)} MiB`,
    )
  }
}

const lists = new WeakMap<FiniteGroup, ElementList>()

/**
 * Lists the elements of a group; the list is kept as long as the group value lives.
 *
 * @param limit - the largest order to list
 * @throws TooLargeError if the group is larger, before anything is listed
 * @remarks O(order · degree) time and memory.
 *
 * @example
 * ```ts
 * import { elementsOf, symmetric } from '@buridan/permutations'
 * console.log(elementsOf(symmetric(4)).order) // → 24
 * ```
 */
export function elementsOf(group: FiniteGroup, limit = 200_000): ElementList {
  ofKind(group, 'group', 'finite group')
  integerIn(limit, 1, Number.MAX_SAFE_INTEGER, 'limit')
  refuseAbove(group, limit, 'list of elements')
  let list = lists.get(group)
  if (!list) lists.set(group, (list = new ElementList(group)))
  return list
}
