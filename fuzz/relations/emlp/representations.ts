import {
  bottlenecks,
  EquivariantBlock,
  fromSpec,
  gatedRepresentation,
  hiddenRepresentation,
  toSpec,
  uniformRepresentation,
} from '@buridan/emlp'
import {
  type AnyRepresentation,
  act,
  parseAnyGroup,
  parseRepresentation,
  randomElement,
  rng,
} from '@buridan/groups'
import fc from 'fast-check'
import { groupNames, maps, repOf, representations, rowsOf, seeds } from '../../given/networks.js'
import { bottlenecksByHand } from '../../given/symmetry-by-hand.js'
import { tensorRelation } from '../../given/tensors.js'
import { sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const oneRep = groupNames().chain((group) =>
  fc.record({ group: fc.constant(group), text: representations(group), seed: seeds }),
)
/** Groups of up to twelve elements, and representations of few dimensions. */
const small = groupNames('finite').chain((group) =>
  fc
    .record({
      group: fc.constant(group),
      repIn: representations(group),
      features: representations(group),
      repOut: representations(group),
    })
    .filter((g) => [g.repIn, g.features, g.repOut].every((text) => repOf(group, text).dim <= 8)),
)
const kinds = (g: { group: string; repIn: string; features: string; repOut: string }) =>
  bottlenecks(repOf(g.group, g.repIn), repOf(g.group, g.features), repOf(g.group, g.repOut)).map(
    ({ kind }) => kind,
  )

const turned = (text: string) => text.split('+').reverse().join('+')
const moved = (rep: AnyRepresentation, seed: number) => {
  const g = randomElement(rep.group, rng(seed))
  return Array.from(act(rep, g, rowsOf({ count: 1, scale: 1, seed }, rep.dim)[0]!))
}
/** The summands without their texts. */
const pieces = (rep: AnyRepresentation) =>
  rep.summands.map(({ count, rep: r }) => [count, r.dim, r.structure])

const channels = fc.record({ group: groupNames(), channels: fc.integer({ min: 1, max: 80 }) })
export const parts = [
  relation('bottlenecks', 'all elements and subgroups by the definitions', {
    given: small,
    one: kinds,
    other: ({ group, repIn, features, repOut }) => {
      const G = parseAnyGroup(group)
      const regular = parseRepresentation(G, 'R') as AnyRepresentation
      return bottlenecksByHand(regular, repOf(group, repIn), repOf(group, features), repOf(group, repOut))
    },
    cost: 15,
  }),
  relation('bottlenecks', 'summands in another order', {
    given: small,
    one: kinds,
    other: (g) =>
      kinds({ ...g, repIn: turned(g.repIn), features: turned(g.features), repOut: turned(g.repOut) }),
    same: sameEntries,
    cost: 5,
  }),
  relation('bottlenecks', 'features together with the input and the output have none', {
    given: maps(),
    one: ({ group, repIn, repOut }) => kinds({ group, repIn, features: `${repIn}+${repOut}`, repOut }),
    other: () => [],
    cost: 5,
  }),
  relation('toSpec fromSpec', 'through text', {
    given: oneRep,
    one: ({ group, text, seed }) => moved(repOf(group, text), seed),
    other: ({ group, text, seed }) =>
      moved(fromSpec(JSON.parse(JSON.stringify(toSpec(repOf(group, text))))), seed),
  }),
  relation('toSpec', 'through what TensorFlow.js does to the names of options', {
    given: oneRep,
    one: ({ group, text }) => ({ ...toSpec(repOf(group, text)) }),
    other: ({ group, text }) => {
      const snake = (s: string) => s.replace(/([A-Z])/g, '_$1').toLowerCase()
      const camel = (s: string) => s.replace(/_+(\w)/g, (_, c: string) => c.toUpperCase())
      return Object.fromEntries(
        Object.entries(toSpec(repOf(group, text))).map(([k, v]) => [k, camel(snake(v as string))]),
      )
    },
  }),
  relation('gatedRepresentation', 'a scalar for each copy that is not permuted', {
    given: oneRep,
    one: ({ group, text }) => {
      const rep = repOf(group, text)
      const gated = gatedRepresentation(rep)
      return [gated.dim, moved(gated, 0).slice(0, rep.dim).length]
    },
    other: ({ group, text }) => {
      const rep = repOf(group, text)
      const gates = rep.summands.flatMap(({ rep: r, count }) =>
        r.structure === 'permutation' ? [] : [count],
      )
      return [gates.reduce((a, b) => a + b, rep.dim), rep.dim]
    },
  }),
  relation('uniformRepresentation', 'its dimension is the channels', {
    given: channels,
    one: ({ group, channels: n }) => uniformRepresentation(parseAnyGroup(group), n).dim,
    other: ({ channels: n }) => n,
  }),
  relation('uniformRepresentation', 'through text', {
    given: channels,
    one: ({ group, channels: n }) => pieces(uniformRepresentation(parseAnyGroup(group), n)),
    other: ({ group, channels: n }) => {
      const rep = uniformRepresentation(parseAnyGroup(group), n)
      return pieces(parseRepresentation(rep.group, rep.text) as AnyRepresentation)
    },
  }),
  relation('uniformRepresentation', 'groups of other names', {
    given: fc.record({
      group: fc.constantFrom(
        ['S(3)', 'perm[[1,0,2],[1,2,0]]'],
        ['Z(3)', 'perm[[1,2,0]]'],
        ['Dih(4)', 'perm[[1,2,3,0],[3,2,1,0]]'],
        ['S(1)', 'Z(1)'],
        ['signed[[-1]]', 'signed[[-1],[1]]'],
      ),
      channels: fc.integer({ min: 1, max: 80 }),
    }),
    one: ({ group, channels: n }) => pieces(uniformRepresentation(parseAnyGroup(group[0]!), n)),
    other: ({ group, channels: n }) => pieces(uniformRepresentation(parseAnyGroup(group[1]!), n)),
  }),
  relation(
    'hiddenRepresentation',
    'holds what the input has, in as many channels at least, and is as it is given',
    {
      given: fc.tuple(oneRep, fc.integer({ min: 1, max: 40 })),
      one: ([{ group, text }, n]) => {
        const rep = repOf(group, text)
        const hidden = hiddenRepresentation(rep, n)
        return [
          hidden.dim >= n,
          bottlenecks(rep, hidden, rep).filter((b) => b.kind !== 'symmetry'),
          pieces(hiddenRepresentation(repOf(group, 'T(0)'), n)),
          pieces(hiddenRepresentation(repOf(group, 'T(0)'), rep)),
        ]
      },
      other: ([{ group, text }, n]) => [
        true,
        [],
        pieces(uniformRepresentation(repOf(group, text).group, n)),
        pieces(repOf(group, text)),
      ],
      cost: 2,
    },
  ),
  tensorRelation('EquivariantBlock', 'copies together and apart have as many weights', {
    given: groupNames().chain((group) =>
      fc.record({ group: fc.constant(group), text: representations(group), seed: seeds }),
    ),
    one: ({ group, text }) => weightsOf(repOf(group, text)),
    other: ({ group, text }) =>
      weightsOf(
        repOf(
          group,
          text
            .split('+')
            .flatMap((t) => {
              const [, n, part] = /^(\d)\*(.*)$/.exec(t) ?? [undefined, '1', t]
              return Array.from({ length: Number(n) }, () => part)
            })
            .join('+'),
        ),
      ),
    cost: 5,
  }),
]

/** The weights of a block from and to a representation. */
function weightsOf(rep: AnyRepresentation): number {
  const { mixing, products } = new EquivariantBlock({ repIn: rep, repOut: rep, seed: 0 }).plan
  return mixing.weightCount + products.weightCount
}
