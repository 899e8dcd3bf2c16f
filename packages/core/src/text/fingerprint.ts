/** Of browsers and of Node alike, which this package knows no types of. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array }

/**
 * FNV-1a of bytes, going on from what was before: tells files that were damaged, not those that were forged.
 *
 * @param bytes - any number of them
 * @param before - the checksum of bytes that stand before these
 * @returns an integer from 0 to 2³² − 1
 * @remarks O(bytes).
 *
 * @example
 * ```ts
 * import { checksum } from '@buridan/core'
 * console.log(checksum(Uint8Array.of(1, 2)) === checksum(Uint8Array.of(2), checksum(Uint8Array.of(1)))) // → true
 * ```
 */
export function checksum(bytes: Uint8Array, before = 0x811c9dc5): number {
  let hash = before
  for (const b of bytes) hash = Math.imul(hash ^ b, 0x01000193)
  return hash >>> 0
}

/**
 * Sixteen digits that tell texts and numbers apart, by two checksums: those that are equal by chance are one in 2⁶⁴. Tells what was
 * changed, not what was forged.
 *
 * @param parts - texts and arrays of any length, in order: where one ends counts; as many as there are, such as a row each
 * @remarks O(bytes).
 *
 * @example
 * ```ts
 * import { fingerprint } from '@buridan/core'
 * console.log(fingerprint(['ab', 'c']) === fingerprint(['a', 'bc'])) // → false
 * ```
 */
export function fingerprint(parts: Iterable<string | Float64Array | Float32Array>): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9]
  for (const part of parts) {
    const bytes =
      typeof part === 'string'
        ? new TextEncoder().encode(part)
        : new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    // with its length, so that what ends one part does not begin the next
    const length = new TextEncoder().encode(`${bytes.length}:`)
    a = checksum(bytes, checksum(length, a))
    b = checksum(bytes, checksum(length, b))
  }
  return [a, b].map((n) => n.toString(16).padStart(8, '0')).join('')
}
