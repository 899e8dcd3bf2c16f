import { untracked, useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { useLatest } from '../app/latest.js'
import { Plot, type PlotLine } from '../app/plot.js'
import { type StateCodec, useUrlState } from '../app/url-state.js'
import { maths } from '../maths/maths.js'
import { TrainingSession } from '../training/session.js'
import { training } from '../training/training.js'
import { TrainingControls } from '../training/training-controls.js'
import { AnswerDrawing } from './answer-drawing.js'
import { GraphBoard } from './graph-board.js'
import {
  type DrawnGraph,
  fromGraph6,
  MOST_VERTICES,
  parseGraphText,
  toGraph6,
  toggled,
  without,
} from './graph-text.js'
import { type GraphsState, MOST_SPEED, readGraphs, STEPS, writeGraphs } from './graphs-state.js'
import { layoutOf } from './layout.js'
import { GOALS, type GraphFacts, type GraphLook, METHODS } from './methods.js'
import { PICKS } from './picks.js'

const CODEC: StateCodec<GraphsState> = { screen: 'graphs', read: readGraphs, write: writeGraphs }
const TITLES = { cut: 'maximum cut', embed: 'vectors of vertices' } as const
const NO_STEPS: readonly number[] = []

/** A graph, its symmetries, and what networks make of it while they are trained. */
export function GraphsScreen() {
  const { state, problem } = useUrlState(CODEC)
  const facts = useSignal<GraphFacts | undefined>(undefined)
  const refused = useSignal<string | undefined>(undefined)
  const g6 = useComputed(() => state.value.g6)
  const drawn = useComputed(() => fromGraph6(g6.value))
  const places = useComputed(() => layoutOf(drawn.value))
  const symmetry = useLatest(() => maths.graphSymmetry(drawn.value))
  const session = useMemo(
    () =>
      new TrainingSession<GraphsState, GraphLook>(state, {
        steps: STEPS,
        key: () => `${state.value.g6} ${state.value.goal}`,
        start: async ({ seed, backend, goal }) => {
          const request = { seed, backend, epochs: STEPS }
          const made = await training().startGraph(
            request,
            goal,
            untracked(() => drawn.value),
          )
          facts.value = made.facts
          return made.backend
        },
        reach: (step) => training().reach(step),
        look: () => training().graph(drawn.value, state.value.pick),
      }),
    [state, drawn, facts],
  )
  const run = useComputed(() => {
    const { seed, backend, step, goal } = state.value
    return `${seed} ${backend} ${step} ${goal} ${g6.value}`
  })
  useSignalEffect(() => {
    run.value
    untracked(() => void session.follow())
  })
  const pick = useComputed(() => state.value.pick)
  useSignalEffect(() => {
    pick.value
    untracked(() => void session.refresh())
  })
  useEffect(() => () => session.end(), [session])
  const change = (next: Partial<GraphsState>) => {
    state.value = { ...state.value, ...next }
  }
  const draw = (make: () => DrawnGraph) => {
    try {
      const next = toGraph6(make())
      refused.value = undefined
      change({ g6: next, step: 0 })
    } catch (error) {
      refused.value = error instanceof Error ? error.message : String(error)
    }
  }
  const snapshot = session.snapshot.value
  const lines = useMemo(
    () =>
      METHODS.map(
        (label, k): PlotLine => ({ label, colour: `--${label}`, values: snapshot?.losses[k] ?? NO_STEPS }),
      ),
    [snapshot],
  )
  const { goal } = state.value
  const graph = drawn.value
  const orbits = symmetry.value?.orbits
  const current = orbits && orbits.reduce((sum, o) => sum + o.length, 0) === graph.n ? orbits : undefined
  const trouble = refused.value ?? problem.value
  return (
    <div class="graphs-screen">
      <section aria-label="Graph">
        <p class="controls">
          <select
            aria-label="Graph"
            value={state.value.g6}
            onChange={(e) => {
              const text = e.currentTarget.value
              draw(() => fromGraph6(text))
            }}
          >
            {PICKS.map(({ title, g6: text }) => (
              <option key={text} value={text}>
                {title}
              </option>
            ))}
            {PICKS.every((p) => p.g6 !== state.value.g6) && (
              <option value={state.value.g6}>your graph</option>
            )}
          </select>
          <button
            type="button"
            disabled={graph.n >= MOST_VERTICES}
            onClick={() => draw(() => ({ n: drawn.value.n + 1, edges: drawn.value.edges }))}
          >
            add vertex
          </button>
          <button
            type="button"
            disabled={graph.n <= 1}
            onClick={() => draw(() => without(drawn.value, drawn.value.n - 1))}
          >
            remove last
          </button>
        </p>
        <GraphBoard
          graph={graph}
          places={places.value}
          orbits={current}
          onToggle={(u, v) => draw(() => toggled(drawn.value, u, v))}
        />
        <label class="wide">
          paste
          <input
            type="text"
            spellcheck={false}
            placeholder="graph6, or edges 0-1, 1-2"
            onChange={(e) => {
              const text = e.currentTarget.value
              draw(() => parseGraphText(text))
            }}
          />
        </label>
        {trouble !== undefined && <p role="alert">{trouble}</p>}
        <h2 aria-live="polite">
          {symmetry.value
            ? `${symmetry.value.order} symmetries, ${symmetry.value.orbits.length} orbits`
            : '…'}
        </h2>
      </section>
      <section aria-label="Networks">
        <p class="controls">
          <select
            aria-label="Goal"
            value={goal}
            onChange={(e) =>
              change({ goal: GOALS.find((g) => g === e.currentTarget.value) ?? goal, step: 0 })
            }
          >
            {GOALS.map((g) => (
              <option key={g} value={g}>
                {TITLES[g]}
              </option>
            ))}
          </select>
          <button
            type="button"
            disabled={!session.answers.value}
            onClick={() => change({ pick: state.value.pick + 1 })}
          >
            choose
          </button>
        </p>
        <TrainingControls session={session} mostSpeed={MOST_SPEED} />
        <div class="answers">
          {METHODS.map((method, k) => (
            <AnswerDrawing
              key={method}
              method={method}
              goal={goal}
              graph={graph}
              places={places.value}
              answer={session.answers.value?.[k]}
              facts={facts.value}
            />
          ))}
        </div>
        <Plot
          x={snapshot?.at ?? NO_STEPS}
          lines={lines}
          xLabel="step"
          yLabel="loss"
          label={`Loss after ${snapshot?.step ?? 0} steps`}
        />
      </section>
    </div>
  )
}
