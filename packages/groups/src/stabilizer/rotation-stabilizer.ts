import { UnsupportedError } from '../core/errors.js'
import { euclideanNorm } from '../core/norm.js'
import type { Rng } from '../core/rng.js'
import {
  generatingOperations,
  idealMatrices,
  largestGroup,
  type OperationLaw,
} from '../geometry/operation-group.js'
import { fitOrthogonal } from '../geometry/orthogonal-fit.js'
import { classify, schoenflies } from '../geometry/schoenflies.js'
import {
  columns3,
  cross,
  determinant3,
  length,
  type Matrix3,
  multiply3,
  perpendicular,
  rotationAbout,
  rows3,
  transpose3,
  unit,
  type Vector,
} from '../geometry/space.js'
import { candidateMatrices } from '../geometry/symmetry-operations.js'
import { sparse } from '../lie/complex-matrix.js'
import { orthogonal, specialOrthogonal } from '../lie/lie-catalogue.js'
import { LieGroup, type MixedProduct } from '../lie/lie-group.js'
import type { LieElement, LieRepresentation } from '../lie/lie-representation.js'
import { matrixGroup } from '../matrix/matrix-group.js'
import { type FiniteGroup, permutationGroup } from '../permutation/finite-group.js'
import { randomElement } from '../permutation/group-facts.js'
import { compose, identityPermutation, type Permutation } from '../permutation/permutation.js'
import { readSites, type Sites } from './sites.js'

/** An element of a stabilizer in O(3) or its product with permutations. */
export interface RotationOperation {
  readonly matrix: Matrix3
  readonly determinant: 1 | -1
  /** Where each labelled point goes. */
  readonly images: Permutation
  readonly deviation: number
}

/** The stabilizer of a vector, tensor or set of labelled points in O(3) or SO(3). */
export interface RotationStabilizer {
  /** Its orbit type: the conjugacy class in O(3) by the Schoenflies name; `kh` is O(3), `k` is SO(3). */
  readonly orbitType: string
  /** Undefined if infinite. */
  readonly order: bigint | undefined
  /** 0 finite, 1 axial, 3 all rotations. */
  readonly dimension: 0 | 1 | 3
  /** Its rotations and reflections as a group on ℝ³. */
  readonly group: FiniteGroup | LieGroup
  /** What it does to the labelled points: generators, with those that exchange coincident points. */
  readonly permutations: FiniteGroup
  /** The elements of a finite stabilizer up to exchanges of coincident points, the identity first; empty for an infinite one. */
  readonly operations: readonly RotationOperation[]
  /** Axis of an axial stabilizer. */
  readonly axis: Vector | undefined
  /** The dimension of the orbit of x. */
  readonly orbitDimension: number
  /** The largest ‖ρ(g)x − x‖ / ‖x‖ among the operations. */
  readonly defect: number
  /** The least such number among operations that were looked at and left out. */
  readonly gap: number
  /** An element drawn uniformly, by Haar's measure where there are infinitely many: matrix and permutation of the points. */
  readonly randomElement: (random: Rng) => LieElement
  /** The number of its connected components: its order if it is finite. */
  readonly components: bigint
  /** Elements that with the component of 1 generate it. */
  readonly componentGenerators: readonly LieElement[]
  /** Points of the orbit by g ↦ gG_x are a manifold: there is no finite transversal unless the orbit is a point. */
  readonly transversal: readonly Matrix3[] | undefined
}

const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
/** Operations are looked for up to so many tolerances, to know the gap. */
const SEARCH_FACTOR = 100

const law: OperationLaw<RotationOperation> = {
  key: (o) => `${o.determinant}:${o.images.join()}:${directionKey(o.matrix)}`,
  productKey: (a, b) =>
    `${a.determinant * b.determinant}:${b.images.map((i) => a.images[i]!).join()}:${directionKey(multiply3(a.matrix, b.matrix))}`,
}

/** Coarse entries tell apart operations that permute the points alike, as on few points. */
function directionKey(m: Matrix3): string {
  return Array.from(m, (v) => Math.round(v * 50) + 0).join()
}

/** The stabilizer in O(3), SO(3) or the product of one with permutations; x checked, tolerance relative. */
export function rotationStabilizer(
  rep: LieRepresentation,
  x: Float64Array,
  tolerance: number,
): RotationStabilizer {
  const norm = euclideanNorm(x)
  return stabilizerOfSites(readSites(rep, x, tolerance * norm), properOnly(rep.group), norm)
}

/** The stabilizer of what stands at the sites, of norm as a vector; `proper`: in SO(3). */
export function stabilizerOfSites(sites: Sites, proper: boolean, norm: number): RotationStabilizer {
  const { directions, delta } = sites
  if (directions.points.length === 0) return everything(sites, proper)
  const line = commonLine(directions.points, delta)
  return line ? axial(sites, line, proper, norm) : finite(sites, proper, norm)
}

/** Whether the group has rotations only. */
export function properOnly(group: LieGroup | MixedProduct): boolean {
  const lie = group instanceof LieGroup ? group : group.factors.find((f) => f instanceof LieGroup)
  if (lie?.name === 'O(3)') return false
  if (lie?.name === 'SO(3)') return true
  throw new UnsupportedError(
    `stabilizers in ${group.name} are not known; among Lie groups those of O(3) and SO(3) are, and of their products with permutations`,
  )
}

function everything(sites: Sites, proper: boolean): RotationStabilizer {
  const group = proper ? specialOrthogonal(3) : orthogonal(3)
  const permutations = permutationGroup(sites.exchanges, { degree: sites.count })
  return {
    orbitType: proper ? 'k' : 'kh',
    order: undefined,
    dimension: 3,
    group,
    permutations,
    components: (proper ? 1n : 2n) * sites.exchangeOrder,
    componentGenerators: [
      ...(proper
        ? []
        : [
            sites.element(
              IDENTITY.map((v) => -v),
              identityPermutation(sites.count),
            ),
          ]),
      ...exchangeElements(sites),
    ],
    randomElement: (random) =>
      sites.element(group.haarSample(random).re, randomElement(permutations, random)),
    operations: [],
    axis: undefined,
    orbitDimension: 0,
    defect: 0,
    gap: Number.POSITIVE_INFINITY,
    transversal: [IDENTITY],
  }
}

/** The exchanges of points that coincide in everything. */
function exchangeElements(sites: Sites): LieElement[] {
  return sites.exchanges.map((e) => sites.element(IDENTITY, e))
}

function commonLine(points: readonly Vector[], delta: number): Vector | undefined {
  const furthest = points.reduce((a, b) => (length(b) > length(a) ? b : a))
  const direction = unit(furthest)
  return points.every((p) => length(cross(p, direction)) <= delta) ? direction : undefined
}

/** All directions on one line: all turns about it, and of four more operations those that pass. */
function axial(sites: Sites, axis: Vector, proper: boolean, norm: number): RotationStabilizer {
  const { delta } = sites
  const x = perpendicular(axis)
  const frame = columns3(x, cross(axis, x), axis)
  const inFrame = (a: number, b: number, c: number) =>
    multiply3(multiply3(frame, Float64Array.of(a, 0, 0, 0, b, 0, 0, 0, c)), transpose3(frame))
  const candidates = { h: inFrame(1, 1, -1), v: inFrame(-1, 1, 1), two: inFrame(1, -1, -1) }
  let defect = 0
  let gap = Number.POSITIVE_INFINITY
  const exchanges = permutationGroup(sites.exchanges, { degree: sites.count })
  const imagesOf = new Map<Matrix3, Permutation>()
  const passes = (matrix: Matrix3) => {
    if (proper && determinant3(matrix) < 0) return false
    const moved = sites.move(matrix, SEARCH_FACTOR * delta)
    if (!moved) return false
    if (moved.deviation > delta) {
      gap = Math.min(gap, moved.deviation / norm)
      return false
    }
    defect = Math.max(defect, moved.deviation / norm)
    imagesOf.set(matrix, moved.images)
    return true
  }
  const [h, v, two] = [passes(candidates.h), passes(candidates.v), passes(candidates.two)]
  const name = h && v ? 'd∞h' : h ? 'c∞h' : v ? 'c∞v' : two ? 'd∞' : 'c∞'
  const turn = sparse(3, [
    [0, 1, -axis[2]],
    [0, 2, axis[1]],
    [1, 0, axis[2]],
    [1, 2, -axis[0]],
    [2, 0, -axis[1]],
    [2, 1, axis[0]],
  ])
  const discrete = [
    ...(h ? [candidates.h] : []),
    ...(v ? [candidates.v] : []),
    ...(two && !(h && v) ? [candidates.two] : []),
  ]
  // the rotations about the axis, times each of the others or not: uniform on the components
  const draw = (random: Rng): { matrix: Matrix3; images: Permutation } => {
    let matrix: Matrix3 = rotationAbout(axis, 2 * Math.PI * random.float())
    let images = randomElement(exchanges, random)
    for (const d of discrete) {
      if (random.int(2) === 0) continue
      matrix = multiply3(d, matrix)
      images = compose(imagesOf.get(d)!, images)
    }
    return { matrix, images }
  }
  return {
    orbitType: name,
    order: undefined,
    dimension: 1,
    group: new LieGroup({
      name: `${name} about [${axis.map((c) => Number(c.toPrecision(6)))}]`,
      dim: 3,
      complex: false,
      algebra: [turn],
      discrete: discrete.map((re) => ({ n: 3, re })),
      unitary: true,
      haar: (random) => ({ n: 3, re: draw(random).matrix }),
    }),
    permutations: permutationGroup([...sites.exchanges, ...imagesOf.values()], { degree: sites.count }),
    components: 2n ** BigInt(discrete.length) * sites.exchangeOrder,
    componentGenerators: [
      ...discrete.map((d) => sites.element(d, imagesOf.get(d)!)),
      ...exchangeElements(sites),
    ],
    randomElement: (random) => {
      const { matrix, images } = draw(random)
      return sites.element(matrix, images)
    },
    operations: [],
    axis,
    orbitDimension: 2,
    defect,
    gap,
    transversal: undefined,
  }
}

function finite(sites: Sites, proper: boolean, norm: number): RotationStabilizer {
  const { delta } = sites
  const wide = SEARCH_FACTOR * delta
  const found = new Map<string, RotationOperation>()
  for (const start of candidateMatrices(sites.directions, wide)) {
    const determinant = determinant3(start) > 0 ? 1 : -1
    if (proper && determinant < 0) continue
    const rough = sites.move(start, 10 * wide)
    if (!rough) continue
    // fitted to all points that have a place of their own
    const matrix = sites.fit(start, rough.images, (from, to) => fitOrthogonal(from, to, determinant))
    const moved = sites.move(matrix, wide)
    if (!moved) continue
    const operation = { matrix, determinant, images: moved.images, deviation: moved.deviation } as const
    const key = law.key(operation)
    if (!found.has(key)) found.set(key, operation)
  }
  const { group, gap } = largestGroup([...found.values()], delta, law)
  const matrices = idealMatrices(group, law)
  const { name } = schoenflies(matrices.map(classify))
  const generators = generatingOperations(group, law)
  const exchanges = permutationGroup(sites.exchanges, { degree: sites.count })
  return {
    orbitType: name,
    order: BigInt(group.length) * sites.exchangeOrder,
    dimension: 0,
    group: matrixGroup(
      generators.map((i) => rows3(matrices[i]!)),
      { dim: 3 },
    ),
    permutations: permutationGroup([...sites.exchanges, ...generators.map((i) => group[i]!.images)], {
      degree: sites.count,
    }),
    components: BigInt(group.length) * sites.exchangeOrder,
    componentGenerators: [
      ...generators.map((i) => sites.element(matrices[i]!, group[i]!.images)),
      ...exchangeElements(sites),
    ],
    operations: group.map((o, i) => ({ ...o, matrix: matrices[i]! })),
    randomElement: (random) => {
      const i = random.int(group.length)
      return sites.element(matrices[i]!, compose(group[i]!.images, randomElement(exchanges, random)))
    },
    axis: undefined,
    orbitDimension: 3,
    defect: group.reduce((most, o) => Math.max(most, o.deviation), 0) / norm,
    gap: gap / norm,
    transversal: undefined,
  }
}
