import type { StructuredMap, Vector } from './structured-map.js'

/** Where a map stands within a larger one that is zero elsewhere. */
export interface Place {
  readonly rows: number
  readonly cols: number
  /** The first row and the first column. */
  readonly row: number
  readonly col: number
}

/** A structured map as a part of a larger one that is zero elsewhere: the map of one copy of a pair of summands. */
export class PlacedMap implements StructuredMap {
  readonly rows: number
  readonly cols: number
  readonly #row: number
  readonly #col: number

  constructor(
    private readonly map: StructuredMap,
    { rows, cols, row, col }: Place,
  ) {
    this.rows = rows
    this.cols = cols
    this.#row = row
    this.#col = col
  }

  get nonzeros(): number {
    return this.map.nonzeros
  }

  get cost(): number {
    return this.map.cost
  }

  applyInto(s: number, x: Vector, xo: number, y: Vector, yo: number): void {
    this.map.applyInto(s, x, xo + this.#col, y, yo + this.#row)
  }

  applyTransposeInto(s: number, y: Vector, yo: number, x: Vector, xo: number): void {
    this.map.applyTransposeInto(s, y, yo + this.#row, x, xo + this.#col)
  }

  forEach(visit: (row: number, col: number, value: number) => void): void {
    this.map.forEach((i, j, v) => {
      visit(i + this.#row, j + this.#col, v)
    })
  }
}
