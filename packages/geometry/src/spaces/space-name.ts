import { innerProduct, symmetricEigen } from '@buridan/core'
import { classify, schoenflies } from '../operations/schoenflies.js'
import { applied, orientationOf, type Space } from './space.js'

/**
 * The name of a finite group of maps, by what it does to the vectors that are normal to all those it fixes: `O(1)`, `C(n)`, `Dih(n)`,
 * Schoenflies' in three dimensions, the order in more; in complex space `C(n)` for one dimension. Empty for the identity alone.
 *
 * @param matrices - exact to rounding
 */
export function nameOfFinite(matrices: readonly Float64Array[], space: Space): string {
  const { dim, complex } = space
  const order = matrices.length
  if (order === 1) return ''
  // 1 − the mean, which is the projection on what is moved
  const moved = new Float64Array(dim * dim)
  for (let i = 0; i < dim; i++) moved[i * dim + i] = 1
  for (const m of matrices) for (let e = 0; e < m.length; e++) moved[e]! -= m[e]! / order
  const { values, vectors } = symmetricEigen(moved, dim)
  const basis = [...values.keys()]
    .filter((k) => values[k]! > 0.5)
    .map((k) => vectors.subarray(k * dim, (k + 1) * dim))
  const n = basis.length
  if (complex) return n === 2 ? `C(${order})` : `${order} in U(${n / 2})`
  if (n === 1) return 'O(1)'
  if (n > 3) return `${order} in O(${n})`
  const restricted = matrices.map((m) => {
    const images = basis.map((b) => applied(m, b))
    return Float64Array.from({ length: n * n }, (_, e) =>
      innerProduct(basis[Math.floor(e / n)]!, images[e % n]!),
    )
  })
  if (n === 3) return schoenflies(restricted.map(classify)).name
  const turns = restricted.filter((m) => orientationOf(m, { dim: 2, complex: false }) > 0)
  return turns.length === order ? `C(${order})` : `Dih(${order / 2})`
}

/** The name of a group of finitely many maps times all maps of a determinant of some more dimensions. */
export function nameOfProduct(
  finite: string,
  isSpecial: boolean,
  m: number,
  space: Space,
  proper: boolean,
): string {
  const letter = space.complex ? 'U' : 'O'
  if (m === 0) return finite || 'trivial'
  if (finite === '') return `${proper ? 'S' : ''}${letter}(${m})`
  if (!proper) return `${finite}×${letter}(${m})`
  return isSpecial ? `${finite}×S${letter}(${m})` : `S(${finite}×${letter}(${m}))`
}
