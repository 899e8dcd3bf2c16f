import { euclideanDistance } from '@buridan/core'
import type { ImageTable } from '@buridan/groups'
import type { AuditSpace, Carriage, NearSymmetry } from './audit-space.js'
import { IDENTITY } from './audit-space.js'
import { Closures, includes } from './closures.js'
import { FiniteSpace } from './finite-space.js'
import { ListedInvariants } from './listed-invariants.js'

/** A finite group by the tables of all ρ(g) of inputs and labels. */
export class ListedSpace extends FiniteSpace implements AuditSpace {
  readonly #closures: Closures
  readonly #invariants: ListedInvariants
  readonly #identity: number
  readonly #all: Int32Array

  constructor(
    readonly inputs: ImageTable,
    readonly labels: ImageTable,
  ) {
    super(inputs.rep, labels.rep)
    this.#closures = new Closures(inputs.list)
    this.#invariants = new ListedInvariants(inputs)
    this.#identity = this.#closures.generated([])[0]!
    this.#all = Int32Array.from({ length: inputs.order }, (_, g) => g)
  }

  invariants(x: Float64Array): Float64Array {
    return this.#invariants.of(x)
  }

  /** O(order · dim) at most: the comparison of an image ends as soon as it is too far; and the orders of the subgroups found, times dim. */
  symmetries(x: Float64Array, radius: number): NearSymmetry[] {
    const chain: NearSymmetry[] = [IDENTITY]
    const near = this.#near(x, radius)
    if (near.length === 0) return chain
    let generators: number[] = []
    let members = this.#closures.generated(generators)
    for (const { g } of near) {
      if (includes(members, g)) continue
      generators = [...generators, g]
      members = this.#closures.generated(generators)
      const found = this.#symmetry(x, members)
      if (found.distance > radius) break
      chain.push(found)
    }
    return chain
  }

  /** Elements that move x by no more than twice the radius, the nearest first: every group within the radius consists of such elements. */
  #near(x: Float64Array, radius: number): { readonly g: number; readonly square: number }[] {
    const { inputs, inputDim } = this
    const unit = sizeOf(x)
    if (unit === 0) return Array.from(this.#all, (g) => ({ g, square: 0 }))
    const most = (2 * (radius / unit)) ** 2
    const found: { g: number; square: number }[] = []
    for (let g = 0; g < inputs.order; g++) {
      if (g === this.#identity) continue
      let square = 0
      for (let i = 0; i < inputDim && square <= most; i++) {
        const d = (inputs.at(g, i, x) - x[i]!) / unit
        square += d * d
      }
      if (square <= most) found.push({ g, square })
    }
    return found.sort((a, b) => a.square - b.square || a.g - b.g)
  }

  #symmetry(x: Float64Array, members: Int32Array): NearSymmetry {
    const input = (v: Float64Array) => meanOf(this.inputs, members, v)
    const distance = euclideanDistance(input(x), x)
    return {
      order: BigInt(members.length),
      name: undefined,
      distance,
      displacement: distance,
      input,
      label: (v) => meanOf(this.labels, members, v),
    }
  }

  carry(onto: Float64Array, x: Float64Array, radius: number): Carriage | undefined {
    const { inputs, inputDim } = this
    const unit = Math.max(sizeOf(onto), sizeOf(x)) || 1
    let [least, best] = [(radius / unit) ** 2, -1]
    for (let g = 0; g < inputs.order; g++) {
      let square = 0
      for (let i = 0; i < inputDim && square <= least; i++) {
        const d = (inputs.at(g, i, x) - onto[i]!) / unit
        square += d * d
      }
      if (square < least || (square === least && best < 0)) [least, best] = [square, g]
    }
    if (best < 0) return undefined
    const distance = Math.sqrt(least) * unit
    return {
      distance,
      displacement: distance,
      input: (v) => imageOf(inputs, best, v),
      label: (v) => imageOf(this.labels, best, v),
    }
  }

  get cost(): number {
    return 10 * this.inputs.order * this.inputDim
  }

  mean(y: Float64Array): Float64Array {
    return meanOf(this.labels, this.#all, y)
  }
}

function sizeOf(x: Float64Array): number {
  let size = 0
  for (let i = 0; i < x.length; i++) size = Math.max(size, Math.abs(x[i]!))
  return size
}

function imageOf(table: ImageTable, g: number, v: Float64Array): Float64Array {
  const out = new Float64Array(v.length)
  for (let i = 0; i < v.length; i++) out[i] = table.at(g, i, v)
  return out
}

function meanOf(table: ImageTable, members: Int32Array, v: Float64Array): Float64Array {
  const out = new Float64Array(v.length)
  for (const g of members) table.addTo(g, v, 1 / members.length, out)
  return out
}
