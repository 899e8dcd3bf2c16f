import {
  BuridanError,
  OrthonormalSet,
  ofKind,
  orbitsOfPoints,
  type Rng,
  rng,
  squareProduct,
  symmetricEigen,
  UnsupportedError,
} from '@buridan/core'
import { elementsOf, type FiniteGroup, pointwiseStabilizer, subgroupClasses } from '@buridan/permutations'
import { type CharacterTable, sharedTable } from './character-table.js'
import { cosetRepresentation } from './coset-representation.js'
import { matrixRepresentation } from './matrix-representation.js'

import type { Representation } from './representation.js'

/** The largest permutation representation on cosets in which an irreducible one is sought. */
const MAX_COSETS = 5_000

/** A real irreducible representation. */
export interface RealIrrep {
  /** Orthogonal matrices. */
  readonly representation: Representation
  /** The algebra of equivariant maps from it to itself: ℝ, ℂ or the quaternions. */
  readonly type: 'real' | 'complex' | 'quaternionic'
  /** dim of those maps: 1, 2 or 4. */
  readonly endomorphismDim: 1 | 2 | 4
  /** Numbers of the complex characters in it: χ for the real type, χ and its conjugate, or χ (twice). */
  readonly characters: readonly number[]
  /** Values of its character on the classes of the character table. */
  readonly values: Float64Array
}

/** The real irreducible characters, without matrices. */
export interface RealCharacter extends Omit<RealIrrep, 'representation'> {
  readonly dim: number
}

/**
 * The characters of the real irreducible representations, χ, χ + χ̄ or 2χ by Frobenius–Schur, ordered by dimension.
 *
 * @throws TooLargeError if the group is too large for its character table
 * @throws InvalidArgumentError unless the group is finite
 * @remarks As {@link characterTable}, which is kept; then O(characters · classes).
 *
 * @example
 * ```ts
 * import { cyclic, realCharacters } from '@buridan/groups'
 * console.log(realCharacters(cyclic(4)).map((c) => `${c.dim} ${c.type}`)) // → [ '1 real', '1 real', '2 complex' ]
 * ```
 */
export function realCharacters(group: FiniteGroup): RealCharacter[] {
  ofKind(group, 'group', 'finite group')
  const { shared: characters } = sharedTable(group)
  const all = characters.flatMap(({ degree, re, frobeniusSchur, conjugate }, k): RealCharacter[] => {
    if (frobeniusSchur === 1) {
      return [{ type: 'real', endomorphismDim: 1, characters: [k], values: re.slice(), dim: degree }]
    }
    const doubled = { values: re.map((x) => 2 * x), dim: 2 * degree }
    if (frobeniusSchur === -1) {
      return [{ type: 'quaternionic', endomorphismDim: 4, characters: [k], ...doubled }]
    }
    if (conjugate < k) return []
    return [{ type: 'complex', endomorphismDim: 2, characters: [k, conjugate], ...doubled }]
  })
  return all.sort((a, b) => a.dim - b.dim)
}

const irreps = new WeakMap<FiniteGroup, RealIrrep[]>()

/**
 * The real irreducible representations of a finite group, with orthogonal matrices.
 *
 * Those of complex characters of degree 1 are multiplication by their values. The others are found in a permutation representation on
 * cosets G/H with the least multiplicity: projected by their character and, if the multiplicity is over 1, split by the
 * eigenspaces of a random symmetric equivariant map.
 *
 * @throws TooLargeError if the group is too large for its character table
 * @throws UnsupportedError if a representation occurs only on more than 5000 cosets
 * @throws InvalidArgumentError unless the group is finite
 * @remarks As {@link characterTable} and {@link subgroupClasses}, then for each one O(order · (cosets · base · degree + generators · dim³)),
 * with (copies · dim)³ in place of dim³ if it occurs more than once. Kept as long as the group value lives.
 *
 * @example
 * ```ts
 * import { irreducibleRepresentations, symmetric } from '@buridan/groups'
 * console.log(irreducibleRepresentations(symmetric(4)).map((r) => r.representation.dim)) // → [ 1, 1, 2, 3, 3 ]
 * ```
 */
export function irreducibleRepresentations(group: FiniteGroup): RealIrrep[] {
  ofKind(group, 'group', 'finite group')
  let found = irreps.get(group)
  if (!found) {
    const table = sharedTable(group)
    const modules = candidateModules(group, table)
    const random = rng(0x1e91)
    found = realCharacters(group).map((c) => kept(c, realize(c, table, modules, random)))
    irreps.set(group, found)
  }
  return [...found]
}

/** The part that all callers share, which never changes. */
function kept(
  { type, endomorphismDim, characters, values }: RealCharacter,
  representation: Representation,
): RealIrrep {
  return Object.freeze({
    type,
    endomorphismDim,
    characters: Object.freeze([...characters]),
    representation,
    get values() {
      return values.slice()
    },
  })
}

interface Module {
  readonly subgroup: FiniteGroup
  readonly index: number
  /** Multiplicity of each complex irreducible character. */
  readonly multiplicities: readonly number[]
}

/** Permutation representations on cosets, by their characters only: of point stabilizers and of all classes of subgroups. */
function candidateModules(group: FiniteGroup, table: CharacterTable): Module[] {
  const subgroups = orbitsOfPoints(group.degree, group.ownGenerators).map((o) =>
    pointwiseStabilizer(group, [o[0]!]),
  )
  try {
    subgroups.push(...subgroupClasses(group).classes.map((c) => c.representative.group))
  } catch (error) {
    if (!(error instanceof BuridanError && error.code === 'TOO_LARGE')) throw error
    subgroups.push(pointwiseStabilizer(group, [...Array(group.degree).keys()]))
  }
  const { list, classView: classOf } = table.classes
  return subgroups.map((subgroup) => {
    const counts = new Float64Array(table.classes.count)
    const members = elementsOf(subgroup)
    for (let i = 0; i < members.order; i++) counts[classOf[list.indexOf(members.view(i))]!]!++
    const multiplicities = table.shared.map(({ re }) =>
      Math.round(counts.reduce((sum, n, c) => sum + n * re[c]!, 0) / members.order),
    )
    return { subgroup, index: list.order / members.order, multiplicities }
  })
}

function realize(
  character: RealCharacter,
  table: CharacterTable,
  modules: readonly Module[],
  random: Rng,
): Representation {
  const { group } = table
  const k = character.characters[0]!
  if (table.shared[k]!.degree === 1) return ofOneDimension(character, table)
  const copies = ({ multiplicities }: Module) =>
    multiplicities[k]! / (character.type === 'quaternionic' ? 2 : 1)
  const cost = (m: Module) => m.index * copies(m) ** 2
  const usable = modules.filter((m) => copies(m) > 0 && m.index <= MAX_COSETS)
  if (usable.length === 0) {
    throw new UnsupportedError(
      `an irreducible representation of ${group.shortName} of dimension ${character.dim} occurs on no cosets of at most ${MAX_COSETS}`,
    )
  }
  const best = usable.reduce((a, b) => (cost(b) < cost(a) ? b : a))
  const rep = cosetRepresentation(group, best.subgroup)
  let basis = isotypicSpace(rep, character, table, copies(best) * character.dim, random)
  if (copies(best) > 1) basis = splitOff(rep, basis, character.dim, table, random)
  return matrixRepresentation(
    group,
    group.ownGenerators.map((g) => inBasis(rep, g, basis)),
    { dim: character.dim },
  )
}

/** Multiplication by a character of degree 1, on ℝ or on ℂ = ℝ². */
function ofOneDimension(
  { characters, dim }: RealCharacter,
  { group, classes, shared: all }: CharacterTable,
): Representation {
  const { re, im } = all[characters[0]!]!
  const matrices = group.ownGenerators.map((g) => {
    const c = classes.classView[classes.list.indexOf(g)]!
    const [x, y] = [re[c]!, im[c]!]
    return dim === 1
      ? [[x]]
      : [
          [x, -y],
          [y, x],
        ]
  })
  return matrixRepresentation(group, matrices, { dim })
}

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
function isotypicSpace(
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
function inBasis(rep: Representation, g: Uint32Array, { vectors }: OrthonormalSet): number[][] {
  const moved = new Float64Array(rep.dim)
  const columns = vectors.map((v) => {
    rep.applyInto(g, v, 0, moved, 0)
    return vectors.map((w) => w.reduce((sum, x, i) => sum + x * moved[i]!, 0))
  })
  return vectors.map((_, i) => columns.map((c) => c[i]!))
}

/** One irreducible subspace of an isotypic space: an eigenspace of the mean of a random symmetric matrix over the group. */
function splitOff(
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
