/** Whether a value can name a kind of points. NaN is not even like itself. */
export function isLabel(e: unknown): boolean {
  return typeof e === 'string' || (typeof e === 'number' && !Number.isNaN(e))
}
