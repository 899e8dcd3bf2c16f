import { describe, expect, it } from 'vitest'
import { batio3Task, pztTask, type RunResult, runMethod, type Task } from '../src/index.js'
import { readTaskData } from '../src/node.js'

const MINUTES = 60_000

async function runAll(task: Task): Promise<Record<string, RunResult>> {
  const out: Record<string, RunResult> = {}
  for (const method of ['strict', 'noise', 'relaxed'] as const) {
    out[method] = await runMethod(task, method, { epochs: task.epochs.quick, seed: 0 })
  }
  return out
}

describe('the main job, end to end', () => {
  // by CI beside others, and at night
  it.runIf(process.env.NIGHTLY)(
    'PZT: strict at the floor, relaxed at zero, six domains sampled evenly',
    async () => {
      const task = pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif'))
      const { strict, noise, relaxed } = await runAll(task)
      expect(Math.abs(strict!.loss / task.floor - 1)).toBeLessThan(0.01)
      expect(relaxed!.loss).toBeLessThan(1e-4 * task.floor)
      expect(noise!.loss).toBeLessThan(task.floor)
      expect(relaxed!.outcomes.map((o) => o.found)).toEqual([6])
      expect(relaxed!.outcomes.every((o) => o.evenly?.uniform)).toBe(true)
    },
    3 * MINUTES,
  )

  it.runIf(process.env.NIGHTLY)(
    'BaTiO₃: strict at zero, relaxed within 1 % of the least free energy, 8, 12, 6 and 1 domains',
    async () => {
      const task = batio3Task()
      const { strict, relaxed } = await runAll(task)
      expect(strict!.checks.every((c) => c.loss === 0)).toBe(true)
      const [rhombohedral, orthorhombic, tetragonal, cubic] = relaxed!.checks
      for (const check of [rhombohedral!, orthorhombic!, tetragonal!]) {
        expect(Math.abs(check.loss / check.optimum - 1), check.label).toBeLessThan(0.01)
      }
      expect(Math.hypot(...cubic!.answer)).toBeLessThan(0.01)
      expect(relaxed!.outcomes.map((o) => o.found)).toEqual([8, 12, 6, 1])
      expect(relaxed!.outcomes.every((o) => o.evenly?.uniform)).toBe(true)
    },
    5 * MINUTES,
  )
})
