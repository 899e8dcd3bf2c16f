import { InvalidArgumentError, type Permutation } from '@buridan/core'
import type { ElementList } from '@buridan/permutations'
import { form } from './form.js'
import { MonomialRepresentation } from './monomial-representation.js'
import type { Monomial } from './tensor-index.js'

/** A representation given by matrices, all of which permute coordinates up to signs. */
export class MonomialMatrices extends MonomialRepresentation {
  readonly #list: ElementList
  readonly #images: Uint32Array
  readonly #signs: Int8Array

  /** @param matrices - of all elements, one after the other, each with one entry ±1 in each column and row */
  constructor(list: ElementList, dim: number, matrices: Float64Array, detail: string) {
    const images = new Uint32Array(list.order * dim)
    const signs = new Int8Array(list.order * dim)
    matrices.forEach((v, at) => {
      if (v === 0) return
      const [g, i, j] = [Math.floor(at / dim / dim), Math.floor(at / dim) % dim, at % dim]
      images[g * dim + j] = i
      signs[g * dim + j] = v
    })
    const structure = signs.includes(-1) ? 'signed-permutation' : 'permutation'
    super(list.group, dim, structure, `M${detail}`, form('matrices', { detail }))
    this.#list = list
    this.#images = images
    this.#signs = signs
  }

  override monomial(g: Permutation): Monomial {
    const at = this.#list.indexOf(g) * this.dim
    if (at < 0) throw new InvalidArgumentError(`[${g.join(',')}] is not an element of ${this.group.name}`)
    return {
      image: this.#images.subarray(at, at + this.dim),
      sign: this.#signs.subarray(at, at + this.dim),
    }
  }
}

/** Whether matrices have one entry in each column and row, which is 1 or −1. */
export function areMonomial(matrices: readonly Float64Array[], dim: number): boolean {
  return matrices.every((m) => {
    const used = new Uint8Array(dim)
    for (let i = 0; i < dim; i++) {
      const row = m.subarray(i * dim, (i + 1) * dim)
      const j = row.findIndex((v) => v !== 0)
      if (j < 0 || Math.abs(row[j]!) !== 1 || used[j] || row.some((v, k) => k !== j && v !== 0)) return false
      used[j] = 1
    }
    return true
  })
}
