import { compose, InvalidArgumentError, ofKind, type Permutation } from '@buridan/core'
import { type ElementList, elementsOf, type FiniteGroup } from '@buridan/permutations'
import { form } from './form.js'
import { MonomialRepresentation } from './monomial-representation.js'
import { Representation } from './representation.js'
import type { Monomial } from './tensor-index.js'

/** The left cosets of a subgroup, numbered, with an element of each. */
class Cosets {
  /** The coset of each element of the group. */
  readonly cosetOf: Int32Array
  readonly transversal: readonly Permutation[]

  constructor(
    readonly list: ElementList,
    subgroup: FiniteGroup,
  ) {
    const { group, order } = list
    if (subgroup.degree !== group.degree || !subgroup.ownGenerators.every((g) => group.chain.contains(g))) {
      throw new InvalidArgumentError(`${subgroup.name} is no subgroup of ${group.name}`)
    }
    this.cosetOf = new Int32Array(order).fill(-1)
    const transversal: Permutation[] = []
    for (let start = 0; start < order; start++) {
      if (this.cosetOf[start] !== -1) continue
      this.cosetOf[start] = transversal.length
      const coset = [start]
      for (const e of coset) {
        for (const s of subgroup.ownGenerators) {
          const next = list.indexOf(compose(list.view(e), s))
          if (this.cosetOf[next] !== -1) continue
          this.cosetOf[next] = transversal.length
          coset.push(next)
        }
      }
      transversal.push(list.view(start).slice())
    }
    this.transversal = transversal
  }

  /** The coset to which g takes coset k. */
  image(g: Permutation, k: number): number {
    return this.cosetOf[this.list.indexOf(compose(g, this.transversal[k]!))]!
  }
}

class CosetRepresentation extends MonomialRepresentation {
  constructor(
    group: FiniteGroup,
    readonly cosets: Cosets,
    detail: string,
  ) {
    super(group, cosets.transversal.length, 'permutation', `Q${detail}`, form('cosets', { detail }))
  }

  override monomial(g: Permutation): Monomial {
    const image = new Uint32Array(this.dim)
    for (let k = 0; k < this.dim; k++) image[k] = this.cosets.image(g, k)
    return { image, sign: new Int8Array(this.dim).fill(1) }
  }
}

/**
 * The permutation representation of a group on the left cosets gH of a subgroup: the quotient G/H. The multiplicity of
 * each irreducible representation in it is the dimension of that one's H-invariants.
 *
 * @throws InvalidArgumentError if H is no subgroup of G
 * @throws TooLargeError if the group is too large to list
 * @remarks O(order · generators · base · degree) to make, O(cosets · base · degree) for each ρ(g).
 *
 * @example
 * ```ts
 * import { cosetRepresentation, pointwiseStabilizer, symmetric } from '@buridan/groups'
 * const G = symmetric(4)
 * console.log(cosetRepresentation(G, pointwiseStabilizer(G, [0])).dim) // → 4
 * ```
 */
export function cosetRepresentation(group: FiniteGroup, subgroup: FiniteGroup): Representation {
  ofKind(group, 'group', 'finite group')
  ofKind(subgroup, 'subgroup', 'finite group')
  const cosets = new Cosets(elementsOf(group), subgroup)
  return new CosetRepresentation(
    group,
    cosets,
    `[${subgroup.ownGenerators.map((g) => `[${g.join(',')}]`).join(',')}]`,
  )
}

class InducedRepresentation extends Representation {
  constructor(
    group: FiniteGroup,
    readonly inner: Representation,
    readonly cosets: Cosets,
    /** Generators of the subgroup, if it acts on the same base space. */
    generators: string | undefined,
  ) {
    super(
      group,
      cosets.transversal.length * inner.dim,
      inner.structure,
      () => `Ind(${generators ?? inner.group.shortName},${inner.text})`,
      form('induced', {
        detail: generators ?? inner.group.key,
        parts: [inner],
        readable: generators !== undefined,
      }),
    )
  }

  /** g t_k = t_j h: the coset j and h = t_j⁻¹ g t_k. */
  #move(g: Permutation, k: number): { j: number; h: Permutation } {
    const moved = compose(g, this.cosets.transversal[k]!)
    const j = this.cosets.cosetOf[this.cosets.list.indexOf(moved)]!
    const h = new Uint32Array(moved.length)
    const back = this.cosets.transversal[j]!
    for (let i = 0; i < back.length; i++) h[back[i]!] = i
    for (let i = 0; i < moved.length; i++) moved[i] = h[moved[i]!]!
    return { j, h: moved }
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    const d = this.inner.dim
    for (let k = 0; k < this.cosets.transversal.length; k++) {
      const { j, h } = this.#move(g, k)
      this.inner.applyInto(h, x, xo + k * d, out, oo + j * d)
    }
  }

  override monomial(g: Permutation): Monomial {
    const d = this.inner.dim
    const image = new Uint32Array(this.dim)
    const sign = new Int8Array(this.dim)
    for (let k = 0; k < this.cosets.transversal.length; k++) {
      const { j, h } = this.#move(g, k)
      const part = this.inner.monomial(h)
      for (let i = 0; i < d; i++) {
        image[k * d + i] = j * d + part.image[i]!
        sign[k * d + i] = part.sign[i]!
      }
    }
    return { image, sign }
  }

  override character(g: Permutation): number {
    let sum = 0
    for (let k = 0; k < this.cosets.transversal.length; k++) {
      const { j, h } = this.#move(g, k)
      if (j === k) sum += this.inner.character(h)
    }
    return sum
  }
}

/**
 * The representation of a group induced from one of a subgroup H: [G : H] copies of its space, one for each left coset
 * tH; coordinate i of coset k at k·dim + i. With g t_k = t_j h it sends the copy k to j by ρ(h).
 *
 * @param rep - a representation of the subgroup (`restrict`ed, or made for it)
 * @throws InvalidArgumentError if its group is no subgroup of G
 * @throws TooLargeError if the group is too large to list
 * @remarks O(order · generators · base · degree) to make, O(cosets · (base · degree + cost of ρ(h)x)) for each ρ(g)x.
 *
 * @example
 * ```ts
 * import { induce, subgroup, symmetric, tensor } from '@buridan/groups'
 * const G = symmetric(4)
 * const H = subgroup(G, [[1, 2, 0, 3]])
 * console.log(induce(G, tensor(H, 1)).dim) // → 32
 * ```
 */
export function induce(group: FiniteGroup, rep: Representation): Representation {
  ofKind(group, 'group', 'finite group')
  ofKind(rep, 'rep', 'representation')
  const subgroup = group.subgroupOf(rep.group.ownGenerators)
  const cosets = new Cosets(elementsOf(group), rep.group.degree === group.degree ? subgroup : rep.group)
  // a subgroup on another base space has another V
  const generators = rep.group.sharesBaseSpace(group)
    ? `[${rep.group.ownGenerators.map((g) => `[${g.join(',')}]`).join(',')}]`
    : undefined
  return new InducedRepresentation(group, rep, cosets, generators)
}
