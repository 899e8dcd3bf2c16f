import {
  type AnyGroup,
  type AnyRepresentation,
  isFiniteRepresentation,
  isLie,
  isLieRepresentation,
  isSameGroup,
  isSameRepresentation,
  LieGroup,
  type LieRepresentation,
  lieProduct,
  parseAnyGroup,
  permutationGroup,
  type Representation,
  rng,
  trivial,
} from '@buridan/groups'
import fc from 'fast-check'
import { changed, rewritten } from '../../given/equal-expressions.js'
import type { Expression } from '../../given/expressions.js'
import { contents } from '../../given/group-texts.js'
import { LIE, lieOf, PRODUCTS, realMatrix, UNITARY } from '../../given/lie.js'
import { rowsOf } from '../../given/matrices.js'
import { type GivenGroup, groups, images, renamed } from '../../given/permutations.js'
import { built, expressionsOf, groupOf, SMALL } from '../../given/representations.js'
import { equal } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Other names of groups, and groups with as many dimensions. */
const ALIASES = ['K', 'Kh', 'Cinfv', 'Dinfh', 'Lorentz', 'O13', 'SO13p', 'O11']
const ALL = [...Object.keys(LIE), ...Object.keys(UNITARY), ...PRODUCTS, ...SMALL, ...ALIASES]

/** All that a group of any kind is, by value, but for names. */
function inside(group: AnyGroup): unknown {
  if ('factors' in group) return ['product', ...group.factors.map(inside)]
  if (!(group instanceof LieGroup)) return contents(group)
  const rows = ({ re, im }: { re: Float64Array; im?: Float64Array | undefined }) => [
    [...re],
    im ? [...im] : 0,
  ]
  return ['Lie', group.dim, group.complex, group.algebra.map(rows), group.discrete.map(rows)]
}

const called = ({ degree, generators }: GivenGroup, name?: string) =>
  permutationGroup(
    generators.map((g) => [...g]),
    name === undefined ? { degree } : { degree, name },
  )

interface Pair {
  readonly text: string
  readonly a: Expression
  readonly b: Expression
}
/** Two representations of a group, the second often the first written otherwise, or with a small change. */
const pairs: fc.Arbitrary<Pair> = fc
  .constantFrom(...SMALL, ...Object.keys(LIE), ...PRODUCTS)
  .filter((t) => t !== 'SO(5)')
  .chain((text) =>
    expressionsOf(text).chain((a) =>
      fc.record({
        text: fc.constant(text),
        a: fc.constant(a),
        b: fc.oneof(
          fc.nat(99).map((seed) => rewritten(a, seed)),
          fc.nat(99).map((seed) => changed(a, seed)),
          expressionsOf(text),
        ),
      }),
    ),
  )
const groupIn = (text: string): AnyGroup => (SMALL.some((t) => t === text) ? groupOf(text) : lieOf(text))
/** Representations in which numbers and names of factors decide. */
function numbered(text: string): fc.Arbitrary<Expression> {
  const name = fc.constantFrom(...(text.includes('x') ? ['V_a', 'V_b'] : ['V']))
  const counted = fc.record({
    op: fc.constantFrom('n' as const, 'Sym' as const, 'Alt' as const, '^' as const),
    k: fc.integer({ min: 2, max: 3 }),
    of: name,
  })
  const parts = fc.array(fc.oneof(name, counted), { minLength: 1, maxLength: 2 })
  return parts.map((list) => ({ op: '+', parts: list }))
}
/** Matrices of elements: of generators, or of random ones. */
function matricesOf(rep: AnyRepresentation): number[][][] {
  if (isLieRepresentation(rep)) {
    const random = rng(5)
    return [0, 1].map(() => realMatrix(rep as LieRepresentation, rep.group.randomElement(random, 0.3)))
  }
  const { group, dim } = rep as Representation
  return group.generators.map((g) => rowsOf((rep as Representation).matrix(g), dim))
}

export const sameness = [
  relation('isSameGroup', 'generators, Lie algebras and base spaces compared', {
    given: fc
      .constantFrom(...ALL)
      .chain((a) => fc.record({ a: fc.constant(a), b: fc.oneof(fc.constant(a), fc.constantFrom(...ALL)) })),
    one: ({ a, b }) => isSameGroup(parseAnyGroup(a), parseAnyGroup(b)),
    other: ({ a, b }) => equal(inside(parseAnyGroup(a)), inside(parseAnyGroup(b)), undefined) === undefined,
  }),
  relation('isSameGroup', 'generators compared, groups called alike and otherwise, alone and as factors', {
    given: groups(4).chain((a) =>
      fc.record({
        a: fc.constant(a),
        b: fc.oneof(
          fc.constant(a),
          images(a.degree).map((by) => renamed(a, by)),
          groups(a.degree, a.degree),
        ),
        names: fc.constantFrom(['mine', 'mine'] as const, ['mine', 'yours'] as const),
      }),
    ),
    one: ({ a, b, names }) => {
      const [g, h] = [called(a, names[0]), called(b, names[1])]
      const space = () => parseAnyGroup('SO(2)') as LieGroup
      return [isSameGroup(g, h), isSameGroup(lieProduct(space(), g), lieProduct(space(), h))]
    },
    other: ({ a, b }) => {
      const same = equal(a.generators, b.generators, undefined) === undefined
      return [same, same]
    },
  }),
  relation('isSameRepresentation', 'equal ones have equal matrices', {
    given: pairs,
    one: ({ text, a, b }) => {
      const [v, w] = [built(groupIn(text), a), made(parseAnyGroup(text), b)]
      return w && isSameRepresentation(v, w) ? matricesOf(v) : 0
    },
    other: ({ text, a, b }) => {
      const [v, w] = [built(parseAnyGroup(text), a), made(groupIn(text), b)]
      return w && isSameRepresentation(v, w) ? matricesOf(w) : 0
    },
    cost: 2,
  }),
  relation('isSameRepresentation', 'a number or a name changed: equal only with equal matrices', {
    given: fc
      .constantFrom('S(3)', 'B(2)', 'O(2)', 'SL(3)', 'Z(2)xS(3)', 'SO(3)xO(2)')
      .chain((text) => fc.record({ text: fc.constant(text), a: numbered(text), seed: fc.nat(99) })),
    one: ({ text, a, seed }) => {
      const [v, w] = [made(groupIn(text), a), made(groupIn(text), changed(a, seed))]
      return v && w && isSameRepresentation(v, w)
    },
    other: ({ text, a, seed }) => {
      const [v, w] = [made(groupIn(text), a), made(groupIn(text), changed(a, seed))]
      return v && w && equal(matricesOf(v), matricesOf(w), undefined) === undefined
    },
    // equal matrices may be written in two ways that are not taken for equal
    same: (one, other) => (one && !other ? 'taken for equal, and of other matrices' : undefined),
  }),
  relation('isSameRepresentation', 'written otherwise, by laws of sums and products', {
    given: pairs.chain(({ text, a }) =>
      fc.record({ text: fc.constant(text), a: fc.constant(a), seed: fc.nat(99) }),
    ),
    one: ({ text, a, seed }) => {
      const [v, w] = [built(groupIn(text), a), built(parseAnyGroup(text), rewritten(a, seed))]
      return [isSameRepresentation(v, w), v.key === w.key, isSameRepresentation(w, v)]
    },
    other: () => [true, true, true],
  }),
  relation('isSameRepresentation', 'group and key, groups called otherwise', {
    given: groups(4).chain((a) =>
      fc.record({
        a: fc.constant(a),
        b: fc.oneof(
          fc.constant(a),
          images(a.degree).map((by) => renamed(a, by)),
        ),
        v: expressionsOf('S(3)'),
        w: fc.option(expressionsOf('S(3)'), { nil: undefined, freq: 2 }),
      }),
    ),
    one: ({ a, b, v, w = v }) => {
      const [g, h] = [called(a, 'mine'), called(b, 'yours')]
      const [p, q] = [made(g, v), made(h, w)]
      return p && q ? isSameRepresentation(p, q) : 'none'
    },
    other: ({ a, b, v, w = v }) => {
      const [p, q] = [made(called(a), v), made(called(b), w)]
      return p && q ? equal(a.generators, b.generators, undefined) === undefined && p.key === q.key : 'none'
    },
  }),
  relation('isFiniteRepresentation isLieRepresentation isLie', 'whether the group has generators', {
    given: fc.constantFrom(...ALL),
    one: (text) => {
      const rep: AnyRepresentation = trivial(parseAnyGroup(text))
      return [isFiniteRepresentation(rep), isLieRepresentation(rep), isLie(rep.group)]
    },
    other: (text) => {
      const finite = 'generators' in parseAnyGroup(text)
      return [finite, !finite, !finite]
    },
  }),
]

/** Undefined for an alternating power of too few dimensions. */
function made(group: AnyGroup, e: Expression): AnyRepresentation | undefined {
  try {
    return built(group, e)
  } catch {
    return undefined
  }
}
