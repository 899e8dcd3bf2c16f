import { equivariantBasis } from '@buridan/constraints'
import { euclideanNorm, OrthonormalSet } from '@buridan/core'
import { type AnyRepresentation, rng, trivial } from '@buridan/groups'
import { applied, entriesNorm } from '../kernels/map-entries.js'
import { isLong, productMaps } from '../kernels/product-maps.js'
import { distinct, MAX_DIM } from './carried.js'

/** Vectors in a row that add nothing before a space is taken to be complete. */
const PATIENCE = 3
/** What a vector has beside a space is rounding up to this part of its length. */
const ROUNDING = 1e-6
/** Rounds of products: features of degree 2^rounds. */
const ROUNDS = 3

/** What {@link Reach} asks. */
export interface ReachOptions {
  /**
   * `all`, by default: what the values for all inputs span, until that is the whole output. `one`: what those for one generic input span, by
   * functions of any degree, until something of each summand is reached: of what is not, all functions are 0.
   */
  readonly inputs?: 'all' | 'one'
  /** Whether summands are multiplied; true by default. */
  readonly products?: boolean
}

/**
 * The part of an output that functions of the layers reach: of each summand of the hidden representation and of the output the space that
 * values span, by linear maps and constants, products of summands, and squares of coordinates of permutation representations.
 */
export class Reach {
  readonly #random = rng(0x4ea)
  readonly #spaces = new Map<string, { rep: AnyRepresentation; space: OrthonormalSet }>()
  /** The dimension that is reached of the output's different summands, and whether that is all. */
  readonly size: number
  readonly isWhole: boolean
  /** The summands of the output of which nothing is reached. */
  readonly nothingOf: readonly AnyRepresentation[]
  readonly #products: boolean

  constructor(
    repIn: AnyRepresentation,
    features: AnyRepresentation,
    repOut: AnyRepresentation,
    { inputs = 'all', products = true }: ReachOptions = {},
  ) {
    this.#products = products
    const [ins, middle, outs] = [repIn, features, repOut].map(distinct) as [
      AnyRepresentation[],
      AnyRepresentation[],
      AnyRepresentation[],
    ]
    const all = [...new Map([...middle, ...outs].map((r) => [r.key, r])).values()]
    for (const rep of all) this.#spaces.set(rep.key, { rep, space: new OrthonormalSet(rep.dim) })
    const whole = () =>
      outs.every((rep) => this.#spaceOf(rep).size >= (inputs === 'all' ? rep.dim : Math.min(1, rep.dim)))
    const scalar: AnyRepresentation = trivial(repIn.group)
    const given = (rep: AnyRepresentation) => (inputs === 'all' ? undefined : this.#copiesIn(repIn, rep))
    const sources = [{ rep: scalar, space: undefined }, ...ins.map((rep) => ({ rep, space: given(rep) }))]
    for (const from of sources) for (const to of outs) this.#linear(from.rep, from.space, to)
    if (!whole()) for (const from of sources) for (const to of middle) this.#linear(from.rep, from.space, to)
    const rounds = inputs === 'all' ? ROUNDS : Number.POSITIVE_INFINITY
    for (let round = 0; round < rounds && !whole(); round++) {
      const before = this.#total
      this.#multiply(middle, all)
      for (const from of middle) for (const to of all) this.#linear(from, this.#spaceOf(from), to)
      if (this.#total === before) break
    }
    this.nothingOf = outs.filter((rep) => rep.dim > 0 && this.#spaceOf(rep).size === 0)
    this.size = outs.reduce((sum, rep) => sum + this.#spaceOf(rep).size, 0)
    this.isWhole = outs.every((rep) => this.#spaceOf(rep).size === rep.dim)
  }

  #spaceOf(rep: AnyRepresentation): OrthonormalSet {
    return this.#spaces.get(rep.key)!.space
  }

  get #total(): number {
    return [...this.#spaces.values()].reduce((sum, { space }) => sum + space.size, 0)
  }

  /** What the copies of a summand are in one input. */
  #copiesIn({ summands }: AnyRepresentation, rep: AnyRepresentation): OrthonormalSet {
    const space = new OrthonormalSet(rep.dim)
    for (const s of summands) {
      for (let k = 0; k < s.count && s.rep.key === rep.key && space.size < rep.dim; k++)
        space.add(this.#draw(rep.dim))
    }
    return space
  }

  #draw(n: number): Float64Array {
    return Float64Array.from({ length: n }, () => this.#random.normal())
  }

  /** A random vector of a space. */
  #of(space: OrthonormalSet): Float64Array {
    const v = new Float64Array(space.dim)
    for (const b of space.vectors) {
      const weight = this.#random.normal()
      for (let i = 0; i < v.length; i++) v[i]! += weight * b[i]!
    }
    return v
  }

  /** Adds vectors until a few in a row add nothing. Each comes with the length that it has where nothing in it cancels. */
  #add(to: AnyRepresentation, next: () => { v: Float64Array; size: number }): void {
    const space = this.#spaceOf(to)
    for (let failures = 0; failures < PATIENCE && space.size < to.dim; ) {
      const { v, size } = next()
      failures = space.add(v, ROUNDING, size) ? 0 : failures + 1
    }
  }

  #linear(from: AnyRepresentation, space: OrthonormalSet | undefined, to: AnyRepresentation): void {
    if (space?.size === 0 || this.#spaceOf(to).size === to.dim || isLong(from, to)) return
    const basis = equivariantBasis(from, to)
    if (basis.rank === 0) return
    this.#add(to, () => {
      const weights = this.#draw(basis.rank)
      const x = space ? this.#of(space) : this.#draw(from.dim)
      return { v: basis.combine(weights).apply(x), size: euclideanNorm(weights) * euclideanNorm(x) }
    })
  }

  #multiply(middle: readonly AnyRepresentation[], all: readonly AnyRepresentation[]): void {
    middle.forEach((a, i) => {
      const u = this.#spaceOf(a)
      if (u.size === 0) return
      if (a.structure === 'permutation') {
        this.#add(a, () => {
          const v = this.#of(u).map((x) => x * x)
          return { v, size: euclideanNorm(v) }
        })
      }
      for (const b of this.#products ? middle.slice(i) : []) {
        const v = this.#spaceOf(b)
        if (v.size === 0) continue
        for (const c of all) {
          if (this.#spaceOf(c).size === c.dim || isLong(a, b, c)) continue
          for (const map of productMaps(a, b, c)) {
            this.#add(c, () => {
              const uv = outer(this.#of(u), this.#of(v))
              return { v: applied(map, uv), size: entriesNorm(map) * euclideanNorm(uv) }
            })
          }
        }
      }
    })
  }
}

/**
 * Summands of the output that are always 0, whatever the weights: no equivariant function that a network through these features computes is
 * another one. None is named where the representations are too large to tell.
 *
 * @remarks O(1) products of representations where linear maps reach all summands; else as many as there are triples of features.
 */
export function alwaysZero(
  repIn: AnyRepresentation,
  features: AnyRepresentation,
  repOut: AnyRepresentation,
  products: boolean,
): readonly AnyRepresentation[] {
  const reps = [repIn, features, repOut].flatMap((rep) => rep.summands.map((s) => s.rep))
  if (reps.some((a) => a.dim > MAX_DIM || reps.some((b) => isLong(a, b)))) return []
  return new Reach(repIn, features, repOut, { inputs: 'one', products }).nothingOf
}

function outer(u: Float64Array, v: Float64Array): Float64Array {
  const out = new Float64Array(u.length * v.length)
  for (let i = 0, at = 0; i < u.length; i++) for (let j = 0; j < v.length; j++, at++) out[at] = u[i]! * v[j]!
  return out
}
