import { factorial, type Permutation, UnsupportedError } from '@buridan/core'
import type { Sites } from '@buridan/geometry'
import { FiniteGroup } from '@buridan/permutations'
import { type ComplexMatrix, identityMatrix } from '../lie/complex-matrix.js'
import { factorsOf, type LieElement } from '../lie/lie-factors.js'
import { LieGroup } from '../lie/lie-group.js'
import { isometryGroup, isProper } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'
import type { TensorAxis } from '../representation/tensor-index.js'

/** A vector of a representation of O(d), SO(d), U(n) or SU(n), alone or with permutations of points, as sites of its space. */
export interface SitesOfVector {
  readonly sites: Sites
  /** Numbers that reflections change to their negatives, in O(d); in SO(d) they are scalars. */
  readonly pseudoscalars: readonly number[]
  /** The group of the space. */
  readonly lie: LieGroup
  /** The element of the group with a matrix, on real and imaginary parts in turn if it is complex, and a permutation of points. */
  element(matrix: Float64Array, images: Permutation): LieElement
}

/** The elements that only exchange coincident points. */
export function exchangeElements({ element, lie }: SitesOfVector, exchanges: FiniteGroup): LieElement[] {
  const dim = lie.complex ? 2 * lie.dim : lie.dim
  return exchanges.ownGenerators.map((images) => element(identityMatrix(dim).re, images))
}

/** Whether it is V times the determinant: the map x ↦ v × x is then a tensor that moves along, by itself an antisymmetric one. */
function isAxial({ form }: LieRepresentation, pointsFactor: number): boolean {
  if (form.kind !== 'tensor' || form.parts.length !== 2) return false
  const isVector = ({ form: { kind, detail } }: { form: LieRepresentation['form'] }) =>
    kind === 'base' || (kind === 'factor' && detail !== String(pointsFactor))
  return form.parts.some(isVector) && form.parts.some((p) => isDeterminantOfSpace(p, pointsFactor))
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

/**
 * Reads scalars, vectors and tensors off the coordinates of a representation, tensors in space only. Coordinates of a complex one are two numbers
 * each, real and imaginary part.
 */
export function readSites(rep: LieRepresentation, x: Float64Array): SitesOfVector {
  const lie = isometryGroup(rep.group)
  const pointsFactor = pointsFactorOf(rep)
  const finite = factorsOf(rep.group)[pointsFactor]
  const { dim } = lie
  const width = rep.complex ? 2 : 1
  const count = finite instanceof FiniteGroup ? finite.degree : 0
  const points = Array.from({ length: count }, () => ({
    vectors: [] as number[][],
    axials: [] as number[][],
    scalars: [] as number[],
    pseudoscalars: [] as number[],
  }))
  const vectors: number[][] = []
  const tensors: Float64Array[] = []
  const scalars: number[] = []
  const pseudoscalars: number[] = []
  let at = 0
  for (const part of rep.summands.flatMap((s) => Array.from({ length: s.count }, () => s.rep))) {
    const block = x.subarray(at, at + width * part.dim)
    at += block.length
    const value = (i: number) => Array.from(block.subarray(width * i, width * (i + 1)))
    // the dual of a unitary representation is its conjugate
    const isConjugate = lie.complex && part.axes?.some((a) => a.factor !== pointsFactor && a.dual)
    const vector = (place: (c: number) => number) => {
      const v = Array.from({ length: dim }, (_, c) => value(place(c))).flat()
      return isConjugate ? v.map((c, k) => (k % 2 === 0 ? c : -c)) : v
    }
    const { kind, odd } = kindOf(part, pointsFactor, lie)
    switch (kind) {
      case '':
        scalars.push(...block)
        break
      case 'v':
        vectors.push(vector((c) => c))
        break
      case 'axial': {
        const [a, b, c] = Array.from(block, (v) => v * Math.SQRT1_2) as [number, number, number]
        tensors.push(Float64Array.of(0, -c, b, c, 0, -a, -b, a, 0))
        break
      }
      case 'pseudo':
        if (isProper(lie)) scalars.push(block[0]!)
        else pseudoscalars.push(block[0]!)
        break
      case 'square':
        tensors.push(squareTensor(block, squareOf(part)!))
        break
      case 'vv':
        tensors.push(block.slice())
        break
      case 'p':
        points.forEach((p, i) => {
          p[odd ? 'pseudoscalars' : 'scalars'].push(...value(i))
        })
        break
      case 'vp':
        points.forEach((p, i) => {
          p[odd ? 'axials' : 'vectors'].push(vector((c) => c * count + i))
        })
        break
      case 'pv':
        points.forEach((p, i) => {
          p[odd ? 'axials' : 'vectors'].push(vector((c) => i * dim + c))
        })
        break
      default:
        throw new UnsupportedError(unknownPart(part, lie))
    }
  }
  return {
    sites: { points, vectors, tensors, scalars },
    pseudoscalars,
    lie,
    element(matrix, images) {
      const rotation = lie.complex ? complexOf(matrix, dim) : { n: dim, re: matrix }
      if (pointsFactor < 0) return rotation
      return pointsFactor === 0 ? [images, rotation] : [rotation, images]
    },
  }
}

/** The number of the factor that permutes points, −1 if there is none. */
function pointsFactorOf({ group }: LieRepresentation): number {
  const factors = factorsOf(group)
  const found = factors.findIndex((f) => f instanceof FiniteGroup)
  const finite = factors[found]
  if (
    factors.length > 2 ||
    (finite instanceof FiniteGroup && !isSymmetricGroup(finite)) ||
    factors.filter((f) => f instanceof LieGroup).length !== 1
  ) {
    throw new UnsupportedError(
      `stabilizers in ${group.name} are not known; among products those of O(d), SO(d), U(n) or SU(n) with a symmetric group are`,
    )
  }
  return found
}

function unknownPart(part: LieRepresentation, lie: LieGroup): string {
  const known =
    lie.dim === 3 && !lie.complex
      ? 'scalars, pseudoscalars, vectors, axial vectors and 3×3 tensors are'
      : lie.complex
        ? 'scalars and vectors are'
        : 'scalars, pseudoscalars and vectors are'
  return `the stabilizer of a vector of ${part.text} in ${part.group.name} is not known: ${known}, and ${lie.dim === 3 && !lie.complex ? 'scalars, pseudoscalars, vectors and axial vectors' : 'scalars and vectors'} of points`
}

/** The matrix on ℂⁿ of one on real and imaginary parts in turn that commutes with i. */
function complexOf(matrix: Float64Array, n: number): ComplexMatrix {
  const entry = (row: number) =>
    Float64Array.from(
      { length: n * n },
      (_, e) => matrix[(2 * Math.floor(e / n) + row) * 2 * n + 2 * (e % n)]!,
    )
  return { n, re: entry(0), im: entry(1) }
}

/** Sites after the inversion: vectors and pseudoscalars are their negatives, axial vectors and tensors stay. */
export function inverted({ points, vectors = [], ...others }: Sites): Sites {
  const negative = (v: ArrayLike<number>) => Array.from(v, (c) => -c)
  return {
    ...others,
    points: points.map((p) => ({
      ...p,
      vectors: p.vectors.map(negative),
      pseudoscalars: negative(p.pseudoscalars ?? []),
    })),
    vectors: vectors.map(negative),
  }
}

/** Sites after the reflection of the first coordinate of vectors; without tensors. */
export function reflected({ points, vectors = [], ...others }: Sites): Sites {
  const negative = (v: ArrayLike<number>) => Array.from(v, (c, k) => (k === 0 ? -c : c))
  return {
    ...others,
    points: points.map((p) => ({ ...p, vectors: p.vectors.map(negative) })),
    vectors: vectors.map(negative),
  }
}

/** What a summand is. */
interface Kind {
  /** Which factors its indices belong to, or one of those that have no indices; undefined for others. */
  readonly kind: string | undefined
  /** Whether reflections change numbers of points to the negatives of what they make of others. */
  readonly odd: boolean
}

/** Tensors of vectors, and axial vectors and pseudoscalars of points, are only those of ℝ³. */
function kindOf(part: LieRepresentation, pointsFactor: number, lie: LieGroup): Kind {
  const of = (kind: string | undefined, odd = false): Kind => ({ kind, odd })
  if (isDeterminantOfSpace(part, pointsFactor)) return of('pseudo')
  const inSpace = lie.dim === 3 && !part.complex
  if (inSpace && isAxial(part, pointsFactor)) return of('axial')
  if (inSpace && squareOf(part) !== undefined && isOfSpace(part, pointsFactor)) return of('square')
  const indices = (list: readonly TensorAxis[] | undefined) =>
    list?.map((a) => (a.factor === pointsFactor ? 'p' : 'v')).join('')
  const kind = indices(part.axes)
  if (kind !== undefined || !inSpace) return of(kind === 'vv' && !inSpace ? undefined : kind)
  // a determinant of space is one more number, 1 or −1, and leaves coordinates where they are
  const factors = tensorFactors(part)
  const others = factors.filter((f) => !isDeterminantOfSpace(f, pointsFactor))
  const left = others.map((f) => indices(f.axes))
  const points = left.includes(undefined) ? undefined : left.join('')
  const known = others.length < factors.length && ['p', 'vp', 'pv'].includes(points ?? '')
  return known ? of(points, !isProper(lie) && (factors.length - others.length) % 2 === 1) : of(undefined)
}

/** The determinant of a group of space, not the sign of permutations of the points. */
function isDeterminantOfSpace(
  { form }: { readonly form: LieRepresentation['form'] },
  pointsFactor: number,
): boolean {
  return form.kind === 'determinant' && form.detail !== String(pointsFactor)
}

/** Of products of products their factors, in order. */
function tensorFactors(part: LieRepresentation): LieRepresentation[] {
  return part.form.kind === 'tensor'
    ? part.form.parts.flatMap((p) => tensorFactors(p as LieRepresentation))
    : [part]
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
