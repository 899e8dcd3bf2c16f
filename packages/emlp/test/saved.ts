import { checksum } from '@buridan/core'
import type * as tf from '@tensorflow/tfjs'

type Metadata = { readonly buridan: Record<string, unknown> }

/** Saved artifacts with other metadata, and the checksum that these have: as of who wishes to deceive. */
export function withMetadata(given: tf.io.ModelArtifacts, change: object): tf.io.ModelArtifacts {
  const { checksum: _, ...before } = (given.userDefinedMetadata as Metadata).buridan
  const buridan = { ...before, ...change }
  const text = JSON.stringify([given.modelTopology, given.weightSpecs, buridan])
  const sum = checksum(
    new Uint8Array(given.weightData as ArrayBuffer),
    checksum(new TextEncoder().encode(text)),
  )
  return { ...given, userDefinedMetadata: { buridan: { ...buridan, checksum: sum } } }
}
