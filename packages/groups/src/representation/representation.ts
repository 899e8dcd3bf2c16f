import {
  finiteVector,
  isDerived,
  isKind,
  KIND,
  type Kind,
  RepresentationMismatchError,
  TooLargeError,
  UnsupportedError,
} from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import type { ComplexMatrix } from '../lie/complex-matrix.js'
import type { AlgebraElement } from '../lie/lie-factors.js'
import type { LieGroup, MixedProduct } from '../lie/lie-group.js'
import { columns } from './along.js'
import { type AnyGroup, type ElementOf, isLie } from './any-group.js'
import { elementOfGroup } from './elements-of-groups.js'
import { keyOfForm, MADE_BY_HAND, type RepresentationForm } from './form.js'
import type { Structure } from './structure.js'
import type { Monomial, PointAxis, TensorAxis } from './tensor-index.js'

/** The largest dimension. */
export const MAX_DIM = 2 ** 24
/** @throws TooLargeError above it */
export function refuseDimension(dim: number): void {
  if (dim > MAX_DIM) {
    throw new TooLargeError(`a representation of dimension ${dim} is refused: the limit is ${MAX_DIM}`)
  }
}

/** The largest dimension in which whole matrices are built. */
const MAX_MATRIX = 4096
/** And of finite groups, whose matrices are built without others: 1 GiB. */
const MAX_FINITE_MATRIX = 11_585

/** A summand of a representation and how many copies of it follow each other, the first coordinate at `offset`. */
export interface Summand<G extends AnyGroup = FiniteGroup> {
  readonly rep: Representation<G>
  readonly count: number
  readonly offset: number
}

/** A representation of a Lie group, or of a product of Lie groups and finite groups. */
export type LieRepresentation = Representation<LieGroup | MixedProduct>
/** A representation of a group of any kind. */
export type AnyRepresentation = Representation | LieRepresentation

/**
 * A linear representation ρ of a finite group, a Lie group or a product of them on ℝ^dim, or ℂ^dim if it is `complex`,
 * acting from the left on column vectors: ρ(gh) = ρ(g)ρ(h). A value: never changed once made. Tensor products order
 * coordinates row-major, (i, j) at i · dim_b + j.
 *
 * Elements of finite groups are permutations of the group's points, of Lie groups matrices `{ n, re, im? }`, of
 * products lists of one element for each factor.
 *
 * @example
 * ```ts
 * import { algebraOf, cyclic, orthogonal, tensor, unitary } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * const turn = Uint32Array.of(1, 2, 0)
 * console.log(V.apply(turn, [5, 6, 7])) // → Float64Array(3) [ 7, 5, 6 ]
 * console.log(V.matrix(turn)) // → Float64Array(9) [ 0, 0, 1, 1, 0, 0, 0, 1, 0 ]
 * console.log(V.monomial(turn).image, V.character(turn)) // → Uint32Array(3) [ 1, 2, 0 ] 0
 * const phase = { n: 1, re: Float64Array.of(0), im: Float64Array.of(1) } // i, in U(1)
 * console.log(tensor(unitary(1), 2).complexMatrix(phase).re) // → Float64Array(1) [ -1 ]
 * const T2 = tensor(orthogonal(2), 2)
 * console.log(T2.toString(), T2.derivative(algebraOf(T2.group)[0]!).n) // → T(2) 4
 * ```
 */
export abstract class Representation<G extends AnyGroup = FiniteGroup> {
  /** @internal */
  get [KIND](): Kind {
    return isLie(this.group) ? 'Lie representation' : 'representation'
  }

  /** @internal Also true for representations that another copy of the package made. */
  static [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the classes derived from it inherit it, and ask for themselves
    if (this !== Representation) return isDerived(this, value)
    return isKind(value, 'representation', 'Lie representation')
  }

  /** Its kind and its parts. */
  readonly form: RepresentationForm
  #text: string | (() => string)
  #key: string | undefined

  /**
   * @param structure - known structure of the matrices ρ(g); `orthogonal` stands for unitary too
   * @param text - for people, and for `parseRepresentation` if it can be read back
   * @param form - kind and parts; without it the representation equals only itself
   */
  constructor(
    readonly group: G,
    readonly dim: number,
    readonly structure: Structure,
    text: string | (() => string),
    form: RepresentationForm = MADE_BY_HAND,
    /** Whether it acts on ℂ^dim. */
    readonly complex: boolean = false,
  ) {
    refuseDimension(dim)
    this.#text = text
    this.form = form
  }

  /** Text that `parseRepresentation` reads back if {@link hasText}, else a description. Nothing depends on it. */
  get text(): string {
    if (typeof this.#text === 'function') this.#text = this.#text()
    return this.#text
  }

  /** Whether {@link text} can be read back. */
  get hasText(): boolean {
    return this.form.readable && this.form.parts.every((p) => p.hasText)
  }

  /** A string that representations of one group share exactly if they have the same kind and parts. */
  get key(): string {
    this.#key ??= keyOfForm(this.form)
    return this.#key
  }

  /**
   * @internal How far from multiplying exactly its matrices are known to be, in an entry, beside rounding: not 0 where they were given as
   * numbers.
   */
  get knownTo(): number {
    return this.form.parts.reduce((most, part) => Math.max(most, part.knownTo ?? 0), 0)
  }

  /** Writes ρ(g) x[xo…] to out[oo…]; x and out must not overlap. Unchecked: for inner loops. */
  abstract applyInto(g: ElementOf<G>, x: Float64Array, xo: number, out: Float64Array, oo: number): void

  /**
   * @internal The same on an index of length dim of larger arrays, blocks × dim × stride, from x[xo…] to out[oo…]: on
   * `blocks · stride` vectors, whose entries are `stride` apart.
   */
  applyAlong(
    g: ElementOf<G>,
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
    blocks: number,
    stride: number,
  ): void {
    const n = this.dim
    if (stride === 1) {
      for (let b = 0; b < blocks; b++) this.applyInto(g, x, xo + b * n, out, oo + b * n)
      return
    }
    const [vector, moved] = [new Float64Array(n), new Float64Array(n)]
    for (let b = 0; b < blocks; b++) {
      for (let s = 0; s < stride; s++) {
        const at = b * n * stride + s
        for (let i = 0; i < n; i++) vector[i] = x[xo + at + i * stride]!
        this.applyInto(g, vector, 0, moved, 0)
        for (let i = 0; i < n; i++) out[oo + at + i * stride] = moved[i]!
      }
    }
  }

  /** @internal Adds dρ(A) x along an index, of the real or the imaginary part of A; nothing if the Lie algebra is 0. */
  addDerivative(
    _a: AlgebraElement,
    _part: 're' | 'im',
    _x: Float64Array,
    _xo: number,
    _out: Float64Array,
    _oo: number,
    _blocks: number,
    _stride: number,
  ): void {}

  /** @internal Writes dρ(A) x to out, of the real or the imaginary part of A. */
  applyDerivativeInto(a: AlgebraElement, part: 're' | 'im', x: Float64Array, out: Float64Array): void {
    out.fill(0)
    this.addDerivative(a, part, x, 0, out, 0, 1, 1)
  }

  /**
   * The trace of ρ(g). Unchecked: for inner loops.
   *
   * @throws UnsupportedError if it is complex
   * @remarks O(dim · cost of ρ(g)x), less if the structure gives it.
   */
  character(g: ElementOf<G>): number {
    const m = this.matrix(g)
    let trace = 0
    for (let i = 0; i < this.dim; i++) trace += m[i * this.dim + i]!
    return trace
  }

  /**
   * ρ(g) as a signed permutation; only for the structures `permutation` and `signed-permutation`. Unchecked: for inner loops.
   *
   * @throws RepresentationMismatchError for other structures: see {@link isMonomial}
   * @remarks O(dim) for representations of points, tensors over them and sums; O(dim · base · degree) for regular ones, cosets and
   * induced ones, and for an action O(base · degree + dim).
   */
  monomial(_g: ElementOf<G>): Monomial {
    throw new RepresentationMismatchError(`${this.text} is not a signed permutation representation`)
  }

  /**
   * The indices of a tensor representation over base spaces on which a finite group acts orthogonally, in the order of its
   * row-major coordinates; undefined for other representations. No indices for the trivial one.
   */
  get pointAxes(): readonly PointAxis[] | undefined {
    return undefined
  }

  /**
   * The indices of a tensor over base representations of a Lie group or a product, in the order of its row-major coordinates;
   * undefined for others. No indices for the trivial one.
   */
  get axes(): readonly TensorAxis[] | undefined {
    return undefined
  }

  /** The representation as a direct sum of summands with multiplicities. */
  get summands(): readonly Summand<G>[] {
    return [{ rep: this, count: 1, offset: 0 }]
  }

  /** Whether {@link monomial} is defined. */
  get isMonomial(): boolean {
    return this.structure === 'permutation' || this.structure === 'signed-permutation'
  }

  /**
   * ρ(g) x.
   *
   * @param g - an element of the group
   * @param x - dim numbers
   * @returns dim numbers
   * @throws RepresentationMismatchError | InvalidArgumentError | InvalidPermutationError on bad input
   * @throws UnsupportedError if it is complex: use {@link complexMatrix}
   * @remarks O(entries of g + cost of ρ(g)x): O(dim) for signed permutations, O(dim · Σ n_k) for the tensor product of dense matrices of
   * sizes n_k, the sum over the summands for sums.
   */
  apply(g: ElementOf<G> | ArrayLike<number>, x: ArrayLike<number>): Float64Array {
    this.#refuseComplex()
    const out = new Float64Array(this.dim)
    this.applyInto(elementOfGroup(this.group, g as ElementOf<G>), finiteVector(x, this.dim, 'x'), 0, out, 0)
    return out
  }

  /**
   * The matrix ρ(g), row-major, dim × dim.
   *
   * @throws RepresentationMismatchError | InvalidPermutationError if `g` is not an element of the group
   * @throws TooLargeError above dimension 4096 for a Lie group, 11 585 for a finite one
   * @throws UnsupportedError if it is complex: use {@link complexMatrix}
   * @remarks O(dim · (dim + cost of ρ(g)x)).
   */
  matrix(g: ElementOf<G>): Float64Array {
    this.#refuseComplex()
    this.#refuseMatrix()
    return this.realMatrix(elementOfGroup(this.group, g))
  }

  /**
   * The matrix ρ(g), `re` and, if it is complex, `im` of dim × dim numbers, row-major.
   *
   * @throws RepresentationMismatchError | InvalidPermutationError if `g` is not an element of the group
   * @throws TooLargeError above dimension 4096 for a Lie group, 11 585 for a finite one
   * @remarks As {@link Representation.matrix} if it is real; O(dim²) for complex sums and tensor products, O(dim³) for duals,
   * O(k · k! · dim²) for k-th powers.
   */
  complexMatrix(g: ElementOf<G>): ComplexMatrix {
    this.#refuseMatrix()
    return this.matrixOf(elementOfGroup(this.group, g))
  }

  /** @internal Unchecked. */
  matrixOf(g: ElementOf<G>): ComplexMatrix {
    return { n: this.dim, re: this.realMatrix(g) }
  }

  /** @internal Unchecked; not to be changed. */
  realMatrix(g: ElementOf<G>): Float64Array {
    return columns(this.dim, (unit, image) => this.applyInto(g, unit, 0, image, 0))
  }

  /**
   * The derivative dρ(A), a matrix dim × dim, row-major, for an element A of the basis of the Lie algebra; 0 for finite groups.
   *
   * @throws InvalidArgumentError if there is no such element
   * @throws TooLargeError for a Lie group above dimension 4096
   * @remarks O(dim · (dim + cost of dρ(A)x)).
   */
  derivative(a: AlgebraElement): ComplexMatrix {
    this.#refuseMatrix()
    if (isLie(this.group)) this.group.refuseOtherAlgebra(a)
    const n = this.dim
    const part = (which: 're' | 'im') => this.derivativeOf(a, which)?.slice() ?? new Float64Array(n * n)
    return this.complex ? { n, re: part('re'), im: part('im') } : { n, re: part('re') }
  }

  /** @internal The real or the imaginary part of dρ(A), unchecked; not to be changed. Undefined for 0. */
  derivativeOf(a: AlgebraElement, part: 're' | 'im'): Float64Array | undefined {
    return columns(this.dim, (unit, image) => this.applyDerivativeInto(a, part, unit, image))
  }

  #refuseComplex(): void {
    if (this.complex) {
      throw new UnsupportedError(`${this.text} of ${this.group.name} is complex; a vector of reals is not`)
    }
  }

  #refuseMatrix(): void {
    const most = isLie(this.group) ? MAX_MATRIX : MAX_FINITE_MATRIX
    if (this.dim > most) {
      throw new TooLargeError(
        `the matrices of ${this.text} take ${Math.ceil((8 * this.dim ** 2) / 2 ** 20)} MiB each; the limit is dimension ${most}: apply() does without`,
      )
    }
  }

  /** {@link text}. */
  toString(): string {
    return this.text
  }
}
