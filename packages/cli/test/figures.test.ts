import { parseMolecules } from '@buridan/data'
import {
  bondOrdersTask,
  decodingTask,
  maxCutTask,
  type RunResult,
  spinsTask,
  type Task,
} from '@buridan/tasks'
import { readTaskData } from '@buridan/tasks/node'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import { sortedRegrets } from '../src/report/charts.js'
import { figureOf } from '../src/report/figures.js'
import { reportHtml } from '../src/report/html.js'
import { methodsTable } from '../src/report/tables.js'

const molecules = parseMolecules(await readTaskData('molecules.jsonl'))

/** A run whose answers are made from inputs by a function. */
function runOf(
  task: Task,
  method: RunResult['method'],
  answer: (x: readonly number[]) => number[],
): RunResult {
  return {
    task: task.name,
    method,
    seed: 0,
    parameters: 1,
    steps: 2,
    seconds: 0.1,
    loss: 0,
    checks: task.test.map((t) => ({
      label: t.label,
      loss: t.score(answer(t.x)),
      optimum: t.optimum,
      floor: t.floor,
      answer: answer(t.x),
    })),
    curve: [
      [0, 1],
      [1, 0.5],
    ],
    outcomes: task.outcomes.map((o) => ({
      label: o.label,
      expected: o.count,
      found: o.count,
      values: Array.from({ length: o.count }, () => answer(o.x)),
      samples: new Array(o.count).fill(1),
    })),
    answers: { x: [], answers: [] },
  }
}

const drawings = (svg: string) => svg.match(/<svg/g)?.length

describe('the table of methods', () => {
  it('says how many seeds there were where there were fewer', () => {
    const spins = spinsTask({ side: 4 })
    const up = (seed: number, method: RunResult['method']) => ({
      ...runOf(spins, method, () => new Array(16).fill(3)),
      seed,
    })
    const results = [up(0, 'strict'), up(1, 'strict'), up(0, 'noise')]
    const [head, , row] = methodsTable([{ task: spins, audit: undefined, results }])
      .split('\n')
      .map((line) => line.split(' | '))
    expect(head!.slice(-2)).toEqual(['strict', 'noise |'])
    expect(row!.at(-2)).toBe('0 ± 0 (floor)')
    expect(row!.at(-1)).toMatch(/^0 \(floor\) \(1 seed\)/)
  })

  it('calls no share 100 % that is not', () => {
    const spins = spinsTask({ side: 4 })
    const run = runOf(spins, 'strict', () => new Array(16).fill(3))
    const table = (right: number) =>
      methodsTable([{ task: spins, audit: undefined, results: [{ ...run, solved: { right, of: 4000 } }] }])
    expect(table(3990)).toMatch(/; 99\.8 % right \(99\.5–99\.9\)/)
    expect(table(4000)).toMatch(/; 100 % right \(99\.9–100\)/)
    expect(table(0)).toMatch(/; 0 % right \(0–0\.1\)/)
  })
})

describe('figures of the report', () => {
  it.runIf(isTurn(2))(
    'show the states of spins, the structures of molecules, the sides of vertices and decoded points',
    async () => {
      const spins = spinsTask({ side: 4 })
      const up = runOf(spins, 'relaxed', () => new Array(16).fill(3))
      expect(drawings(figureOf(spins, [up])!.svg)).toBe(6)
      const bonds = bondOrdersTask(molecules)
      const kekule = runOf(bonds, 'breaking-input', (x) => [...x.slice(0, 100), ...new Array(10).fill(4)])
      const structures = figureOf(bonds, [kekule])!.svg
      expect(drawings(structures)).toBe(6)
      // the oxygens of nitrobenzene, in each of its four drawings
      expect(structures.match(/>O</g)).toHaveLength(8)
      const cut = await maxCutTask()
      const toss = ['strict', 'breaking-input'] as const
      const sides = toss.map((m) => runOf(cut, m, () => new Array(10).fill(0)))
      expect(drawings(figureOf(cut, sides)!.svg)).toBe(8)
      const decoding = decodingTask(molecules)
      const flat = runOf(decoding, 'strict', () => new Array(96).fill(0.2))
      expect(drawings(figureOf(decoding, [flat])!.svg)).toBe(4)
    },
  )

  it('show answers by how far they are from the optimum, the worst first', () => {
    const checks = [
      { loss: -1, optimum: -3 },
      { loss: 0, optimum: -1 },
      { loss: -2, optimum: -5 },
    ]
    expect(sortedRegrets(checks)).toEqual([3, 2, 1])
  })

  it('stand in a page without anything that is no number, and a run without answers is no error', () => {
    const spins = spinsTask({ side: 4 })
    const runs = [
      runOf(spins, 'strict', () => new Array(16).fill(0)),
      runOf(spins, 'noise', () => new Array(16).fill(1)),
    ]
    const page = reportHtml([{ task: spins, audit: undefined, results: runs }])
    expect(page).not.toMatch(/NaN|undefined|Infinity/)
    // learning curves and how far off answers are; no outcomes to draw
    expect(drawings(page)).toBe(2)
    expect(figureOf(spins, [{ ...runs[0]!, outcomes: [] }])).toBeUndefined()
  })
})
