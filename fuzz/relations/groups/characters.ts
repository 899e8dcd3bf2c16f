import {
  characterTable,
  elementsOf,
  permutationGroup,
  type Representation,
  realCharacters,
} from '@buridan/groups'
import fc from 'fast-check'
import { type GivenGroup, groups, images, made, otherGenerators, renamed } from '../../given/permutations.js'
import { built, expressionsOf, groupOf, SMALL } from '../../given/representations.js'
import { closeTo, sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const group = fc.oneof(groups(5), groups(4), fc.constantFrom(...SMALL))
const asGroup = (given: GivenGroup | string) => (typeof given === 'string' ? groupOf(given) : made(given))
type Given = GivenGroup | (typeof SMALL)[number]

/** All elements with the number of the class of each in the table, by conjugating the representatives. */
function classified(given: Given) {
  const G = asGroup(given)
  const list = elementsOf(G)
  const elements = Array.from({ length: list.order }, (_, i) => [...list.at(i)])
  const table = characterTable(G)
  const classOf = new Map<string, number>()
  table.representatives.forEach((r, c) => {
    for (const x of elements) {
      const conjugate = new Array<number>(x.length)
      x.forEach((image, i) => {
        conjugate[image] = x[r[i]!]!
      })
      classOf.set(conjugate.join(), c)
    }
  })
  const classNumber = (g: readonly number[]) => classOf.get(g.join())!
  return { table, elements, classNumber, order: elements.length }
}

/** Characters with their degrees and types, as texts in an order of their own. */
function rows(given: Given) {
  const { table, elements, classNumber } = classified(given)
  const byCycles = (g: readonly number[]) => g.filter((v, i) => v === i).length
  return table.characters.map(({ degree, frobeniusSchur, re, im }) => ({
    degree,
    frobeniusSchur,
    values: elements
      .map((g) => {
        const c = classNumber(g)
        return [byCycles(g), Math.round(re[c]! * 1e6) / 1e6 + 0, Math.round(im[c]! * 1e6) / 1e6 + 0].join()
      })
      .sort(),
  }))
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

export const characters = [
  relation('characterTable', 'sizes of classes counted, degrees, types and conjugates by definition', {
    given: group,
    one: (given) => {
      const { table } = classified(given)
      return {
        sizes: [...table.classSizes],
        order: table.characters.reduce((sum, { degree }) => sum + degree ** 2, 0),
        characters: table.characters.map(({ degree, frobeniusSchur }) => [degree, frobeniusSchur]),
        conjugates: table.characters.map(({ conjugate }) => {
          const { re, im } = table.characters[conjugate]!
          return [...re, ...im.map((v) => -v)]
        }),
      }
    },
    other: (given) => {
      const { table, elements, classNumber, order } = classified(given)
      const sizes = table.classSizes.map((_, c) => elements.filter((g) => classNumber(g) === c).length)
      const squares = elements.map((g) => classNumber(g.map((i) => g[i]!)))
      return {
        sizes,
        order,
        characters: table.characters.map(({ re }) => [
          re[0]!,
          squares.reduce((sum, c) => sum + re[c]!, 0) / order,
        ]),
        conjugates: table.characters.map(({ re, im }) => [...re, ...im]),
      }
    },
    same: closeTo(0, 1e-9),
    cost: 4,
  }),
  relation('characterTable', 'rows and columns orthogonal', {
    given: group,
    one: (given) => {
      const { characters: all, classSizes } = characterTable(asGroup(given))
      const order = classSizes.reduce((a, b) => a + b)
      const inner = (a: (typeof all)[number], b: typeof a) => [
        classSizes.reduce((sum, n, c) => sum + n * (a.re[c]! * b.re[c]! + a.im[c]! * b.im[c]!), 0) / order,
        classSizes.reduce((sum, n, c) => sum + n * (a.im[c]! * b.re[c]! - a.re[c]! * b.im[c]!), 0) / order,
      ]
      return [all.length === classSizes.length, all.map((a) => all.map((b) => inner(a, b)))]
    },
    other: (given) => {
      const { characters: all } = characterTable(asGroup(given))
      return [true, all.map((_, i) => all.map((__, j) => [Number(i === j), 0]))]
    },
    same: closeTo(0, 1e-9),
    cost: 2,
  }),
  relation('characterTable', 'points renamed, other generators', {
    given: groups(5).chain((g) => fc.record({ group: fc.constant(g), by: images(g.degree) })),
    one: ({ group }) => rows(group),
    other: ({ group, by }) => rows(otherGenerators(renamed(group, by))),
    same: sameEntries,
    cost: 6,
  }),
  relation('characterTable realCharacters', 'products of cyclic groups against formulas', {
    given: fc
      .array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 3 })
      .filter((n) => n.reduce((a, b) => a * b) <= 360),
    one: (sizes) => {
      const G = cyclicProduct(sizes)
      const { characters: all } = characterTable(G)
      return [
        all.length,
        all.filter((c) => c.frobeniusSchur === 1).length,
        all.filter((c) => c.frobeniusSchur < 0).length,
        realCharacters(G).length,
      ]
    },
    other: (sizes) => {
      const order = sizes.reduce((a, b) => a * b)
      const real = sizes.map((n) => gcd(n, 2)).reduce((a, b) => a * b)
      return [order, real, 0, (order + real) / 2]
    },
    cost: 15,
  }),
  relation('CharacterTable CharacterTable#multiplicities', 'sums over all elements', {
    given: fc
      .constantFrom(...SMALL)
      .chain((text) => fc.record({ text: fc.constant(text), rep: expressionsOf(text) })),
    one: ({ text, rep }) => {
      const made = built(groupOf(text), rep) as Representation
      const table = characterTable(groupOf(text))
      return table.multiplicities(table.representatives.map((g) => made.character(g)))
    },
    other: ({ text, rep }) => {
      const made = built(groupOf(text), rep) as Representation
      const { table, elements, classNumber, order } = classified(text)
      return table.characters.map(
        ({ re }) =>
          elements.reduce((sum, g) => sum + re[classNumber(g)]! * made.character(Uint32Array.from(g)), 0) /
          order,
      )
    },
    same: closeTo(0, 1e-6),
    cost: 4,
  }),
  relation('realCharacters', 'made of the table', {
    given: group,
    one: (given) =>
      realCharacters(asGroup(given)).map(({ dim, type, endomorphismDim, values }) => [
        dim,
        type,
        endomorphismDim,
        [...values],
      ]),
    other: (given) => {
      const { table, elements, classNumber, order } = classified(given)
      return realCharacters(asGroup(given)).map(({ characters }) => {
        const { re, degree } = table.characters[characters[0]!]!
        const indicator = Math.round(
          elements.reduce((sum, g) => sum + re[classNumber(g.map((i) => g[i]!))]!, 0) / order,
        )
        const copies = indicator === 1 ? 1 : 2
        return [
          copies * degree,
          ['quaternionic', 'complex', 'real'][indicator + 1],
          [4, 2, 1][indicator + 1],
          re.map((v) => copies * v),
        ].map((v) => (ArrayBuffer.isView(v) ? [...(v as Float64Array)] : v))
      })
    },
    same: closeTo(0, 1e-9),
    cost: 4,
  }),
]

/** The product of cyclic groups on points of their own. */
function cyclicProduct(sizes: readonly number[]) {
  const degree = sizes.reduce((a, b) => a + b)
  let at = 0
  const generators = sizes.map((n) => {
    const from = at
    at += n
    return Array.from({ length: degree }, (_, i) =>
      i >= from && i < from + n ? from + ((i - from + 1) % n) : i,
    )
  })
  return permutationGroup(generators, { degree })
}
