/** A complex irreducible character. */
export interface IrreducibleCharacter {
  /** χ(1), the dimension. */
  readonly degree: number
  /** Values on the classes: real and imaginary parts. */
  readonly re: Float64Array
  readonly im: Float64Array
  /** 1 real, 0 complex, −1 quaternionic. */
  readonly frobeniusSchur: -1 | 0 | 1
  /** Number of the complex conjugate character. */
  readonly conjugate: number
}
