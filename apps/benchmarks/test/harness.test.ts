import { describe, expect, it } from 'vitest'
import { rankRows } from '../src/cases/rank-rows.js'
import { trainingStep } from '../src/cases/training-step.js'
import { type BenchmarkCase, machineFacts, quantile, runCase } from '../src/harness.js'
import { markdown } from '../src/report.js'

/** Work of a given number of additions. */
const work = (n: number) => () => {
  let sum = 0
  for (let i = 0; i < n; i++) sum += Math.sqrt(i)
  return sum
}

describe('the harness', () => {
  it('finds quantiles', () => {
    expect([0, 0.25, 0.5, 1].map((q) => quantile([4, 1, 3, 2, 5], q))).toEqual([1, 2, 3, 5])
    expect(quantile([1, 2], 0.5)).toBe(1.5)
  })

  it('runs both sides equally often, in pairs, and frees them', async () => {
    const log: string[] = []
    const benchmark: BenchmarkCase = {
      name: 'a case',
      about: 'nothing',
      setup: async () => ({
        ours: { name: 'small', run: work(1000), dispose: () => void log.push('ours') },
        versus: { name: 'large', run: work(100_000), dispose: () => void log.push('versus') },
      }),
    }
    const pairs: number[] = []
    const result = await runCase(benchmark, {
      pairs: 4,
      milliseconds: 2,
      onProgress: (pair) => void pairs.push(pair),
    })
    expect(pairs).toEqual([1, 2, 3, 4])
    expect(log).toEqual(['ours', 'versus'])
    // a hundredfold difference in work, so this is no assertion about speed
    expect(result.ratio).toBeLessThan(1)
    expect(result.spread[0]).toBeLessThanOrEqual(result.ratio)
    expect(result.spread[1]).toBeGreaterThanOrEqual(result.ratio)
    const text = markdown({
      format: 1,
      machine: { ...machineFacts(), backend: 'wasm' },
      cases: [result],
      absent: [],
    })
    expect(text).toMatch(/\| a case \| small \| large \|/)
  })

  it('has cases whose sides do the same work', async () => {
    const { ours, versus } = await rankRows.setup()
    expect(ours.run()).toBe(versus.run())
    const step = await trainingStep.setup()
    step.ours.run()
    step.versus.run()
    step.ours.dispose?.()
    step.versus.dispose?.()
  })
})
