import { untracked, useComputed, useSignalEffect } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { useLatest } from '../app/latest.js'
import { type StateCodec, useUrlState } from '../app/url-state.js'
import { maths } from '../maths/maths.js'
import { TrainingSession } from '../training/session.js'
import { training } from '../training/training.js'
import { TrainingControls } from '../training/training-controls.js'
import { Curves } from './curves.js'
import { Domains } from './domains.js'
import {
  COLDEST,
  HOTTEST,
  type LandauState,
  MOST_SPEED,
  readLandau,
  STEPS,
  writeLandau,
} from './landau-state.js'
import type { LandauLook } from './methods.js'

const NONE: readonly number[] = []
const CODEC: StateCodec<LandauState> = { screen: 'landau', read: readLandau, write: writeLandau }

/** Temperature in, polarization out: what three networks make of barium titanate. */
export function LandauScreen() {
  const { state } = useUrlState(CODEC)
  const exact = useLatest(
    () => [],
    () => maths.ask((m) => m.exactSizes()),
  )
  const session = useMemo(
    () =>
      new TrainingSession<LandauState, LandauLook>(state, {
        steps: STEPS,
        start: ({ seed, backend }) => training.ask((t) => t.startLandau({ seed, backend, epochs: STEPS })),
        reach: (step) => training.ask((t) => t.reach(step)),
        look: () => training.ask((t) => t.landau(state.value.celsius, state.value.pick)),
      }),
    [state],
  )
  const run = useComputed(() => `${state.value.seed} ${state.value.backend} ${state.value.step}`)
  useSignalEffect(() => {
    run.value
    untracked(() => void session.follow())
  })
  const question = useComputed(() => `${state.value.celsius} ${state.value.pick}`)
  useSignalEffect(() => {
    question.value
    untracked(() => void session.refresh())
  })
  useEffect(() => () => session.end(), [session])
  return (
    <div class="landau-screen">
      <section aria-label="Temperature">
        <p class="controls">
          <label class="wide">
            temperature
            <input
              type="range"
              min={COLDEST}
              max={HOTTEST}
              value={state.value.celsius}
              onInput={(e) => {
                state.value = { ...state.value, celsius: Number(e.currentTarget.value) }
              }}
            />
          </label>
          <output>{state.value.celsius} °C</output>
          <button
            type="button"
            disabled={!session.answers.value}
            onClick={() => {
              state.value = { ...state.value, pick: state.value.pick + 1 }
            }}
          >
            choose
          </button>
        </p>
        <TrainingControls session={session} mostSpeed={MOST_SPEED} />
      </section>
      <Domains look={session.answers.value} />
      <Curves
        snapshot={session.snapshot.value}
        look={session.answers.value}
        exact={exact.answer.value ?? NONE}
        celsius={state.value.celsius}
      />
    </div>
  )
}
