import {
  type AnyRepresentation,
  algebraOf,
  alternatingPower,
  baseRepresentation,
  dual,
  type LieElement,
  LieGroup,
  type LieRepresentation,
  multiplyElements,
  rng,
  symmetricPower,
} from '@buridan/groups'
import fc from 'fast-check'
import { indexSets, symmetrizedTensors, writtenOut } from '../../given/expressions.js'
import {
  type ComplexRows,
  complexExponential,
  complexKronecker,
  complexRows,
  LIE,
  lieOf,
  PRODUCTS,
  realMatrix,
  UNITARY,
} from '../../given/lie.js'
import { identity, plus, type Rows, rowsOf, times, transposed } from '../../given/matrices.js'
import { built } from '../../given/representations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

interface Given {
  readonly text: string
  readonly op: 'Sym' | 'Alt'
  readonly k: number
  /** Of which the power is: a base representation, or its dual. */
  readonly of: string
  readonly dual: boolean
  readonly seed: number
}

const names = (text: string) => (lieOf(text) instanceof LieGroup ? ['V'] : ['V_a', 'V_b'])
const of = (texts: readonly string[], most = 5): fc.Arbitrary<Given> =>
  fc
    .constantFrom(...texts)
    .chain((text) =>
      fc.record({
        text: fc.constant(text),
        op: fc.constantFrom('Sym' as const, 'Alt' as const),
        k: fc.integer({ min: 0, max: 4 }),
        of: fc.constantFrom(...names(text)),
        dual: fc.boolean(),
        seed: fc.nat(999),
      }),
    )
    .filter((g) => {
      const { dim } = baseOf(g)
      return dim <= most && dim ** g.k <= 130 && (g.op === 'Sym' || g.k <= dim)
    })
const baseOf = (g: Given): LieRepresentation => {
  const V = built(lieOf(g.text), g.of) as LieRepresentation
  return g.dual ? dual(V) : V
}
const powerOf = <R extends AnyRepresentation>({ op, k }: Given, rep: R): R =>
  (op === 'Sym' ? symmetricPower : alternatingPower)(rep, k)
const element = ({ text, seed }: Given): LieElement => lieOf(text).randomElement(rng(seed), 0.3)

const real = of([...Object.keys(LIE), ...PRODUCTS])
const complex = of(Object.keys(UNITARY), 3)
const close = closeTo(1e-8, 1e-8)

/** B⊤ M^⊗k B. */
function symmetrized(m: ComplexRows, { op, k }: Given): ComplexRows {
  let power: ComplexRows = { re: [[1]], im: [[0]] }
  for (let i = 0; i < k; i++) power = complexKronecker(power, m)
  const tensors = symmetrizedTensors(m.re.length, k, op === 'Sym' ? 1 : -1)
  const between = (rows: Rows) => times(tensors, times(rows, transposed(tensors)))
  return { re: between(power.re), im: between(power.im) }
}
/** B⊤ (A ⊗ 1 ⊗ … + 1 ⊗ A ⊗ … + …) B: the derivative of the power of 1 + tA at t = 0, by its coefficients. */
function leibniz(a: ComplexRows, g: Given): ComplexRows {
  const one: ComplexRows = { re: identity(a.re.length), im: zeros(a.re) }
  const tensors = symmetrizedTensors(a.re.length, g.k, g.op === 'Sym' ? 1 : -1)
  let sum: ComplexRows = { re: zeros(identity(a.re.length ** g.k)), im: zeros(identity(a.re.length ** g.k)) }
  for (let place = 0; place < g.k; place++) {
    let term: ComplexRows = { re: [[1]], im: [[0]] }
    for (let i = 0; i < g.k; i++) term = complexKronecker(term, i === place ? a : one)
    sum = { re: plus(sum.re, term.re), im: plus(sum.im, term.im) }
  }
  const between = (rows: Rows) => times(tensors, times(rows, transposed(tensors)))
  return { re: between(sum.re), im: between(sum.im) }
}
const zeros = (rows: Rows) => rows.map((row) => row.map(() => 0))
const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k)

const withAlgebra = (given: fc.Arbitrary<Given>) =>
  given.filter(({ text }) => algebraOf(lieOf(text)).length > 0)
const algebraElement = ({ text, seed }: Given) => {
  const all = algebraOf(lieOf(text))
  return all[seed % all.length]!
}

export const liePowers = [
  relation('symmetricPower alternatingPower', 'Lie groups: tensors symmetrized over all orders', {
    given: real,
    one: (g) => {
      const rep = powerOf(g, baseOf(g))
      return [rep.dim, realMatrix(rep, element(g)), rep.character(element(g))]
    },
    other: (g) => {
      const { dim } = baseOf(g)
      const m = writtenOut({ op: g.op, k: g.k, of: 'base' }, () => realMatrix(baseOf(g), element(g)))
      return [
        g.op === 'Sym' ? binomial(dim + g.k - 1, g.k) : binomial(dim, g.k),
        m,
        m.reduce((sum, row, i) => sum + row[i]!, 0),
      ]
    },
    same: close,
    cost: 2,
  }),
  relation('symmetricPower alternatingPower', 'Lie groups: of products, products of matrices', {
    given: real,
    one: (g) => {
      const random = rng(g.seed)
      const [a, b] = [lieOf(g.text).randomElement(random, 0.3), lieOf(g.text).randomElement(random, 0.3)]
      return realMatrix(powerOf(g, baseOf(g)), multiplyElements<LieElement>(a, b))
    },
    other: (g) => {
      const random = rng(g.seed)
      const [a, b] = [lieOf(g.text).randomElement(random, 0.3), lieOf(g.text).randomElement(random, 0.3)]
      const rep = powerOf(g, baseOf(g))
      return times(realMatrix(rep, a), realMatrix(rep, b))
    },
    same: close,
    cost: 2,
  }),
  relation('symmetricPower alternatingPower Representation#complexMatrix', 'complex tensors symmetrized', {
    given: complex,
    one: (g) => complexRows(powerOf(g, baseOf(g)).complexMatrix(element(g))),
    other: (g) => symmetrized(complexRows(baseOf(g).complexMatrix(element(g))), g),
    same: closeTo(0, 1e-9),
    cost: 2,
  }),
  relation('symmetricPower alternatingPower Representation#derivative', 'the rule of Leibniz', {
    given: withAlgebra(fc.oneof(real, complex)),
    one: (g) => complexRows(powerOf(g, baseOf(g)).derivative(algebraElement(g))),
    other: (g) => leibniz(complexRows(baseOf(g).derivative(algebraElement(g))), g),
    same: closeTo(0, 1e-9),
    cost: 2,
  }),
  relation('Representation#derivative', 'complex groups: the difference quotient of the matrix', {
    given: withAlgebra(complex),
    one: (g) => complexRows(powerOf(g, baseOf(g)).derivative(algebraElement(g))),
    other: (g) => {
      const group = lieOf(g.text) as LieGroup
      const step = 1e-4
      const at = (t: number) => {
        const { re, im } = complexExponential(complexRows(group.algebra[algebraElement(g).index]!), t)
        const small = { n: group.dim, re: Float64Array.from(re.flat()), im: Float64Array.from(im.flat()) }
        return complexRows(powerOf(g, baseOf(g)).complexMatrix(small))
      }
      const [after, before] = [at(step), at(-step)]
      const quotient = (a: Rows, b: Rows) => plus(a, b, -1).map((row) => row.map((v) => v / (2 * step)))
      return { re: quotient(after.re, before.re), im: quotient(after.im, before.im) }
    },
    same: closeTo(0, 1e-6),
    cost: 2,
  }),
  relation('Representation#complexMatrix', 'real representations: the matrix, and no imaginary part', {
    given: real,
    one: (g) => {
      const { n, re, im } = powerOf(g, baseOf(g)).complexMatrix(element(g))
      return [rowsOf(re, n), im === undefined]
    },
    other: (g) => [realMatrix(powerOf(g, baseOf(g)), element(g)), true],
    cost: 2,
  }),
  relation('symmetricPower alternatingPower baseRepresentation', 'as many as there are index sets', {
    given: real.filter((g) => lieOf(g.text) instanceof LieGroup),
    one: (g) => powerOf(g, baseRepresentation(lieOf(g.text))).dim,
    other: (g) => indexSets((lieOf(g.text) as LieGroup).dim, g.k, g.op === 'Sym' ? 1 : -1).length,
  }),
]
