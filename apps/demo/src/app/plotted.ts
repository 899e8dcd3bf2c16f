/** On an axis by factors smaller values are drawn here: the axis of so many decades could not be divided. */
export const LEAST_BY_FACTORS = 1e-9

/**
 * What is plotted of a line: as many values as there are places, nothing where there is none to draw. By factors, what is not positive is
 * left out.
 */
export function plotted(values: readonly number[], places: number, isLog: boolean): (number | null)[] {
  return Array.from({ length: places }, (_, i) => {
    const value = values.length === places ? values[i]! : Number.NaN
    if (!Number.isFinite(value) || (isLog && value <= 0)) return null
    return isLog ? Math.max(value, LEAST_BY_FACTORS) : value
  })
}
