import { InvalidArgumentError, integerIn, shown } from '@buridan/core'

/** Names that a message lists. */
const MOST_LISTED = 20

/**
 * The elements of a group with names for people, numbered from 0 as in `elementsOf`, the identity first. Can be iterated.
 *
 * @example
 * ```ts
 * import { boardGroup } from '@buridan/groups'
 * const { elements } = boardGroup(2, 3)
 * const names = Array.from(elements, (e) => e.name)
 * console.log(names.join('; ')) // → identity; mirror left–right; mirror up–down; turn 180°
 * console.log(elements.order, elements.at(0).name, elements.named('turn 180°').cells.join(' ')) // → 4 identity 5 4 3 2 1 0
 * ```
 */
export class NamedElements<E extends { readonly name: string }> implements Iterable<E> {
  readonly #order: () => number
  readonly #make: (index: number) => E

  /** @internal Made by `boardGroup` and `robotGroup`. */
  constructor(order: () => number, make: (index: number) => E) {
    this.#order = order
    this.#make = make
  }

  /** How many elements there are. */
  get order(): number {
    return this.#order()
  }

  /**
   * Element i.
   *
   * @throws InvalidArgumentError if there is no such element
   * @remarks O(cells or joints), times 8 for the name of an element of a board.
   */
  at(i: number): E {
    integerIn(i, 0, this.order - 1, 'the number of an element')
    return this.#make(i)
  }

  /**
   * The element with a name.
   *
   * @throws InvalidArgumentError if there is none
   * @remarks O(order · cost of {@link at}).
   */
  named(name: string): E {
    for (const element of this) if (element.name === name) return element
    const known = Array.from({ length: Math.min(this.order, MOST_LISTED) }, (_, i) => this.at(i).name)
    const rest = this.order > known.length ? `, … (${this.order} in all)` : ''
    throw new InvalidArgumentError(`no element is named ${shown(name)}; there are ${known.join(', ')}${rest}`)
  }

  /** Each element in turn. */
  *[Symbol.iterator](): Iterator<E> {
    for (let i = 0; i < this.order; i++) yield this.#make(i)
  }
}
