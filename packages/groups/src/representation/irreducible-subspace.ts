import { OrthonormalSet, type Rng, squareProduct, symmetricEigen } from '@buridan/core'
import type { CharacterTable } from './character-table.js'
import type { RealCharacter } from './real-characters.js'
import type { Representation } from './representation.js'

/** (dim/|G|) Σ χ(g) ρ(g) v, up to a factor. */
function projectByCharacter(
  rep: Representation,
  values: Float64Array,
  table: CharacterTable,
  v: Float64Array,
): Float64Array {
  const { list, classView: classOf } = table.classes
  const out = new Float64Array(rep.dim)
  const moved = new Float64Array(rep.dim)
  for (let i = 0; i < list.order; i++) {
    const weight = values[classOf[i]!]! / list.order
    if (weight === 0) continue
    rep.applyInto(list.view(i), v, 0, moved, 0)
    for (let j = 0; j < out.length; j++) out[j]! += weight * moved[j]!
  }
  return out
}

/** An orthonormal basis of the isotypic space of a character: random vectors projected to it and spun by the generators. */
export function isotypicSpace(
  rep: Representation,
  character: RealCharacter,
  table: CharacterTable,
  dim: number,
  random: Rng,
): OrthonormalSet {
  const basis = new OrthonormalSet(rep.dim)
  while (basis.size < dim) {
    const v = new Float64Array(rep.dim).map(() => random.normal())
    basis.add(projectByCharacter(rep, character.values, table, v))
    spin(rep, basis, dim)
  }
  return basis
}

/** Adds images under generators until the space is invariant or has the given dimension. */
function spin(rep: Representation, basis: OrthonormalSet, dim: number): void {
  const moved = new Float64Array(rep.dim)
  for (let k = 0; k < basis.size && basis.size < dim; k++) {
    for (const g of rep.group.ownGenerators) {
      rep.applyInto(g, basis.vectors[k]!, 0, moved, 0)
      if (basis.size < dim) basis.add(moved)
    }
  }
}

/** ρ(g) in an orthonormal basis of an invariant space, as rows. */
export function inBasis(rep: Representation, g: Uint32Array, { vectors }: OrthonormalSet): number[][] {
  const moved = new Float64Array(rep.dim)
  const columns = vectors.map((v) => {
    rep.applyInto(g, v, 0, moved, 0)
    return vectors.map((w) => w.reduce((sum, x, i) => sum + x * moved[i]!, 0))
  })
  return vectors.map((_, i) => columns.map((c) => c[i]!))
}

/** One irreducible subspace of an isotypic space: an eigenspace of the mean of a random symmetric matrix over the group. */
export function splitOff(
  rep: Representation,
  basis: OrthonormalSet,
  dim: number,
  table: CharacterTable,
  random: Rng,
): OrthonormalSet {
  const n = basis.size
  const symmetric = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = random.normal()
      symmetric[i * n + j]! += value
      symmetric[j * n + i]! += value
    }
  }
  const mean = new Float64Array(n * n)
  const { list } = table.classes
  const matrices = list.group.ownGenerators.map((g) => Float64Array.from(inBasis(rep, g, basis).flat()))
  const { parent, generator, visited } = list.spanningTree()
  const all = new Array<Float64Array>(list.order)
  all[0] = Float64Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0))
  for (const e of visited) {
    if (e !== 0) all[e] = squareProduct(all[parent[e]!]!, matrices[generator[e]!]!, n)
    const moved = squareProduct(squareProduct(all[e]!, symmetric, n), transposed(all[e]!, n), n)
    for (let i = 0; i < mean.length; i++) mean[i]! += moved[i]!
  }
  const { values, vectors } = symmetricEigen(mean, n)
  // the eigenvalue whose cluster of `dim` is furthest from the others
  let best = 0
  let widest = -1
  for (let k = 0; k < n; k += dim) {
    const below = k === 0 ? Number.POSITIVE_INFINITY : values[k]! - values[k - 1]!
    const above = k + dim >= n ? Number.POSITIVE_INFINITY : values[k + dim]! - values[k + dim - 1]!
    if (Math.min(below, above) > widest) {
      widest = Math.min(below, above)
      best = k
    }
  }
  const out = new OrthonormalSet(rep.dim)
  for (let i = best; i < best + dim; i++) {
    const v = new Float64Array(rep.dim)
    basis.vectors.forEach((b, k) => {
      const weight = vectors[i * n + k]!
      for (let j = 0; j < v.length; j++) v[j]! += weight * b[j]!
    })
    out.add(v)
  }
  return out
}

function transposed(a: Float64Array, n: number): Float64Array {
  return a.map((_, e) => a[(e % n) * n + Math.floor(e / n)]!)
}
