import { batio3Task, runMethod } from '@buridan/tasks'
import '@buridan/emlp/node'
import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import { CurrentRun } from '../src/training/current-run.js'
import { Gate } from '../src/training/gate.js'
import type { RunState, Snapshot } from '../src/training/run-state.js'
import { TrainingSession } from '../src/training/session.js'
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

  it.runIf(isTurn(1))(
    'goes to a step and waits there, all methods alike, and comes to what a whole run comes to',
    async () => {
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
    },
  )

  it('answers all who wait for a step', async () => {
    const trainer = new Trainer({ task, methods: ['strict'], seed: 0, epochs: 40 })
    const reached: number[] = []
    await Promise.all([30, 10, 20].map((step) => trainer.reach(step).then(() => reached.push(step))))
    expect(reached).toEqual([10, 20, 30])
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

/** A session whose worker is a list of promises that the test settles. */
function sessionOf(start: () => Promise<'cpu'>, reach: (step: number) => Promise<Snapshot | undefined>) {
  const state = signal<RunState>({ seed: 0, step: 0, speed: 4, backend: undefined })
  const steps = 20
  return { state, session: new TrainingSession(state, { steps, start, reach, look: async () => 'seen' }) }
}
const reached = async (step: number): Promise<Snapshot> => ({ step, steps: 20, at: [step], losses: [[0]] })

describe('a session', () => {
  it('says what a start came to that failed, stands still, and begins anew when it is played again', async () => {
    let tries = 0
    const { session } = sessionOf(async () => {
      if (tries++ === 0) throw new Error('no such luck')
      return 'cpu'
    }, reached)
    await session.play()
    expect([session.problem.value, session.playing.value]).toEqual(['no such luck', false])
    await session.stepOnce()
    expect([session.problem.value, session.snapshot.value?.step, tries]).toEqual([undefined, 1, 2])
  })

  it('says what training came to that failed, and forgets the run', async () => {
    const { session } = sessionOf(
      async () => 'cpu',
      async () => {
        throw new Error('out of memory')
      },
    )
    await session.stepOnce()
    expect([session.problem.value, session.busy.value, session.snapshot.value]).toEqual([
      'out of memory',
      false,
      undefined,
    ])
    session.reset()
    expect(session.problem.value).toBeUndefined()
  })

  it('shows pictures on the way to where the address says, and stops on the way when it says so', async () => {
    const asked: number[] = []
    const { session, state } = sessionOf(
      async () => 'cpu',
      async (step) => {
        asked.push(step)
        if (step === 150) state.value = { ...state.value, step: 150 }
        return reached(step)
      },
    )
    state.value = { ...state.value, step: 120 }
    await session.follow()
    expect([asked, session.snapshot.value!.step]).toEqual([[50, 100, 120], 120])
    state.value = { ...state.value, step: 400 }
    await session.follow()
    expect(asked).toEqual([50, 100, 120, 170, 220, 270, 320, 370, 400])
    session.reset()
    state.value = { ...state.value, step: 400 }
    asked.length = 0
    await session.follow()
    expect(asked).toEqual([50, 100, 150])
  })

  it('waits for a start that is on its way, whoever asks first', async () => {
    let begin = () => {}
    let starts = 0
    const { session, state } = sessionOf(() => {
      starts++
      return new Promise((resolve) => {
        begin = () => resolve('cpu')
      })
    }, reached)
    state.value = { ...state.value, step: 3 }
    const following = session.follow()
    const stepping = session.stepOnce()
    begin()
    await Promise.all([following, stepping])
    expect([starts, session.backend.value]).toEqual([1, 'cpu'])
    expect(session.snapshot.value!.step).toBeGreaterThan(0)
  })
})

describe('what a session shows', () => {
  it('is of the run that the state asks for, at every moment', async () => {
    const { session, state } = sessionOf(async () => 'cpu', reached)
    await session.stepOnce()
    const shown = () => [
      session.snapshot.value?.step,
      session.answers.value,
      session.backend.value,
      session.playing.value,
    ]
    expect(shown()).toEqual([1, 'seen', 'cpu', false])
    for (const next of [{ seed: 5 }, { backend: 'webgl' as const }]) {
      const before = state.value
      state.value = { ...before, ...next }
      // before anyone has followed
      expect(shown()).toEqual([undefined, undefined, undefined, false])
      state.value = before
      expect(shown()).toEqual([1, 'seen', 'cpu', false])
    }
  })

  it('is nothing of what went wrong in another run', async () => {
    const { session, state } = sessionOf(async () => {
      throw new Error('no such luck')
    }, reached)
    await session.play()
    expect(session.problem.value).toBe('no such luck')
    state.value = { ...state.value, seed: 5 }
    expect(session.problem.value).toBeUndefined()
  })

  it('leaves the state alone where a step comes back for an earlier run', async () => {
    let give = (_: Snapshot) => {}
    const { session, state } = sessionOf(
      async () => 'cpu',
      () =>
        new Promise((resolve) => {
          give = resolve
        }),
    )
    const stepping = session.stepOnce()
    await new Promise((resolve) => setTimeout(resolve))
    expect(session.busy.value).toBe(true)
    state.value = { ...state.value, seed: 5 }
    expect(session.busy.value).toBe(false)
    give(await reached(1))
    await stepping
    expect([state.value.step, session.snapshot.value]).toEqual([0, undefined])
  })
})

describe('the current run', () => {
  /** A run that is made when the test says so. */
  function runs() {
    const current = new CurrentRun<{ name: string; dispose(): Promise<void> }>()
    const ended: string[] = []
    const ready = new Map<string, () => void>()
    const replace = (name: string) =>
      current
        .replace(async () => {
          await new Promise<void>((resolve) => ready.set(name, resolve))
          return { name, dispose: async () => void ended.push(name) }
        })
        .then(
          ({ name }) => name,
          (error: Error) => error.message,
        )
    const settled = () => new Promise((resolve) => setTimeout(resolve))
    return { current, ended, ready, replace, settled }
  }

  it('is the one that was asked for last, whichever is made first', async () => {
    const { current, ended, ready, replace, settled } = runs()
    const first = replace('slow')
    await settled()
    const second = replace('quick')
    await settled()
    // not before the first is made and ended: they would share a backend
    expect([...ready.keys()]).toEqual(['slow'])
    expect(current.run).toBeUndefined()
    ready.get('slow')!()
    await settled()
    expect([ended, current.run]).toEqual([['slow'], undefined])
    ready.get('quick')!()
    expect(await Promise.all([first, second])).toEqual(['another run was asked for meanwhile', 'quick'])
    expect([current.run!.name, ended]).toEqual(['quick', ['slow']])
  })

  it('is ended before the next is made, also where that fails, and those between are not made', async () => {
    const { current, ended, ready, replace, settled } = runs()
    const first = replace('a')
    await settled()
    ready.get('a')!()
    expect(await first).toBe('a')
    const failing = current.replace(async () => {
      throw new Error('no such luck')
    })
    expect(current.run).toBeUndefined()
    await expect(failing).rejects.toThrow('no such luck')
    expect(ended).toEqual(['a'])
    const answers = ['b', 'c', 'd'].map(replace)
    await settled()
    expect([...ready.keys()]).toEqual(['a', 'd'])
    ready.get('d')!()
    expect(await Promise.all(answers)).toEqual([
      'another run was asked for meanwhile',
      'another run was asked for meanwhile',
      'd',
    ])
    expect(ended).toEqual(['a'])
  })
})
