import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AnyRepresentation, parseAnyGroup, parseRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyEmlp,
  EquivariantBilinear,
  EquivariantBlock,
  EquivariantLinear,
  emlp,
  FieldDropout,
  loadEmlp,
  normals,
  residualBlock,
  seedOrDrawn,
  TensorProductNonlinearity,
} from '../src/index.js'
import { fileSystem } from '../src/node.js'

const r: AnyRepresentation = parseRepresentation(parseAnyGroup('O(3)'), '3*T(0)+2*V')
const two = { repIn: r, repOut: r }

/** What is seeded: from a seed, or from none, to its weights (or its answer) and its seed. */
interface Seeded {
  readonly numbers: readonly number[]
  readonly seed: number | undefined
}
const x = () =>
  tf.tensor2d(
    Float32Array.from({ length: 18 }, (_, i) => Math.sin(i)),
    [2, 9],
  )
function ofLayer(layer: tf.layers.Layer & { readonly seed: number }): Seeded {
  const numbers = tf.tidy(() => [...(layer.apply(x(), { training: true }) as tf.Tensor).dataSync()])
  const { seed } = layer
  expect(layer.getConfig().seed).toBe(seed)
  layer.dispose()
  return { numbers, seed }
}
/** A network of layers on symbolic tensors, with the seeds that its layers say. */
function ofNetwork(output: (input: tf.SymbolicTensor) => tf.SymbolicTensor): Seeded {
  const input = tf.input({ shape: [9] })
  const network = tf.model({ inputs: input, outputs: output(input) })
  const numbers = network.getWeights().flatMap((w) => [...w.dataSync()])
  const seeds = network.layers.flatMap((l) => ('seed' in l ? [l.seed as number] : []))
  expect(seeds.every(Number.isInteger)).toBe(true)
  network.dispose()
  return { numbers, seed: undefined }
}
const SEEDED: Readonly<Record<string, (given: { seed?: number }) => Seeded>> = {
  EquivariantLinear: (given) => ofLayer(new EquivariantLinear({ ...two, ...given })),
  EquivariantBilinear: (given) => ofLayer(new EquivariantBilinear({ rep: r, ...given })),
  EquivariantBlock: (given) => ofLayer(new EquivariantBlock({ ...two, ...given })),
  TensorProductNonlinearity: (given) => ofLayer(new TensorProductNonlinearity({ ...two, ...given })),
  FieldDropout: (given) => {
    const many = parseRepresentation(r.group, '64*T(0)')
    const layer = new FieldDropout({ rep: many, rate: 0.5, ...given })
    const numbers = tf.tidy(() => [
      ...(layer.apply(tf.ones([1, 64]), { training: true }) as tf.Tensor).dataSync(),
    ])
    return { numbers, seed: layer.seed }
  },
  emlp: (given) => {
    const model = emlp({ ...two, hidden: 12, layers: 1, ...given })
    const numbers = model.network.getWeights().flatMap((w) => [...w.dataSync()])
    model.dispose()
    return { numbers, seed: model.seed }
  },
  applyEmlp: (given) => ofNetwork((input) => applyEmlp({ ...two, hidden: 12, layers: 1, ...given }, input)),
  residualBlock: (given) => ofNetwork((input) => residualBlock(input, { rep: r, ...given })),
}

describe('what is seeded', () => {
  it.each(Object.entries(SEEDED))(
    '%s: differs without a seed, and is made again from the one it says',
    (_, make) => {
      const [a, b] = [make({}), make({})]
      expect(a.numbers.length).toBeGreaterThan(1)
      expect(a.numbers).not.toEqual(b.numbers)
      for (const { numbers, seed } of [a, b]) {
        if (seed !== undefined) expect(make({ seed })).toEqual({ numbers, seed })
      }
    },
  )

  it.each(Object.entries(SEEDED))('%s: is the same from the same seed, of all 32 bits', (_, make) => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }), (seed) => {
        const { numbers, seed: said } = make({ seed })
        expect(make({ seed }).numbers).toEqual(numbers)
        if (said !== undefined) expect(said).toBe(seed)
      }),
      { seed: 3, numRuns: 8, examples: [[2 ** 32 - 1], [2 ** 31 - 1], [-(2 ** 31)]] },
    )
    for (const seed of [0.5, 2 ** 32, Number.NaN, '1' as unknown as number]) {
      expect(() => make({ seed })).toThrow(/seed is .*integer/)
    }
  })

  it('draws seeds of all bits', () => {
    const seeds = Array.from({ length: 200 }, () => seedOrDrawn())
    expect(new Set(seeds).size).toBeGreaterThan(190)
    let [any, all] = [0, ~0]
    for (const s of seeds) [any, all] = [any | s, all & s]
    expect([any, all]).toEqual([-1, 0])
  })

  it('stays apart in training, and keeps its seed in a file', async () => {
    const rows = Array.from({ length: 4 }, (_, i) => Array.from({ length: 9 }, (_, k) => Math.cos(3 * i + k)))
    const folder = await mkdtemp(join(tmpdir(), 'buridan-seeds-'))
    const models = [0, 1].map(() => emlp({ ...two, hidden: 12, layers: 1 }))
    for (const model of models) await model.fit(rows, rows, { epochs: 5, learningRate: 0.01 })
    expect(models[0]!.predict(rows)).not.toEqual(models[1]!.predict(rows))
    // made again from the seed it says and trained again, it is the same
    const again = emlp({ ...two, hidden: 12, layers: 1, seed: models[0]!.seed! })
    await again.fit(rows, rows, { epochs: 5, learningRate: 0.01 })
    expect(again.predict(rows)).toEqual(models[0]!.predict(rows))
    await models[0]!.save(fileSystem(folder))
    const loaded = await loadEmlp(fileSystem(folder))
    expect(loaded.seed).toBe(models[0]!.seed)
    for (const m of [...models, again, loaded]) m.dispose()
    await rm(folder, { recursive: true })
  })

  it('starts from the seed and nothing else: weights are normal numbers drawn by it', () => {
    for (const seed of [0, 7, -3]) {
      const layer = new EquivariantLinear({ ...two, seed })
      layer.apply(x())
      expect(layer.getWeights()[0]!.dataSync()).toEqual(normals(layer.plan.deviations, seed))
      layer.dispose()
    }
  })

  it('are numbers with the deviations that are asked for, and refuse others', () => {
    const many = normals(new Float32Array(20_000).fill(3), 4)
    const mean = many.reduce((sum, v) => sum + v, 0) / many.length
    expect(Math.abs(mean)).toBeLessThan(0.1)
    expect(many.reduce((sum, v) => sum + (v - mean) ** 2, 0) / many.length).toBeCloseTo(9, 0)
    expect(Math.abs(normals(Float32Array.of(0, 1, 0), 4)[2]!)).toBe(0)
    for (const wrong of [[1, 2], Float64Array.of(1), 'ab', null, undefined, { length: 2 }]) {
      expect(() => normals(wrong as Float32Array, 1)).toThrow(/must be a Float32Array/)
    }
    expect(() => normals(Float32Array.of(1, Number.NaN), 1)).toThrow(/deviations/)
    expect(() => normals(Float32Array.of(1), 0.5)).toThrow(/seed/)
  })
})
