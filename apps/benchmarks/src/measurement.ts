/** What is measured without an alternative beside it. */
export interface Measurement {
  readonly name: string
  readonly about: string
  readonly values: readonly { readonly name: string; readonly value: number; readonly unit: string }[]
}

/** A measurement that can be asked for by name. */
export interface MeasurementCase {
  readonly name: string
  readonly about: string
  readonly measure: () => Measurement
}
