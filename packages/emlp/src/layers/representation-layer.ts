import { type AnyRepresentation, objectOf, sameGroup } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { fromSpec, toSpec } from '../model/spec.js'
import { batchOf, expectDimension, expectReal } from './shapes.js'

/**
 * Base of the layers whose configuration holds representations: `getConfig` saves them by `toSpec`, and they are read
 * back here.
 */
export abstract class RepresentationLayer extends tf.layers.Layer {
  constructor(options: { readonly name?: string }) {
    const { name } = objectOf(options, 'options')
    super(name === undefined ? {} : { name })
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

  constructor(options: {
    readonly repIn: AnyRepresentation
    readonly repOut: AnyRepresentation
    readonly name?: string
  }) {
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

  constructor(options: { readonly rep: AnyRepresentation; readonly name?: string }) {
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
