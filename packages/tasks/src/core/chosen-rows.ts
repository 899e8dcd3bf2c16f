/** Rows of a matrix, row-major with `width` columns, in the order of their indices. O(indices · width). */
export function chosenRows(all: Float32Array, width: number, indices: readonly number[]): Float32Array {
  const out = new Float32Array(indices.length * width)
  indices.forEach((i, row) => {
    out.set(all.subarray(i * width, (i + 1) * width), row * width)
  })
  return out
}
