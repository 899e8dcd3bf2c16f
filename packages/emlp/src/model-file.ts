import { BuridanError, InvalidFileError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/** The version of what is saved beside the weights. */
const FORMAT = 1

/** What Buridan adds to a saved TensorFlow.js layers model. */
export interface ModelMetadata {
  readonly kind: string
  readonly [field: string]: unknown
}

/** Saves a layers model with its metadata and the format's version. */
export async function saveModel(
  network: tf.LayersModel,
  metadata: ModelMetadata,
  to: string | tf.io.IOHandler,
): Promise<void> {
  network.setUserDefinedMetadata({ buridan: { ...metadata, format: FORMAT } })
  await network.save(to)
}

/**
 * Loads a model that {@link saveModel} wrote.
 *
 * @throws InvalidFileError if it is damaged, cut short, of another kind or of a newer version
 */
export async function loadModel(
  from: string | tf.io.IOHandler,
  kind: string,
): Promise<{ network: tf.LayersModel; metadata: ModelMetadata }> {
  try {
    const handler = typeof from === 'string' ? tf.io.getLoadHandlers(from)[0] : from
    if (!handler?.load) throw new InvalidFileError(`nothing can load ${String(from)} here`)
    const artifacts = await handler.load()
    const metadata = metadataOf(artifacts, kind)
    checkWeights(artifacts)
    const network = await tf.loadLayersModel(tf.io.fromMemory(artifacts))
    return { network, metadata }
  } catch (cause) {
    if (cause instanceof BuridanError) throw cause
    throw new InvalidFileError(
      `the saved model cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}

function metadataOf(artifacts: tf.io.ModelArtifacts, kind: string): ModelMetadata {
  const metadata = (
    artifacts.userDefinedMetadata as { buridan?: ModelMetadata & { format?: number } } | undefined
  )?.buridan
  if (!metadata) throw new InvalidFileError('the file is a TensorFlow.js model, but none that Buridan saved')
  if (metadata.kind !== kind) {
    throw new InvalidFileError(`the file holds a model of kind ${metadata.kind}, not ${kind}`)
  }
  if (typeof metadata.format !== 'number' || metadata.format > FORMAT) {
    throw new InvalidFileError(
      `the file has format ${String(metadata.format)}, this version reads up to ${FORMAT}: update the package`,
    )
  }
  return metadata
}

/** The weights' bytes must be those the header declares, and finite. */
function checkWeights(artifacts: tf.io.ModelArtifacts): void {
  const declared = (artifacts.weightSpecs ?? []).reduce(
    (sum, w) => sum + 4 * w.shape.reduce((size, d) => size * d, 1),
    0,
  )
  const data = artifacts.weightData
  const actual = Array.isArray(data)
    ? data.reduce((sum, b) => sum + b.byteLength, 0)
    : (data?.byteLength ?? 0)
  if (declared !== actual) {
    throw new InvalidFileError(
      `the file declares ${declared} bytes of weights and holds ${actual}: it was cut or damaged`,
    )
  }
}
