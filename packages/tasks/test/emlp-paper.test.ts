import { act, randomElement, rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { inertiaTask, measureDataEfficiency, o5Task, scatteringTask } from '../src/index.js'

const tasks = [o5Task(), inertiaTask(), scatteringTask()]

describe.each(tasks)('the task $name', (task) => {
  it('has the symmetry it claims', () => {
    const random = rng(1)
    const { x, y } = task.sample(50, 2)
    x.forEach((row, i) => {
      const g = randomElement(task.repIn.group, random)
      const [left, right] = [task.f(act(task.repIn, g, row)), act(task.repOut, g, y[i]!)]
      left.forEach((v, k) => expect(Math.abs(v - right[k]!)).toBeLessThan(1e-8 * (1 + Math.abs(v))))
    })
  })

  it('draws the same samples for the same seed, others for others', () => {
    expect(task.sample(5, 3)).toEqual(task.sample(5, 3))
    expect(task.sample(5, 3)).not.toEqual(task.sample(5, 4))
    expect(() => task.sample(0, 1)).toThrow(/count is 0/)
  })
})

describe('values by hand', () => {
  it('of the O(5) invariant, the inertia tensor and the matrix element', () => {
    expect(o5Task().f([1, 0, 0, 0, 0, 0, 2, 0, 0, 0])[0]).toBeCloseTo(Math.sin(1) - 4, 12)
    // one body of mass 2 at (0, 0, 3): 18 about x and y
    const inertia = inertiaTask().f([2, 0, 0, 0, 0, 0, 0, 3, ...Array(12).fill(0)])
    expect(Array.from(inertia)).toEqual([18, 0, 0, 0, 18, 0, 0, 0, 0])
    // all momenta (1, 0, 0, 0): p·p̃ = p·p, so the element is 4 · (2 u u) : (2 u u) = 16
    const rest = [1, 0, 0, 0]
    expect(scatteringTask().f([...rest, ...rest, ...rest, ...rest])[0]).toBeCloseTo(16, 12)
  })
})

describe('data efficiency', () => {
  it.runIf(process.env.NIGHTLY)(
    'is that of an E-MLP above that of dense layers, with and without augmentation',
    async () => {
      const before = tf.memory().numTensors
      const results = await measureDataEfficiency(o5Task(), {
        sizes: [100],
        hidden: 64,
        layers: 2,
        steps: 500,
        testSize: 300,
      })
      expect(tf.memory().numTensors).toBe(before)
      const errors = Object.fromEntries(results.map((r) => [r.method, r.error]))
      expect(errors.emlp).toBeLessThan(0.5 * errors.mlp!)
      expect(errors.emlp).toBeLessThan(errors['mlp-augmented']!)
      expect(results.map((r) => r.size)).toEqual([100, 100, 100])
    },
  )

  it('refuses a learning rate that float32 does not hold, and gives back every tensor', async () => {
    const before = tf.memory().numTensors
    const options = { sizes: [10], hidden: 8, layers: 1, steps: 1, testSize: 10 }
    for (const learningRate of [Number.POSITIVE_INFINITY, 1e39]) {
      const run = measureDataEfficiency(o5Task(), { ...options, learningRate })
      await expect(run).rejects.toThrow(/learningRate is .*float32/)
    }
    const run = measureDataEfficiency(o5Task(), { ...options, learningRate: 1e38 })
    await expect(run).rejects.toMatchObject({ code: 'NOT_CONVERGED' })
    expect(tf.memory().numTensors).toBe(before)
  })

  it('refuses bad sizes and stops when aborted', async () => {
    await expect(measureDataEfficiency(o5Task(), { sizes: [0] })).rejects.toThrow(/size/)
    const controller = new AbortController()
    controller.abort()
    await expect(
      measureDataEfficiency(o5Task(), { sizes: [10], testSize: 10, signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'ABORTED' })
  })
})
