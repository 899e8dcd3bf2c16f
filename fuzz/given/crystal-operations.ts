import { cartesian, shortest } from './crystals.js'
import type { GivenCrystal } from './known-crystals.js'
import { apply, times, transposed } from './matrices.js'
import { apart, determinant, IDENTITY, minus, plus, type Turn } from './space.js'

const steps = [-1, 0, 1]
const integerRows = steps.flatMap((a) => steps.flatMap((b) => steps.map((c) => [a, b, c])))

/** The inverse of the matrix with lattice vectors as columns. */
export function dualOf(lattice: GivenCrystal['lattice']): Turn {
  const d = determinant(lattice)
  return lattice.map((_, i) =>
    IDENTITY.map((e) => determinant(lattice.map((row, j) => (i === j ? e : row))) / d),
  )
}

/** Orthogonal maps that send each vector of a basis to a combination with −1, 0 and 1: all, if it is reduced. */
function latticeMapsByForce(lattice: GivenCrystal['lattice']): Turn[] {
  const dual = dualOf(lattice)
  const images = lattice.map((v) =>
    integerRows
      .map((r) => cartesian(lattice, r))
      .filter((w) => Math.abs(Math.hypot(...w) - Math.hypot(...v)) < 1e-6),
  )
  return images[0]!.flatMap((a) =>
    images[1]!.flatMap((b) =>
      images[2]!.flatMap((c) => {
        const matrix = times(transposed([a, b, c]), dual)
        return apart(times(matrix, transposed(matrix)), IDENTITY) < 1e-6 ? [matrix] : []
      }),
    ),
  )
}

/** Linear parts of all operations, and the translations, found by sending the first atom to each. */
export function crystalByForce(c: GivenCrystal): {
  turns: Turn[]
  translations: number
  equivalent: number[][]
} {
  const dual = dualOf(c.lattice)
  const where = c.positions.map((p) => cartesian(c.lattice, p))
  const imagesUnder = (m: Turn, t: readonly number[]) => {
    const images = where.map((p) => {
      const moved = apply(dual, plus(apply(m, p), t))
      return c.positions.findIndex((q) => shortest(c.lattice, moved, q) < 1e-6)
    })
    return images.every((j, i) => j >= 0 && c.elements[j] === c.elements[i]) ? images : undefined
  }
  const all = latticeMapsByForce(c.lattice).map((m) => ({
    m,
    images: where.flatMap((q) => imagesUnder(m, minus(q, apply(m, where[0]!))) ?? []),
    count: where.filter((q) => imagesUnder(m, minus(q, apply(m, where[0]!)))).length,
  }))
  const real = all.filter(({ count }) => count > 0)
  const n = c.elements.length
  const orbits = c.elements.map((_, a) =>
    [...new Set(real.flatMap(({ images }) => images.filter((_image, k) => k % n === a)))].sort(
      (x, y) => x - y,
    ),
  )
  return {
    turns: real.map(({ m }) => m),
    translations: real.find(({ m }) => apart(m, IDENTITY) < 1e-6)!.count,
    equivalent: orbits.filter((orbit, a) => orbit[0] === a),
  }
}
