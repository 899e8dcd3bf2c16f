import { batio3Task, lossProbes, maxCutTask, spinsTask, type Task } from '@buridan/tasks'
import { expect, it } from 'vitest'
import { makeTasks } from '../src/runs/task-list.js'
import { LOSS_DIGITS, taskSettings } from '../src/runs/task-settings.js'

type Given = Parameters<Task['loss']>

it('the settings of a task are told apart from those of any other, and are the same when made again', async () => {
  const task = spinsTask({ side: 4 })
  const settings = taskSettings(task)
  expect(settings).toMatch(/^[0-9a-f]{12}$/)
  expect(taskSettings(spinsTask({ side: 4 }))).toBe(settings)
  const first = task.x[0]!
  const others = [
    { ...task, learningRate: 2 * task.learningRate },
    { ...task, clipNorm: task.clipNorm + 1 },
    { ...task, layers: task.layers + 1 },
    { ...task, hidden: 8 },
    { ...task, batchSize: 3 },
    { ...task, breakAt: 1 },
    { ...task, rightWithin: 0.5 },
    { ...task, extra: task.repIn },
    { ...task, relaxation: 'breaking-input' as const },
    { ...task, x: [[...first.slice(0, -1), first.at(-1)! + 0.01], ...task.x.slice(1)] },
    { ...task, x: task.x.slice(1) },
    { ...task, y: task.x.map(() => Array.from({ length: task.repOut.dim }, () => 1)) },
    { ...task, test: task.test.slice(1) },
    {
      ...task,
      loss: (...given: Given) =>
        task
          .loss(...given)
          .mul(1.01)
          .asScalar(),
    },
    { ...task, loss: (...[predicted, batch]: Given) => task.loss(predicted, { ...batch, progress: 0 }) },
    { ...task, test: task.test.map((t) => ({ ...t, score: (a: ArrayLike<number>) => 1.01 * t.score(a) })) },
    spinsTask({ side: 6 }),
    batio3Task(),
    await maxCutTask(),
    await maxCutTask({ seed: 1 }),
  ]
  expect(new Set([settings, ...others.map(taskSettings)]).size).toBe(others.length + 1)
})

it('the losses of no task are so near to where digits are rounded that backends would tell a run from itself', async () => {
  for (const task of await makeTasks([])) {
    for (const value of lossProbes(task)) {
      for (const near of [value * (1 - 2e-5), value * (1 + 2e-5)]) {
        const digits = [value, near].map((v) => v.toPrecision(LOSS_DIGITS))
        expect([task.name, value, digits[1]]).toEqual([task.name, value, digits[0]])
      }
    }
  }
})
