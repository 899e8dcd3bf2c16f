import { euclideanNorm, OrthonormalSet } from '@buridan/core'
import {
  act,
  FiniteGroup,
  factorsOf,
  LISTING_LIMITS,
  type LieElement,
  type LieGroup,
  type LieRepresentation,
  type RotationStabilizer,
  TooLargeError,
  UnsupportedError,
} from '@buridan/groups'
import { SeparatedSet } from '../answers/separated-set.js'
import { orbitMeans } from '../core/orbit-means.js'
import { rotationMean } from './rotation-mean.js'

/** The most different images of a label under a stabilizer's components. */
const MAX_IMAGES = LISTING_LIMITS.imagesInSpace
/** Images of a label are the same up to this, relative to its norm. */
const SAME_IMAGE = 1e-9

/**
 * The Haar mean of ρ(h)z over a stabilizer: first over the identity component, then over exchanges of points that agree in everything, then
 * over the remaining components, as the mean of the distinct images.
 *
 * @throws UnsupportedError for continuous stabilizers and tensors of more vectors than {@link rotationMean} takes in ℝ³, or more than one
 * vector in other spaces
 * @throws TooLargeError if there are more than 50 000 images
 */
export function stabilizerMean(
  rep: LieRepresentation,
  found: RotationStabilizer,
  z: Float64Array,
): Float64Array {
  const turned = found.dimension === 0 ? z : continuousMean(rep, found, z)
  const { exchanges, others: generators } = splitGenerators(found)
  const start = exchangeMean(rep, exchanges, turned)
  if (generators.length === 0) return start
  const known = new SeparatedSet(SAME_IMAGE * (euclideanNorm(start) || 1))
  known.add(start)
  const images = [start]
  const sum = start.slice()
  for (let at = 0; at < images.length; at++) {
    for (const g of generators) {
      const next = act(rep, g, images[at]!)
      if (!known.add(next)) continue
      images.push(next)
      for (let i = 0; i < sum.length; i++) sum[i]! += next[i]!
      if (images.length > MAX_IMAGES) {
        throw new TooLargeError(
          `a label has more than ${MAX_IMAGES} images under the stabilizer of its input`,
        )
      }
    }
  }
  return sum.map((v) => v / images.length)
}

/** Generators that only exchange points, which generate a normal subgroup, and the others. */
function splitGenerators({ componentGenerators }: RotationStabilizer) {
  const exchanges = componentGenerators.filter(turnsNothing)
  return { exchanges, others: componentGenerators.filter((g) => !exchanges.includes(g)) }
}

function turnsNothing(g: LieElement): boolean {
  if (!Array.isArray(g)) return false
  const rotation = g.find((part): part is { n: number; re: Float64Array } => 're' in part)
  return rotation?.re.every((v, k) => v === (k % (rotation.n + 1) === 0 ? 1 : 0)) ?? true
}

/** The mean over the group of some exchanges of points, which permute coordinates. O(dim · exchanges). */
export function exchangeMean(
  rep: LieRepresentation,
  exchanges: readonly LieElement[],
  z: Float64Array,
): Float64Array {
  if (exchanges.length === 0) return z
  const places = Float64Array.from(z, (_, i) => i)
  const moves = exchanges.map((g) => ({ image: Uint32Array.from(act(rep, g, places), Math.round) }))
  return orbitMeans(moves, z)
}

/** The mean over the identity component: vectors keep the part that it fixes, scalars stay, tensors of ℝ³ are averaged over rotations. */
function continuousMean(rep: LieRepresentation, found: RotationStabilizer, z: Float64Array): Float64Array {
  const factors = factorsOf(rep.group)
  const points = factors.findIndex((f) => f instanceof FiniteGroup)
  const { dim } = factors.find((f): f is LieGroup => !(f instanceof FiniteGroup))!
  const kindsOf = rep.summands.map(({ rep: part }) =>
    part.form.kind === 'determinant' ? '' : part.axes?.map((a) => (a.factor === points ? 'p' : 'v')).join(''),
  )
  if (kindsOf.some((kinds) => kinds === undefined || kinds.split('v').length > 2)) {
    if (dim === 3) return rotationMean(rep, found.axis, z)
    throw new UnsupportedError(
      `labels in ${rep.text.slice(0, 60)} are not averaged over the stabilizer ${found.orbitType}: scalars and vectors, of points or of the whole, are`,
    )
  }
  const turned = turnedBy(found, dim)
  const out = z.slice()
  const vector = new Float64Array(dim)
  rep.summands.forEach(({ rep: part, count, offset }, summand) => {
    const kinds = kindsOf[summand]!
    if (!kinds.includes('v')) return
    const vectors = part.dim / dim
    const stride = kinds.endsWith('v') ? 1 : vectors
    for (let k = 0; k < count; k++) {
      for (let p = 0; p < vectors; p++) {
        const at = (c: number) => offset + k * part.dim + (stride === 1 ? dim * p + c : c * stride + p)
        for (let c = 0; c < dim; c++) vector[c] = z[at(c)]!
        turned.project(vector)
        for (let c = 0; c < dim; c++) out[at(c)] = vector[c]!
      }
    }
  })
  return out
}

/** The vectors that the identity component changes: the image of its Lie algebra. */
function turnedBy({ group }: RotationStabilizer, dim: number): OrthonormalSet {
  const set = new OrthonormalSet(dim)
  if (group instanceof FiniteGroup) return set
  for (const { re } of group.ownAlgebra) {
    // a column along an axis is rounding beside the others
    const size = euclideanNorm(re)
    for (let c = 0; c < dim; c++) {
      set.add(
        Float64Array.from({ length: dim }, (_, r) => re[r * dim + c]!),
        1e-6,
        size,
      )
    }
  }
  return set
}
