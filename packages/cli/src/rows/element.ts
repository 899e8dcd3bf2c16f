import type { ComplexMatrix, GroupElement } from '@buridan/groups'

/** An element of a group as JSON: 0-based images, a matrix by its rows, and for a product a list of one of these for each factor. */
export function elementAnswer(element: GroupElement): unknown {
  if (ArrayBuffer.isView(element)) return Array.from(element as Uint32Array)
  if (Array.isArray(element)) return element.map((part: GroupElement) => elementAnswer(part))
  return matrixAnswer(element as ComplexMatrix)
}

function matrixAnswer({ n, re, im }: ComplexMatrix): unknown {
  const real = rowsOf(re, n)
  return im === undefined || im.every((v) => v === 0) ? real : { re: real, im: rowsOf(im, n) }
}

function rowsOf(entries: Float64Array, n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from(entries.subarray(n * i, n * (i + 1)), positiveZero))
}

/** 0 for −0, which JSON writes as 0 too but people do not. */
function positiveZero(v: number): number {
  return v + 0
}
