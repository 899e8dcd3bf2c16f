import {
  arrayOf,
  compose,
  InvalidArgumentError,
  NotAHomomorphismError,
  ofKind,
  type Permutation,
  permutation,
  RepresentationMismatchError,
} from '@buridan/core'
import { type ElementList, elementsOf, type FiniteGroup } from '@buridan/permutations'
import { form } from './form.js'
import { MonomialRepresentation } from './monomial-representation.js'
import type { Representation } from './representation.js'
import type { Monomial } from './tensor-index.js'

class RegularRepresentation extends MonomialRepresentation {
  readonly #list: ElementList

  constructor(group: FiniteGroup) {
    const list = elementsOf(group)
    super(group, list.order, 'permutation', 'R', form('regular'))
    this.#list = list
  }

  override monomial(g: Permutation): Monomial {
    const image = new Uint32Array(this.dim)
    for (let i = 0; i < this.dim; i++) image[i] = this.#list.indexOf(compose(g, this.#list.view(i)))
    return { image, sign: new Int8Array(this.dim).fill(1) }
  }
}

/**
 * The regular representation R: one coordinate for each element h (numbered as in `elementsOf`), g sends e_h to e_{gh}.
 *
 * @throws TooLargeError if the group is too large to list
 * @throws InvalidArgumentError unless the group is finite
 * @remarks O(order · degree) to list the group; O(order · base · degree) for each ρ(g).
 *
 * @example
 * ```ts
 * import { cyclic, regular } from '@buridan/groups'
 * console.log(regular(cyclic(4)).dim) // → 4
 * ```
 */
export function regular(group: FiniteGroup): Representation {
  ofKind(group, 'group', 'finite group')
  return new RegularRepresentation(group)
}

class ActionRepresentation extends MonomialRepresentation {
  readonly #list: ElementList
  readonly #images: Uint32Array

  constructor(list: ElementList, dim: number, images: Uint32Array, detail: string) {
    super(list.group, dim, 'permutation', `A${detail}`, form('action', { detail }))
    this.#list = list
    this.#images = images
  }

  override monomial(g: Permutation): Monomial {
    const i = this.#list.indexOf(g)
    if (i < 0) throw new InvalidArgumentError(`[${g.join(',')}] is not an element of ${this.group.name}`)
    const image = this.#images.subarray(i * this.dim, (i + 1) * this.dim)
    return { image, sign: new Int8Array(this.dim).fill(1) }
  }
}

/**
 * The permutation representation of an action of your own, from the images of each generator: atoms of a cell under its
 * point group, cosets, edges of a graph. Checked to be an action.
 *
 * @param images - for each of `group.generators` a permutation of 0..n−1: point i goes to `images[s][i]`
 * @throws NotAHomomorphismError if the images do not extend to an action of the group, naming where they fail
 * @throws InvalidPermutationError | RepresentationMismatchError if they are not permutations, one for each generator
 * @throws TooLargeError if the group is too large to list
 * @remarks O(order · generators · (n + base · degree)).
 *
 * @example
 * ```ts
 * import { actionRepresentation, cyclic } from '@buridan/groups'
 * const onTwo = actionRepresentation(cyclic(4), [[1, 0]])
 * console.log(onTwo.dim, onTwo.structure) // → 2 permutation
 * ```
 */
export function actionRepresentation(
  group: FiniteGroup,
  images: readonly ArrayLike<number>[],
): Representation {
  ofKind(group, 'group', 'finite group')
  arrayOf(images, 'images')
  if (images.length !== group.ownGenerators.length) {
    throw new RepresentationMismatchError(
      `${images.length} permutations given for the ${group.ownGenerators.length} generators of ${group.name}`,
    )
  }
  const dim = images[0]?.length
  if (!dim) throw new InvalidArgumentError('an action needs at least one generator and one point')
  const given = images.map((p) => permutation(p, dim))
  const list = elementsOf(group)
  const all = new Uint32Array(list.order * dim)
  for (let i = 0; i < dim; i++) all[i] = i
  const at = (e: number) => all.subarray(e * dim, (e + 1) * dim)
  const { parent, generator, visited } = list.spanningTree()
  for (let k = 1; k < list.order; k++) {
    const e = visited[k]!
    at(e).set(compose(at(parent[e]!), given[generator[e]!]!))
  }
  for (let e = 0; e < list.order; e++) {
    given.forEach((p, s) => {
      const product = compose(at(e), p)
      const expected = at(list.indexOf(compose(list.view(e), group.ownGenerators[s]!)))
      const wrong = product.findIndex((v, i) => v !== expected[i])
      if (wrong >= 0) {
        throw new NotAHomomorphismError(
          `the images are no action of ${group.name}: for the element [${list.view(e).join(',')}] and generator ${s}, ` +
            `point ${wrong} goes to ${product[wrong]} one way and to ${expected[wrong]} the other`,
        )
      }
    })
  }
  return new ActionRepresentation(list, dim, all, `[${given.map((p) => `[${p.join(',')}]`).join(',')}]`)
}
