/** FNV-1a of bytes, going on from what was before: tells files that were damaged, not those that were forged. O(bytes). */
export function checksum(bytes: Uint8Array, before = 0x811c9dc5): number {
  let hash = before
  for (const b of bytes) hash = Math.imul(hash ^ b, 0x01000193)
  return hash >>> 0
}
