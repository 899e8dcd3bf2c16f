import { factorial, type Matrix3, type Permutation, UnsupportedError } from '@buridan/core'
import type { Sites } from '@buridan/geometry'
import { FiniteGroup } from '@buridan/permutations'
import { factorsOf, type LieElement } from '../lie/lie-factors.js'
import { LieGroup } from '../lie/lie-group.js'
import type { LieRepresentation } from '../representation/representation.js'

const IDENTITY: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)

/** A vector of a representation of O(3) or SO(3), alone or with permutations of points, as sites in space. */
export interface SitesOfVector {
  readonly sites: Sites
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

/** Reads scalars, vectors and tensors off the coordinates of a representation. */
export function readSites(rep: LieRepresentation, x: Float64Array): SitesOfVector {
  const factors = factorsOf(rep.group)
  const pointsFactor = factors.findIndex((f) => f instanceof FiniteGroup)
  const finite = pointsFactor < 0 ? undefined : factors[pointsFactor]
  if (
    factors.length > 2 ||
    (finite instanceof FiniteGroup && !isSymmetric(finite)) ||
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
  let at = 0
  for (const part of rep.summands.flatMap((s) => Array.from({ length: s.count }, () => s.rep))) {
    const kinds = isAxial(part)
      ? 'axial'
      : part.axes?.map((a) => (a.factor === pointsFactor ? 'p' : 'v')).join('')
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
          `the stabilizer of a vector of ${part.text} is not known: scalars, vectors, axial vectors and 3×3 tensors are, and scalars and vectors of points`,
        )
    }
    at += part.dim
  }
  return {
    sites: { points, vectors, tensors, scalars },
    element(matrix, images) {
      const rotation = { n: 3, re: matrix }
      if (pointsFactor < 0) return rotation
      return pointsFactor === 0 ? [images, rotation] : [rotation, images]
    },
  }
}

function isSymmetric(group: FiniteGroup): boolean {
  return group.ownBase.kind === 'permutation' && group.order === factorial(group.degree)
}
