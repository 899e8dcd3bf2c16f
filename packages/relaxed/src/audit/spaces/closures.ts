import { compose } from '@buridan/core'
import type { ElementList } from '@buridan/groups'

/** Products are kept in a table up to this order. */
const TABLED = 1024
/** The most generated subgroups kept in memory. */
const REMEMBERED = 5000

/** Subgroups of a listed group by the numbers of its elements. */
export class Closures {
  readonly #products: Int32Array | undefined
  readonly #known = new Map<string, Int32Array>()

  constructor(readonly list: ElementList) {
    const { order } = list
    if (order <= TABLED) this.#products = new Int32Array(order * order).fill(-1)
  }

  /** The number of the product, the second acting first. */
  product(a: number, b: number): number {
    const products = this.#products
    if (!products) return this.#multiply(a, b)
    const at = a * this.list.order + b
    const known = products[at]!
    if (known >= 0) return known
    const found = this.#multiply(a, b)
    products[at] = found
    return found
  }

  #multiply(a: number, b: number): number {
    return this.list.indexOf(compose(this.list.view(a), this.list.view(b)))
  }

  /** The elements of the subgroup that some elements generate, ascending: the same array for the same generators. O(order · generators). */
  generated(generators: readonly number[]): Int32Array {
    const key = generators.join()
    const known = this.#known.get(key)
    if (known) return known
    const identity = this.list.indexOf(Uint32Array.from({ length: this.list.view(0).length }, (_, i) => i))
    const inside = new Set([identity])
    const reached = [identity]
    for (const x of reached) {
      for (const g of generators) {
        const product = this.product(g, x)
        if (inside.has(product)) continue
        inside.add(product)
        reached.push(product)
      }
    }
    const members = Int32Array.from(reached).sort()
    if (this.#known.size >= REMEMBERED) this.#known.clear()
    this.#known.set(key, members)
    return members
  }
}

/** Whether a number is among ascending ones. */
export function includes(members: Int32Array, g: number): boolean {
  let [low, high] = [0, members.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (members[middle]! < g) low = middle + 1
    else high = middle
  }
  return members[low] === g
}
