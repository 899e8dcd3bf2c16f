import {
  algebraOf,
  commonStructure,
  contains,
  discreteGeneratorsOf,
  factorsOf,
  isLie,
  isLieRepresentation,
  LieGroup,
  lieProduct,
  type Permutation,
  parseAnyGroup,
  parseGroup,
  randomElement,
  rng,
  tensor,
  uniformElement,
} from '@buridan/groups'
import fc from 'fast-check'
import {
  adjoint,
  complexDeterminant,
  complexRows,
  complexTimes,
  LIE,
  lieOf,
  PRODUCTS,
  UNITARY,
} from '../../given/lie.js'
import { identity, inverted, plus, type Rows, rowsOf, times, transposed } from '../../given/matrices.js'
import { SMALL } from '../../given/representations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const real = fc.record({
  text: fc.constantFrom(...Object.keys(LIE)),
  seed: fc.nat(9999),
  scale: fc.constantFrom(0, 0.1, 0.5, 1),
})
const complex = fc.record({
  text: fc.constantFrom(...Object.keys(UNITARY)),
  seed: fc.nat(9999),
  scale: fc.constantFrom(0, 0.5, 1),
})
const group = (text: string) => lieOf(text) as LieGroup
const zero = (m: Rows) => m.map((row) => row.map(() => 0))
/** M⊤FM, and the determinant, up to its sign where that is free; nothing of what is not kept. */
function laws(text: string, m: Rows) {
  const { form, special } = LIE[text]!
  const { determinant } = inverted(m)
  return [
    form ? times(transposed(m), times(form, m)) : [],
    special ? determinant : form ? Math.abs(determinant) : 1,
  ]
}
const kept = (text: string) => [LIE[text]!.form ?? [], 1]
export const lie = [
  relation('LieGroup#haarSample uniformElement', 'the equations of the group', {
    given: real.filter(({ text }) => LIE[text]!.compact),
    one: ({ text, seed }) =>
      [group(text).haarSample(rng(seed)), uniformElement(group(text), rng(seed)) as { re: Float64Array }].map(
        ({ re }) => laws(text, rowsOf(re, group(text).dim)),
      ),
    other: ({ text }) => [kept(text), kept(text)],
    same: closeTo(0, 1e-9),
  }),
  relation('LieGroup#randomElement randomElement', 'the equations of the group', {
    given: real,
    one: ({ text, seed, scale }) =>
      [group(text).randomElement(rng(seed), scale), randomElement(group(text), rng(seed))].map(({ re }) =>
        laws(text, rowsOf(re, group(text).dim)),
      ),
    other: ({ text }) => [kept(text), kept(text)],
    same: closeTo(1e-9, 1e-9),
  }),
  relation('LieGroup#haarSample LieGroup#randomElement', 'unitary, of determinant 1 where it is special', {
    given: complex,
    one: ({ text, seed, scale }) =>
      [group(text).haarSample(rng(seed)), group(text).randomElement(rng(seed), scale)].map((g) => {
        const m = complexRows(g)
        const [x, y] = complexDeterminant(m)
        return [complexTimes(adjoint(m), m), UNITARY[text]!.special ? [x, y] : [Math.hypot(x, y), 0]]
      }),
    other: ({ text }) => {
      const one = identity(group(text).dim)
      return [1, 2].map(() => [{ re: one, im: zero(one) }, [1, 0]])
    },
    same: closeTo(0, 1e-9),
  }),
  relation('LieGroup#haarSample', 'means over many samples: columns are uniform on the sphere', {
    given: real.filter(({ text }) => ['SO(2)', 'O(2)', 'SO(3)', 'O(3)', 'SO(5)'].includes(text)),
    one: ({ text, seed }) => {
      const random = rng(seed)
      const n = group(text).dim
      const sums = [0, 0, 0]
      for (let k = 0; k < 400; k++) {
        const { re } = group(text).haarSample(random)
        sums[0]! += re[0]!
        sums[1]! += re[0]! ** 2 - 1 / n
        sums[2]! += re[0]! * re[n * n - 1]! - (n === 2 && text === 'SO(2)' ? 0.5 : 0)
      }
      return sums.map((s) => s / 400)
    },
    other: () => [0, 0, 0],
    // six standard deviations of a mean of 400 numbers up to 1
    same: closeTo(0, 0.3),
    cost: 15,
  }),
  relation('algebraOf LieGroup', 'as many as its dimension, independent, each tangent to the equations', {
    given: fc.constantFrom(...Object.keys(LIE)),
    one: (text) => {
      const { algebra, dim } = group(text)
      const { form, special } = LIE[text]!
      const gram = algebra.map((a) => algebra.map((b) => a.re.reduce((sum, v, i) => sum + v * b.re[i]!, 0)))
      return [
        algebraOf(group(text)).length,
        algebra.length === 0 || Math.abs(inverted(gram).determinant) > 1e-6,
        algebra.map(({ re }) => {
          const a = rowsOf(re, dim)
          return [
            form ? plus(times(transposed(a), form), times(form, a)) : zero(a),
            special ? a.reduce((sum, row, i) => sum + row[i]!, 0) : 0,
          ]
        }),
      ]
    },
    other: (text) => [
      LIE[text]!.dim,
      true,
      group(text).algebra.map(() => [zero(identity(group(text).dim)), 0]),
    ],
    same: closeTo(0, 1e-12),
  }),
  relation('algebraOf', 'as many as its dimension, antihermitian, traceless where it is special', {
    given: fc.constantFrom(...Object.keys(UNITARY)),
    one: (text) =>
      group(text).algebra.map((a) => {
        const m = complexRows(a)
        const back = adjoint(m)
        return [
          plus(m.re, back.re),
          plus(m.im, back.im),
          UNITARY[text]!.special ? m.im.reduce((sum, row, i) => sum + row[i]!, 0) : 0,
        ]
      }),
    other: (text) =>
      Array.from({ length: UNITARY[text]!.dim }, () => [
        zero(identity(group(text).dim)),
        zero(identity(group(text).dim)),
        0,
      ]),
    same: closeTo(0, 1e-12),
  }),
  relation('discreteGeneratorsOf factorsOf', 'each keeps the equations, the others stand still', {
    given: fc.constantFrom(...Object.keys(LIE)),
    one: (text) => {
      const product = lieProduct(group(text), parseGroup('S(3)'))
      return [
        factorsOf(product).length,
        ...discreteGeneratorsOf(product).map(([m, p]) => [
          ...laws(text, rowsOf((m as { re: Float64Array }).re, group(text).dim)),
          [...(p as Permutation)],
        ]),
      ]
    },
    other: (text) => {
      const { generators } = parseGroup('S(3)')
      return [
        2,
        ...group(text).discrete.map(() => [...kept(text), [0, 1, 2]]),
        ...generators.map((g) => [...laws(text, identity(group(text).dim)), [...g]]),
      ]
    },
    same: closeTo(0, 1e-12),
  }),
  relation(
    'MixedProduct MixedProduct#haarSample MixedProduct#randomElement lieProduct',
    'each part is of its factor',
    {
      given: fc.record({ text: fc.constantFrom(...PRODUCTS), seed: fc.nat(999) }),
      one: ({ text, seed }) => {
        const product = lieOf(text) as ReturnType<typeof lieProduct>
        const compact = product.isCompact
        const again = lieProduct(...product.factors)
        return [
          again.name,
          ...[
            product.randomElement(rng(seed)),
            compact ? again.haarSample(rng(seed)) : again.randomElement(rng(seed)),
          ].map((g) =>
            g.map((part, i) => {
              const factor = product.factors[i]!
              if (!(factor instanceof LieGroup)) return contains(factor, part as Permutation)
              const l = laws(factor.name, rowsOf((part as { re: Float64Array }).re, factor.dim))
              return closeTo(1e-8, 1e-8)(l, kept(factor.name), undefined) === undefined
            }),
          ),
        ]
      },
      other: ({ text }) => [text, [true, true], [true, true]],
    },
  ),
  relation('uniformElement randomElement', 'elements of a finite group', {
    given: fc.record({ text: fc.constantFrom(...SMALL), seed: fc.nat(999) }),
    one: ({ text, seed }) =>
      [uniformElement(parseGroup(text), rng(seed)), randomElement(parseGroup(text), rng(seed))].map((g) =>
        contains(parseGroup(text), g as Permutation),
      ),
    other: () => [true, true],
  }),
  relation('isLie isLieRepresentation commonStructure', 'asked of the text', {
    given: fc.constantFrom(
      ...Object.keys(LIE),
      ...Object.keys(UNITARY),
      ...SMALL.filter((t) => !t.includes('x')),
    ),
    one: (text) => {
      const V = tensor(parseAnyGroup(text), 1)
      const list = ['permutation', 'signed-permutation', 'orthogonal', 'general'] as const
      return [
        isLie(parseAnyGroup(text)),
        isLieRepresentation(V),
        list.map((s) => commonStructure(V.structure, s)),
        commonStructure(),
      ]
    },
    other: (text) => {
      const infinite = text in LIE || text in UNITARY
      const list = ['permutation', 'signed-permutation', 'orthogonal', 'general']
      const own = list.indexOf(tensor(parseAnyGroup(text), 1).structure)
      return [infinite, infinite, list.map((_, i) => list[Math.max(i, own)]), 'permutation']
    },
  }),
]
