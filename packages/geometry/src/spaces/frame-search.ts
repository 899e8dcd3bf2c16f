import { euclideanDistance, euclideanNorm, OrthonormalSet, TooLargeError } from '@buridan/core'
import { addOuter, complete, extend, type Space, timesI } from './space.js'

/** A reference vector has at least this share of the greatest distance from those before it that a vector has. */
const LEAST_SHARE = 0.5
/** Directions with an angle of less than this sine are equal to rounding. */
const FLAT = 1e-12
/** So many steps of about three nanoseconds are refused: a quarter of a minute. */
export const MOST_STEPS = 5e9

/** A vector of a point or of the whole, with what decides to which others it can go. */
export interface Landmark {
  readonly vector: Float64Array
  readonly radius: number
  /** Which vector of its point it is. */
  readonly kind: string
  /** Its point; −1, −2, … for vectors of the whole. */
  readonly owner: number
  /** Lengths and scalars of its point, which no map changes. */
  readonly signature: Float64Array
}

/** Steps that a search has taken, which end in an error before they take too long. */
export class Work {
  #steps = 0

  constructor(readonly most: number = MOST_STEPS) {}

  get steps(): number {
    return this.#steps
  }

  /** @throws TooLargeError if there are too many */
  add(steps: number): void {
    this.#steps += steps
    if (this.#steps > this.most) {
      throw new TooLargeError(
        'points are alike in too many ways to go through all; choose a smaller tolerance, or mark points apart by scalars',
      )
    }
  }
}

/** What {@link frameMaps} is given. */
export interface FrameSearch {
  readonly from: readonly Landmark[]
  readonly onto: readonly Landmark[]
  readonly space: Space
  /** How far a vector may be off its image. */
  readonly within: number
  /** How far two vectors together may be off their images. */
  readonly slack: number
  /** Vectors that are so near to what others span may have images on the other side of it. */
  readonly thin: number
  /** Vectors that are no further than this from what others span are not referred to. */
  readonly negligible: number
  readonly work: Work
}

/**
 * Orthogonal or unitary matrices among which, up to the tolerance, are all that take landmarks to others: reference vectors that span the space
 * can only go to vectors of the same lengths at the same distances from each other. Where they do not span it the rest is any map, of either
 * determinant.
 *
 * @remarks Without symmetry and with a small tolerance a single one; O(landmarks · dim²) for each tuple of images that is begun.
 */
export function* frameMaps(search: FrameSearch): Iterable<Float64Array> {
  const { space, slack, thin, work } = search
  const references = referencesOf(search)
  const source = new OrthonormalSet(space.dim)
  for (const { mark } of references) extend(source, mark.vector, space)
  const open = source.size < space.dim
  if (open) complete(source, space)
  const target = new OrthonormalSet(space.dim)
  const chosen: Landmark[] = []

  function* extended(level: number): Iterable<Float64Array> {
    const reference = references[level]
    if (!reference) {
      work.add(1000 + space.dim ** 3)
      yield* mapsBetween(source, target, space, open)
      return
    }
    const { mark, images, off } = reference
    for (const image of images) {
      work.add(50 * (level + 1))
      if (!agrees(references, chosen, mark, image, slack, space.complex)) continue
      work.add(500 + 4 * level * space.dim)
      const before = target.size
      const rest = image.vector.slice()
      target.project(rest)
      if (!(euclideanNorm(rest) > FLAT * image.radius) || !extend(target, image.vector, space)) continue
      chosen.push(image)
      yield* extended(level + 1)
      if (!space.complex && off <= thin) {
        // on which side it is does not show
        const last = target.vectors[before]!
        target.vectors[before] = last.map((v) => -v)
        yield* extended(level + 1)
      }
      chosen.pop()
      target.vectors.length = before
    }
  }
  yield* extended(0)
}

interface Reference {
  readonly mark: Landmark
  readonly images: readonly Landmark[]
  /** Its distance from what those before it span. */
  readonly off: number
}

/** Vectors that span the space well, those with few images first. */
function referencesOf({ from, onto, space, within, negligible, work }: FrameSearch): Reference[] {
  work.add(from.length * onto.length)
  const images = from.map((a) =>
    onto.filter((b) => a.kind === b.kind && euclideanDistance(a.signature, b.signature) <= within),
  )
  const frame = new OrthonormalSet(space.dim)
  const rests = from.map((m) => m.vector.slice())
  const out: Reference[] = []
  while (frame.size < space.dim) {
    const sizes = rests.map(euclideanNorm)
    const most = sizes.reduce((a, b) => Math.max(a, b), 0)
    if (!(most > negligible)) break
    const best = [...from.keys()]
      .filter((i) => sizes[i]! >= LEAST_SHARE * most)
      .reduce((a, b) =>
        images[b]!.length < images[a]!.length ||
        (images[b]!.length === images[a]!.length && sizes[b]! > sizes[a]!)
          ? b
          : a,
      )
    if (!extend(frame, from[best]!.vector, space)) break
    out.push({ mark: from[best]!, images: images[best]!, off: sizes[best]! })
    for (const rest of rests) frame.project(rest)
  }
  return out
}

/** Whether an image is as far from those chosen before, and in complex space from i times them, as the reference is from theirs. */
function agrees(
  references: readonly Reference[],
  chosen: readonly Landmark[],
  mark: Landmark,
  image: Landmark,
  slack: number,
  complex: boolean,
): boolean {
  return chosen.every((other, k) => {
    const reference = references[k]!.mark
    if ((other.owner === image.owner) !== (reference.owner === mark.owner)) return false
    const apart = (a: Float64Array, b: Float64Array) => euclideanDistance(a, b)
    const difference = apart(reference.vector, mark.vector) - apart(other.vector, image.vector)
    if (Math.abs(difference) > slack) return false
    if (!complex) return true
    const turned = apart(timesI(reference.vector), mark.vector) - apart(timesI(other.vector), image.vector)
    return Math.abs(turned) <= slack
  })
}

/** The matrix that takes one frame to another; where the other is not complete, both determinants. */
function* mapsBetween(
  source: OrthonormalSet,
  target: OrthonormalSet,
  space: Space,
  open: boolean,
): Iterable<Float64Array> {
  const { dim } = space
  const whole = new OrthonormalSet(dim)
  whole.vectors.push(...target.vectors)
  if (open) complete(whole, space)
  const out = new Float64Array(dim * dim)
  whole.vectors.forEach((t, k) => {
    addOuter(out, t, source.vectors[k]!)
  })
  yield out
  if (!open || space.complex) return
  const other = out.slice()
  addOuter(other, whole.vectors.at(-1)!, source.vectors.at(-1)!, -2)
  yield other
}
