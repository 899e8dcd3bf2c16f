import { batio3Task, runMethod } from '@buridan/tasks'
import '@buridan/emlp/node'
import { describe, expect, it } from 'vitest'
import { Gate } from '../src/training/gate.js'
import { Trainer } from '../src/training/trainer.js'

describe('a gate', () => {
  it('lets runs pass below its mark, and holds the others until it is raised', async () => {
    const gate = new Gate()
    const passed: number[] = []
    expect(gate.pass(0)).toBeInstanceOf(Promise)
    const waits = [1, 2, 3].map((step) => gate.pass(step)!.then(() => passed.push(step)))
    gate.open(3)
    await Promise.all(waits.slice(0, 2))
    expect(passed).toEqual([1, 2])
    expect(gate.pass(2)).toBeUndefined()
    gate.release()
    await Promise.all(waits)
    expect(passed).toEqual([1, 2, 3])
  })
})

describe('a trainer', () => {
  const task = batio3Task()

  it('goes to a step and waits there, all methods alike, and comes to what a whole run comes to', async () => {
    const trainer = new Trainer({ task, methods: ['strict', 'relaxed'], seed: 3, epochs: 30 })
    expect([trainer.state.step, trainer.steps]).toEqual([0, 30])
    for (const step of [1, 2, 11, 11, 5]) {
      await trainer.reach(step)
      expect(trainer.state.step).toBe(Math.max(step, step === 5 ? 11 : step))
    }
    expect(trainer.models[1]!.predict([[1]])[0]!.length).toBe(3)
    await trainer.reach(1000)
    expect(trainer.state.step).toBe(30)
    const { losses } = trainer.state
    const whole = await runMethod(task, 'relaxed', { seed: 3, epochs: 30 })
    expect(Array.from(losses[1]!)).toEqual(whole.curve.map(([, loss]) => loss))
    expect(losses[0]!.every((v) => Math.abs(v) < 1e-6)).toBe(true)
    await trainer.dispose()
  })

  it('is ended at any moment, also before it began', async () => {
    const waiting = new Trainer({ task, methods: ['relaxed'], seed: 0, epochs: 100 })
    await waiting.dispose()
    const running = new Trainer({ task, methods: ['relaxed'], seed: 0, epochs: 100 })
    await running.reach(3)
    const more = running.reach(90)
    await running.dispose()
    await expect(more).rejects.toMatchObject({ code: 'ABORTED' })
  })
})
