import { InvalidArgumentError, shown, stringOf, TooLargeError } from '@buridan/core'
import { refuseManyEdges } from '../graph/edge-runs.js'

/** The one-line formats of nauty, and the character that begins their lines. */
const MARKS = { graph6: '', sparse6: ':', digraph6: '&' } as const

/** The most vertices in the formats that list all pairs. */
const MAX_MATRIX_VERTICES = 20_000

/** A line: the number of vertices, and the numbers 0..63 that its other bytes stand for. */
export interface SixBits {
  readonly n: number
  readonly groups: Uint8Array
}

/**
 * Reads a line of one of the formats, with or without its header.
 *
 * @throws InvalidArgumentError for another format, a byte outside it, or a line that ends before the number of vertices
 */
export function readSixBits(text: string, format: keyof typeof MARKS): SixBits {
  const line = stringOf(text, `a graph in ${format}`).trim()
  const header = `>>${format}<<`
  let start = line.startsWith(header) ? header.length : 0
  const mark = MARKS[format]
  const first = line[start] ?? ''
  if (mark !== '' && first !== mark) {
    throw new InvalidArgumentError(`a ${format} line begins with ${shown(mark)}, not ${shown(first)}`)
  }
  const other = Object.entries(MARKS).find(([name, m]) => name !== format && m !== '' && m === first)
  if (mark === '' && other) {
    throw new InvalidArgumentError(`a graph6 line does not begin with ${shown(first)}: this is ${other[0]}`)
  }
  start += mark.length
  const values = new Uint8Array(line.length - start)
  for (let i = 0; i < values.length; i++) {
    const value = line.charCodeAt(start + i) - 63
    if (value < 0 || value > 63) {
      throw new InvalidArgumentError(
        `${shown(line[start + i])} at column ${start + i + 1} of a ${format} line; its bytes are ? to ~`,
      )
    }
    values[i] = value
  }
  return readSize(values, format)
}

function readSize(values: Uint8Array, format: string): SixBits {
  const bytes = values[0] !== 63 ? 1 : values[1] !== 63 ? 3 : 6
  const skip = bytes === 1 ? 0 : bytes === 3 ? 1 : 2
  if (values.length < skip + bytes)
    throw new InvalidArgumentError(`a ${format} line ends before the number of vertices`)
  let n = 0
  for (let i = 0; i < bytes; i++) n = n * 64 + values[skip + i]!
  return { n, groups: values.subarray(skip + bytes) }
}

/**
 * The bits of a table of pairs, one for each.
 *
 * @throws InvalidArgumentError for another number of bytes, or bits beyond the last pair
 * @throws TooLargeError above 20 000 vertices or 2²⁴ edges
 */
export function readMatrix(
  text: string,
  format: 'graph6' | 'digraph6',
  pairs: (n: number) => number,
): { readonly n: number; readonly has: (pair: number) => boolean } {
  const { n, groups } = readSixBits(text, format)
  refuseLarge(n, format)
  const bits = pairs(n)
  if (groups.length !== Math.ceil(bits / 6)) {
    throw new InvalidArgumentError(
      `a ${format} line of ${n} vertices has ${Math.ceil(bits / 6)} bytes after its size, not ${groups.length}`,
    )
  }
  const spare = 6 * groups.length - bits
  if (spare > 0 && groups[groups.length - 1]! & ((1 << spare) - 1)) {
    throw new InvalidArgumentError(
      `the last byte of a ${format} line of ${n} vertices has bits beyond the last pair of vertices: it was damaged, or has another size`,
    )
  }
  let edges = 0
  for (const group of groups) for (let rest = group; rest > 0; rest &= rest - 1) edges++
  refuseManyEdges(edges)
  return { n, has: (k) => ((groups[Math.floor(k / 6)]! >> (5 - (k % 6))) & 1) === 1 }
}

/** @throws TooLargeError above 20 000 vertices */
export function refuseLarge(n: number, format: string): void {
  if (n > MAX_MATRIX_VERTICES)
    throw new TooLargeError(`${format} of ${n} vertices is refused: the limit is ${MAX_MATRIX_VERTICES}`)
}

/** Bits in groups of six, written one after another. */
export class BitWriter {
  #groups: Uint8Array<ArrayBuffer> = new Uint8Array(64)
  /** Number of bits written. */
  length = 0

  /** Writes the lowest bits of a number, the highest of them first. */
  write(value: number, bits: number): void {
    for (let i = bits - 1; i >= 0; i--) {
      const group = Math.floor(this.length / 6)
      if (group === this.#groups.length) {
        const larger = new Uint8Array(2 * group)
        larger.set(this.#groups)
        this.#groups = larger
      }
      this.#groups[group]! |= ((value >> i) & 1) << (5 - (this.length % 6))
      this.length++
    }
  }

  get groups(): Uint8Array {
    return this.#groups.subarray(0, Math.ceil(this.length / 6))
  }
}

/** The line of a graph without its header. */
export function formatSixBits(format: keyof typeof MARKS, n: number, groups: Uint8Array): string {
  const size =
    n <= 62
      ? [n]
      : n < 63 << 12
        ? [63, n >> 12, (n >> 6) & 63, n & 63]
        : [63, 63, 0, 0, n >> 18, (n >> 12) & 63, (n >> 6) & 63, n & 63]
  const parts = [MARKS[format], String.fromCharCode(...size.map((b) => b + 63))]
  // as many arguments as any engine takes
  for (let i = 0; i < groups.length; i += 8192)
    parts.push(String.fromCharCode(...groups.subarray(i, i + 8192).map((b) => b + 63)))
  return parts.join('')
}
