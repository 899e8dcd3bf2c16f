import { integerIn, knownOptions } from '@buridan/core'
import { directProduct, p4m, parseRepresentation, signedPermutationGroup, trivial } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { spinEntropy, temperature } from '../core/mean-field.js'
import { meansOf, type Task } from '../task.js'
import { SPINS_SIDE, spinsTitle } from '../titles.js'
import { spinGroundState } from './spin-ground-states.js'

/** Values of J₂/J₁ that are trained on; at ½ the two orders have the same energy. */
const TRAINING = [
  0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1,
]
/** In units of J₁: order sets in at 4 for J₂ = 0, at 2.4 beside the transition, where it matters which comes first. */
const HOT = 2.5
const TEST = [0.03, 0.12, 0.28, 0.38, 0.62, 0.72, 0.88, 0.97]

/**
 * The spins task: from J₂/J₁ of an antiferromagnetic Ising model on the L×L torus, a configuration of spins of least energy. The loss
 * is the energy itself, and there are no labels. The group is p4m ⋊ spin flip; the ratio has no direction and no sign, so every
 * input is kept by all of it.
 *
 * Inputs: 2(J₂/J₁) − 1, one number; outputs: a number for each site that the flip turns over, whose tanh is the mean spin.
 *
 * @param options - `side`: L, even, 4 to 8; 6 by default
 * @throws InvalidArgumentError if the side is not an integer from 4 to 8
 * @remarks As {@link spinGroundState}: O(L · 8^L).
 *
 * @example
 * ```ts
 * import { spinsTask } from '@buridan/tasks'
 * const task = spinsTask({ side: 4 })
 * console.log(task.repIn.group.name, task.floor, task.test[0]!.optimum) // → p4m(4)xsigned[[-1]] 0 -1.94
 * ```
 */
export function spinsTask(options: { side?: number } = {}): Task {
  const side = integerIn(knownOptions(options, { side: true }, 'spinsTask').side ?? SPINS_SIDE, 4, 8, 'side')
  const group = directProduct(p4m(side), signedPermutationGroup([[-1]]))
  const sites = side * side
  const near = neighbours(side, [
    [0, 1],
    [1, 0],
    [0, -1],
    [-1, 0],
  ])
  const diagonal = neighbours(side, [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ])
  const energy = (ratio: number, answer: ArrayLike<number>) => {
    const m = Float64Array.from(answer, Math.tanh)
    return (pairSum(near, m) + ratio * pairSum(diagonal, m)) / sites
  }
  const test = TEST.map((ratio) => ({
    label: `J₂/J₁ = ${ratio}`,
    x: [2 * ratio - 1],
    optimum: spinGroundState(side, 1, ratio).energy,
    // what is fixed by the flip is 0, with energy 0
    floor: 0,
    score: (answer: ArrayLike<number>) => energy(ratio, answer),
  }))
  const means = meansOf(test)
  const [nearMatrix, diagonalMatrix] = [adjacency(near), adjacency(diagonal)]
  return {
    ...spinsTitle(side),
    science:
      'Spins ±1 on a square lattice with antiferromagnetic couplings J₁ between neighbours and J₂ along diagonals. Below J₂/J₁ = ½ the ' +
      'ground state is the Néel checkerboard (2 of them), above it stripes of rows or columns (4): the couplings are frustrated, and ' +
      'the lattice has no reason to choose among the degenerate states. López & al., Phys. Rev. B 48, 6060 (1993); Jin, Sen & Sandvik, ' +
      'Phys. Rev. Lett. 108, 045702 (2012).',
    repIn: trivial(group),
    repOut: parseRepresentation(group, 'V_a*V_b'),
    hidden: parseRepresentation(group, '16*T(0)+8*V_a*V_b'),
    layers: 2,
    relaxation: 'relaxed',
    breakAt: 0,
    extra: parseRepresentation(group, 'V_a*V_b'),
    epochs: { quick: 600, full: 3000 },
    learningRate: 0.01,
    clipNorm: 1,
    x: TRAINING.map((ratio) => [2 * ratio - 1]),
    y: null,
    loss: (predicted, { inputs, progress }) =>
      tf.tidy(() => {
        const m = tf.tanh(predicted)
        const pairs = (matrix: Float32Array) =>
          tf.sum(tf.mul(m, tf.matMul(m, tf.tensor2d(matrix, [sites, sites]))), 1, true)
        const ratio = tf.div(tf.add(inputs, 1), 2)
        const energy = tf.div(tf.add(pairs(nearMatrix), tf.mul(ratio, pairs(diagonalMatrix))), 2 * sites)
        const entropy = tf.div(spinEntropy(predicted), sites)
        return tf.sub(tf.mean(energy), tf.mul(temperature(HOT, progress), tf.mean(entropy))) as tf.Scalar
      }),
    unit: 'J₁ a site',
    test,
    scoredOn: 'unseen samples: 8 ratios between the 18 trained on',
    rightWithin: 0.01,
    ...means,
    floorSource: 'the flip turns every spin over, so the only invariant answer is 0, with energy 0',
    optimumSource: 'exact, row by row over all configurations of the torus',
    scale: -means.optimum,
    outcomes: [
      { label: 'J₂/J₁ = 0.12, Néel', x: [2 * 0.12 - 1], count: 2 },
      { label: 'J₂/J₁ = 0.88, stripes', x: [2 * 0.88 - 1], count: 4 },
    ],
    outcomeOptions: { tolerance: 0.2, negligible: 0.01 },
    readOut: (answer) => Float64Array.from(answer, Math.tanh),
  }
}

/** Pairs (i, j) with j one of the steps away from i; each pair comes both ways. */
function neighbours(side: number, steps: readonly (readonly [number, number])[]): [number, number][] {
  const at = (r: number, c: number) => ((r + side) % side) * side + ((c + side) % side)
  return Array.from({ length: side * side }, (_, i) =>
    steps.map(([dr, dc]): [number, number] => [i, at(Math.floor(i / side) + dr, (i % side) + dc)]),
  ).flat()
}

function pairSum(pairs: readonly (readonly [number, number])[], m: Float64Array): number {
  return pairs.reduce((sum, [i, j]) => sum + m[i]! * m[j]!, 0) / 2
}

function adjacency(pairs: readonly (readonly [number, number])[]): Float32Array {
  const n = Math.sqrt(pairs.length / 4)
  const side = Math.round(n)
  const out = new Float32Array(side ** 4)
  for (const [i, j] of pairs) out[i * side * side + j]! += 1
  return out
}
