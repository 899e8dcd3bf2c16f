import { type AnyRepresentation, DEFAULT_TOLERANCE, type Signal, stabilizer } from '@buridan/groups'

/** A gap of at most so many tolerances is small: with a little more noise the symmetry would be another. */
const SMALL_GAP = 10

/** Inputs whose symmetry is doubtful: the nearest element left out of the stabilizer moves them hardly more than the tolerance. */
export class DoubtfulInputs {
  readonly #rep: AnyRepresentation
  readonly #options: { readonly tolerance: number; readonly signal?: Signal }
  #asked = 0
  #count = 0
  #worst = -1
  #least = Number.POSITIVE_INFINITY

  constructor(rep: AnyRepresentation, tolerance: number = DEFAULT_TOLERANCE, signal?: Signal) {
    this.#rep = rep
    this.#options = { tolerance, ...(signal === undefined ? {} : { signal }) }
  }

  /** Asks the next input. @throws AbortedError if the signal is aborted */
  add(x: Float64Array): void {
    const at = this.#asked++
    const { gap } = stabilizer(this.#rep, x, this.#options)
    if (gap > SMALL_GAP * this.#options.tolerance) return
    this.#count++
    if (gap < this.#least) [this.#worst, this.#least] = [at, gap]
  }

  /** What there is to say of those asked; undefined if there are none in doubt. */
  get message(): string | undefined {
    if (this.#count === 0) return undefined
    return (
      `doubtful symmetry: of ${this.#asked} inputs ${this.#count} are nearly more symmetric than the tolerance ${this.#options.tolerance} says; an element left out ` +
      `moves x[${this.#worst}] by ${this.#least.toExponential(1)} of its norm. Breaking is discontinuous there: choose a tolerance above or below`
    )
  }
}
