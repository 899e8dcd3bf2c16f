/** The remainders of all bytes, by the polynomial of zip files. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let r = byte
  for (let bit = 0; bit < 8; bit++) r = r & 1 ? 0xedb88320 ^ (r >>> 1) : r >>> 1
  return r
})

/** The check sum of zip files, CRC-32: O(length). */
export function crc32(bytes: Uint8Array): number {
  let crc = -1
  // an index is much faster than an iterator here
  for (let i = 0; i < bytes.length; i++) crc = REMAINDERS[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}
