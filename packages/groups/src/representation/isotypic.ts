import {
  dimensionOf,
  OrthonormalSet,
  ofKind,
  RepresentationMismatchError,
  type Rng,
  rng,
} from '@buridan/core'
import { type CharacterTable, sharedTable } from './character-table.js'

import type { RealIrrep } from './real-characters.js'
import { irreducibleRepresentations } from './real-irreps.js'
import type { Representation } from './representation.js'

/** All copies of one irreducible representation in another. */
export interface IsotypicComponent {
  readonly irrep: RealIrrep
  readonly multiplicity: number
  /** First column of the component in the change of basis; copy k takes columns offset + k·dim … */
  readonly offset: number
}

/** A representation decomposed into irreducible ones. */
export interface IsotypicDecomposition {
  readonly components: readonly IsotypicComponent[]
  /**
   * Orthogonal change of basis Q, row-major dim × dim: Q⊤ρ(g)Q is block diagonal, with the matrices of the irreducible
   * representations as blocks, the same for every copy.
   */
  readonly basis: Float64Array
}

/**
 * The decomposition of an orthogonal representation into real irreducible ones, with an orthogonal change of basis in
 * which every copy has the same matrices.
 *
 * A random map of rank one from the irreducible space, averaged over the group, is equivariant, and by Schur a multiple of an
 * isometry; its part orthogonal to the copies found so far is the next copy.
 *
 * @throws RepresentationMismatchError for a representation that is not orthogonal
 * @throws TooLargeError if the group is too large for its character table
 * @throws AmbiguousToleranceError if a number of copies is further than 10⁻³ from a whole one: the representation is known to too few digits
 * @remarks O(order · Σ (dim irrep · dim + cost of ρ(g)x)), a term for each copy.
 *
 * @example
 * ```ts
 * import { isotypicDecomposition, symmetric, tensor } from '@buridan/groups'
 * const { components } = isotypicDecomposition(tensor(symmetric(4), 2))
 * console.log(components.map((c) => `${c.multiplicity}×${c.irrep.representation.dim}`)) // → [ '2×1', '1×2', '3×3', '1×3' ]
 * ```
 */
export function isotypicDecomposition(rep: Representation): IsotypicDecomposition {
  ofKind(rep, 'rep', 'representation')
  if (rep.structure === 'general') {
    throw new RepresentationMismatchError(
      `${rep.text} is not orthogonal; there is no orthogonal change of basis`,
    )
  }
  const table = sharedTable(rep.group)
  const values = table.representatives.map((g) => rep.character(g))
  const random = rng(0x150)
  const columns: Float64Array[] = []
  const components: IsotypicComponent[] = []
  for (const irrep of irreducibleRepresentations(rep.group)) {
    const own = irrep.values
    const inner = values.reduce((sum, v, c) => sum + table.classes.sizes[c]! * v * own[c]!, 0)
    const mean = inner / table.classes.list.order / irrep.endomorphismDim
    const multiplicity = dimensionOf(mean, `the copies of an irreducible representation in ${rep.text}`)
    if (multiplicity === 0) continue
    components.push({ irrep, multiplicity, offset: columns.length })
    const found = new OrthonormalSet(rep.dim)
    while (found.size < multiplicity * irrep.representation.dim) addCopy(rep, irrep, table, found, random)
    columns.push(...found.vectors)
  }
  const basis = new Float64Array(rep.dim * rep.dim)
  columns.forEach((v, k) => {
    for (let i = 0; i < rep.dim; i++) basis[i * rep.dim + k] = v[i]!
  })
  return { components, basis }
}

/**
 * One more copy, orthogonal to those found: Σ ρ(g) v (D(g)e₀)⊤ for a random v, scaled to an isometry.
 *
 * O(order · (dim irrep · dim + cost of ρ(g)x)).
 */
function addCopy(
  rep: Representation,
  { representation }: RealIrrep,
  { classes: { list } }: CharacterTable,
  found: OrthonormalSet,
  random: Rng,
): void {
  const d = representation.dim
  const n = rep.dim
  const v = new Float64Array(n).map(() => random.normal())
  found.project(v)
  const sums = Array.from({ length: d }, () => new Float64Array(n))
  const first = new Float64Array(d)
  first[0] = 1
  const column = new Float64Array(d)
  const moved = new Float64Array(n)
  for (let e = 0; e < list.order; e++) {
    const g = list.view(e)
    representation.applyInto(g, first, 0, column, 0)
    rep.applyInto(g, v, 0, moved, 0)
    sums.forEach((sum, j) => {
      const weight = column[j]!
      for (let i = 0; i < n; i++) sum[i]! += weight * moved[i]!
    })
  }
  const scale = Math.sqrt(sums[0]!.reduce((s, x) => s + x * x, 0))
  for (const sum of sums) {
    found.project(sum)
    for (let i = 0; i < n; i++) sum[i]! /= scale
    found.vectors.push(sum)
  }
}
