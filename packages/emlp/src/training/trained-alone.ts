import { BusyError } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import { beginTraining, isTraining, trainedVariables, watchTrainings } from '../tensorflow/adapter.js'
import { isTaken, taken } from './exclusive.js'

watchTrainings(isTaken)

/**
 * Takes the weights, and the network, for one training; returns what gives them back.
 *
 * @throws BusyError if one of them is being trained, also as a part of a network that TensorFlow.js trains
 */
export function trainedAlone(
  variables: readonly tf.Variable[],
  network: tf.LayersModel | undefined,
): () => void {
  if (network && isTraining(network)) throw new BusyError(BUSY)
  const others = trainedVariables()
  if (variables.some((v) => others.has(v))) throw new BusyError(BUSY_WEIGHTS)
  const things = new Map<object, string>(variables.map((v) => [v, BUSY_WEIGHTS]))
  if (network) things.set(network, BUSY)
  const giveBack = taken(things)
  const end = network && beginTraining(network)
  return () => {
    giveBack()
    end?.()
  }
}

const BUSY =
  'the model is being trained: a second fit would take turns with the first, and neither would be what it says; wait until the first is over, or abort it'
const BUSY_WEIGHTS =
  'these weights are being trained by another run, of a model that shares them; wait until it is over, or abort it'
