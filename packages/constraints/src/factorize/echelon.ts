/** A part of a vector's size below which what is left of it counts as rounding. */
const TOLERANCE = 1e-7

/** A vector, and how large its entries would be if nothing in them cancelled: of a product that is 0 all that is there is rounding. */
export interface Measured {
  readonly values: Float64Array
  readonly size: number
}

/** Vectors in echelon form, to tell which further ones are independent of them. */
export class Echelon {
  constructor(
    private readonly rows: readonly { readonly values: Float64Array; readonly pivot: number }[] = [],
  ) {}

  get size(): number {
    return this.rows.length
  }

  /** With one vector more; undefined if it depends on those here. */
  with({ values: vector, size }: Measured): Echelon | undefined {
    const v = vector.slice()
    for (const { values, pivot } of this.rows) {
      const factor = v[pivot]!
      if (factor === 0) continue
      for (let i = 0; i < v.length; i++) v[i]! -= factor * values[i]!
    }
    const { value, at } = largest(v)
    if (!(value > TOLERANCE * size)) return undefined
    const scale = v[at]!
    return new Echelon([...this.rows, { values: v.map((x) => x / scale), pivot: at }])
  }
}

function largest(v: Float64Array): { value: number; at: number } {
  let [value, at] = [0, 0]
  for (let i = 0; i < v.length; i++) {
    if (Math.abs(v[i]!) > value) {
      value = Math.abs(v[i]!)
      at = i
    }
  }
  return { value, at }
}
