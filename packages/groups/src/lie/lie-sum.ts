import { commonStructure } from '../representation/representation.js'
import { addMatrices, type ComplexMatrix, identityMatrix, kronecker, zeroMatrix } from './complex-matrix.js'
import type { AlgebraElement } from './lie-factors.js'
import type { FactorElement } from './lie-group.js'
import { LieRepresentation, type LieSummand } from './lie-representation.js'

/** A direct sum with multiplicities, coordinates one after the other. */
export class LieSum extends LieRepresentation {
  readonly #summands: readonly LieSummand[]

  constructor(summands: readonly LieSummand[]) {
    const last = summands.at(-1)!
    super(
      last.rep.group,
      last.offset + last.count * last.rep.dim,
      summands.some((s) => s.rep.complex),
      commonStructure(...summands.map((s) => s.rep.structure)),
      summands.map((s) => (s.count === 1 ? s.rep.text : `${s.count}*${factorText(s.rep.text)}`)).join('+'),
    )
    this.#summands = summands
  }

  override get summands(): readonly LieSummand[] {
    return this.#summands
  }

  override matrixOf(g: readonly FactorElement[]): ComplexMatrix {
    return this.#blocks((r) => r.matrixOf(g))
  }

  override derivativeOf(a: AlgebraElement): ComplexMatrix {
    return this.#blocks((r) => r.derivativeOf(a))
  }

  override applyParts(
    g: readonly FactorElement[],
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
  ): void {
    for (const { rep, count, offset } of this.#summands) {
      rep.applyCopies(g, x, xo + offset, out, oo + offset, count)
    }
  }

  override applyDerivativeInto(
    a: AlgebraElement,
    part: 're' | 'im',
    x: Float64Array,
    out: Float64Array,
  ): void {
    for (const { rep, count, offset } of this.#summands) {
      for (let c = 0; c < count; c++) {
        const [from, to] = [offset + c * rep.dim, offset + (c + 1) * rep.dim]
        rep.applyDerivativeInto(a, part, x.subarray(from, to), out.subarray(from, to))
      }
    }
  }

  #blocks(block: (rep: LieRepresentation) => ComplexMatrix): ComplexMatrix {
    const n = this.dim
    const out = zeroMatrix(n, this.complex)
    for (const { rep, count, offset } of this.#summands) {
      const m = block(rep)
      for (let c = 0; c < count; c++) {
        const corner = offset + c * m.n
        for (let i = 0; i < m.n; i++) {
          const at = (corner + i) * n + corner
          out.re.set(m.re.subarray(i * m.n, (i + 1) * m.n), at)
          if (m.im) out.im?.set(m.im.subarray(i * m.n, (i + 1) * m.n), at)
        }
      }
    }
    return out
  }
}

/** A tensor product of which a factor is a sum: coordinate (i, j) at i · dim right + j. */
export class LieProduct extends LieRepresentation {
  constructor(
    readonly left: LieRepresentation,
    readonly right: LieRepresentation,
  ) {
    super(
      left.group,
      left.dim * right.dim,
      left.complex || right.complex,
      commonStructure(left.structure, right.structure),
      `${factorText(left.text)}*${factorText(right.text)}`,
    )
  }

  override matrixOf(g: readonly FactorElement[]): ComplexMatrix {
    return kronecker(this.left.matrixOf(g), this.right.matrixOf(g))
  }

  /** dρ_a ⊗ 1 + 1 ⊗ dρ_b. */
  override derivativeOf(a: AlgebraElement): ComplexMatrix {
    return addMatrices(
      kronecker(this.left.derivativeOf(a), identityMatrix(this.right.dim)),
      kronecker(identityMatrix(this.left.dim), this.right.derivativeOf(a)),
    )
  }

  /** A X B⊤ for x as a matrix X: B on every row, then A on every column. */
  override applyParts(
    g: readonly FactorElement[],
    x: Float64Array,
    xo: number,
    out: Float64Array,
    oo: number,
  ): void {
    const { left, right } = this
    const rows = new Float64Array(this.dim)
    for (let i = 0; i < left.dim; i++) right.applyParts(g, x, xo + i * right.dim, rows, i * right.dim)
    const column = new Float64Array(left.dim)
    const moved = new Float64Array(left.dim)
    for (let j = 0; j < right.dim; j++) {
      for (let i = 0; i < left.dim; i++) column[i] = rows[i * right.dim + j]!
      left.applyParts(g, column, 0, moved, 0)
      for (let i = 0; i < left.dim; i++) out[oo + i * right.dim + j] = moved[i]!
    }
  }

  override applyDerivativeInto(
    a: AlgebraElement,
    part: 're' | 'im',
    x: Float64Array,
    out: Float64Array,
  ): void {
    const { left, right } = this
    const n = right.dim
    for (let i = 0; i < left.dim; i++) {
      right.applyDerivativeInto(a, part, x.subarray(i * n, (i + 1) * n), out.subarray(i * n, (i + 1) * n))
    }
    const column = new Float64Array(left.dim)
    const moved = new Float64Array(left.dim)
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < left.dim; i++) column[i] = x[i * n + j]!
      left.applyDerivativeInto(a, part, column, moved)
      for (let i = 0; i < left.dim; i++) out[i * n + j]! += moved[i]!
    }
  }
}

function factorText(text: string): string {
  return /^(V(_[a-z])?|T\([\d,]*\))$/.test(text) ? text : `(${text})`
}
