import * as tf from '@tensorflow/tfjs'
import { A1_PER_DEGREE, T0, TERMS } from './batio3-energy.js'

/**
 * {@link freeEnergy} in MJ/m³ on tensors, differentiable.
 *
 * @param celsius - temperatures in °C, [batch, 1]
 * @param polarization - in C/m², [batch, 3]
 * @returns [batch, 1]
 * @remarks O(batch).
 *
 * @example
 * ```ts
 * import { freeEnergyTensor } from '@buridan/tasks'
 * import * as tf from '@tensorflow/tfjs'
 * const [celsius, polarization] = [tf.tensor2d([[25]]), tf.tensor2d([[0, 0, 0.26]])]
 * const energy = freeEnergyTensor(celsius, polarization)
 * console.log(energy.dataSync()[0]!.toFixed(2)) // → -2.26
 * tf.dispose([celsius, polarization, energy])
 * ```
 */
export function freeEnergyTensor(celsius: tf.Tensor2D, polarization: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const [a, b, c] = tf.split(tf.square(polarization), 3, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]
    const e1 = tf.add(tf.add(a, b), c)
    const e2 = tf.add(tf.mul(a, tf.add(b, c)), tf.mul(b, c))
    const e3 = tf.mul(tf.mul(a, b), c)
    const powers = [[e1, tf.square(e1)], [e2, tf.square(e2)], [e3]]
    const e1Power = (i: number) => (i <= 2 ? powers[0]![i - 1]! : tf.mul(powers[0]![1]!, powers[0]![i - 3]!))
    let energy: tf.Tensor = tf.mul(tf.mul(tf.sub(celsius, T0), A1_PER_DEGREE * 1e-6), e1)
    for (const [k, i, j, l] of TERMS) {
      let term: tf.Tensor | undefined = i > 0 ? e1Power(i) : undefined
      if (j > 0) term = term ? tf.mul(term, powers[1]![j - 1]!) : powers[1]![j - 1]!
      if (l > 0) term = term ? tf.mul(term, e3) : e3
      energy = tf.add(energy, tf.mul(term!, k * 1e-6))
    }
    return energy as tf.Tensor2D
  })
}
