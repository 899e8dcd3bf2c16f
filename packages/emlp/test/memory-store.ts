import type { CheckpointStore } from '../src/index.js'

/** A checkpoint in memory. */
export function memoryStore(): CheckpointStore & { bytes: Uint8Array | undefined } {
  return {
    bytes: undefined,
    async read() {
      return this.bytes
    },
    async write(bytes) {
      this.bytes = bytes.slice()
    },
  }
}
