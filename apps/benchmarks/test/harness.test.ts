import { describe, expect, it } from 'vitest'
import { rankRows } from '../src/cases/rank-rows.js'
import { layerS16, trainingGrid } from '../src/cases/training-grid.js'
import { type BenchmarkCase, machineFacts, quantile, runCase } from '../src/harness.js'
import { measurementCases } from '../src/measurements.js'
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
      measurements: [{ name: 'm', about: 'a', values: [{ name: 'v', value: 2, unit: 's' }] }],
      absent: [],
    })
    expect(text).toMatch(/\| a case \| small \| large \|/)
    expect(text).toMatch(/m \(a\):\n\n- v: 2\.00 s/)
  })

  it('has cases whose sides do the same work', async () => {
    const { ours, versus } = await rankRows.setup()
    expect(ours.run()).toBe(versus.run())
    expect(trainingGrid.length).toBe(16)
    for (const benchmark of [...trainingGrid.filter((c) => c.name.endsWith('small')), layerS16]) {
      const step = await benchmark.setup()
      step.ours.run()
      step.ours.dispose?.()
      step.versus.dispose?.()
    }
  })

  // the large networks and the audit take long and are run as they are, by name
  it.each(
    measurementCases
      .filter((c) => ['rank-table', 'construction'].includes(c.name))
      .map((c) => [c.name, c] as const),
  )(
    'measures %s',
    (_, c) => {
      for (const { value } of c.measure().values) expect(value).toBeGreaterThanOrEqual(0)
    },
    120_000,
  )
})
