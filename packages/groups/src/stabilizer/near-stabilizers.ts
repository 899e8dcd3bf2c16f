import { finiteVector, knownOptions, numberIn, ofKind, UnsupportedError } from '@buridan/core'
import { type NearLine, type NearSymmetry, nearSymmetries } from '@buridan/geometry'
import type { LieElement } from '../lie/lie-factors.js'
import { isProper, rotationGroup } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'
import { exchangeElements, readSites, type SitesOfVector } from './read-sites.js'

/** A finite group that nearly fixes a vector. */
export interface NearStabilizer {
  /** Schoenflies, in lower case. */
  readonly orbitType: string
  readonly order: bigint
  /** The largest distance by which an element moves a point, or a vector of the whole. */
  readonly deviation: number
  /** All elements up to exchanges of points that agree in everything, the identity first. Computed on first use. */
  readonly elements: readonly LieElement[]
  /** Generators of the exchanges of points that agree in everything. */
  readonly exchanges: readonly LieElement[]
}

/** The near-stabilizers of a vector. */
export interface NearStabilizers {
  /** The given radius, or a smaller one up to which points can be told apart. */
  readonly radius: number
  /** Ascending: each group is a subgroup of the next. */
  readonly chain: readonly NearStabilizer[]
  /** The line that all points are within the radius of, if there is one: no group of the chain contains the rotations about it. */
  readonly line: NearLine | undefined
}

/**
 * The finite groups that nearly fix a vector in a representation of O(3) or SO(3), alone or with a symmetric group on labelled points, at
 * growing distance: the answers of {@link stabilizer} at each tolerance, in one search.
 *
 * @param rep - scalars, vectors, axial vectors and 3×3 tensors of space, and vectors and scalars of points
 * @param x - dim numbers
 * @param options - `radius`: the largest distance by which an element moves a point, in the unit of x
 * @throws UnsupportedError for other groups and representations, and pseudoscalars that reflections change
 * @throws RepresentationMismatchError | InvalidArgumentError for a wrong length, NaN, or a negative radius
 * @remarks As `nearSymmetries`: O(n²) for n points, and O(k² n) for the images of two points in classes of k points.
 *
 * @example
 * ```ts
 * import { nearStabilizers, parseAnyGroup, parseRepresentation } from '@buridan/groups'
 * const rep = parseRepresentation(parseAnyGroup('O(3)xS(4)'), 'V_a*V_b')
 * // a square, x coordinates first, with one corner slightly displaced
 * const { chain } = nearStabilizers(rep, [1, 0, -1, 0, 0, 1, 0, -1.1, 0, 0, 0, 0], { radius: 0.2 })
 * console.log(chain.map((h) => `${h.orbitType} ${h.order}`)) // → [ 'c1 1', 'c2v 4', 'd4h 16' ]
 * ```
 */
export function nearStabilizers(
  rep: LieRepresentation,
  x: ArrayLike<number>,
  options: { readonly radius: number },
): NearStabilizers {
  ofKind(rep, 'rep', 'Lie representation')
  const radius = numberIn(
    knownOptions(options, { radius: true }, 'nearStabilizers').radius,
    0,
    Number.MAX_VALUE,
    'radius',
  )
  const vector = finiteVector(x, rep.dim, 'x')
  if (!rotationGroup(rep.group)) {
    throw new UnsupportedError(`near-stabilizers are known in O(3) and SO(3), not in ${rep.group.name}`)
  }
  const read = readSites(rep, vector)
  const proper = isProper(read.lie)
  if (!proper && read.pseudoscalars.some((v) => v !== 0)) {
    throw new UnsupportedError('near-stabilizers of pseudoscalars are not known')
  }
  const found = nearSymmetries(read.sites, { radius, proper })
  return { ...found, chain: found.chain.map((symmetry) => new SitesNearStabilizer(read, symmetry)) }
}

class SitesNearStabilizer implements NearStabilizer {
  #elements: readonly LieElement[] | undefined

  constructor(
    readonly read: SitesOfVector,
    readonly symmetry: NearSymmetry,
  ) {}

  get orbitType(): string {
    return this.symmetry.name
  }

  get order(): bigint {
    return BigInt(this.symmetry.order) * this.symmetry.exchanges.order
  }

  get deviation(): number {
    return this.symmetry.deviation
  }

  get elements(): readonly LieElement[] {
    this.#elements ??= this.symmetry.operations.map((o) => this.read.element(o.matrix, o.images))
    return this.#elements
  }

  get exchanges(): readonly LieElement[] {
    return exchangeElements(this.read, this.symmetry.exchanges)
  }
}
