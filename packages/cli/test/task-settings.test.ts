import { batio3Task, maxCutTask, spinsTask } from '@buridan/tasks'
import { expect, it } from 'vitest'
import { taskSettings } from '../src/runs/task-settings.js'

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
    { ...task, y: task.x },
    { ...task, test: task.test.slice(1) },
    spinsTask({ side: 6 }),
    batio3Task(),
    await maxCutTask(),
    await maxCutTask({ seed: 1 }),
  ]
  expect(new Set([settings, ...others.map(taskSettings)]).size).toBe(others.length + 1)
})
