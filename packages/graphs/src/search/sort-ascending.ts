/** Up to this length sorting by insertion is quicker. */
export const SMALL = 24

/** Sorts the first numbers of an array in place. */
export function sortAscending(values: Int32Array, size: number): void {
  if (size > SMALL) {
    values.subarray(0, size).sort()
    return
  }
  for (let i = 1; i < size; i++) {
    const v = values[i]!
    let j = i - 1
    while (j >= 0 && values[j]! > v) {
      values[j + 1] = values[j]!
      j--
    }
    values[j + 1] = v
  }
}
