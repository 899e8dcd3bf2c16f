import type { XyzFrame } from './xyz.js'

/** A frame with numbers for pairs of atoms, row-major n × n, beside those of XYZ. */
export interface AtomsFrame extends XyzFrame {
  readonly pairProperties?: ReadonlyMap<string, Float64Array>
}

/** The names of what can be a label of a frame. */
export function labelNames({ properties, atomProperties, pairProperties }: AtomsFrame): string[] {
  return [...properties.keys(), ...atomProperties.keys(), ...(pairProperties?.keys() ?? [])]
}
