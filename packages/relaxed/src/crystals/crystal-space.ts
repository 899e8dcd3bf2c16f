import { apply3, determinant3, length, type Matrix3, minus, type Vector } from '@buridan/core'
import {
  AmbiguousToleranceError,
  type AnyGroup,
  baseRepresentation,
  compose,
  type ElementList,
  elementsOf,
  FiniteGroup,
  factorsOf,
  type GroupElement,
  isLie,
  type LieGroup,
  type Permutation,
  UnsupportedError,
} from '@buridan/groups'

/** Linear parts of a finite group. */
interface Listed {
  readonly list: ElementList
  readonly matrices: readonly Matrix3[]
}

/** A group of operations on space and exchanges of n atoms, as it acts on crystals. */
export class CrystalSpace {
  /** The number of atoms. */
  readonly atoms: number
  /** Whether it has rotations only. */
  readonly proper: boolean
  readonly #listed: Listed | undefined

  /** @throws UnsupportedError unless it is the product of O(3), SO(3) or a finite group on space with S(n) */
  constructor(group: AnyGroup) {
    const [space, points] = partsOf(group)
    if (space === undefined || !(points instanceof FiniteGroup)) {
      throw new UnsupportedError(
        `${group.name} is not a product of operations on space and exchanges of atoms`,
      )
    }
    this.atoms = points.degree
    if (space instanceof FiniteGroup) {
      const list = elementsOf(space)
      const rep = baseRepresentation(space)
      this.#listed = {
        list,
        matrices: Array.from({ length: list.order }, (_, i) => rep.realMatrix(list.view(i))),
      }
      this.proper = false
    } else this.proper = space.discrete.length === 0
  }

  /** The linear parts that there are, of a finite group; undefined for O(3) and SO(3). */
  get matrices(): readonly Matrix3[] | undefined {
    return this.#listed?.matrices
  }

  /** The element that moves space by a matrix, or the one of the group nearest to it, and atoms by a permutation. */
  element(matrix: Matrix3, images: Permutation): GroupElement {
    if (!this.#listed) return [{ n: 3, re: matrix }, images]
    const { list, matrices } = this.#listed
    const own = list.view(nearest(matrices, matrix))
    const out = new Uint32Array(own.length + images.length)
    out.set(own)
    images.forEach((to, i) => {
      out[own.length + i] = own.length + to
    })
    return out
  }

  /**
   * Those of a crystal's operations that the group has, within a distance for cell vectors.
   *
   * @throws AmbiguousToleranceError if they are not a group
   */
  own<O extends { readonly matrix: Matrix3 }>(
    operations: readonly O[],
    lattice: readonly Vector[],
    tolerance: number,
  ): O[] {
    if (!this.#listed)
      return this.proper ? operations.filter((o) => determinant3(o.matrix) > 0) : [...operations]
    const { list, matrices } = this.#listed
    const members = new Map<number, O>()
    for (const o of operations) {
      const i = nearest(matrices, o.matrix)
      const isNear = (b: Vector) => length(minus(apply3(o.matrix, b), apply3(matrices[i]!, b))) <= tolerance
      if (lattice.every(isNear)) members.set(i, o)
    }
    for (const a of members.keys()) {
      for (const b of members.keys()) {
        if (members.has(list.indexOf(compose(list.view(a), list.view(b))))) continue
        throw new AmbiguousToleranceError(
          'its operations along the axes of the group are not a group: it is turned away from them by about the tolerance',
        )
      }
    }
    return [...members.values()]
  }
}

function partsOf(group: AnyGroup): readonly (FiniteGroup | LieGroup)[] {
  if (isLie(group)) return factorsOf(group)
  return group.base.kind === 'product' ? group.base.factors.map((f) => f.group) : []
}

function nearest(matrices: readonly Matrix3[], matrix: Matrix3): number {
  const distance = (m: Matrix3) => m.reduce((sum, v, k) => sum + (v - matrix[k]!) ** 2, 0)
  return matrices.reduce((best, m, i) => (distance(m) < distance(matrices[best]!) ? i : best), 0)
}
