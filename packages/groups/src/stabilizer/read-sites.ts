import { factorial, type Matrix3, type Permutation, UnsupportedError } from '@buridan/core'
import type { Sites } from '@buridan/geometry'
import { FiniteGroup } from '@buridan/permutations'
import { factorsOf, type LieElement } from '../lie/lie-factors.js'
import { LieGroup } from '../lie/lie-group.js'
import { isProper, rotationGroup } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'

const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/** A vector of a representation of O(3) or SO(3), alone or with permutations of points, as sites in space. */
export interface SitesOfVector {
  readonly sites: Sites
  /** Numbers that reflections change to their negatives, in O(3); in SO(3) they are scalars. */
  readonly pseudoscalars: readonly number[]
  /** The element of the group with a matrix and a permutation of points. */
  element(matrix: Matrix3, images: Permutation): LieElement
}

/** The elements that only exchange coincident points. */
export function exchangeElements({ element }: SitesOfVector, exchanges: FiniteGroup): LieElement[] {
  return exchanges.ownGenerators.map((images) => element(IDENTITY.slice(), images))
}

/** Whether it is V times the determinant: the map x ↦ v × x is then a tensor that moves along, by itself an antisymmetric one. */
function isAxial({ form }: LieRepresentation): boolean {
  const kinds = form.parts.map((p) => p.form.kind)
  return (
    form.kind === 'tensor' &&
    kinds.length === 2 &&
    kinds.includes('determinant') &&
    (kinds.includes('base') || kinds.includes('factor'))
  )
}

/** Whether it is the symmetric or the alternating square of vectors, and which; undefined for others. */
function squareOf({ form }: LieRepresentation): 1 | -1 | undefined {
  const [inner] = form.parts
  if (form.detail !== '2' || (inner?.form.kind !== 'base' && inner?.form.kind !== 'factor')) return undefined
  return form.kind === 'symmetric power' ? 1 : form.kind === 'alternating power' ? -1 : undefined
}

/** The 3×3 tensor with these coordinates on the orthonormal basis of symmetrized or antisymmetrized ones. */
function squareTensor(x: Float64Array, sign: 1 | -1): Float64Array {
  const out = new Float64Array(9)
  let at = 0
  for (let i = 0; i < 3; i++) {
    for (let j = sign === 1 ? i : i + 1; j < 3; j++) {
      const v = x[at++]! * (i === j ? 1 : Math.SQRT1_2)
      out[3 * i + j] = v
      if (i !== j) out[3 * j + i] = sign * v
    }
  }
  return out
}

/** Reads scalars, vectors and tensors off the coordinates of a representation. */
export function readSites(rep: LieRepresentation, x: Float64Array): SitesOfVector {
  const factors = factorsOf(rep.group)
  const pointsFactor = factors.findIndex((f) => f instanceof FiniteGroup)
  const finite = pointsFactor < 0 ? undefined : factors[pointsFactor]
  if (
    factors.length > 2 ||
    (finite instanceof FiniteGroup && !isSymmetricGroup(finite)) ||
    factors.filter((f) => f instanceof LieGroup).length !== 1
  ) {
    throw new UnsupportedError(
      `stabilizers in ${rep.group.name} are not known; among products those of O(3) or SO(3) with a symmetric group are`,
    )
  }
  const count = finite instanceof FiniteGroup ? finite.degree : 0
  const points = Array.from({ length: count }, () => ({ vectors: [] as number[][], scalars: [] as number[] }))
  const vectors: number[][] = []
  const tensors: Float64Array[] = []
  const scalars: number[] = []
  const pseudoscalars: number[] = []
  let at = 0
  for (const part of rep.summands.flatMap((s) => Array.from({ length: s.count }, () => s.rep))) {
    const square = squareOf(part)
    const kinds = kindOf(part, pointsFactor)
    const value = (i: number) => x[at + i]!
    switch (kinds) {
      case '':
        scalars.push(...x.subarray(at, at + part.dim))
        break
      case 'v':
        vectors.push([value(0), value(1), value(2)])
        break
      case 'axial': {
        const [a, b, c] = [0, 1, 2].map((i) => value(i) * Math.SQRT1_2) as [number, number, number]
        tensors.push(Float64Array.of(0, -c, b, c, 0, -a, -b, a, 0))
        break
      }
      case 'pseudo':
        if (isProper(rotationGroup(rep.group))) scalars.push(value(0))
        else pseudoscalars.push(value(0))
        break
      case 'square':
        tensors.push(squareTensor(x.subarray(at, at + part.dim), square!))
        break
      case 'vv':
        tensors.push(x.slice(at, at + 9))
        break
      case 'p':
        points.forEach((p, i) => {
          p.scalars.push(value(i))
        })
        break
      case 'vp':
        points.forEach((p, i) => {
          p.vectors.push([value(i), value(count + i), value(2 * count + i)])
        })
        break
      case 'pv':
        points.forEach((p, i) => {
          p.vectors.push([value(3 * i), value(3 * i + 1), value(3 * i + 2)])
        })
        break
      default:
        throw new UnsupportedError(
          `the stabilizer of a vector of ${part.text} is not known: scalars, pseudoscalars, vectors, axial vectors and 3×3 tensors are, and scalars and vectors of points`,
        )
    }
    at += part.dim
  }
  return {
    sites: { points, vectors, tensors, scalars },
    pseudoscalars,
    element(matrix, images) {
      const rotation = { n: 3, re: matrix }
      if (pointsFactor < 0) return rotation
      return pointsFactor === 0 ? [images, rotation] : [rotation, images]
    },
  }
}

/** Sites after the inversion: vectors are their negatives, tensors stay. */
export function inverted({ points, vectors = [], ...others }: Sites): Sites {
  const negative = (v: ArrayLike<number>) => Array.from(v, (c) => -c)
  return {
    ...others,
    points: points.map((p) => ({ ...p, vectors: p.vectors.map(negative) })),
    vectors: vectors.map(negative),
  }
}

/** What a summand is: which factors its indices belong to, or one of those that have no indices. */
function kindOf(part: LieRepresentation, pointsFactor: number): string | undefined {
  if (isAxial(part)) return 'axial'
  if (part.form.kind === 'determinant' && part.form.detail !== String(pointsFactor)) return 'pseudo'
  if (squareOf(part) !== undefined && isOfSpace(part, pointsFactor)) return 'square'
  return part.axes?.map((a) => (a.factor === pointsFactor ? 'p' : 'v')).join('')
}

/** Whether a power is one of vectors of space, and not of functions on the points. */
function isOfSpace({ form }: LieRepresentation, pointsFactor: number): boolean {
  const inner = form.parts[0]!.form
  return inner.kind === 'base' || inner.detail !== String(pointsFactor)
}

/** Whether it is all permutations of its points. */
export function isSymmetricGroup(group: FiniteGroup): boolean {
  return group.ownBase.kind === 'permutation' && group.order === factorial(group.degree)
}
