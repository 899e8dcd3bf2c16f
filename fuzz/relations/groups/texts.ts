import {
  directProduct,
  type FiniteGroup,
  induce,
  LieGroup,
  type LieRepresentation,
  lieProduct,
  matrixGroup,
  parseAnyGroup,
  parseGroup,
  permutationGroup,
  type Representation,
  representationFromSpec,
  representationSpec,
  restrict,
  rng,
  specialOrthogonal,
  subgroup,
  tensor,
  trivial,
} from '@buridan/groups'
import fc from 'fast-check'
import { LIE, lieOf, PRODUCTS, realMatrix } from '../../given/lie.js'
import { rowsOf } from '../../given/matrices.js'
import { type GivenGroup, groups } from '../../given/permutations.js'
import {
  built,
  elementOf,
  expressionsOf,
  groupOf,
  representations,
  SMALL,
} from '../../given/representations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const lieTexts = [...Object.keys(LIE), ...PRODUCTS]
const lieReps = fc
  .constantFrom(...lieTexts)
  .chain((text) => fc.record({ text: fc.constant(text), rep: expressionsOf(text), seed: fc.nat(99) }))
const matrices = (rep: Representation, elements: readonly Uint32Array[]) =>
  elements.map((g) => rowsOf(rep.matrix(g), rep.dim))
/** All that a group is: points, generators, base space. */
const facts = (group: FiniteGroup): unknown => [
  group.degree,
  group.generators.map((g) => [...g]),
  group.base.kind,
  group.base.kind === 'points'
    ? [...group.base.points]
    : group.base.kind === 'product'
      ? group.base.factors.map((f) => [f.offset, facts(f.group)])
      : 0,
]
const parts = (text: string) => {
  const group = parseAnyGroup(text)
  return ('factors' in group ? group.factors : [group]).map((f) =>
    f instanceof LieGroup ? f.name : facts(f as FiniteGroup),
  )
}
const named = ({ degree, generators }: GivenGroup, name: string) =>
  permutationGroup(
    generators.map((g) => [...g]),
    { degree, name },
  )
/** What is read back from what is saved, or why nothing is saved. */
function saved(rep: Representation): unknown {
  try {
    const again = representationFromSpec(representationSpec(rep)) as Representation
    return [facts(again.group), matrices(again, again.group.generators as Uint32Array[])]
  } catch (error) {
    return (error as { code?: string }).code
  }
}

export const texts = [
  relation('representationSpec representationFromSpec', 'saved and read back', {
    given: representations,
    one: ({ group, rep, word }) => {
      const again = representationFromSpec(
        JSON.parse(JSON.stringify(representationSpec(built(groupOf(group), rep)))),
      ) as Representation
      return [facts(again.group), again.structure, matrices(again, [elementOf(again.group, word)])]
    },
    other: ({ group, rep, word }) => {
      const made = built(groupOf(group), rep) as Representation
      return [facts(made.group), made.structure, matrices(made, [elementOf(made.group, word)])]
    },
    same: closeTo(1e-12),
    cost: 2,
  }),
  relation('representationSpec representationFromSpec', 'Lie groups: saved and read back', {
    given: lieReps,
    one: ({ text, rep, seed }) => {
      const again = representationFromSpec(representationSpec(built(lieOf(text), rep))) as LieRepresentation
      return [again.group.name, realMatrix(again, again.group.randomElement(rng(seed)))]
    },
    other: ({ text, rep, seed }) => [
      lieOf(text).name,
      realMatrix(built(lieOf(text), rep) as LieRepresentation, lieOf(text).randomElement(rng(seed))),
    ],
    same: closeTo(1e-12),
    cost: 2,
  }),
  relation('representationSpec representationFromSpec', 'under a name of another group it is not saved', {
    given: fc.record({
      group: groups(4),
      name: fc.constantFrom('S(3)', 'Z(2)', 'Trivial(3)', 'mine', 'S(2)xZ(2)', 'O(3)'),
    }),
    one: ({ group, name }) => {
      const V = tensor(named(group, name), 1)
      const found = saved(V)
      return typeof found === 'string' ? 'refused' : found
    },
    other: ({ group, name }) => {
      const V = tensor(named(group, name), 1)
      let same = false
      try {
        same = JSON.stringify(facts(parseGroup(name))) === JSON.stringify(facts(V.group))
      } catch {
        // not the name of a finite group
      }
      return same ? [facts(V.group), matrices(V, V.group.generators as Uint32Array[])] : 'refused'
    },
    cost: 2,
  }),
  relation('representationSpec representationFromSpec', 'matrices under the name of a group of points', {
    given: fc.constantFrom('S(3)', 'Z(2)', 'Z(3)', 'Dih(3)'),
    one: (name) => {
      // the same permutations, with vectors of half the dimension
      const plain = parseGroup(name)
      const space = matrixGroup(
        plain.generators.map((g) =>
          rowsOf(tensor(plain, 1).matrix(g as Uint32Array), plain.degree).map((row) => row.map((v) => v)),
        ),
        { name },
      )
      return (
        saved(tensor(space, 1)) === 'UNSUPPORTED' ||
        JSON.stringify(facts(space)) === JSON.stringify(facts(plain))
      )
    },
    other: () => true,
  }),
  relation(
    'representationSpec',
    'what has no text is refused, restricted and induced ones read back or refused',
    {
      given: representations.filter(
        ({ group, rep }) => groupOf(group).order <= 48n && built(groupOf(group), rep).dim <= 12,
      ),
      one: ({ group, rep, word }) => {
        const G = groupOf(group)
        const H = subgroup(G, [elementOf(G, word)])
        return [
          restrict(built(G, rep) as Representation, H),
          induce(G, restrict(built(G, rep) as Representation, H)),
        ].map((made) => {
          const found = saved(made)
          return found === 'UNSUPPORTED' ? 'refused' : found
        })
      },
      other: ({ group, rep, word }) => {
        const G = groupOf(group)
        const H = subgroup(G, [elementOf(G, word)])
        return [
          restrict(built(G, rep) as Representation, H),
          induce(G, restrict(built(G, rep) as Representation, H)),
        ].map((made) =>
          saved(made) === 'UNSUPPORTED'
            ? 'refused'
            : [facts(made.group), matrices(made, made.group.generators as Uint32Array[])],
        )
      },
      same: closeTo(1e-9, 1e-9),
      cost: 5,
    },
  ),
  relation('parseAnyGroup', 'its name read again, spaces put in', {
    given: fc.record({ text: fc.constantFrom(...lieTexts, ...SMALL), spaces: fc.constantFrom('', ' ') }),
    one: ({ text, spaces }) => parts(parseAnyGroup(text.replaceAll(/([x,(])/g, `$1${spaces}`)).name),
    other: ({ text }) => parts(text),
  }),
  relation('parseAnyGroup lieProduct', 'products of two texts', {
    given: fc.record({
      a: fc.constantFrom('SO(3)', 'Sp(2)', 'D∞h', 'U(2)', 'O(1,3)'),
      b: fc.constantFrom(
        'SO(2)',
        ...SMALL.filter((t) => !t.includes('x') && !t.includes(':') && !t.includes('wr')),
      ),
      first: fc.boolean(),
    }),
    one: ({ a, b, first }) => parts(first ? `${a}x${b}` : `${b} x ${a}`),
    other: ({ a, b, first }) => {
      const [p, q] = [parseAnyGroup(a) as LieGroup, parseAnyGroup(b) as LieGroup]
      const made = first ? lieProduct(p, q) : lieProduct(q, p)
      return made.factors.map((f) => (f instanceof LieGroup ? f.name : facts(f as FiniteGroup)))
    },
  }),
  relation('representationSpec representationFromSpec', 'products with factors under names of others', {
    given: fc.record({
      a: groups(3),
      b: groups(3),
      names: fc.constantFrom(['S(3)', 'Z(2)'] as const, ['mine', 'yours'] as const),
      space: fc.boolean(),
    }),
    one: ({ a, b, names, space }) => {
      const factors = [named(a, names[0]), named(b, names[1])] as const
      const rep = space
        ? trivial(lieProduct(specialOrthogonal(3), ...factors))
        : trivial(directProduct(...factors))
      try {
        return parts(representationSpec(rep).group)
      } catch {
        return [false]
      }
    },
    other: ({ a, b, names, space }) => {
      const factors = [named(a, names[0]), named(b, names[1])] as const
      const fits = factors.every((f, i) => {
        try {
          return JSON.stringify(facts(parseGroup(names[i]!))) === JSON.stringify(facts(f))
        } catch {
          return false
        }
      })
      if (!fits) return [false]
      return space ? ['SO(3)', ...factors.map(facts)] : [facts(directProduct(...factors))]
    },
    cost: 2,
  }),
]
