import { symmetricEigen } from '@buridan/core'
import {
  characterTable,
  irreducibleRepresentations,
  isotypicDecomposition,
  type LieGroup,
  parseAnyGroup,
  parseGroup,
  type Representation,
  realCharacters,
  rng,
  stabilizer,
  tensor,
} from '@buridan/groups'
import fc from 'fast-check'
import { built, elementOf, expressionsOf, SMALL } from '../../given/representations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Writes into every array that a value holds, and empties lists; frozen ones stay. */
function spoil(value: unknown, depth = 6): void {
  if (depth === 0 || typeof value !== 'object' || value === null) return
  if (ArrayBuffer.isView(value)) {
    ;(value as Float64Array).fill(9)
    return
  }
  for (const part of Object.values(value)) spoil(part, depth - 1)
  if (!Array.isArray(value)) return
  try {
    value.fill(9)
    value.length = 0
  } catch {
    // frozen: as good
  }
}
/** Asks before all is spoilt and after. */
const twice = (ask: () => unknown, spoilt: () => unknown) => {
  ask()
  for (const value of [spoilt()].flat()) spoil(value)
  return ask()
}

const texts = SMALL.filter((t) => parseGroup(t).order <= 24n)
const text = fc.constantFrom(...texts)
const withRep = text.chain((t) =>
  fc.record({ text: fc.constant(t), rep: expressionsOf(t), word: fc.array(fc.nat(7), { maxLength: 4 }) }),
)
const tableOf = (G: ReturnType<typeof parseGroup>) => {
  const { characters, classSizes, representatives } = characterTable(G)
  return [
    characters.map((c) => ({ ...c, re: [...c.re], im: [...c.im] })),
    [...classSizes],
    representatives.map((g) => [...g]),
  ]
}

export const memo = [
  relation('characterTable realCharacters', 'results spoilt by the caller', {
    given: text,
    one: (t) => {
      const G = parseGroup(t)
      return twice(
        () => [tableOf(G), realCharacters(G).map((c) => [...c.values])],
        () => {
          const table = characterTable(G)
          return [
            { c: table.characters, s: table.classSizes, r: table.representatives, real: realCharacters(G) },
          ]
        },
      )
    },
    other: (t) => [tableOf(parseGroup(t)), realCharacters(parseGroup(t)).map((c) => [...c.values])],
    cost: 6,
  }),
  relation('irreducibleRepresentations', 'results spoilt by the caller', {
    given: text,
    one: (t) => {
      const G = parseGroup(t)
      const ask = () =>
        irreducibleRepresentations(G).map((r) => [
          r.type,
          r.endomorphismDim,
          [...r.characters],
          [...r.values],
          [...r.representation.matrix(elementOf(G, [0, 1]))],
        ])
      return twice(ask, () =>
        irreducibleRepresentations(G).map(({ values, characters, representation }) => ({
          values,
          characters,
          m: representation.matrix(elementOf(G, [0])),
        })),
      )
    },
    other: (t) =>
      irreducibleRepresentations(parseGroup(t)).map((r) => [
        r.type,
        r.endomorphismDim,
        [...r.characters],
        [...r.values],
        [...r.representation.matrix(elementOf(parseGroup(t), [0, 1]))],
      ]),
    same: closeTo(0, 1e-12),
    cost: 8,
  }),
  relation(
    'isotypicDecomposition Representation#monomial Representation#matrix',
    'results spoilt by the caller',
    {
      given: withRep.filter(
        ({ text: t, rep }) =>
          built(parseGroup(t), rep).structure !== 'general' && built(parseGroup(t), rep).dim <= 16,
      ),
      one: ({ text: t, rep, word }) => {
        const G = parseGroup(t)
        const made = built(G, rep) as Representation
        const g = elementOf(G, word)
        const ask = () => [
          [...made.matrix(g)],
          made.summands.map((s) => [s.count, s.offset]),
          isotypicDecomposition(made).components.map((c) => [c.multiplicity, c.offset, [...c.irrep.values]]),
        ]
        return twice(ask, () => {
          const found = isotypicDecomposition(made)
          return [
            {
              b: found.basis,
              c: found.components.map(({ irrep }) => irrep.values),
              m: made.matrix(g),
              mono: made.isMonomial ? made.monomial(g) : 0,
            },
          ]
        })
      },
      other: ({ text: t, rep, word }) => {
        const G = parseGroup(t)
        const made = built(G, rep) as Representation
        return [
          [...made.matrix(elementOf(G, word))],
          made.summands.map((s) => [s.count, s.offset]),
          isotypicDecomposition(made).components.map((c) => [c.multiplicity, c.offset, [...c.irrep.values]]),
        ]
      },
      same: closeTo(0, 1e-12),
      cost: 15,
    },
  ),
  relation('stabilizer', 'members and cosets spoilt by the caller', {
    given: fc
      .record({ text, x: fc.array(fc.constantFrom(0, 1), { minLength: 8, maxLength: 8 }) })
      .filter(({ text: t }) => !t.includes('x')),
    one: ({ text: t, x }) => {
      const V = tensor(parseGroup(t), 1)
      const ask = () => {
        const found = stabilizer(V, x.slice(0, V.dim))
        return [[...found.members], found.transversal.map((g) => [...g])]
      }
      return twice(ask, () => {
        const { members, transversal } = stabilizer(V, x.slice(0, V.dim))
        return [{ members, transversal }]
      })
    },
    other: ({ text: t, x }) => {
      const V = tensor(parseGroup(t), 1)
      const found = stabilizer(V, x.slice(0, V.dim))
      return [[...found.members], found.transversal.map((g) => [...g])]
    },
    cost: 3,
  }),
  relation('symmetricEigen', 'the matrix is not changed', {
    given: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 9, maxLength: 9 }),
    one: (m) => {
      const given = Float64Array.from(m)
      symmetricEigen(given, 3)
      return [...given]
    },
    other: (m) => m,
  }),
  relation('LieGroup LieGroup#haarSample', 'elements drawn and spoilt', {
    given: fc.record({ text: fc.constantFrom('O(3)', 'SO(2)', 'U(2)', 'C∞v'), seed: fc.nat(99) }),
    one: ({ text: t, seed }) => {
      const G = parseAnyGroup(t) as LieGroup
      const ask = () => [...G.haarSample(rng(seed)).re, ...G.randomElement(rng(seed)).re]
      return twice(ask, () => [G.haarSample(rng(seed)), G.randomElement(rng(seed), 0)])
    },
    other: ({ text: t, seed }) => {
      const G = parseAnyGroup(t) as LieGroup
      return [...G.haarSample(rng(seed)).re, ...G.randomElement(rng(seed)).re]
    },
  }),
]
