import * as tf from '@tensorflow/tfjs'
import { acrossCopies } from '../core/across-copies.js'
import { variableOf } from './layers.js'
import { isNetwork } from './parts.js'

/** The property by which a model's own `fit` says that it is going on, and refuses a second one. */
const TRAINING = 'isTraining'

/** The models whose `fit` is going on, TensorFlow.js' or ours, with the weights that it trains. */
const trainings = acrossCopies<Map<object, readonly tf.Variable[]>>('trainings', Map)

/** What trains: a sequential model has another one do it. */
function trainerOf(network: object): object {
  const inner: unknown = Reflect.get(network, 'model')
  return typeof inner === 'object' && inner !== null ? inner : network
}

/** What the regularizers of layers ask for, as the model's own `fit` adds it to the loss. */
export function regularizers(network: tf.LayersModel): tf.Scalar[] {
  const trainer = trainerOf(network)
  return (isNetwork(trainer) ? trainer : network).calculateLosses()
}

/** Whether the model's own `fit` is going on. */
export function isTraining(network: object): boolean {
  const trainer = trainerOf(network)
  return trainings.has(trainer) || Object.getOwnPropertyDescriptor(trainer, TRAINING)?.value === true
}

/** Has the model's own `fit` refuse to begin; returns what lets it again. */
export function beginTraining(network: object): () => void {
  // a sequential model may be built meanwhile, and then have another one
  const trainer = trainerOf(network)
  Reflect.set(trainer, TRAINING, true)
  return () => {
    Reflect.set(trainer, TRAINING, false)
  }
}

/** The weights that some model's own `fit` is training. */
export function trainedVariables(): Set<tf.Variable> {
  return new Set([...trainings.values()].flat())
}

/**
 * From now on models say which weights they train while they do, and refuse to train those that are taken. A layer does not know the
 * networks that it is part of: another way to find out that one of them is training there is not.
 *
 * @param isTaken - whether a weight is being trained by another run
 */
export function watchTrainings(isTaken: (weight: tf.Variable) => boolean): void {
  Object.defineProperty(tf.LayersModel.prototype, TRAINING, {
    configurable: true,
    get(this: tf.LayersModel): boolean {
      return trainings.has(this) || (this.layers.length > 0 && variablesOf(this).some(isTaken))
    },
    // also in the constructor, before there are layers
    set(this: tf.LayersModel, training: boolean) {
      if (training) trainings.set(this, variablesOf(this))
      else trainings.delete(this)
    },
  })
}

function variablesOf(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map(variableOf)
}
