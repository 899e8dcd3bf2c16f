/** Whether a value is an array, of a length if one is given, whose entries are all right, and all there. O(length). */
export function isArrayOf(
  value: unknown,
  is: (entry: unknown) => boolean,
  length?: number,
): value is unknown[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) return false
  // `every` skips holes
  for (let i = 0; i < value.length; i++) if (!is(value[i])) return false
  return true
}
