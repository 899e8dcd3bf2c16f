import type { AtomsFrame } from '@buridan/data'
import type { InvalidFileError } from '@buridan/groups'

/**
 * A frame with its label alone of what atoms and pairs of atoms have: of large files the rest would be kept for nothing. A frame without
 * the label stays as it is, as messages say what it has instead.
 */
export function slimFrame(
  frame: AtomsFrame | InvalidFileError,
  label: string,
): AtomsFrame | InvalidFileError {
  if (frame instanceof Error) return frame
  const { columns: _, atomProperties, pairProperties, labelDecimals, ...rest } = frame
  const maps: unknown[] = [frame.properties, atomProperties]
  // frames made by hand may have anything there, and are refused where they are read
  if (!maps.every((m) => m instanceof Map)) return frame
  const has = frame.properties.has(label) || atomProperties.has(label) || pairProperties?.has(label)
  if (!has) return frame
  const only = <V>(map: ReadonlyMap<string, V>): Map<string, V> => {
    const value = map.get(label)
    return new Map(value === undefined ? [] : [[label, value]])
  }
  return {
    ...rest,
    atomProperties: only(atomProperties),
    ...(pairProperties === undefined ? {} : { pairProperties: only(pairProperties) }),
    ...(labelDecimals === undefined ? {} : { labelDecimals: only(labelDecimals) }),
  }
}
