import {
  compose,
  cycles,
  identityPermutation,
  inverse,
  isIdentity,
  parseCycles,
  permutation,
} from '@buridan/groups'
import fc from 'fast-check'
import { back, range, times } from '../../given/brute-groups.js'
import { images } from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'

const one = fc.integer({ min: 0, max: 9 }).chain(images)
const two = fc
  .integer({ min: 0, max: 9 })
  .chain((n) => fc.record({ g: images(n), h: images(n), typed: fc.boolean() }))

/** Lists that are permutations, nearly so, or not at all. */
const lists = fc.oneof(
  one,
  fc.array(fc.integer({ min: -1, max: 5 }), { maxLength: 5 }),
  fc.array(fc.constantFrom(0, -0, 1, 2, 0.5, Number.NaN, 2 ** 32, 2 ** 32 + 1), { maxLength: 4 }),
)

/** The images that cycles in disjoint notation say. */
function readCycles(text: string, n: number): number[] {
  const out = range(n)
  for (const [, inside] of text.matchAll(/\(([\d ]+)\)/g)) {
    const points = inside!.split(' ').map(Number)
    points.forEach((p, i) => {
      out[p] = points[(i + 1) % points.length]!
    })
  }
  return out
}

function accepted(list: readonly number[]): number[] | 'refused' {
  try {
    return [...permutation(list)]
  } catch {
    return 'refused'
  }
}

export const operations = [
  relation('compose', 'point by point', {
    given: two,
    one: ({ g, h, typed }) =>
      compose(typed ? Uint32Array.from(g) : (g as never), typed ? Uint32Array.from(h) : (h as never)),
    other: ({ g, h }) => times(g, h),
  }),
  relation('inverse', 'point by point', { given: one, one: (g) => inverse(permutation(g)), other: back }),
  relation('inverse compose', 'the inverse of a product', {
    given: two,
    one: ({ g, h }) => inverse(compose(permutation(g), permutation(h))),
    other: ({ g, h }) => compose(inverse(permutation(h)), inverse(permutation(g))),
  }),
  relation('isIdentity identityPermutation', 'point by point', {
    given: fc.oneof(one, fc.integer({ min: 0, max: 9 }).map(range)),
    one: (g) => isIdentity(permutation(g)),
    other: (g) => [...identityPermutation(g.length)].every((p, i) => p === i && g[i] === i),
  }),
  relation('cycles', 'read again', {
    given: one,
    one: (g) => readCycles(cycles(permutation(g)), g.length),
    other: (g) => g,
  }),
  relation('parseCycles', 'what cycles writes, with commas and blanks', {
    given: fc.record({ g: one, between: fc.constantFrom(' ', ',', ' , ', '  ') }),
    one: ({ g, between }) => [...parseCycles(cycles(permutation(g)).replaceAll(' ', between), g.length)],
    other: ({ g }) => [...g],
  }),
  relation('parseCycles', 'cycles begun elsewhere and in another order', {
    given: fc.record({ g: one, by: fc.nat(9) }),
    one: ({ g, by }) => {
      const parts = cycles(permutation(g)).match(/\d[\d ]*/g) ?? []
      const turned = parts.map((part) => {
        const points = part.split(' ')
        const k = by % points.length
        return `(${[...points.slice(k), ...points.slice(0, k)].join(' ')})`
      })
      return [...parseCycles(turned.reverse().join(' ') || '()', g.length)]
    },
    other: ({ g }) => [...g],
  }),
  relation('permutation', 'each image once', {
    given: lists,
    one: (list) => accepted(list),
    other: (list) => (list.every((_, i) => list.some((v) => v === i)) ? list : 'refused'),
  }),
  relation('permutation', 'input of other types, changed afterwards', {
    given: one,
    one: (g) => permutation(g),
    other: (g) => {
      const input = Float64Array.from(g)
      const made = permutation(input)
      input.fill(0)
      return made
    },
  }),
]
