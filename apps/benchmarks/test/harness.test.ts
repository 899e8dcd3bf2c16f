import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvalidFileError } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { inTurn } from '../../../conformance/in-turn.js'
import { compared, comparisonText, readBaseline } from '../src/baseline.js'
import { rankRows } from '../src/cases/rank-rows.js'
import { layerS16, trainingGrid } from '../src/cases/training-grid.js'
import { dataEfficiencyPage } from '../src/data-efficiency.js'
import { type BenchmarkCase, machineFacts, quantile, runCase } from '../src/harness.js'
import { measurementCases } from '../src/measurements.js'
import { type BenchmarkReport, markdown } from '../src/report.js'
import { html } from '../src/report-html.js'

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
    for (const benchmark of inTurn([...trainingGrid.filter((c) => c.name.endsWith('small')), layerS16])) {
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

describe('a saved report', () => {
  const caseOf = (name: string, ratio: number, spread: readonly [number, number]) => ({
    name,
    about: '<what>',
    ours: 'ours',
    versus: 'theirs',
    pairs: 5,
    ratio,
    spread,
    milliseconds: { ours: 1, versus: 2 },
  })
  const report = (...cases: ReturnType<typeof caseOf>[]): BenchmarkReport => ({
    format: 1,
    machine: { ...machineFacts(), backend: 'wasm' },
    cases,
    measurements: [],
    absent: [{ name: 'graphs', about: 'graphs', absent: 'dreadnaut is not installed (Debian: nauty)' }],
  })

  it('tells what became slower or faster beyond its spread', () => {
    const before = report(
      caseOf('a', 0.5, [0.45, 0.55]),
      caseOf('b', 0.5, [0.45, 0.55]),
      caseOf('c', 0.5, [0.3, 0.9]),
    )
    const now = report(
      caseOf('a', 0.8, [0.7, 0.9]),
      caseOf('b', 0.3, [0.25, 0.35]),
      caseOf('c', 0.8, [0.7, 0.9]),
    )
    const comparison = compared(now, before, 'before.json')
    expect(comparison.changes.map((c) => c.verdict)).toEqual(['slower', 'faster', 'same'])
    expect(comparisonText(comparison)).toMatch(/Slower: a 0\.500 → 0\.800\.\nFaster: b/)
    const changed = {
      ...before,
      cases: before.cases.map((c) => (c.name === 'a' ? { ...c, versus: 'another' } : c)),
    }
    expect(comparisonText(compared(now, changed, 'x'))).toMatch(
      /2 cases are in both\.\nNot compared, for they time something else: a\.\nNothing became slower/,
    )
    const other = { ...before, machine: { ...before.machine, cores: 64 } }
    expect(comparisonText(compared(now, other, 'x'))).toMatch(/Not the same machine: cores was 64/)
  })

  it('is a page with a plot, where nothing is markup that came as text', () => {
    const page = html(report(caseOf('a', 0.5, [0.45, 0.55])), undefined)
    expect(page).toContain('<svg')
    expect(page).toContain('&lt;what&gt;')
    expect(page).toContain('dreadnaut is not installed')
    expect(page).not.toMatch(/(src|href)="https?:/)
  })

  it('is text in every place where a file of a stranger, a case or a machine has a name', () => {
    const evil = `'"><img src=x onerror=alert(1)>\x1b[2J\u202e\u200b</svg><script>alert(1)</script>`
    const spoilt = {
      ...report({ ...caseOf(evil, 0.5, [0.45, 0.55]), about: evil, ours: evil, versus: evil }),
      measurements: [{ name: evil, about: evil, values: [{ name: evil, value: 1, unit: evil }] }],
      absent: [{ name: evil, about: evil, absent: evil }],
    }
    const machine = { cpu: evil, cores: evil, memoryGiB: evil, node: evil, platform: evil, backend: evil }
    const strange = { ...spoilt, machine } as unknown as BenchmarkReport
    const comparison = compared(spoilt, strange, evil)
    const results = [{ task: evil, method: evil, size: 1, seed: 0, error: 1, parameters: 1 }]
    for (const page of [
      html(strange, comparison),
      html(spoilt, compared(spoilt, strange, 'before.json')),
      dataEfficiencyPage([], results as never),
    ]) {
      expect(page).not.toMatch(/<img|<script|\son\w+="/)
      expect(page).toContain('&lt;img')
      expect(['\x1b', '\u202e', '\u200b'].filter((c) => page.includes(c))).toEqual([])
      expect(page).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none';/)
    }
    expect(compared(spoilt, strange, 'before.json').machine.join()).not.toMatch(/\p{Cc}/u)
  })

  it('is refused where it is none, damaged or newer', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'buridan-bench-'))
    const file = join(folder, 'saved.json')
    const whole = JSON.stringify(report(caseOf('a', 0.5, [0.45, 0.55])))
    await writeFile(file, whole)
    expect((await readBaseline(file)).cases.length).toBe(1)
    for (const damaged of [
      whole.slice(0, -9),
      '[]',
      'null',
      whole.replace('"format":1', '"format":2'),
      whole.replace('"ratio":0.5', '"ratio":null'),
      whole.replace('"ratio":0.5', '"ratio":-1'),
      whole.replace('"ratio":0.5', '"ratio":"1"'),
      whole.replace('"spread":[0.45,', '"spread":["0.45",'),
      whole.replace('"spread":[0.45,0.55]', '"spread":[]'),
      whole.replace('"spread":[0.45,0.55]', '"spread":{}'),
      whole.replace('"format":1', '"format":"\\u001b[2J\\u202e"'),
      '\x1b[2J',
    ]) {
      await writeFile(file, damaged)
      const error = await readBaseline(file).catch((e: Error) => e)
      expect(error).toBeInstanceOf(InvalidFileError)
      expect((error as Error).message).not.toMatch(/[\p{Cc}\u202e]/u)
    }
    await expect(readBaseline(join(folder, 'absent.json'))).rejects.toBeInstanceOf(InvalidFileError)
    await rm(folder, { recursive: true })
  })
})
