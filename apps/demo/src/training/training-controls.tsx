import { SeedField } from '../app/seed-field.js'
import { BACKENDS } from './backends.js'
import type { RunState } from './run-state.js'
import type { TrainingSession } from './session.js'

/** Play, pause, step, reset, speed, seed and backend of a session. */
export function TrainingControls<S extends RunState>(props: {
  readonly session: TrainingSession<S, unknown>
  /** The fastest, a power of two. */
  readonly mostSpeed: number
}) {
  const { session, mostSpeed } = props
  const { state } = session
  const playing = session.playing.value
  const step = session.snapshot.value?.step ?? 0
  const change = (next: Partial<RunState>) => {
    state.value = { ...state.value, ...next }
  }
  return (
    <div class="controls">
      <button
        type="button"
        class="main"
        disabled={step >= session.work.steps}
        onClick={() => (session.playing.value ? session.pause() : void session.play())}
      >
        {playing ? 'pause' : 'train'}
      </button>
      <button
        type="button"
        disabled={playing || session.busy.value || step >= session.work.steps}
        onClick={() => void session.stepOnce()}
      >
        step
      </button>
      <button type="button" onClick={() => session.reset()}>
        reset
      </button>
      <output aria-label="Steps made" aria-live={playing ? 'off' : 'polite'}>
        {step} / {session.work.steps}
      </output>
      <label>
        speed
        <input
          type="range"
          min={0}
          max={Math.log2(mostSpeed)}
          value={Math.log2(state.value.speed)}
          aria-valuetext={`${state.value.speed} steps a picture`}
          onInput={(e) => change({ speed: 2 ** Number(e.currentTarget.value) })}
        />
        ×{state.value.speed}
      </label>
      <SeedField seed={state.value.seed} onSeed={(seed) => change({ seed, step: 0 })} />
      <label>
        backend
        <select
          value={state.value.backend ?? ''}
          onChange={(e) => change({ backend: BACKENDS.find((b) => b === e.currentTarget.value), step: 0 })}
        >
          <option value="">{session.backend.value ? `auto: ${session.backend.value}` : 'auto'}</option>
          {BACKENDS.map((b) => (
            <option key={b} value={b}>
              {b}
            </option>
          ))}
        </select>
      </label>
      {state.value.backend && session.backend.value && session.backend.value !== state.value.backend && (
        <span role="alert">
          {state.value.backend} is not there: {session.backend.value}
        </span>
      )}
      {session.problem.value !== undefined && <span role="alert">{session.problem.value}</span>}
    </div>
  )
}
