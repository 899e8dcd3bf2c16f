import { GroupHomomorphism, homomorphism } from '@buridan/groups'
import fc from 'fast-check'
import { BruteGroup, listed, picked, range, smallGroups, sorted } from '../../given/brute-groups.js'
import { allElements, conjugate, type GivenGroup, images, made } from '../../given/permutations.js'
import { relation } from '../../harness/relation.js'

interface Question {
  readonly source: GivenGroup
  readonly target: GivenGroup
  readonly images: readonly (readonly number[])[]
}

/** Images that a homomorphism can have: of conjugation, on the elements, the sign, and any at all. */
const given: fc.Arbitrary<Question> = smallGroups(48).chain((source) =>
  fc.oneof(
    images(source.degree).map((by) => ({
      source,
      target: { degree: source.degree, generators: source.generators.map((g) => conjugate(g, by)) },
      images: source.generators.map((g) => conjugate(g, by)),
    })),
    fc.constant(undefined).map(() => {
      const left = regular(source)
      return { source, target: { degree: left[0]?.length ?? 1, generators: left }, images: left }
    }),
    fc.nat(2).map((k) => ({
      source,
      target: { degree: 2 + k, generators: [[1, 0, ...range(k).map((i) => i + 2)]] },
      images: source.generators.map((g) => (even(g) ? range(2 + k) : [1, 0, ...range(k).map((i) => i + 2)])),
    })),
    smallGroups(12).chain((target) =>
      fc
        .array(fc.nat(1000), { minLength: source.generators.length, maxLength: source.generators.length })
        .map((picks) => ({ source, target, images: picked(target, picks) })),
    ),
  ),
)

function regular(source: GivenGroup): number[][] {
  const brute = new BruteGroup(source)
  return source.generators.map((g) => brute.table[brute.number(g)]!.slice())
}

const even = (g: readonly number[]) =>
  range(g.length).flatMap((i) => range(i).filter((j) => g[j]! > g[i]!)).length % 2 === 0

/** The pairs of all elements and their images, or undefined if an element has two. */
function bruteMap({ source, target, images }: Question): Map<string, string> | undefined {
  const n = source.degree
  const pairs = source.generators.map((g, i) => [...g, ...images[i]!.map((p) => p + n)])
  const all = allElements({ degree: n + target.degree, generators: pairs })
  const map = new Map<string, string>()
  for (const pair of all) {
    const key = pair.slice(0, n).join()
    const image = pair
      .slice(n)
      .map((p) => p - n)
      .join()
    if ((map.get(key) ?? image) !== image) return undefined
    map.set(key, image)
  }
  return map
}

function asked<T>(q: Question, what: (map: GroupHomomorphism) => T): T | 'refused' {
  let map: GroupHomomorphism
  try {
    map = homomorphism(made(q.source), made(q.target), q.images)
  } catch {
    return 'refused'
  }
  return what(map)
}

const numbers = (key: string) => (key === '' ? [] : key.split(',').map(Number))

export const homomorphisms = [
  relation('homomorphism GroupHomomorphism#apply', 'pairs of all products', {
    given,
    one: (q) =>
      asked(q, (map) =>
        allElements(q.source)
          .map((g) => [g.join(), map.apply(g).join()])
          .sort(),
      ),
    other: (q) => {
      const map = bruteMap(q)
      return map ? [...map].sort() : 'refused'
    },
  }),
  relation('GroupHomomorphism', 'kernel and image: pairs of all products', {
    given,
    one: (q) =>
      asked(q, (map) => [
        listed(map.kernel),
        listed(map.image),
        map.isInjective,
        map.isSurjective,
        map instanceof GroupHomomorphism,
      ]),
    other: (q) => {
      const map = bruteMap(q)
      if (!map) return 'refused'
      const one = range(q.target.degree).join()
      const kernel = [...map]
        .filter(([, image]) => image === one)
        .map(([g]) => g)
        .sort()
      const image = [...new Set(map.values())].sort()
      return [kernel, image, kernel.length === 1, image.length === allElements(q.target).length, true]
    },
  }),
  relation('GroupHomomorphism#preimage', 'pairs of all products', {
    given,
    one: (q) =>
      asked(q, (map) =>
        sorted(allElements(q.target)).map((key) => {
          const g = map.preimage(numbers(key))
          return g ? [map.apply(g).join() === key] : undefined
        }),
      ),
    other: (q) => {
      const map = bruteMap(q)
      if (!map) return 'refused'
      const reached = new Set(map.values())
      return sorted(allElements(q.target)).map((key) => (reached.has(key) ? [true] : undefined))
    },
  }),
]
