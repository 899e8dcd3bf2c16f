/** The remainders of all bytes, by the polynomial of zip files. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let r = byte
  for (let bit = 0; bit < 8; bit++) r = r & 1 ? 0xedb88320 ^ (r >>> 1) : r >>> 1
  return r
})

/** The check sum of zip files, CRC-32: O(length). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = REMAINDERS[(crc ^ byte) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}
