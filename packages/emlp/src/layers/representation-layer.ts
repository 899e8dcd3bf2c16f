import { type AnyRepresentation, sameGroup } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { expectOwn } from './alive.js'
import { checkedLayerOptions, type LayerOptions } from './layer-options.js'
import { batchOf, expectDimension, expectReal, expectTensors, rowsOf } from './shapes.js'
import { fromSpec, toSpec } from './spec.js'
import {
  checkedWeightOptions,
  type Initializer,
  type Regularizer,
  type WeightOptions,
  weightConfig,
} from './weight-options.js'

/**
 * Base of Buridan's layers. It hands on what all TensorFlow.js layers take, so that what `getConfig` writes is read back; where a
 * configuration holds representations, `getConfig` saves them by `toSpec`, and they are read back here, as are initializers and
 * regularizers of weights. Options that a class does not have are refused, where it names those it has in `ownOptions`.
 */
export abstract class RepresentationLayer extends tf.layers.Layer {
  /** The names of the options of a class beside those of all layers; undefined for a class that does not say. */
  static readonly ownOptions: readonly string[] | undefined
  /** What options were before configurations said them; undefined for a class whose configurations say all. */
  static readonly formerly: Readonly<tf.serialization.ConfigDict> | undefined
  readonly #weighted: WeightOptions

  constructor(options: LayerOptions) {
    super(checkedLayerOptions(options, new.target))
    this.#weighted = checkedWeightOptions(options)
  }

  /**
   * A weight of the layer, that starts as the layer's option `weightsInitializer` says, or else as given here, with the layer's
   * `weightsRegularizer`.
   */
  protected newWeight(
    name: string,
    shape: tf.Shape,
    start: ReturnType<typeof tf.initializers.zeros>,
  ): tf.LayerVariable {
    const { weightsInitializer = start, weightsRegularizer } = this.#weighted
    return this.addWeight(
      name,
      shape,
      'float32',
      weightsInitializer as Initializer,
      weightsRegularizer as Regularizer,
    )
  }

  /** @throws UnsupportedError for symbolic tensors of another copy of TensorFlow.js, InvalidArgumentError for what is not a tensor */
  override apply(
    ...[inputs, kwargs]: Parameters<tf.layers.Layer['apply']>
  ): ReturnType<tf.layers.Layer['apply']> {
    expectOwn(inputs)
    expectTensors(inputs, this.name)
    return super.apply(inputs, kwargs)
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...weightConfig(this.#weighted) }
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    // TensorFlow.js puts its classes beside what was written
    const { customObjects: _, ...written } = config
    const formerly: unknown = Reflect.get(cls, 'formerly')
    const options = Object.entries({ ...(formerly as object | undefined), ...written }).map(
      ([key, value]) => [key, isSpec(key) ? fromSpec(value) : value],
    )
    return new cls(Object.fromEntries(options))
  }
}

function isSpec(key: string): boolean {
  return key === 'rep' || key === 'repIn' || key === 'repOut'
}

/**
 * Base of the layers of one input, rows in a representation. Whatever else is put in is refused, however it comes: symbolic tensors when
 * the layer is built and when its output's shape is asked for, others when it is called, alone or in a network.
 */
abstract class RowLayer extends RepresentationLayer {
  /** What the layer's input is in. */
  protected abstract get inputRep(): AnyRepresentation
  /** What its output is in. */
  protected abstract get outputRep(): AnyRepresentation

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    expectDimension(inputShape, this.inputRep, this.name)
    this.addWeights()
    this.built = true
  }

  /** Adds the layer's weights, when its input is known to fit. */
  protected addWeights(): void {}

  /** The layer's input, when it is called. @throws RepresentationMismatchError | InvalidArgumentError for what does not fit */
  protected rows(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor2D {
    return rowsOf(inputs, this.inputRep, this.name)
  }

  /** @throws RepresentationMismatchError | InvalidArgumentError for what does not fit */
  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    expectDimension(inputShape, this.inputRep, this.name)
    return [batchOf(inputShape), this.outputRep.dim]
  }
}

/** Base of the layers from one representation to another, [batch, dim ρ_in] → [batch, dim ρ_out]. */
export abstract class MapLayer extends RowLayer {
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

  protected override get inputRep(): AnyRepresentation {
    return this.repIn
  }

  protected override get outputRep(): AnyRepresentation {
    return this.repOut
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), repIn: { ...toSpec(this.repIn) }, repOut: { ...toSpec(this.repOut) } }
  }
}

/** Base of the layers of one representation, [batch, dim ρ] → [batch, dim ρ] unless they say otherwise. */
export abstract class FieldLayer extends RowLayer {
  readonly rep: AnyRepresentation

  constructor(options: LayerOptions & { readonly rep: AnyRepresentation }) {
    super(options)
    expectReal(options.rep)
    this.rep = options.rep
  }

  protected override get inputRep(): AnyRepresentation {
    return this.rep
  }

  protected override get outputRep(): AnyRepresentation {
    return this.rep
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rep: { ...toSpec(this.rep) } }
  }
}
