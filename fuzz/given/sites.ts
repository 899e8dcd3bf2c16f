import fc from 'fast-check'
import { apply } from './matrices.js'
import { knownMolecules } from './molecules.js'
import { images } from './permutations.js'
import { type Point, plus, scaled, type Turn, turns } from './space.js'

/** Points with vectors and scalars, and vectors of the whole. */
export interface GivenSites {
  readonly points: readonly { readonly vectors: readonly Point[]; readonly scalars: readonly number[] }[]
  readonly vectors: readonly Point[]
}

const cell = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -1, max: 1 })))

/** Points of a small grid about 0, some in one place, with a displacement each or none, and a field or none. */
const griddedSites = (most: number, least = 0): fc.Arbitrary<GivenSites> =>
  fc
    .record({
      points: fc.array(fc.record({ at: cell, kind: fc.constantFrom(1, 1, 1, 6), step: cell }), {
        minLength: least,
        maxLength: most,
      }),
      displaced: fc.constantFrom(0, 0, 1),
      vectors: fc.array(cell, { maxLength: 1 }),
    })
    .map(({ points, displaced, vectors }) => ({
      points: points.map(({ at, kind, step }) => ({
        vectors: displaced ? [at, step] : [at],
        scalars: [kind],
      })),
      vectors,
    }))

/** Atoms of a known molecule about their centre, elements numbered. */
export const molecularSites: fc.Arbitrary<GivenSites & { readonly name: string }> = knownMolecules.map(
  ({ name, elements, positions }) => {
    const kinds = [...new Set(elements)]
    const sum = positions.reduce((s: number[], p) => plus(s, p), [0, 0, 0])
    const points = positions.map((p, i) => ({
      vectors: [plus(p, scaled(sum, -1 / positions.length))],
      scalars: [10 * kinds.indexOf(elements[i]!)],
    }))
    return { name, points, vectors: [] }
  },
)

export const anySites: fc.Arbitrary<GivenSites> = fc.oneof(
  griddedSites(6),
  molecularSites.map(({ name: _, ...sites }) => sites),
)

/** How sites are put otherwise: turned or reflected, and point p at place `by[p]`. */
export const withPut = <S extends GivenSites>(given: fc.Arbitrary<S>) =>
  given.chain((s) => fc.record({ s: fc.constant(s), turn: turns, by: images(s.points.length) }))

export function put({ points, vectors }: GivenSites, turn: Turn, by: readonly number[]): GivenSites {
  const out = [...points]
  by.forEach((to, from) => {
    const { vectors: own, scalars } = points[from]!
    out[to] = { vectors: own.map((v) => apply(turn, v)), scalars }
  })
  return { points: out, vectors: vectors.map((v) => apply(turn, v)) }
}

/** The sites in a unit so much smaller, scalars too. */
export function inUnit({ points, vectors }: GivenSites, factor: number): GivenSites {
  return {
    points: points.map((p) => ({
      vectors: p.vectors.map((v) => scaled(v, factor)),
      scalars: scaled(p.scalars, factor),
    })),
    vectors: vectors.map((v) => scaled(v, factor)),
  }
}
