import { rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

/** A scalar of variables. */
export type Energy = () => tf.Scalar

const normal = (size: number, seed: number) => {
  const random = rng(seed)
  return Float32Array.from({ length: size }, () => random.normal())
}

/** The gradient of an energy, inside the gradient of another one or by itself; zeros by what it does not depend on. */
function gradients(energy: Energy, variables: readonly tf.Variable[]): tf.Tensor[] {
  const { grads } = tf.engine().gradients(energy, [...variables], undefined as never, true)
  return variables.map((v, i) => (grads[i] as tf.Tensor | null) ?? tf.zerosLike(v))
}

/** Directions in the space of all variables. */
function direction(variables: readonly tf.Variable[], seed: number): tf.Tensor[] {
  return variables.map((v, i) => tf.tensor(normal(v.size, 100 * seed + i), v.shape))
}

const along = (by: readonly tf.Tensor[], u: readonly tf.Tensor[]) =>
  tf.addN(by.map((g, i) => tf.sum(tf.mul(g, u[i]!)))) as tf.Scalar

/** The derivatives of orders 1, 2, … of an energy, each along one more random direction. */
function derivatives(energy: Energy, variables: readonly tf.Variable[], orders: number): Energy[] {
  const all = [energy]
  for (let k = 1; k <= orders; k++) {
    const last = all.at(-1)!
    all.push(() => along(gradients(last, variables), direction(variables, k)))
  }
  return all
}

/**
 * For each order from 2 the derivative by gradients of gradients, and by differences of the gradients before it, of fourth order in the
 * step: of two steps, as with the larger higher derivatives count and with the smaller rounding, what comes nearer.
 */
export function byGradientsAndDifferences(
  energy: Energy,
  variables: readonly tf.Variable[],
  orders: number,
  steps: readonly number[],
): { order: number; exact: number; numeric: number; size: number }[] {
  const all = derivatives(energy, variables, orders)
  const number = (f: Energy) => tf.tidy(() => f().dataSync()[0]!)
  const starts = variables.map((v) => Float32Array.from(v.dataSync()))
  const set = (t: number, k: number) =>
    tf.tidy(() => {
      const u = direction(variables, k)
      for (const [i, v] of variables.entries())
        v.assign(tf.add(tf.tensor(starts[i]!, v.shape), tf.mul(u[i]!, t)))
    })
  const results = []
  for (let order = 2; order <= orders; order++) {
    const at = (t: number) => {
      set(t, order)
      return number(all[order - 1]!)
    }
    const differences = steps.map((step) => {
      const values = [at(step), at(-step), at(2 * step), at(-2 * step)] as const
      const numeric = (8 * (values[0] - values[1]) - (values[2] - values[3])) / (12 * step)
      return { numeric, size: Math.max(...values.map(Math.abs)) }
    })
    set(0, order)
    const exact = number(all[order]!)
    const off = ({ numeric }: { numeric: number }) => Math.abs(numeric - exact)
    results.push({ order, exact, ...differences.reduce((a, b) => (off(b) < off(a) ? b : a)) })
  }
  return results
}
