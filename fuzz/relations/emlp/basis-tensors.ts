import { equivariantBasis } from '@buridan/constraints'
import { BasisTensor, keepVariance } from '@buridan/emlp'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { mapsBetween } from '../../given/by-hand.js'
import { type GivenMap, maps, repOf, rowsOf, seeds } from '../../given/networks.js'
import { float32, tensorRelation } from '../../given/tensors.js'
import { near } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const withCoefficients = maps().chain((map) => fc.record({ map: fc.constant(map), seed: seeds }))
type WithCoefficients = { map: GivenMap; seed: number }

function withBasis<T>(
  { map: { group, repIn, repOut }, seed }: WithCoefficients,
  ask: (tensor: BasisTensor, c: number[], up: number[]) => T,
): T {
  const tensor = new BasisTensor(equivariantBasis(repOf(group, repIn), repOf(group, repOut)))
  const [m, n] = tensor.basis.shape
  try {
    const [c] = rowsOf({ count: 1, scale: 1, seed }, tensor.basis.rank)
    const [up] = rowsOf({ count: 1, scale: 1, seed: seed + 1 }, m * n)
    return ask(tensor, c!, up!)
  } finally {
    tensor.dispose()
  }
}

/** W, and the gradient of its product with numbers. */
function assembled(c: number[], up: number[], assemble: (c: tf.Tensor1D) => tf.Tensor2D): number[][] {
  return tf.tidy(() => {
    const coefficients = tf.tensor1d(c, 'float32')
    const w = assemble(coefficients)
    if (c.length === 0 || up.length === 0) return [Array.from(w.dataSync())]
    const total = (x: tf.Tensor) =>
      tf.sum(tf.mul(assemble(x as tf.Tensor1D), tf.tensor2d(up, w.shape))) as tf.Scalar
    return [Array.from(w.dataSync()), Array.from(tf.grad(total)(coefficients).dataSync())]
  })
}

export const basisTensors = [
  tensorRelation('BasisTensor BasisTensor#assemble', 'combined by the basis, and its products with numbers', {
    given: withCoefficients,
    one: (g: WithCoefficients) =>
      withBasis(g, (tensor, c, up) => assembled(c, up, (x) => tensor.assemble(x))),
    other: (g) =>
      withBasis(g, ({ basis }, c, up) => {
        const [m, n] = basis.shape
        const all = Array.from(basis.materialize())
        const maps = c.map((_, k) => all.slice(k * m * n, (k + 1) * m * n))
        const w = up.map((_, e) => maps.reduce((sum, map, k) => sum + c[k]! * map[e]!, 0))
        return c.length === 0 || up.length === 0
          ? [w]
          : [w, maps.map((map) => map.reduce((sum, v, e) => sum + v * up[e]!, 0))]
      }),
    same: float32(1e-5, 1e-6),
    cost: 3,
  }),
  tensorRelation('BasisTensor#assembleByKernels BasisTensor#assemble', 'by kernels', {
    given: withCoefficients,
    one: (g: WithCoefficients) =>
      withBasis(g, (tensor, c, up) => assembled(c, up, (x) => tensor.assemble(x))),
    other: (g) => withBasis(g, (tensor, c, up) => assembled(c, up, (x) => tensor.assembleByKernels(x))),
    same: float32(1e-5, 1e-6),
    cost: 5,
  }),
  relation('keepVariance', 'squares of the maps that reach each summand', {
    given: maps(),
    one: ({ group, repIn, repOut }) => {
      const basis = equivariantBasis(repOf(group, repIn), repOf(group, repOut))
      const [m, n] = basis.shape
      const sigma = keepVariance(basis)
      const all = basis.materialize()
      return basis.repOut.summands.map(({ rep, count, offset }) => {
        let sum = 0
        sigma.forEach((s, k) => {
          const from = k * m * n + offset * n
          for (let e = from; e < from + count * rep.dim * n; e++) sum += (s * all[e]!) ** 2
        })
        return sum
      })
    },
    other: ({ group, repIn, repOut }) =>
      repOf(group, repOut).summands.map(({ rep, count }) => {
        // nothing arrives where no map goes
        const reached = mapsBetween(repOf(group, repIn), rep).some((map) =>
          map.some((v) => Math.abs(v) > 1e-9),
        )
        return reached ? count * rep.dim : 0
      }),
    same: near(1e-4, 1e-6),
    cost: 5,
  }),
]
