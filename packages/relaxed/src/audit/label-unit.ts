import { InvalidArgumentError } from '@buridan/groups'

/** Labels between 2^−PLAIN and 2^PLAIN are not scaled: sums of their squares neither overflow nor underflow. */
const PLAIN = 250
/** A square below this part of that of the labels is rounding. */
const ROUNDING = 2 ** -80
/** Squares below this have lost digits. */
const LEAST_SQUARE = 2 ** -1022

/**
 * The unit in which labels are summed, a power of 2: 1 unless their squares would overflow or underflow. So the share of the labels that a
 * model cannot fit does not depend on the unit they are given in.
 */
export class LabelUnit {
  #unit: number | undefined

  /** Whether a label can be summed in the present unit. */
  fits(label: Float64Array): boolean {
    const largest = sizeOf(label)
    return largest === 0 || (this.#unit !== undefined && largest / this.#unit <= 2 ** PLAIN)
  }

  /** Chooses the unit for a label that does not fit; returns the factor by which earlier sums have to be multiplied. */
  fit(label: Float64Array): number {
    const exponent = Math.floor(Math.log2(sizeOf(label)))
    const before = this.#unit
    this.#unit = Math.abs(exponent) <= PLAIN ? 1 : 2 ** exponent
    return before === undefined ? 1 : before / this.#unit
  }

  /** A label in the unit; the same array where the unit is 1. */
  scaled(label: Float64Array): Float64Array {
    return this.#value === 1 ? label : label.map((v) => v / this.#value)
  }

  /** A length that is given in the unit of the labels. */
  lengthOf(length: number): number {
    return length / this.#value
  }

  /** A length in the unit of the labels. */
  length(length: number): number {
    return length * this.#value
  }

  /** A square in the unit of the labels: Infinity or 0 where it overflows or underflows. */
  square(square: number): number {
    return square * this.#value * this.#value
  }

  /**
   * The same, of labels whose mean square is `whole`.
   *
   * @throws InvalidArgumentError with the root, if the square overflows or underflows
   */
  checkedSquare(square: number, whole: number, name: string): number {
    const value = this.square(square)
    const isLost = value < LEAST_SQUARE && square > ROUNDING * whole
    if (Number.isFinite(value) && !isLost) return value
    const [becomes, unit] = isLost ? ['underflows', 'smaller'] : ['overflows', 'larger']
    throw new InvalidArgumentError(
      `${name} is the square of ${this.length(Math.sqrt(square))}, which ${becomes}; give y in a ${unit} unit`,
    )
  }

  get #value(): number {
    return this.#unit ?? 1
  }
}

function sizeOf(label: Float64Array): number {
  return label.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
}
