import { untracked, useComputed, useSignalEffect } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { useLatest } from '../app/latest.js'
import { Plot, type PlotLine } from '../app/plot.js'
import { type StateCodec, useUrlState } from '../app/url-state.js'
import { counted } from '../app/words.js'
import { GraphPaste } from '../arrangement/graph-paste.js'
import {
  type DrawnGraph,
  fromGraph6,
  MOST_VERTICES,
  toGraph6,
  toggled,
  without,
} from '../arrangement/graph-text.js'
import { usePlaces } from '../arrangement/places.js'
import { maths } from '../maths/maths.js'
import { TrainingSession } from '../training/session.js'
import { training } from '../training/training.js'
import { TrainingControls } from '../training/training-controls.js'
import { AnswerDrawing } from './answer-drawing.js'
import { GraphBoard } from './graph-board.js'
import { type GraphsState, MOST_SPEED, readGraphs, STEPS, writeGraphs } from './graphs-state.js'
import { GOALS, type GraphLook, METHODS } from './methods.js'
import { PICKS } from './picks.js'

const CODEC: StateCodec<GraphsState> = { screen: 'graphs', read: readGraphs, write: writeGraphs }
const TITLES = { cut: 'maximum cut', embed: 'vectors of vertices' } as const
const NO_STEPS: readonly number[] = []

/** A graph, its symmetries, and what networks make of it while they are trained. */
export function GraphsScreen() {
  const { state, problem } = useUrlState(CODEC)
  const g6 = useComputed(() => state.value.g6)
  const drawn = useComputed(() => fromGraph6(g6.value))
  const places = usePlaces(() => drawn.value)
  const symmetry = useLatest(
    () => [drawn.value],
    (graph: DrawnGraph) => maths.ask((m) => m.graphSymmetry(graph)),
  ).answer.value
  const session = useMemo(
    () =>
      new TrainingSession<GraphsState, GraphLook>(state, {
        steps: STEPS,
        key: () => `${state.value.g6} ${state.value.goal}`,
        start: ({ seed, backend, goal, g6 }) =>
          training.ask((t) => t.startGraph({ seed, backend, epochs: STEPS }, goal, fromGraph6(g6))),
        reach: (step) => training.ask((t) => t.reach(step)),
        look: () => training.ask((t) => t.graph(state.value.pick)),
      }),
    [state],
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
  const draw = (next: DrawnGraph) => change({ g6: toGraph6(next), step: 0 })
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
  // of the run that the state asks for, and so of this graph and goal
  const look = session.answers.value
  return (
    <div class="graphs-screen">
      <section aria-label="Graph">
        <p class="controls">
          <select
            aria-label="Graph"
            value={state.value.g6}
            onChange={(e) => change({ g6: e.currentTarget.value, step: 0 })}
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
            onClick={() => draw({ n: drawn.value.n + 1, edges: drawn.value.edges })}
          >
            add vertex
          </button>
          <button
            type="button"
            disabled={graph.n <= 1}
            onClick={() => draw(without(drawn.value, drawn.value.n - 1))}
          >
            remove last
          </button>
        </p>
        <GraphBoard
          graph={graph}
          places={places.value}
          orbits={symmetry?.orbits}
          onToggle={(u, v) => draw(toggled(graph, u, v))}
        />
        <GraphPaste screen="graphs" current={state.value.g6} onGraph={draw} />
        {problem.value !== undefined && <p role="alert">{problem.value}</p>}
        <h2 aria-live="polite">
          {symmetry
            ? `${counted(symmetry.order, 'symmetry', 'symmetries')}, ${counted(symmetry.orbits.length, 'orbit')}`
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
          <button type="button" disabled={!look} onClick={() => change({ pick: state.value.pick + 1 })}>
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
              answer={look?.answers[k]}
              facts={look?.facts}
            />
          ))}
        </div>
        <Plot
          x={snapshot?.at ?? NO_STEPS}
          lines={lines}
          xLabel="step"
          yLabel="loss"
          isLog={goal === 'embed'}
          label={`Loss after ${snapshot?.step ?? 0} steps`}
        />
      </section>
    </div>
  )
}
