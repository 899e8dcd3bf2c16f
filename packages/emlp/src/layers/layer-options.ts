import { arrayOf, integerIn, knownOptions, objectOf, shown } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/** What every TensorFlow.js layer takes beside options of its own: `name`, `trainable`, `inputShape`, `batchInputShape`, `dtype` … */
export type LayerOptions = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>

/** Those that TensorFlow.js reads, and no others. */
const OF_ALL = [
  'name',
  'trainable',
  'inputShape',
  'batchInputShape',
  'batchSize',
  'dtype',
  'inputDType',
  'weights',
] as const satisfies readonly (keyof LayerOptions)[]

/** Inputs of these are read as float32. */
const NUMBERS: readonly unknown[] = ['float32', 'int32', 'bool']

/** A class of layers, with the names of its options where it says them. */
interface LayerClass {
  readonly name: string
  readonly ownOptions?: readonly string[] | undefined
}

/** Checks the options that a layer leaves to TensorFlow.js, and that it has no others than its class says. */
export function checkedLayerOptions(options: LayerOptions, of: LayerClass): LayerOptions {
  if (of.ownOptions) knownOptions(options, [...of.ownOptions, ...OF_ALL], of.name)
  const { name, trainable, inputShape, batchInputShape, batchSize, dtype, inputDType, weights } = objectOf(
    options,
    'options',
  )
  // null is what TensorFlow.js takes for “not given”
  if (name != null && typeof name !== 'string') refuse('name', name, 'a string')
  if (trainable != null && typeof trainable !== 'boolean') refuse('trainable', trainable, 'true or false')
  if (inputShape != null) arrayOf(inputShape, 'inputShape')
  if (batchInputShape != null) arrayOf(batchInputShape, 'batchInputShape')
  if (batchSize != null) integerIn(batchSize, 1, 2 ** 31, 'batchSize')
  for (const [what, type] of Object.entries({ dtype, inputDType })) {
    if (type != null && !NUMBERS.includes(type)) refuse(what, type, 'float32, int32 or bool')
  }
  if (weights != null) {
    arrayOf(weights, 'weights').forEach((w, i) => {
      if (!(w instanceof tf.Tensor)) refuse(`weights[${i}]`, w, 'a tensor')
    })
  }
  return options
}

function refuse(what: string, value: unknown, wanted: string): never {
  throw new InvalidArgumentError(`${what} is ${shown(value)}; it must be ${wanted}`)
}
