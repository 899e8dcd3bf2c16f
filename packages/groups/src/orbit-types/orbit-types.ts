import {
  dimensionOf,
  InvalidArgumentError,
  integerIn,
  objectOf,
  ofKind,
  type Rng,
  rng,
  shown,
  TooLargeError,
} from '@buridan/core'
import {
  closure,
  type ElementList,
  elementsOf,
  type FiniteGroup,
  type Subgroup,
  type SubgroupClass,
  type SubgroupPosition,
  subgroupClasses,
  subgroupWithMembers,
} from '@buridan/permutations'
import type { Representation } from '../representation/representation.js'

const MAX_COLOURINGS = 2 ** 24

/** An orbit type of a representation: a class of subgroups that occurs as a stabilizer. */
export interface OrbitType {
  readonly subgroupClass: SubgroupClass
  /** dim Fix(H) of its stratum's closure. */
  readonly fixedDimension: number
}

/**
 * dim Fix(H) = mean over H of the character; for a subgroup of the representation's listed group.
 *
 * @throws InvalidArgumentError if `rep` is not a representation of a finite group, or `h` not a subgroup
 * @remarks O(|H| · cost of a character).
 *
 * @example
 * ```ts
 * import { dihedral, fixedDimension, subgroupClasses, tensor } from '@buridan/groups'
 * const G = dihedral(4)
 * const whole = subgroupClasses(G).classes.at(-1)!.representative
 * console.log(fixedDimension(tensor(G, 1), whole)) // → 1
 * ```
 */
export function fixedDimension(rep: Representation, h: Subgroup): number {
  ofKind(rep, 'rep', 'representation')
  ofKind(h, 'h', 'subgroup')
  let sum = 0
  for (const i of h.memberView) sum += rep.character(h.list.view(i))
  return dimensionOf(sum / h.order, `the vectors of ${rep.text} that are fixed`)
}

/**
 * The orbit types of a representation: the conjugacy classes [H] that are stabilizers of some vector. H is a stabilizer iff
 * every larger subgroup fixes a smaller space, since a real vector space is no finite union of proper subspaces.
 *
 * A random vector of Fix(H) that only H fixes proves that H is a stabilizer; if more elements fix it, the dimension of
 * their fixed space decides, by characters.
 *
 * @throws TooLargeError above order 8000
 * @throws InvalidArgumentError if `rep` is not a representation of a finite group
 * @remarks O(classes of subgroups · order · cost of ρ).
 *
 * @example
 * ```ts
 * import { baseRepresentation, orbitTypes, pointGroup } from '@buridan/groups'
 * const types = orbitTypes(baseRepresentation(pointGroup('Oh')))
 * console.log(types.map((t) => t.subgroupClass.order)) // → [ 1, 2, 2, 4, 6, 8, 48 ]
 * ```
 */
export function orbitTypes(rep: Representation): OrbitType[] {
  ofKind(rep, 'rep', 'representation')
  const { classes } = subgroupClasses(rep.group)
  const random = rng(0x0b17)
  return classes
    .map((subgroupClass) => ({
      subgroupClass,
      fixedDimension: fixedDimension(rep, subgroupClass.representative),
    }))
    .filter(({ subgroupClass: { representative }, fixedDimension: dim }) => {
      const fixing = elementsFixing(rep, representative, genericFixedVector(rep, representative, dim, random))
      if (fixing.length === representative.order) return true
      return fixedDimension(rep, closure(representative.list, fixing)) < dim
    })
}

/** The mean over H of ρ(h)u for a random u; exactly 0 if Fix(H) is 0. */
function genericFixedVector(rep: Representation, h: Subgroup, dim: number, random: Rng): Float64Array {
  const mean = new Float64Array(rep.dim)
  if (dim === 0) return mean
  const u = mean.map(() => random.normal())
  const moved = new Float64Array(rep.dim)
  for (const i of h.memberView) {
    rep.applyInto(h.list.view(i), u, 0, moved, 0)
    for (let k = 0; k < rep.dim; k++) mean[k]! += moved[k]! / h.order
  }
  return mean
}

/** Numbers of the elements that fix v, to 1e-9 of its largest entry. */
function elementsFixing(rep: Representation, { list }: Subgroup, v: Float64Array): number[] {
  const tolerance = 1e-9 * v.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  const moved = new Float64Array(rep.dim)
  const out: number[] = []
  for (let i = 0; i < list.order; i++) {
    rep.applyInto(list.view(i), v, 0, moved, 0)
    if (moved.every((x, k) => Math.abs(x - v[k]!) <= tolerance)) out.push(i)
  }
  return out
}

/**
 * The class of a stabilizer and the element t with G_x = t H t⁻¹, for the representative H of the class.
 *
 * @throws InvalidArgumentError if the members are not numbers of elements
 * @throws TooLargeError above order 8000
 * @remarks As {@link subgroupClasses} when first asked for a group; then O(|G_x| · generators) table look-ups.
 *
 * @example
 * ```ts
 * import { dihedral, orbitTypeOf, stabilizer, tensor } from '@buridan/groups'
 * const G = dihedral(4)
 * console.log(orbitTypeOf(G, stabilizer(tensor(G, 1), [1, 1, 1, 1])).index) // → 7
 * ```
 */
export function orbitTypeOf(
  group: FiniteGroup,
  stabilizer: { readonly members: ArrayLike<number> },
): SubgroupPosition {
  ofKind(group, 'group', 'finite group')
  const lattice = subgroupClasses(group)
  const { members } = objectOf(stabilizer, 'the stabilizer')
  if (typeof members !== 'object' || members === null) {
    throw new InvalidArgumentError(
      `the members of the stabilizer are ${shown(members)}; they must be numbers of elements`,
    )
  }
  const last = lattice.list.order - 1
  const numbers = Array.from(members, (i) => integerIn(i, 0, last, 'a member'))
  return lattice.locate(subgroupWithMembers(lattice.list, numbers))
}

/** Orbits of one type among colourings. */
export interface ColouringOrbitType {
  readonly stabilizerOrder: number
  readonly orbits: number
  /** The first vector, in lexicographic order, of this type. */
  readonly example: readonly number[]
  readonly subgroupClass: SubgroupClass
}

/**
 * Orbits of a permutation group on the colourings {0..k−1}^n of its points, counted by the conjugacy class of their
 * stabilizer, in the order in which the types first occur.
 *
 * @throws TooLargeError above 2²⁴ colourings or group order 8000
 * @remarks O(kⁿ · n · generators + orbits · order · n).
 *
 * @example
 * ```ts
 * import { colouringOrbitTypes, dihedral } from '@buridan/groups'
 * const { orbits, orbitTypes } = colouringOrbitTypes(dihedral(4), 3)
 * console.log(orbits, orbitTypes.map((t) => t.stabilizerOrder)) // → 21 [ 8, 2, 2, 1, 4 ]
 * ```
 */
export function colouringOrbitTypes(
  group: FiniteGroup,
  colours: number,
): { orbits: number; orbitTypes: ColouringOrbitType[] } {
  ofKind(group, 'group', 'finite group')
  integerIn(colours, 1, 1000, 'colours')
  const n = group.degree
  const total = colours ** n
  if (total > MAX_COLOURINGS) {
    throw new TooLargeError(`${colours}^${n} colourings refused: the limit is ${MAX_COLOURINGS}`)
  }
  const lattice = subgroupClasses(group)
  const list = elementsOf(group)
  const types = new Map<number, ColouringOrbitType & { orbits: number }>()
  const seen = new Uint8Array(total)
  let orbits = 0
  for (let start = 0; start < total; start++) {
    if (seen[start]) continue
    orbits++
    markOrbit(group, start, colours, seen)
    const example = digits(start, colours, n)
    const { index } = lattice.locate(subgroupWithMembers(list, fixing(list, example)))
    const type = types.get(index)
    if (type) type.orbits++
    else {
      const subgroupClass = lattice.classes[index]!
      types.set(index, { stabilizerOrder: subgroupClass.order, orbits: 1, example, subgroupClass })
    }
  }
  return { orbits, orbitTypes: [...types.values()] }
}

function digits(code: number, colours: number, n: number): number[] {
  const out = new Array<number>(n)
  for (let i = n - 1, rest = code; i >= 0; i--) {
    out[i] = rest % colours
    rest = Math.floor(rest / colours)
  }
  return out
}

function markOrbit(group: FiniteGroup, start: number, colours: number, seen: Uint8Array): void {
  const n = group.degree
  const orbit = [start]
  seen[start] = 1
  for (const code of orbit) {
    const x = digits(code, colours, n)
    for (const g of group.ownGenerators) {
      const moved = new Array<number>(n)
      for (let i = 0; i < n; i++) moved[g[i]!] = x[i]!
      const image = moved.reduce((sum, v) => sum * colours + v, 0)
      if (!seen[image]) {
        seen[image] = 1
        orbit.push(image)
      }
    }
  }
}

function fixing(list: ElementList, x: readonly number[]): number[] {
  const out: number[] = []
  for (let e = 0; e < list.order; e++) {
    const g = list.view(e)
    let fixed = true
    for (let i = 0; fixed && i < x.length; i++) fixed = x[g[i]!] === x[i]
    if (fixed) out.push(e)
  }
  return out
}
