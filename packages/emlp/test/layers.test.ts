import {
  type AnyRepresentation,
  act,
  parseAnyGroup,
  parseRepresentation,
  randomElement,
  rng,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  EquivariantBilinear,
  EquivariantBlock,
  EquivariantLinear,
  EquivariantNormalization,
  FieldDropout,
  GatedNonlinearity,
  gatedRepresentation,
  InvariantPooling,
  NormNonlinearity,
  PointwiseNonlinearity,
  residualBlock,
  TensorProductNonlinearity,
} from '../src/index.js'

const rep = (group: string, text: string): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)
const normal = (n: number, seed: number) => {
  const random = rng(seed)
  return new Float32Array(n).map(() => random.normal())
}
const batch = (rows: number, dim: number, seed: number) => tf.tensor2d(normal(rows * dim, seed), [rows, dim])

/** ‖f(gx) − g f(x)‖ / ‖f(x)‖ over random elements. */
function defect(
  f: (x: tf.Tensor2D) => tf.Tensor,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
): number {
  const random = rng(4)
  let worst = 0
  const x = normal(5 * repIn.dim, 5)
  const rows = (v: ArrayLike<number>, dim: number) =>
    Array.from({ length: v.length / dim }, (_, i) => Array.from(v).slice(i * dim, (i + 1) * dim))
  const run = (v: number[][]) => tf.tidy(() => f(tf.tensor2d(v)).dataSync().slice())
  const y = rows(run(rows(x, repIn.dim)), repOut.dim)
  for (let k = 0; k < 4; k++) {
    const g = randomElement(repIn.group, random)
    const moved = rows(run(rows(x, repIn.dim).map((r) => [...act(repIn, g, r)])), repOut.dim)
    y.forEach((row, i) => {
      const expected = act(repOut, g, row)
      const size = Math.max(1e-3, ...expected.map(Math.abs))
      moved[i]!.forEach((v, j) => {
        worst = Math.max(worst, Math.abs(v - expected[j]!) / size)
      })
    })
  }
  return worst
}

const apply = (layer: tf.layers.Layer) => (x: tf.Tensor2D) => layer.apply(x) as tf.Tensor

describe('every layer is equivariant', () => {
  const of: [
    string,
    AnyRepresentation,
    (r: AnyRepresentation) => [tf.layers.Layer, AnyRepresentation, AnyRepresentation],
  ][] = [
    [
      'linear',
      rep('SO(3)', '3*T(0)+2*V+T(2)'),
      (r) => [new EquivariantLinear({ repIn: r, repOut: r, seed: 1 }), r, r],
    ],
    [
      'bilinear',
      rep('SO(3)', '3*T(0)+2*V+T(2)'),
      (r) => [new EquivariantBilinear({ rep: r, seed: 1 }), r, r],
    ],
    ['bilinear', rep('O(1,3)', '2*V+T(1,1)+V*'), (r) => [new EquivariantBilinear({ rep: r, seed: 1 }), r, r]],
    [
      'gates',
      rep('Sp(2)', '3*T(0)+2*V'),
      (r) => [new GatedNonlinearity({ rep: r }), gatedRepresentation(r), r],
    ],
    ['norm', rep('O(3)', '2*T(0)+2*V+T(2)'), (r) => [new NormNonlinearity({ rep: r }), r, r]],
    [
      'pointwise',
      rep('S(4)', 'T(2)+2*V'),
      (r) => [new PointwiseNonlinearity({ rep: r, activation: 'relu' }), r, r],
    ],
    [
      'odd pointwise',
      rep('B(3)', '2*V'),
      (r) => [new PointwiseNonlinearity({ rep: r, activation: 'tanh' }), r, r],
    ],
    [
      'tensor product',
      rep('SO(3)', '3*V'),
      (r) => {
        const out = rep('SO(3)', '2*T(0)+V+T(2)')
        return [new TensorProductNonlinearity({ repIn: r, repOut: out, seed: 2 }), r, out]
      },
    ],
    [
      'normalization',
      rep('O(3)', '3*T(0)+2*V+T(2)'),
      (r) => [new EquivariantNormalization({ rep: r }), r, r],
    ],
    ['dropout', rep('O(3)', '3*T(0)+2*V'), (r) => [new FieldDropout({ rep: r, rate: 0.5, seed: 1 }), r, r]],
    [
      'pooling',
      rep('S(4)', '2*T(0)+V+T(2)'),
      (r) => {
        const layer = new InvariantPooling({ rep: r })
        return [layer, r, layer.repOut]
      },
    ],
    [
      'pooling',
      rep('O(1,3)', '2*T(0)+V+T(1,1)'),
      (r) => {
        const layer = new InvariantPooling({ rep: r })
        return [layer, r, layer.repOut]
      },
    ],
    [
      'block',
      rep('Oh', '3*T(0)+2*V+T(2)'),
      (r) => [new EquivariantBlock({ repIn: r, repOut: r, seed: 3 }), r, r],
    ],
    [
      'block without products',
      rep('D(5)', '2*V'),
      (r) => [new EquivariantBlock({ repIn: r, repOut: r, channels: 0, seed: 1 }), r, r],
    ],
  ]
  it.each(of)('%s', (_, r, make) => {
    const [layer, repIn, repOut] = make(r)
    expect(layer.computeOutputShape([null, repIn.dim])).toEqual([null, repOut.dim])
    expect(defect(apply(layer), repIn, repOut)).toBeLessThan(1e-4)
    layer.dispose()
  })

  it('residual blocks', () => {
    const r = rep('SO(3)', '4*T(0)+2*V')
    const input = tf.input({ shape: [r.dim] })
    const model = tf.model({ inputs: input, outputs: residualBlock(input, { rep: r, seed: 1 }) })
    expect(defect((x) => model.apply(x) as tf.Tensor, r, r)).toBeLessThan(1e-4)
    model.dispose()
  })

  it('and refuses what would not be', () => {
    expect(() => new PointwiseNonlinearity({ rep: rep('SO(3)', 'V'), activation: 'relu' })).toThrow(
      /does not commute with V/,
    )
    expect(() => new PointwiseNonlinearity({ rep: rep('B(3)', 'V'), activation: 'relu' })).toThrow(
      /signed-permutation/,
    )
    expect(() => new PointwiseNonlinearity({ rep: rep('S(3)', 'V'), activation: 'x' as 'relu' })).toThrow(
      /must be one of/,
    )
    expect(() => new NormNonlinearity({ rep: rep('O(1,3)', 'V') })).toThrow(/O\(1,3\) changes on V/)
    expect(() => new EquivariantNormalization({ rep: rep('SL(2)', 'V') })).toThrow(/norms/)
    expect(() => new FieldDropout({ rep: rep('S(3)', 'V'), rate: 1 })).toThrow(/rate is 1/)
    expect(() => new EquivariantLinear({ repIn: rep('SU(2)', 'V'), repOut: rep('SU(2)', 'V') })).toThrow(
      /complex/,
    )
    expect(
      () => new TensorProductNonlinearity({ repIn: rep('O(3)', 'V'), repOut: rep('O(3)', 'V') }),
    ).toThrow(/no product/)
    const layer = new EquivariantBlock({ repIn: rep('S(3)', 'V'), repOut: rep('S(3)', 'V') })
    expect(() => layer.apply(tf.zeros([1, 4]))).toThrow(/takes \[batch, 3\]/)
  })
})

describe('layers at the start', () => {
  it.each([
    ['S(5)', '4*T(0)+3*V+T(2)', '2*T(2)+V'],
    ['SO(3)', '4*T(0)+3*V+T(2)', 'T(0)+V+T(2)'],
    ['D(4)', '3*R', '2*R+V'],
    ['O(1,3)', '3*V+T(0)', 'T(1,1)+2*V'],
    ['S(20)', '2*T(2)', 'T(2)'],
  ])('keep variance: %s, %s → %s', (group, a, b) => {
    const [repIn, repOut] = [rep(group, a), rep(group, b)]
    const random = rng(6)
    // the mean over weights of the variance of each output summand, x of unit variance: E‖y‖² = Σ σ²‖Q‖²
    const totals = repOut.summands.map(() => 0)
    const draws = 40
    for (let d = 0; d < draws; d++) {
      const layer = new EquivariantLinear({ repIn, repOut, seed: d })
      const x = tf.tensor2d(
        new Float32Array(64 * repIn.dim).map(() => random.normal()),
        [64, repIn.dim],
      )
      const y = (layer.apply(x) as tf.Tensor).dataSync()
      repOut.summands.forEach(({ offset, count, rep: part }, s) => {
        const size = count * part.dim
        for (let r = 0; r < 64; r++) {
          for (let i = 0; i < size; i++)
            totals[s]! += y[r * repOut.dim + offset + i]! ** 2 / (64 * size * draws)
        }
      })
      x.dispose()
      layer.dispose()
    }
    for (const variance of totals) {
      expect(variance).toBeGreaterThan(0.7)
      expect(variance).toBeLessThan(1.4)
    }
  })

  it('normalization makes the mean square of every summand 1', () => {
    const r = rep('O(3)', '5*T(0)+4*V+2*T(2)')
    const layer = new EquivariantNormalization({ rep: r })
    const x = tf.mul(batch(3, r.dim, 1), 7)
    const y = (layer.apply(x) as tf.Tensor).dataSync()
    for (let row = 0; row < 3; row++) {
      for (const { rep: part, count, offset } of r.summands) {
        const size = count * part.dim
        let sum = 0
        for (let i = 0; i < size; i++) sum += y[row * r.dim + offset + i]! ** 2 / size
        expect(sum).toBeCloseTo(1, 3)
      }
    }
    layer.dispose()
  })

  it('dropout zeroes whole fields, keeps the mean, and follows its seed', () => {
    const r = rep('O(3)', '200*V')
    const run = (seed: number) => {
      const layer = new FieldDropout({ rep: r, rate: 0.25, seed })
      return (layer.apply(tf.ones([1, 600]), { training: true }) as tf.Tensor).dataSync()
    }
    const y = run(1)
    for (let c = 0; c < 200; c++) expect(new Set(y.slice(3 * c, 3 * c + 3)).size).toBe(1)
    const kept = y.filter((v) => v !== 0).length / 600
    expect(Math.abs(kept - 0.75)).toBeLessThan(0.1)
    expect(y.find((v) => v !== 0)).toBeCloseTo(4 / 3, 5)
    expect(run(1)).toEqual(y)
    expect(run(2)).not.toEqual(y)
  })
})

const networks: [string, string, string, number][] = [
  ['SO(3)', '3*T(0)+2*V+T(2)', '2*T(0)+V', 3],
  ['Oh', '6*T(0)+3*V+T(2)', '4*T(0)+2*V+T(2)', 3],
  ['S(4)', '2*T(2)+V', 'T(2)+2*V', 3],
  ['D(4)', '2*R', 'R+V', 3],
  ['O(1,3)', '(V+T(0))*V', 'V+T(0)', 3],
  // large batches and small dimensions build the matrix, small batches do not
  ['S(4)', '3*V', '2*V+T(0)', 64],
  ['SO(3)', '30*V+20*T(0)', '30*V+20*T(0)', 2],
]

describe.each(['wasm', 'cpu'])('kernels on %s', (name) => {
  beforeEach(async () => {
    await tf.setBackend(name)
  })
  afterEach(async () => {
    await tf.setBackend('wasm')
  })

  it.each(networks)(
    'have the gradients of finite differences: %s, %s → %s, batch %d',
    (group, a, b, rows) => {
      const [repIn, repOut] = [rep(group, a), rep(group, b)]
      const layer = new EquivariantBlock({ repIn, repOut, seed: 1 })
      const x = batch(rows, repIn.dim, 2)
      const target = batch(rows, repOut.dim, 3)
      const loss = (v: tf.Tensor) =>
        tf.mean(tf.square(tf.sub(layer.apply(v) as tf.Tensor, target))) as tf.Scalar
      loss(x).dispose()
      const variable = layer.trainableWeights[0]!.read() as tf.Variable
      const { grads } = tf.variableGrads(() => loss(x))
      const dw = grads[variable.name]!.dataSync() as Float32Array
      const dx = tf
        .grad((v: tf.Tensor) => loss(v))(x)
        .dataSync()
      // along random directions: float32 differences of single weights are noise
      for (let k = 0; k < 3; k++) {
        const [u, v] = [normal(dw.length, 10 + k), normal(dx.length, 20 + k)]
        const h = 1e-2
        const start = variable.dataSync().slice()
        const at = (t: number) => {
          variable.assign(tf.tensor1d(start.map((w, i) => w + t * u[i]!)))
          return loss(
            tf.add(
              x,
              tf.tensor2d(
                v.map((z) => t * z),
                [rows, repIn.dim],
              ),
            ),
          ).dataSync()[0]!
        }
        // fourth order, to be judged to 1e-3
        const numeric = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)
        variable.assign(tf.tensor1d(start))
        const exact =
          dw.reduce((s, g, i) => s + g * u[i]!, 0) +
          Float32Array.from(dx).reduce((s, g, i) => s + g * v[i]!, 0)
        expect(Math.abs(numeric - exact)).toBeLessThan(2e-3 * (1 + Math.abs(exact)))
      }
      layer.dispose()
    },
  )

  it('can be differentiated twice: the gradient of a gradient penalty', () => {
    for (const [group, a, b, rows] of [...networks.slice(0, 4), networks[5]!]) {
      const [repIn, repOut] = [rep(group, a), rep(group, b)]
      const layer = new EquivariantBlock({ repIn, repOut, seed: 1 })
      const x = batch(rows, repIn.dim, 2)
      layer.apply(x)
      const variable = layer.trainableWeights[0]!.read() as tf.Variable
      const energy = (v: tf.Tensor) => tf.sum(layer.apply(v) as tf.Tensor) as tf.Scalar
      const penalty = () => tf.mean(tf.square(tf.grad(energy)(x))) as tf.Scalar
      const { grads } = tf.variableGrads(penalty)
      const dw = grads[variable.name]!.dataSync() as Float32Array
      const start = variable.dataSync().slice()
      const u = normal(dw.length, 5).map((v) => 0.2 * v)
      const at = (t: number) => {
        variable.assign(tf.tensor1d(start.map((w, i) => w + t * u[i]!)))
        return penalty().dataSync()[0]!
      }
      const h = 1e-2
      const numeric = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)
      const exact = dw.reduce((s, g, i) => s + g * u[i]!, 0)
      expect(Math.abs(numeric - exact)).toBeLessThan(5e-3 * (1 + Math.abs(exact)))
      layer.dispose()
    }
  })

  it('leave no tensor behind, in the engine and in the backend', () => {
    const [repIn, repOut] = [rep('SO(3)', '3*T(0)+2*V+T(2)'), rep('SO(3)', '2*T(0)+V')]
    const layer = new EquivariantBlock({ repIn, repOut, seed: 1 })
    const x = batch(40, repIn.dim, 2)
    layer.apply(x)
    const step = () =>
      tf.tidy(() => {
        const { grads } = tf.variableGrads(() => tf.mean(tf.square(layer.apply(x) as tf.Tensor)) as tf.Scalar)
        tf.dispose(grads)
      })
    step()
    const held = (tf.backend() as unknown as { numDataIds(): number }).numDataIds()
    const { numTensors } = tf.memory()
    for (let k = 0; k < 5; k++) step()
    expect(tf.memory().numTensors).toBe(numTensors)
    expect((tf.backend() as unknown as { numDataIds(): number }).numDataIds()).toBe(held)
    layer.dispose()
  })
})

describe('large representations', () => {
  it('are applied by structure: matrices over a hundred points, with gradients', () => {
    const r = rep('S(100)', '2*T(2)')
    const layer = new EquivariantLinear({ repIn: r, repOut: r, seed: 1 })
    expect(layer.plan.weightCount).toBe(15 * 4 + 2 * 2)
    const x = batch(1, r.dim, 2)
    layer.apply(x)
    const variable = layer.trainableWeights[0]!.read() as tf.Variable
    const { grads } = tf.variableGrads(() => tf.mean(tf.square(layer.apply(x) as tf.Tensor)) as tf.Scalar)
    const dw = Float32Array.from(grads[variable.name]!.dataSync())
    const u = normal(dw.length, 3).map((v) => 0.1 * v)
    const start = variable.dataSync().slice()
    const at = (t: number) => {
      variable.assign(tf.tensor1d(start.map((w, i) => w + t * u[i]!)))
      return tf.mean(tf.square(layer.apply(x) as tf.Tensor)).dataSync()[0]!
    }
    const numeric = (at(0.5) - at(-0.5)) / 1
    expect(Math.abs(numeric - dw.reduce((s, g, i) => s + g * u[i]!, 0))).toBeLessThan(1e-3)
    const dx = tf.grad((v: tf.Tensor) => tf.sum(layer.apply(v) as tf.Tensor))(x as tf.Tensor)
    expect(dx.shape).toEqual([1, r.dim])
    expect(defect(apply(layer), r, r)).toBeLessThan(1e-3)
    layer.dispose()
  })
})

describe('backends', () => {
  it('compute the same, by kernels and by graph', async () => {
    for (const [group, a, b, rows] of networks) {
      const [repIn, repOut] = [rep(group, a), rep(group, b)]
      const layer = new EquivariantBlock({ repIn, repOut, seed: 1 })
      const results: Float32Array[] = []
      for (const name of ['wasm', 'cpu']) {
        await tf.setBackend(name)
        results.push((layer.apply(batch(rows, repIn.dim, 2)) as tf.Tensor).dataSync().slice() as Float32Array)
      }
      // the graph, as on webgl: cpu has every operation of it
      const kernels = await import('../src/kernels/mixing-graph.js')
      const products = await import('../src/kernels/product-graph.js')
      const gates = await import('../src/kernels/gate-kernels.js')
      const { mixing, products: plan, gates: gatePlan } = layer.plan
      const w = layer.trainableWeights[0]!.read() as tf.Tensor1D
      const h = kernels.mixByGraph(mixing, batch(rows, repIn.dim, 2), tf.slice1d(w, 0, mixing.weightCount))
      const p =
        plan.weightCount > 0
          ? products.multiplyByGraph(plan, h, tf.slice1d(w, mixing.weightCount, plan.weightCount))
          : h
      results.push(gates.gateByGraph(gatePlan, p).dataSync() as Float32Array)
      for (const other of results.slice(1)) {
        other.forEach((v, i) => {
          expect(Math.abs(v - results[0]![i]!)).toBeLessThan(1e-4 * (1 + Math.abs(v)))
        })
      }
      await tf.setBackend('wasm')
      layer.dispose()
    }
  })
})
