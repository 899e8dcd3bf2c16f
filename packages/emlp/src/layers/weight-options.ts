import { shown } from '@buridan/core'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/** An initializer of TensorFlow.js. */
export type Initializer = ReturnType<typeof tf.initializers.zeros>
/** A regularizer of TensorFlow.js. */
export type Regularizer = ReturnType<typeof tf.regularizers.l2>

/** Options of layers that have weights: what TensorFlow.js' layers have for each of their kernels. */
export interface WeightOptions {
  /**
   * How all the layer's weights start, such as `tf.initializers.zeros()` or its name; normal numbers by the layer's seed by default,
   * which keep variances. Weights are coordinates of equivariant maps, in one vector.
   */
  readonly weightsInitializer?: string | ReturnType<typeof tf.initializers.zeros>
  /** What is added to the loss for the layer's weights, such as `tf.regularizers.l2()`, in `fit` here and of TensorFlow.js; none by default. */
  readonly weightsRegularizer?: string | ReturnType<typeof tf.regularizers.l2>
}

/** Names of {@link WeightOptions}, for the options of a class. */
export const WEIGHT_OPTIONS = Object.freeze([
  'weightsInitializer',
  'weightsRegularizer',
] as const satisfies readonly (keyof WeightOptions)[])

const { initializers, regularizers } = tf
const BY_NAME = { initializers, regularizers }
type Kind = keyof typeof BY_NAME

/** The options' initializer and regularizer as objects: given as such, by name, or as a configuration has them. */
export function checkedWeightOptions(options: object): WeightOptions {
  const { weightsInitializer, weightsRegularizer } = options as Readonly<Record<keyof WeightOptions, unknown>>
  const [initializer, regularizer] = [
    made(weightsInitializer, 'weightsInitializer', 'initializers'),
    made(weightsRegularizer, 'weightsRegularizer', 'regularizers'),
  ]
  return {
    ...(initializer ? { weightsInitializer: initializer as Initializer } : {}),
    ...(regularizer ? { weightsRegularizer: regularizer as Regularizer } : {}),
  }
}

/** What a configuration holds of them. */
export function weightConfig(options: WeightOptions): tf.serialization.ConfigDict {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      const object = value as Initializer | Regularizer
      // TensorFlow.js reads back null for what is undefined here
      const config = Object.entries(object.getConfig()).filter(([, v]) => v !== undefined)
      return [name, { className: object.getClassName(), config: Object.fromEntries(config) }]
    }),
  )
}

function made(value: unknown, what: string, kind: Kind): object | undefined {
  // null is what TensorFlow.js takes for “not given”
  if (value == null) return undefined
  if (typeof value === 'string') return byName(value, what, kind)
  if (typeof value === 'object' && 'className' in value) return fromConfiguration(value, what)
  if (isObject(value)) return value
  throw new InvalidArgumentError(
    `${what} is ${shown(value)}; it must be one of tf.${kind}, such as tf.${kind}.${kind === 'initializers' ? 'zeros' : 'l2'}(), or its name`,
  )
}

function isObject(value: unknown): value is Initializer | Regularizer {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['apply', 'getConfig', 'getClassName'].every((name) => typeof Reflect.get(value, name) === 'function')
  )
}

/** Made without arguments; some of TensorFlow.js' own need them. */
function byName(name: string, what: string, kind: Kind): object {
  const known = Object.entries<unknown>({ ...BY_NAME[kind] })
  const make = known.find(([other]) => other === name)?.[1]
  if (typeof make !== 'function') {
    throw new InvalidArgumentError(
      `${what} is ${shown(name)}; it must be one of ${known.map(([other]) => other).join(', ')}, or an object of tf.${kind}`,
    )
  }
  try {
    return make({}) as object
  } catch (cause) {
    throw new InvalidArgumentError(
      `${what} ${shown(name)} cannot be made without arguments; give tf.${kind}.${name}(…)`,
      { cause },
    )
  }
}

function fromConfiguration(value: object, what: string): object {
  const { className, config } = value as { className: unknown; config?: unknown }
  const { classNameMap } = tf.serialization.SerializationMap.getMap()
  const found =
    typeof className === 'string' && Object.hasOwn(classNameMap, className) && classNameMap[className]
  if (!found || typeof config !== 'object' || config === null) {
    throw new InvalidFileError(
      `${what} is of a class ${shown(className)} that is not known here; register it by tf.serialization.registerClass before the model is loaded`,
    )
  }
  const [cls, fromConfig] = found
  return fromConfig(cls, config as tf.serialization.ConfigDict)
}
