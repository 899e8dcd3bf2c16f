import { booleanOf, InvalidArgumentError, knownOptions, objectOf, shown, TooLargeError } from '@buridan/core'
import { zipSync } from 'fflate'
import { formatNpy, type NpyNumbers } from './format-npy.js'

/** Numbers with the lengths of their axes. */
export interface NpyContent {
  /** All numbers, the last axis runs fastest. */
  readonly numbers: NpyNumbers
  /** By default one axis. */
  readonly shape?: readonly number[]
}

/** The limits of zip files without 64-bit sizes. */
const MOST_BYTES = 2 ** 32 - 2 ** 24
const MOST_ARRAYS = 65534
const LONGEST_NAME = 255

/**
 * Writes arrays into a `.npz` file, as `numpy.savez_compressed` does. Equal arrays give equal bytes, at any time.
 *
 * @param arrays - numbers and shapes by name, an object or a map
 * @returns the bytes of the file, one entry for each array
 * @param options - `compressed`: whether arrays are packed by deflate; true by default
 * @throws InvalidArgumentError for an array that {@link formatNpy} refuses, and a name that is empty, longer than 255 bytes or has a zero byte
 * @throws TooLargeError for more than about 4 GiB or 65 534 arrays
 * @remarks O(numbers).
 *
 * @example
 * ```ts
 * import { formatNpz, parseNpz } from '@buridan/data'
 * const bytes = formatNpz({ rows: { numbers: Int32Array.of(0, 0, 1) }, values: { numbers: [0.5, -0.5, 1] } })
 * console.log(parseNpz(bytes).get('values')!.row(1)) // → Float64Array(1) [ -0.5 ]
 * ```
 */
export function formatNpz(
  arrays: Readonly<Record<string, NpyContent>> | ReadonlyMap<string, NpyContent>,
  options: { readonly compressed?: boolean } = {},
): Uint8Array {
  const { compressed = true } = knownOptions(options, { compressed: true }, 'formatNpz')
  booleanOf(compressed, 'compressed')

  const given: readonly (readonly [string, NpyContent])[] =
    arrays instanceof Map ? [...arrays] : Object.entries(objectOf(arrays, 'the arrays'))
  if (given.length > MOST_ARRAYS) {
    throw new TooLargeError(`there are ${given.length} arrays; a zip file holds ${MOST_ARRAYS}`)
  }
  const files = given.map(([name, content]) => [fileName(name), bytesOf(name, content)] as const)
  const total = files.reduce((sum, [name, bytes]) => sum + 2 * name.length + 128 + bytes.length, 0)
  if (total > MOST_BYTES)
    throw new TooLargeError(`the arrays have ${total} bytes; a zip file holds ${MOST_BYTES}`)
  // the time of a file says nothing, and would make equal files differ
  return zipSync(Object.fromEntries(files), { level: compressed ? 6 : 0, mtime: new Date(1980, 0, 1) })
}

function fileName(name: string): string {
  const size = typeof name === 'string' ? new TextEncoder().encode(name).length : 0
  if (size === 0 || size > LONGEST_NAME || name.includes('\0') || /\p{Surrogate}/u.test(name)) {
    throw new InvalidArgumentError(
      `the name of an array is ${shown(name)}; it must be a text of 1 to 255 bytes`,
    )
  }
  return `${name}.npy`
}

function bytesOf(name: string, content: NpyContent): Uint8Array {
  const { numbers, shape } = objectOf(content, `the array ${shown(name)}`)
  try {
    return formatNpy(numbers, shape)
  } catch (cause) {
    if (!(cause instanceof InvalidArgumentError)) throw cause
    throw new InvalidArgumentError(`${shown(name)}: ${cause.message}`, { cause })
  }
}
