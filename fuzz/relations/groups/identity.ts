import {
  directSum,
  type FiniteGroup,
  induce,
  lieProduct,
  matrixGroup,
  matrixRepresentation,
  multiple,
  permutationGroup,
  type Representation,
  regular,
  restrict,
  sameGroup,
  specialOrthogonal,
  subgroup,
  tensor,
  tensorProduct,
  trivial,
} from '@buridan/groups'
import fc from 'fast-check'
import { blocks, kronecker, rowsOf, transposed } from '../../given/matrices.js'
import { type GivenGroup, groups, images, renamed } from '../../given/permutations.js'
import { closeTo, equal } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

interface Pair {
  readonly a: GivenGroup
  readonly b: GivenGroup
  readonly names: readonly [string, string]
}

/** Two groups on as many points, often the same, often alike but for the names of points. */
const pairs: fc.Arbitrary<Pair> = groups(4).chain((a) =>
  fc.record({
    a: fc.constant(a),
    b: fc.oneof(
      fc.constant(a),
      images(a.degree).map((by) => renamed(a, by)),
      groups(a.degree, a.degree),
    ),
    names: fc.constantFrom(['mine', 'mine'] as const, ['mine', 'yours'] as const, ['S(3)', 'Z(3)'] as const),
  }),
)

const called = ({ degree, generators }: GivenGroup, name?: string): FiniteGroup =>
  permutationGroup(
    generators.map((g) => [...g]),
    name === undefined ? { degree } : { degree, name },
  )

const isSame = ({ a, b }: Pair) =>
  equal(
    a.generators.map((g) => [...g]),
    b.generators.map((g) => [...g]),
    undefined,
  ) === undefined

/** Whether a function takes what it is given. */
function accepted(f: () => unknown): boolean {
  try {
    f()
    return true
  } catch {
    return false
  }
}

const matrices = (rep: Representation, elements: readonly ArrayLike<number>[]) =>
  elements.map((g) => rowsOf(rep.matrix(Uint32Array.from(g)), rep.dim))

/** Groups with a subgroup of both. */
const within = groups(4).map(({ degree, generators }) => {
  const common = { degree, generators: generators.slice(0, 1) }
  const larger = { degree, generators: [...generators, ...(degree > 1 ? [swapped(degree)] : [])] }
  return { common, whole: { degree, generators }, larger }
})
const swapped = (n: number) => Array.from({ length: n }, (_, i) => (i < 2 ? 1 - i : i))

export const identity = [
  relation('sameGroup', 'generators compared, groups called alike and otherwise', {
    given: pairs,
    one: ({ a, b, names }) =>
      accepted(() => sameGroup(trivial(called(a, names[0])), trivial(called(b, names[1])))),
    other: isSame,
  }),
  relation('sameGroup', 'generators of a factor compared, groups called alike and otherwise', {
    given: pairs,
    one: ({ a, b, names }) => {
      const space = specialOrthogonal(3)
      return accepted(() =>
        sameGroup(
          trivial(lieProduct(space, called(a, names[0]))),
          trivial(lieProduct(specialOrthogonal(3), called(b, names[1]))),
        ),
      )
    },
    other: isSame,
  }),
  relation('directSum tensorProduct', 'groups called otherwise', {
    given: pairs,
    one: ({ a, b, names }) => {
      const [v, w] = [regular(called(a, names[0])), regular(called(b, names[1]))]
      return [directSum, tensorProduct].map((f) => accepted(() => f(v, w)))
    },
    other: (pair) => [isSame(pair), isSame(pair)],
    cost: 2,
  }),
  relation('restrict directSum', 'restricted from two groups, blocks one after the other', {
    given: within,
    one: ({ common, whole, larger }) => {
      const H = called(common)
      const parts = [whole, larger, whole].map((g) => restrict(regular(called(g)), H))
      return matrices(directSum(...parts), common.generators)
    },
    other: ({ common, whole, larger }) =>
      common.generators.map((g) =>
        blocks([whole, larger, whole].map((k) => matrices(regular(called(k)), [g])[0]!)),
      ),
    cost: 3,
  }),
  relation('restrict directSum tensorProduct', 'base spaces of two kinds on the same points', {
    given: fc
      .integer({ min: 1, max: 5 })
      .chain((d) =>
        fc.record({ signs: fc.array(fc.constantFrom(1, -1), { minLength: d, maxLength: d }), by: images(d) }),
      ),
    one: ({ signs, by }) => {
      const { V, W, g } = twoKinds(signs, by)
      return [
        matrices(directSum(V, W), [g]),
        matrices(directSum(W, V), [g]),
        matrices(tensorProduct(V, W), [g]),
      ]
    },
    other: ({ signs, by }) => {
      const { V, W, g } = twoKinds(signs, by)
      const [v, w] = [matrices(V, [g])[0]!, matrices(W, [g])[0]!]
      return [[blocks([v, w])], [blocks([w, v])], [kronecker(v, w)]]
    },
    same: closeTo(1e-12),
    cost: 2,
  }),
  relation('induce directSum', 'subgroups with base spaces of two kinds on the same points', {
    given: fc
      .integer({ min: 1, max: 3 })
      .chain((d) =>
        fc.record({ signs: fc.array(fc.constantFrom(1, -1), { minLength: d, maxLength: d }), by: images(d) }),
      ),
    one: ({ signs, by }) => {
      const { group, plain, g } = twoKinds(signs, by)
      const [a, b] = [induce(group, tensor(plain, 1)), induce(group, tensor(group, 1))]
      return matrices(directSum(a, b), [g])
    },
    other: ({ signs, by }) => {
      const { group, plain, g } = twoKinds(signs, by)
      const [a, b] = [induce(group, tensor(plain, 1)), induce(group, tensor(group, 1))]
      return [blocks([matrices(a, [g])[0]!, matrices(b, [g])[0]!])]
    },
    same: closeTo(1e-12),
    cost: 2,
  }),
  relation('restrict', 'only to what is in the group', {
    given: pairs,
    one: ({ a, b }) => accepted(() => restrict(regular(called(a)), called(b))),
    other: ({ a, b }) =>
      accepted(() =>
        subgroup(
          called(a),
          b.generators.map((g) => [...g]),
        ),
      ),
    cost: 2,
  }),
  relation('matrixRepresentation directSum multiple', 'a group without generators', {
    given: fc.record({
      degree: fc.nat(3),
      dims: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    }),
    one: ({ degree, dims }) => {
      const group = permutationGroup([], { degree })
      const sum = directSum(...dims.map((dim) => matrixRepresentation(group, [], { dim })))
      return rowsOf(multiple(2, sum).matrix(Uint32Array.from({ length: degree }, (_, i) => i)), sum.dim * 2)
    },
    other: ({ dims }) => {
      const n = 2 * dims.reduce((a, b) => a + b)
      return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j)))
    },
  }),
]

/** A signed permutation as a group of matrices, its points as a permutation group, V of both, and the generator. */
function twoKinds(signs: readonly number[], by: readonly number[]) {
  const rows = transposed(by.map((i, j) => signs.map((_, k) => (k === i ? signs[j]! : 0))))
  const group = matrixGroup([rows])
  const g = group.generators[0]!
  const plain = permutationGroup([g], { degree: group.degree })
  return { group, plain, g, V: restrict(tensor(group, 1), plain), W: tensor(plain, 1) }
}
