import { arrayOf, objectOf, shown } from '@buridan/core'
import { type AnyRepresentation, InvalidArgumentError, sameGroup } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { batchOf, expectDimension, expectReal } from './shapes.js'
import { fromSpec, toSpec } from './spec.js'

/** What every TensorFlow.js layer takes beside options of its own: `name`, `trainable`, `inputShape`, `batchInputShape`, `dtype` … */
export type LayerOptions = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>

/** Checks the options that a layer leaves to TensorFlow.js. */
function checkedLayerOptions(options: LayerOptions): LayerOptions {
  const { trainable, inputShape, batchInputShape } = objectOf(options, 'options')
  // null is what TensorFlow.js takes for “not given”
  if (trainable != null && typeof trainable !== 'boolean') {
    throw new InvalidArgumentError(`trainable is ${shown(trainable)}; it must be true or false`)
  }
  if (inputShape != null) arrayOf(inputShape, 'inputShape')
  if (batchInputShape != null) arrayOf(batchInputShape, 'batchInputShape')
  return options
}

/**
 * Base of Buridan's layers. It hands on what all TensorFlow.js layers take, so that what `getConfig` writes is read back; where a
 * configuration holds representations, `getConfig` saves them by `toSpec`, and they are read back here.
 */
export abstract class RepresentationLayer extends tf.layers.Layer {
  constructor(options: LayerOptions) {
    super(checkedLayerOptions(options))
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    const options = Object.entries(config).map(([key, value]) => [key, isSpec(key) ? fromSpec(value) : value])
    return new cls(Object.fromEntries(options))
  }
}

function isSpec(key: string): boolean {
  return key === 'rep' || key === 'repIn' || key === 'repOut'
}

/** Base of the layers from one representation to another, [batch, dim ρ_in] → [batch, dim ρ_out]. */
export abstract class MapLayer extends RepresentationLayer {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation

  constructor(
    options: LayerOptions & { readonly repIn: AnyRepresentation; readonly repOut: AnyRepresentation },
  ) {
    super(options)
    sameGroup(options.repIn, options.repOut)
    expectReal(options.repIn)
    expectReal(options.repOut)
    this.repIn = options.repIn
    this.repOut = options.repOut
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    expectDimension(inputShape, this.repIn, this.name)
    this.addWeights()
    this.built = true
  }

  /** Adds the layer's weights, when its input is known to fit. */
  protected abstract addWeights(): void

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return [batchOf(inputShape), this.repOut.dim]
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), repIn: { ...toSpec(this.repIn) }, repOut: { ...toSpec(this.repOut) } }
  }
}

/** Base of the layers of one representation, [batch, dim ρ] → [batch, dim ρ] unless they say otherwise. */
export abstract class FieldLayer extends RepresentationLayer {
  readonly rep: AnyRepresentation

  constructor(options: LayerOptions & { readonly rep: AnyRepresentation }) {
    super(options)
    expectReal(options.rep)
    this.rep = options.rep
  }

  /** What the layer's input is in. */
  protected get inputRep(): AnyRepresentation {
    return this.rep
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    expectDimension(inputShape, this.inputRep, this.name)
    this.addWeights()
    this.built = true
  }

  /** Adds the layer's weights, when its input is known to fit. */
  protected addWeights(): void {}

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return [batchOf(inputShape), this.rep.dim]
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rep: { ...toSpec(this.rep) } }
  }
}
