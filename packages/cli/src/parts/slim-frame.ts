import type { AtomsFrame } from '@buridan/data'
import type { InvalidFileError } from '@buridan/groups'

/** What an audit needs of frames. */
export interface Needed {
  readonly label: string
  /** A key of the comment lines that frames are split by. */
  readonly by?: string
  /** Whether the comment lines are kept: by what parts will be split is not known before they are merged. */
  readonly comments: boolean
}

type Frame = AtomsFrame | InvalidFileError

/**
 * A function that takes from frames what an audit does not need: of large files it would be kept for nothing. A frame without the label
 * stays as it is, as messages say what it has instead.
 */
export function slimmer({ label, by, comments }: Needed): (frame: Frame) => Frame {
  /** Frames of a file have mostly the same decimals: one map for each number of them. */
  const decimals = new Map<number, ReadonlyMap<string, number>>()
  const decimalsOf = (count: number) => {
    const known = decimals.get(count) ?? new Map([[label, count]])
    decimals.set(count, known)
    return known
  }
  return (frame) => {
    if (frame instanceof Error) return frame
    const { columns: _, info, properties, atomProperties, pairProperties, labelDecimals, ...rest } = frame
    const maps: unknown[] = [properties, atomProperties]
    // frames made by hand may have anything there, and are refused where they are read
    if (!maps.every((m) => m instanceof Map)) return frame
    if (![properties, atomProperties, pairProperties].some((map) => map?.has(label))) return frame
    const count = labelDecimals?.get(label)
    return {
      ...rest,
      properties: comments ? properties : only(properties, label, by),
      atomProperties: only(atomProperties, label),
      ...(info === undefined ? {} : { info: comments ? info : only(info, label, by) }),
      ...(pairProperties === undefined ? {} : { pairProperties: only(pairProperties, label) }),
      ...(count === undefined ? {} : { labelDecimals: decimalsOf(count) }),
    }
  }
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>()

/** The entries of a map with these keys. */
function only<V>(
  map: ReadonlyMap<string, V>,
  ...keys: readonly (string | undefined)[]
): ReadonlyMap<string, V> {
  const kept = keys.flatMap((key): [string, V][] => {
    const value = key === undefined ? undefined : map.get(key)
    return key === undefined || value === undefined ? [] : [[key, value]]
  })
  return kept.length === 0 ? NONE : new Map(kept)
}
