import { length, minus } from '@buridan/core'
import type { Structure } from './crystal.js'
import { plus, reciprocal, reduced, shortBasis, volume, wrapped } from './lattice.js'
import { match, rarest, startsOf } from './matching.js'

const IDENTITY = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/** Translations that take the crystal to itself, modulo the given lattice. */
function translationsOf(s: Structure, tolerance: number) {
  const first = s.points[rarest(s)[0]!]!
  return startsOf(s, tolerance).flatMap((a) => {
    const found = match(s, IDENTITY, minus(s.points[a]!, first), 2 * tolerance)
    return found && found.deviation <= tolerance ? [found] : []
  })
}

/** A crystal in a primitive cell. */
interface Primitive {
  readonly structure: Structure
  readonly centring: number
  /** The atoms of the primitive cell, and for each atom the index of the equal one modulo the primitive lattice. */
  readonly kept: readonly number[]
  readonly keptAs: readonly number[]
}

/** The crystal in the primitive cell of all its translations within the tolerance. */
export function primitive(s: Structure, tolerance: number): Primitive {
  const translations = translationsOf(s, tolerance)
  const centring = translations.length
  const everyAtom = [...s.points.keys()]
  if (centring === 1) return { structure: s, centring, kept: everyAtom, keptAs: everyAtom }
  const vectors = translations.flatMap(({ translation }) => {
    const short = wrapped(s.basis, s.dual, translation)
    return [short, ...s.basis.flatMap((b) => [plus(short, b), minus(short, b)])]
  })
  const basis = reduced(shortBasis([...vectors, ...s.basis], Math.abs(volume(s.basis)) / centring))
  const dual = reciprocal(basis)
  const first = s.points.map((p, i) =>
    s.points.findIndex(
      (q, j) => s.labels[i] === s.labels[j] && length(wrapped(basis, dual, minus(p, q))) <= tolerance,
    ),
  )
  const kept = everyAtom.filter((i) => first[i] === i)
  return {
    structure: { basis, dual, points: kept.map((i) => s.points[i]!), labels: kept.map((i) => s.labels[i]!) },
    centring,
    kept,
    keptAs: first.map((i) => kept.indexOf(i)),
  }
}
