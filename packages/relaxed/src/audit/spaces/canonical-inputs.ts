import { euclideanNorm } from '@buridan/core'
import {
  act,
  BuridanError,
  type Canonical,
  canonicalize,
  inverseElement,
  type LieElement,
  type LieRepresentation,
  multiplyElements,
  rng,
  uniformElement,
} from '@buridan/groups'

const SEED = 1

/** The canonical point of an input that is known to an error. */
interface Known {
  readonly error: number
  readonly point: Canonical<LieElement> | undefined
}

/** The canonical points of inputs, each computed once: those of the representatives that many are compared with. */
export class CanonicalInputs {
  readonly #known = new WeakMap<Float64Array, Known>()
  /**
   * One and the same element moves all canonical points to a general position: in their own frame points are on axes, and what a search
   * takes to be beside an axis would be a matter of rounding.
   */
  readonly #aside: LieElement
  readonly #back: LieElement

  constructor(readonly rep: LieRepresentation) {
    this.#aside = uniformElement(rep.group, rng(SEED)) as LieElement
    this.#back = inverseElement(this.#aside) as LieElement
  }

  /**
   * Two inputs in the position and the order of points that all turned and reordered copies of them have, to an error; undefined where
   * these are not known, as of tensors.
   */
  pair(
    x: Float64Array,
    y: Float64Array,
    error: number,
  ): readonly [Canonical<LieElement>, Canonical<LieElement>] | undefined {
    const [one, other] = [this.#of(x, error), this.#of(y, error)]
    return one && other && [one, other]
  }

  #of(x: Float64Array, error: number): Canonical<LieElement> | undefined {
    let known = this.#known.get(x)
    if (known?.error !== error) {
      known = { error, point: this.#canonical(x, error) }
      this.#known.set(x, known)
    }
    return known.point
  }

  #canonical(x: Float64Array, error: number): Canonical<LieElement> | undefined {
    const norm = euclideanNorm(x)
    const tolerance = norm === 0 ? 0 : Math.min(error / norm, 1 - Number.EPSILON)
    try {
      const { element, point } = canonicalize(this.rep, x, { tolerance })
      return {
        element: multiplyElements(element, this.#back),
        point: Float64Array.from(act(this.rep, this.#aside, point)),
      }
    } catch (error) {
      if (error instanceof BuridanError) return undefined
      throw error
    }
  }
}
