import {
  type AlgebraElement,
  act,
  algebraOf,
  discreteGeneratorsOf,
  distributed,
  type LieElement,
  LieGroup,
  type LieRepresentation,
  multiplyElements,
  parseRepresentation,
  rng,
} from '@buridan/groups'
import fc from 'fast-check'
import { type Expression, writtenOut } from '../../given/expressions.js'
import {
  complexRows,
  complexTimes,
  exponential,
  LIE,
  lieOf,
  PRODUCTS,
  realMatrix,
  UNITARY,
} from '../../given/lie.js'
import { vector } from '../../given/linear.js'
import { apply, plus, type Rows, rowsOf } from '../../given/matrices.js'
import { built, expressionsOf, matrixOfWord, permutationMatrix, textOf } from '../../given/representations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

interface Given {
  readonly text: string
  readonly rep: Expression
  readonly seed: number
}
const texts = [...Object.keys(LIE).filter((t) => t !== 'SO(5)'), ...PRODUCTS]
const given: fc.Arbitrary<Given> = fc
  .constantFrom(...texts)
  .chain((text) => fc.record({ text: fc.constant(text), rep: expressionsOf(text), seed: fc.nat(999) }))
const unitary: fc.Arbitrary<Given> = fc
  .constantFrom(...Object.keys(UNITARY))
  .chain((text) => fc.record({ text: fc.constant(text), rep: expressionsOf(text), seed: fc.nat(999) }))
const repOf = ({ text, rep }: Given) => built(lieOf(text), rep) as LieRepresentation
const elementOf = ({ text, seed }: Given): LieElement => lieOf(text).randomElement(rng(seed), 0.3)

/** What a part of an element does to the base space of its factor. */
function baseMatrix({ text }: Given, g: LieElement, name: string): Rows {
  const group = lieOf(text)
  if (group instanceof LieGroup) return rowsOf((g as { re: Float64Array }).re, group.dim)
  const i = name === 'V_a' ? 0 : 1
  const [factor, part] = [group.factors[i]!, (g as readonly unknown[])[i]]
  if (factor instanceof LieGroup) return rowsOf((part as { re: Float64Array }).re, factor.dim)
  // of signs and matrices: the element as a word found among short ones
  return factor.base.kind === 'permutation'
    ? permutationMatrix(part as Uint32Array)
    : wordMatrix(factor, part as Uint32Array)
}
function wordMatrix(factor: Parameters<typeof matrixOfWord>[0], g: Uint32Array): Rows {
  const { generators, degree } = factor
  const words: number[][] = [[]]
  for (const word of words) {
    const product = word.reduce<number[]>(
      (p, s) => Array.from(generators[s]!, (i) => p[i]!),
      Array.from({ length: degree }, (_, i) => i),
    )
    if (product.join() === g.join()) return matrixOfWord(factor, 'V', word)
    if (word.length < 9) words.push(...generators.map((_, s) => [...word, s]))
  }
  throw new Error('no word of that length')
}
const expected = (g: Given) => writtenOut(g.rep, (name) => baseMatrix(g, elementOf(g), name))
const close = closeTo(1e-8, 1e-8)

export const lieRepresentations = [
  relation(
    'Representation#matrix directSum tensorProduct tensorPower multiple dual trivial baseRepresentation factorRepresentation',
    'Lie groups: matrices written out',
    { given, one: (g) => realMatrix(repOf(g), elementOf(g)), other: expected, same: close, cost: 3 },
  ),
  relation('parseRepresentation', 'Lie groups: matrices written out, and the text read back', {
    given,
    one: (g) => {
      const read = parseRepresentation(lieOf(g.text), textOf(g.rep)) as LieRepresentation
      const again = parseRepresentation(lieOf(g.text), repOf(g).text) as LieRepresentation
      return [realMatrix(read, elementOf(g)), realMatrix(again, elementOf(g)), again.structure]
    },
    other: (g) => [expected(g), expected(g), repOf(g).structure],
    same: close,
    cost: 3,
  }),
  relation('Representation#apply act', 'Lie groups: the matrix times the vector', {
    given: given.chain((g) => fc.record({ g: fc.constant(g), x: vector(repOf(g).dim) })),
    one: ({ g, x }) => {
      const rep = repOf(g)
      const out = new Float64Array(rep.dim + 3).fill(9)
      rep.applyInto(elementOf(g), Float64Array.from([5, ...x]), 1, out, 2)
      return [rep.apply(elementOf(g), x), act(rep, elementOf(g), x), out]
    },
    other: ({ g, x }) => {
      const y = apply(realMatrix(repOf(g), elementOf(g)), x)
      return [y, y, [9, 9, ...y, 9]]
    },
    same: close,
    cost: 2,
  }),
  relation('Representation#derivative', 'the difference quotient of the matrix', {
    given: given.filter(({ text }) => algebraOf(lieOf(text)).length > 0),
    one: (g) => rowsOf(repOf(g).derivative(algebraElement(g)).re, repOf(g).dim),
    other: (g) => {
      const step = 1e-4
      const at = (t: number) => {
        const { factor, index } = algebraElement(g)
        const group = lieOf(g.text)
        const lie = group instanceof LieGroup ? group : (group.factors[factor] as LieGroup)
        const small = exponential(rowsOf(lie.algebra[index]!.re, lie.dim).map((row) => row.map((v) => v * t)))
        const matrix = { n: lie.dim, re: Float64Array.from(small.flat()) }
        if (group instanceof LieGroup) return realMatrix(repOf(g), matrix)
        const still = group.factors.map((f, i) =>
          i === factor
            ? matrix
            : f instanceof LieGroup
              ? {
                  n: f.dim,
                  re: Float64Array.from({ length: f.dim ** 2 }, (_, e) => Number(e % (f.dim + 1) === 0)),
                }
              : Uint32Array.from({ length: f.degree }, (_, p) => p),
        )
        return realMatrix(repOf(g), still)
      }
      return plus(at(step), at(-step), -1).map((row) => row.map((v) => v / (2 * step)))
    },
    same: closeTo(1e-5, 1e-5),
    cost: 4,
  }),
  relation('distributed', 'coordinates of the sum are coordinates of the whole', {
    given,
    one: (g) => {
      const { sum, positions } = distributed(repOf(g))
      return [
        sum.summands.every(
          ({ rep: { form } }) => form.kind !== 'tensor' || form.parts.every((p) => p.form.kind !== 'sum'),
        ),
        realMatrix(sum, elementOf(g)),
        positions ? [...positions].sort((a, b) => a - b) : Array.from({ length: sum.dim }, (_, i) => i),
      ]
    },
    other: (g) => {
      const m = expected(g)
      const order = [...(distributed(repOf(g)).positions ?? m.keys())]
      return [true, order.map((i) => order.map((j) => m[i]![j]!)), [...m.keys()]]
    },
    same: close,
    cost: 3,
  }),
  relation('Representation#complexMatrix', 'complex groups: products of elements, and duals', {
    given: unitary,
    one: (g) => {
      const random = rng(g.seed)
      const group = lieOf(g.text) as LieGroup
      const [a, b] = [group.haarSample(random), group.haarSample(random)]
      const dual = built(group, { op: 'dual', of: g.rep }) as LieRepresentation
      return [complexRows(repOf(g).complexMatrix(multiplyElements(a, b))), complexRows(dual.complexMatrix(a))]
    },
    other: (g) => {
      const random = rng(g.seed)
      const group = lieOf(g.text) as LieGroup
      const [a, b] = [group.haarSample(random), group.haarSample(random)].map((e) =>
        complexRows(repOf(g).complexMatrix(e)),
      )
      // the dual of unitary matrices is their conjugate
      return [complexTimes(a!, b!), { re: a!.re, im: a!.im.map((row) => row.map((v) => -v)) }]
    },
    same: closeTo(0, 1e-9),
    cost: 4,
  }),
  relation('discreteGeneratorsOf Representation', 'orthogonal where it says so', {
    given: given.filter((g) => repOf(g).structure !== 'general'),
    one: (g) =>
      [elementOf(g), ...discreteElements(g)].map((e) =>
        realMatrix(repOf(g), e).map((row, _, m) =>
          m.map((other) => row.reduce((sum, v, k) => sum + v * other[k]!, 0)),
        ),
      ),
    other: (g) =>
      [elementOf(g), ...discreteElements(g)].map(() =>
        Array.from({ length: repOf(g).dim }, (_, i) =>
          Array.from({ length: repOf(g).dim }, (_v, j) => Number(i === j)),
        ),
      ),
    same: closeTo(0, 1e-8),
    cost: 3,
  }),
]

const algebraElement = ({ text, seed }: Given): AlgebraElement => {
  const all = algebraOf(lieOf(text))
  return all[seed % all.length]!
}
const discreteElements = ({ text }: Given): LieElement[] =>
  discreteGeneratorsOf(lieOf(text)).map((parts) =>
    lieOf(text) instanceof LieGroup ? (parts[0] as { n: number; re: Float64Array }) : parts,
  )
