/** The methods that are trained beside each other. */
export const METHODS = ['strict', 'noise', 'relaxed'] as const
/** The temperatures of the curves, in °C. */
export const TEMPERATURES: readonly number[] = Array.from({ length: 36 }, (_, i) => 10 * i - 150)

/** A polarization, in C/m². */
export type Vector = readonly [number, number, number]

/** What the networks say at a temperature. */
export interface LandauLook {
  /** For each method its answers: one of the strict network, samples of noise, all outcomes of the relaxed one. */
  readonly answers: readonly (readonly Vector[])[]
  /** For each method one of them, drawn. */
  readonly chosen: readonly Vector[]
  /** For each method the size of an answer at each of {@link TEMPERATURES}. */
  readonly sizes: readonly (readonly number[])[]
}
