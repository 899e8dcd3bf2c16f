import {
  compose,
  type FiniteGroup,
  inverse,
  type Permutation,
  permutation,
  permutationGroup,
} from '@buridan/groups'
import fc from 'fast-check'

/** A permutation of n points as its images. */
export const images = (n: number): fc.Arbitrary<number[]> =>
  // by sorting keys: shrinks to the identity
  fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: n, maxLength: n }).map((keys) =>
    keys
      .map((k, i) => [k, i] as const)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .map(([, i]) => i),
  )

/** A permutation group: its degree and the images of generators. */
export interface GivenGroup {
  readonly degree: number
  readonly generators: readonly (readonly number[])[]
}

/** Groups that occur: cyclic, dihedral, blocks, intransitive and regular ones, by generators. */
const FAMILIES: readonly ((n: number) => number[][])[] = [
  (n) => [range(n).map((i) => (i + 1) % n)],
  (n) => [range(n).map((i) => (i + 1) % n), range(n).map((i) => (n - i) % n)],
  (n) => [
    range(n)
      .map((i) => i ^ 1)
      .map((i) => (i < n ? i : n - 1)),
  ],
  (n) => [
    range(n).map((i) => (i < 2 ? 1 - i : i)),
    range(n).map((i) => (i >= 2 ? 2 + ((i - 1) % (n - 2)) : i)),
  ],
  (n) => [range(n).map((i) => (i < 3 ? (i + 1) % 3 : i)), range(n).map((i) => (i + 2) % n)],
  () => [],
]

const range = (n: number) => Array.from({ length: n }, (_, i) => i)

/** Groups on at least 2 and at most so many points: of the families, renamed, or by one or two generators at random. */
export const groups = (most = 7, least = 2): fc.Arbitrary<GivenGroup> =>
  fc.integer({ min: least, max: most }).chain((degree) =>
    fc.oneof(
      fc.tuple(fc.constantFrom(...FAMILIES), images(degree)).map(([family, by]) => ({
        degree,
        generators: (degree > 2 ? family(degree) : []).map((g) => conjugate(g, by)),
      })),
      fc.array(images(degree), { maxLength: 2 }).map((generators) => ({ degree, generators })),
    ),
  )

/** The group itself. */
export function made({ degree, generators }: GivenGroup): FiniteGroup {
  return permutationGroup(
    generators.map((g) => [...g]),
    { degree },
  )
}

/** by g by⁻¹: what a permutation becomes when point i is called by[i]. */
export function conjugate(g: readonly number[], by: readonly number[]): number[] {
  const out = new Array<number>(g.length)
  g.forEach((image, i) => {
    out[by[i]!] = by[image]!
  })
  return out
}

/** The group when point i is called by[i]. */
export function renamed({ degree, generators }: GivenGroup, by: readonly number[]): GivenGroup {
  return { degree, generators: generators.map((g) => conjugate(g, by)) }
}

/** Other generators of the same group: in reverse, with products, inverses, the identity and repetitions. */
export function otherGenerators({ degree, generators }: GivenGroup): GivenGroup {
  const list = generators.map((g) => permutation([...g], degree))
  const products = list.map((g, i) => compose(g, list[(i + 1) % list.length]!))
  const all: Permutation[] = [...[...list].reverse(), ...list.map(inverse), ...products]
  return { degree, generators: [range(degree), ...all.map((g) => [...g])] }
}

/** All elements as texts of images, sorted: products of generators until nothing is new. */
export function allElements({ degree, generators }: GivenGroup): number[][] {
  const found = new Map([[range(degree).join(), range(degree)]])
  for (const g of found.values()) {
    for (const s of generators) {
      const next = g.map((i) => s[i]!)
      if (!found.has(next.join())) found.set(next.join(), next)
    }
  }
  return [...found.values()]
}
