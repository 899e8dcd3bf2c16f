import { compose, integerIn, inverse, ofKind, orbitsOfMoves, type Permutation } from '@buridan/core'
import type { FiniteGroup } from '../group/finite-group.js'

import { type ElementList, elementsOf } from './elements.js'

/**
 * The conjugacy classes of the elements of a listed group.
 *
 * @throws InvalidArgumentError if `list` is not a list of elements
 * @remarks O(order · generators · base · degree).
 *
 * @example
 * ```ts
 * import { ElementClasses, elementsOf, symmetric } from '@buridan/permutations'
 * const classes = new ElementClasses(elementsOf(symmetric(4)))
 * console.log(classes.sizes, classes.powers(4)) // → [ 1, 6, 8, 3, 6 ] [ 0, 4, 3, 4 ]
 * ```
 */
export class ElementClasses {
  /** @internal The class of each element by its number, not to be changed. Class 0 is that of the identity. */
  readonly classView: Int32Array
  /** Number of the first element of each class. */
  readonly representatives: readonly number[]
  /** How many elements there are in each class. */
  readonly sizes: readonly number[]

  constructor(readonly list: ElementList) {
    ofKind(list, 'list', 'list of elements')
    const { order, group } = list
    const inverses = group.ownGenerators.map(inverse)
    const degree = group.degree
    const moved = new Uint32Array(degree)
    const found = orbitsOfMoves(order, inverses.length, (element, s) => {
      const x = list.view(element)
      const g = group.ownGenerators[s]!
      const back = inverses[s]!
      for (let p = 0; p < degree; p++) moved[p] = g[x[back[p]!]!]!
      return list.indexOf(moved)
    })
    this.classView = found.numbers
    this.representatives = Object.freeze(found.firsts)
    this.sizes = Object.freeze(found.sizes)
  }

  /** The class of each element by its number. Class 0 is that of the identity. O(order). */
  get classOf(): Int32Array {
    return this.classView.slice()
  }

  /** How many classes there are. */
  get count(): number {
    return this.sizes.length
  }

  /**
   * The class of each of the powers g⁰, g¹, … of a representative g of class c, as many as the order of g.
   *
   * @throws InvalidArgumentError if there is no class c
   * @remarks O(order of g · base · degree).
   */
  powers(c: number): number[] {
    integerIn(c, 0, this.count - 1, 'the number of a class')
    const { list } = this
    const g = list.view(this.representatives[c]!).slice()
    const out = [0]
    let power: Permutation = g
    for (let k = this.classView[list.indexOf(power)]!; k !== 0; k = this.classView[list.indexOf(power)]!) {
      out.push(k)
      power = compose(g, power)
    }
    return out
  }
}

const known = new WeakMap<FiniteGroup, ElementClasses>()

/**
 * The conjugacy classes of a listed group: the class of each element, by its number. Kept as long as the group value
 * lives. For larger groups there is `conjugacyClasses`.
 *
 * @param limit - the largest order to list
 * @throws TooLargeError if the group is larger, unless its classes are kept already
 * @remarks O(order · generators · base · degree).
 *
 * @example
 * ```ts
 * import { elementClasses, symmetric } from '@buridan/permutations'
 * console.log(elementClasses(symmetric(4)).sizes) // → [ 1, 6, 8, 3, 6 ]
 * ```
 */
export function elementClasses(group: FiniteGroup, limit?: number): ElementClasses {
  let found = known.get(group)
  if (!found) {
    found = new ElementClasses(elementsOf(group, limit))
    known.set(group, found)
  }
  return found
}
