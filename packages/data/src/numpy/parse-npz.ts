import {
  arrayOf,
  InvalidArgumentError,
  InvalidFileError,
  integerIn,
  knownOptions,
  shown,
} from '@buridan/core'
import { type RecordOptions, readRecords } from '../records/record-options.js'
import { type ZipEntry, zipEntries } from '../zip/entries.js'
import { refuseLarge, unpacked } from '../zip/unpack.js'
import { type NpyArray, parseNpy } from './parse-npy.js'

/** The most bytes that are unpacked by default. */
const MOST_BYTES = 2 ** 30

/** Which arrays of a file are read. */
export interface NpzOptions extends RecordOptions {
  /** The names of the arrays that are read; all by default. */
  readonly names?: readonly string[]
  /** The most bytes that packed arrays may have together when they are unpacked; 2³⁰ by default. */
  readonly maxBytes?: number
}

/**
 * Reads the arrays of a `.npz` file, as `numpy.savez` and `numpy.savez_compressed` write it, also with 64-bit sizes; see {@link parseNpy}.
 *
 * @param bytes - the whole file, from its first byte on, one entry for each array; stored arrays are not copied
 * @param options - `names` of arrays; `maxBytes` to unpack; `onError`: takes the error of an array that is not read, such as one of text,
 * with its place among the arrays asked for; the others are then read
 * @returns arrays by name, in the order of the file
 * @throws InvalidFileError if it is no zip file, is cut or damaged; without `onError` also for the first array that is not read, with its name
 * @throws TooLargeError before anything is unpacked, if there would be more bytes than `maxBytes`
 * @throws InvalidArgumentError if an option is not of its kind, or an array of `names` is not there
 * @remarks O(length + unpacked bytes).
 * @see https://numpy.org/doc/stable/reference/generated/numpy.savez.html
 *
 * @example
 * ```ts
 * import { formatNpz, parseNpz } from '@buridan/data'
 * const bytes = formatNpz({ x: { numbers: [1, 2, 3, 4], shape: [2, 2] }, y: { numbers: Int8Array.of(5, 6) } })
 * const arrays = parseNpz(bytes)
 * console.log([...arrays.keys()], arrays.get('x')!.row(1)) // → [ 'x', 'y' ] Float64Array(2) [ 3, 4 ]
 * ```
 */
export function parseNpz(bytes: Uint8Array, options: NpzOptions = {}): ReadonlyMap<string, NpyArray> {
  if (!(bytes instanceof Uint8Array)) {
    throw new InvalidArgumentError(`the bytes are ${shown(bytes)}; they must be a Uint8Array`)
  }
  const {
    names,
    maxBytes = MOST_BYTES,
    ...others
  } = knownOptions(options, { names: true, maxBytes: true, onError: true }, 'parseNpz')
  integerIn(maxBytes, 0, Number.MAX_SAFE_INTEGER, 'maxBytes')
  const all = zipEntries(bytes)
  const wanted = names === undefined ? all : named(all, names)
  refuseLarge(wanted, maxBytes)
  return new Map(readRecords(wanted, arrayIn, others))
}

function nameOf(entry: ZipEntry): string {
  return entry.name.replace(/\.npy$/, '')
}

function named(entries: readonly ZipEntry[], names: readonly string[]): readonly ZipEntry[] {
  const wanted = new Set(arrayOf(names, 'names'))
  const found = entries.filter((entry) => wanted.has(nameOf(entry)))
  for (const entry of found) wanted.delete(nameOf(entry))
  if (wanted.size === 0) return found
  throw new InvalidArgumentError(
    `the file has no array ${shown([...wanted][0])}; it has ${shown(entries.map(nameOf))}`,
  )
}

function arrayIn(entry: ZipEntry): [string, NpyArray] {
  try {
    if (!entry.name.endsWith('.npy'))
      throw new InvalidFileError('it is no array: its name does not end in .npy')
    return [nameOf(entry), parseNpy(unpacked(entry))]
  } catch (cause) {
    if (!(cause instanceof InvalidFileError)) throw cause
    throw new InvalidFileError(`${entry.name.slice(0, 60)}: ${cause.message}`, { cause })
  }
}
