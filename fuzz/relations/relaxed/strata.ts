import { parseAnyGroup, rng, stabilizer, subgroup } from '@buridan/groups'
import { breakable, breakingRepresentation, Stratification } from '@buridan/relaxed'
import fc from 'fast-check'
import { elementsOfAction, permuting, repsOf } from '../../given/acting.js'
import { type Audited, audited, rowsOf } from '../../given/audited.js'
import {
  allElements,
  conjugate,
  type GivenGroup,
  groups,
  images,
  made,
  otherGenerators,
  renamed,
} from '../../given/permutations.js'
import { closeTo, equal } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const given = audited(permuting, 2)
const moved = fc.record({ data: given, by: fc.nat(23), completed: fc.boolean() })

/** Everything of a place that moving an input leaves alone. */
function placeOf(data: Audited, by: number, completed: boolean) {
  const { repIn } = repsOf(data.acts)
  const elements = elementsOfAction(data.acts)
  const x = elements[by % elements.length]!.in(rowsOf(data).x[0]!)
  const plain = new Stratification(repIn)
  const types = completed ? new Set(plain.lattice.classes.map((_, i) => i)) : undefined
  const located = new Stratification(repIn, undefined, types).locate(Float64Array.from(x))
  return { located, x, repIn }
}

/** A subgroup of a group by words of its generators. */
const withSubgroup = groups(4, 2).chain((group) =>
  fc.record({
    group: fc.constant(group),
    picks: fc.array(fc.nat(23), { maxLength: 2 }),
    by: images(group.degree),
  }),
)

const key = (list: readonly (readonly number[])[]) =>
  list
    .map((g) => g.join())
    .sort()
    .join(';')
const spanned = (degree: number, generators: readonly (readonly number[])[]) =>
  allElements({ degree, generators })

function picked(group: GivenGroup, picks: readonly number[]): number[][] {
  const all = allElements(group)
  return picks.map((p) => all[p % all.length]!)
}

/** |K ∩ H| for the best K with K·H = N(H), over all subgroups K that two or three elements generate: all, in groups so small. */
function breakableByDefinition(group: GivenGroup, generators: readonly (readonly number[])[]) {
  const n = group.degree
  const own = spanned(n, generators)
  const names = new Set(own.map(String))
  const normalizer = allElements(group).filter((g) => own.every((h) => names.has(String(conjugate(h, g)))))
  const subgroups = new Map<string, number[][]>()
  for (const a of normalizer) {
    for (const b of normalizer) {
      const k = spanned(n, [a, b])
      subgroups.set(key(k), k)
    }
  }
  const kept = [...subgroups.values(), normalizer].flatMap((k) => {
    const both = k.filter((g) => names.has(String(g))).length
    return (k.length * own.length) / both === normalizer.length ? [both] : []
  })
  const least = Math.min(...kept)
  return [least === 1, least, normalizer.length]
}

const factsOf = ({ breakable: can, keptOrder, normalizerOrder }: ReturnType<typeof breakable>) => [
  can,
  keptOrder,
  normalizerOrder,
]

export const strata = [
  relation('Stratification Stratification#locate', 'an input moved by an element', {
    given: moved,
    one: ({ data, completed }) => {
      const { located } = placeOf(data, 0, completed)
      return [located.classIndex, String(located.stabilizer.order), completed ? [...located.canonical] : []]
    },
    other: ({ data, by, completed }) => {
      const { located } = placeOf(data, by, completed)
      return [located.classIndex, String(located.stabilizer.order), completed ? [...located.canonical] : []]
    },
    same: closeTo(1e-5, 1e-9),
    cost: 5,
  }),
  relation('Stratification#locate', 'the canonical point taken back, and its stabilizer', {
    given: moved,
    one: ({ data, by, completed }) => {
      const { located, repIn } = placeOf(data, by, completed)
      const { t, canonical, classIndex } = located
      const wanted = new Stratification(repIn).lattice.classes[classIndex]!.representative
      const own = stabilizer(repIn, canonical).group
      const elements = spanned(
        own.degree,
        own.generators.map((g) => [...g]),
      )
      return [
        [...repIn.apply(t, canonical)],
        key(elements) ===
          key(
            spanned(
              own.degree,
              wanted.group.generators.map((g) => [...g]),
            ),
          ),
      ]
    },
    other: ({ data, by }) => [placeOf(data, by, false).x, true],
    same: closeTo(1e-9, 1e-12),
    cost: 8,
  }),
  relation('Stratification#locate', 'asked twice, the answer spoilt in between', {
    given: moved,
    one: ({ data, by, completed }) => {
      const { canonical, t } = placeOf(data, by, completed).located
      return [[...canonical], [...t]]
    },
    other: ({ data, by, completed }) => {
      const { repIn, x } = placeOf(data, by, completed)
      const found = new Stratification(
        repIn,
        undefined,
        new Set(completed ? new Stratification(repIn).lattice.classes.map((_, i) => i) : []),
      )
      const before = found.locate(Float64Array.from(x))
      before.canonical.fill(99)
      before.t.fill(0)
      const { canonical, t } = found.locate(Float64Array.from(x))
      return [[...canonical], [...t]]
    },
    cost: 6,
  }),
  relation('breakable', 'every supplement in the normalizer', {
    given: withSubgroup,
    one: ({ group, picks }) => {
      const G = made(group)
      return factsOf(breakable(G, subgroup(G, picked(group, picks))))
    },
    other: ({ group, picks }) => breakableByDefinition(group, picked(group, picks)),
    cost: 10,
  }),
  relation('breakable', 'other generators, points renamed', {
    given: withSubgroup,
    one: ({ group, picks }) => {
      const G = made(group)
      return factsOf(breakable(G, subgroup(G, picked(group, picks))))
    },
    other: ({ group, picks, by }) => {
      const own = renamed({ degree: group.degree, generators: picked(group, picks) }, by)
      const G = made(otherGenerators(renamed(group, by)))
      return factsOf(
        breakable(
          G,
          subgroup(
            G,
            otherGenerators(own).generators.map((g) => [...g]),
          ),
        ),
      )
    },
    same: equal,
    cost: 5,
  }),
  relation('breakingRepresentation', 'the stabilizer of a random vector', {
    given: fc.record({
      group: fc.constantFrom(
        'S(4)',
        'Z(5)',
        'Dih(4)',
        'Oh',
        'C3v',
        'p4m(3)',
        'S(3)xZ(4)',
        'SO(3)',
        'O(3)',
        'O(3)xS(3)',
        'SO(3)xS(2)',
      ),
      seed: fc.nat(1e6),
    }),
    one: ({ group, seed }) => {
      const rep = breakingRepresentation(parseAnyGroup(group))
      const random = rng(seed)
      return String(
        stabilizer(
          rep,
          Array.from({ length: rep.dim }, () => random.normal()),
        ).order,
      )
    },
    other: () => '1',
    cost: 10,
  }),
]
