import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLatest } from '../app/latest.js'
import { SeedField } from '../app/seed-field.js'
import { type StateCodec, useUrlState } from '../app/url-state.js'
import { counted } from '../app/words.js'
import { arrangement, keyOf, NAMED, RING_SIZES, ringSize } from '../arrangement/arrangements.js'
import { GraphPaste } from '../arrangement/graph-paste.js'
import { usePlaces } from '../arrangement/places.js'
import { longMaths, maths } from '../maths/maths.js'
import { Outcomes, StrictAnswer } from './answers.js'
import { Board } from './board.js'
import { LatticeDrawing } from './lattice-drawing.js'
import { fresh, MOST_DRAWS, readSquare, type SquareState, VALUES, writeSquare } from './square-state.js'
import type { Lattice, SquareView } from './view.js'

const CODEC: StateCodec<SquareState> = { screen: 'square', read: readSquare, write: writeSquare }
/** Draws that a press of the button makes. */
const BATCH = 60
/** They land one after the other within about a second, at once where motion is not wanted. */
const LANDING_FRAMES = 50

/** Values on points, their symmetries, and what networks can answer. */
export function SquareScreen() {
  const { state, problem } = useUrlState(CODEC)
  const place = useComputed(() => state.value.on)
  const view = useLatest(
    () => [place.value, state.value.values],
    (on: string, values: readonly number[]) => maths.ask((m) => m.squareView(on, values)),
  )
  const landed = useLanded(() => state.value)
  const lattice = useLatest(
    () => [place.value],
    (on: string) => longMaths.askOnly((m) => m.latticeOf(on)),
  )
  // not before the lattice is there: its question ends what is asked of another one
  const orbitType = useLatest(
    () => [place.value, state.value.values, lattice.answer.value],
    async (on: string, values: readonly number[], listed: Lattice | undefined) =>
      listed && longMaths.ask((m) => m.orbitTypeOf(on, values)),
  )
  useEffect(() => () => longMaths.end(), [])
  const places = usePlaces(() => arrangement(place.value)).value
  /** The symmetry that is pointed at, and the view that it is one of. */
  const pointed = useSignal<{ readonly of: SquareView; readonly images: readonly number[] } | undefined>(
    undefined,
  )
  const change = (next: Partial<SquareState>) => {
    pointed.value = undefined
    state.value = { ...state.value, draws: 0, ...next }
  }
  // from the state as it is now: a key may come before the last one is drawn
  const press = (point: number) =>
    change({ values: state.value.values.map((v, i) => (i === point ? (v + 1) % VALUES : v)) })
  const rearrange = (key: string) => change(fresh(key, state.value.seed))
  const { on, values } = state.value
  const where = arrangement(on)
  const size = ringSize(on)
  // for values that were just pressed the last view stays until the next is there, for other points it does not
  const { question: [of = '', pattern = NOTHING_LANDED.draws] = [], answer } = view.answered.value ?? {}
  const shown = of === on ? answer : undefined
  const classes = lattice.answer.value
  const type = orbitType.answered.value
  const here = type && type.question[2] === classes ? type.answer : undefined
  const moved = pointed.value && pointed.value.of === shown ? pointed.value.images : undefined
  const { of: drawn, draws } = landed.value
  return (
    <div class="square-screen">
      <section aria-label="Pattern">
        <p class="controls">
          <select aria-label="Arrangement" value={on} onChange={(e) => rearrange(e.currentTarget.value)}>
            {NAMED.map(({ key, title }) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
            {NAMED.every(({ key }) => key !== on) && <option value={on}>{where.title}</option>}
          </select>
          {size !== undefined && (
            <label>
              points
              <input
                type="number"
                min={RING_SIZES.least}
                max={RING_SIZES.most}
                value={size}
                onInput={(e) => {
                  const n = Number(e.currentTarget.value)
                  if (Number.isInteger(n) && n >= RING_SIZES.least && n <= RING_SIZES.most)
                    rearrange(`ring-${n}`)
                }}
              />
            </label>
          )}
          <button type="button" onClick={() => change({ values: fresh(on).values })}>
            all equal
          </button>
        </p>
        <Board on={where} places={places} values={values} moved={moved} onPress={press} />
        <GraphPaste screen="square" current={on} onGraph={(graph) => rearrange(keyOf(graph))} />
        {problem.value && <p role="alert">{problem.value}</p>}
      </section>
      <section aria-label="Symmetry">
        <h2 aria-live="polite">{shown ? `${shown.order} of ${shown.groupOrder} symmetries keep it` : '…'}</h2>
        {shown && (
          <ul class="elements" aria-label={shown.allListed ? 'Elements' : 'Generators'}>
            {shown.elements.map(({ images, cycles }) => (
              <li key={cycles}>
                <button
                  type="button"
                  onMouseEnter={() => (pointed.value = { of: shown, images })}
                  onMouseLeave={() => (pointed.value = undefined)}
                  onFocus={() => (pointed.value = { of: shown, images })}
                  onBlur={() => (pointed.value = undefined)}
                >
                  {cycles}
                </button>
              </li>
            ))}
          </ul>
        )}
        {classes && <LatticeDrawing lattice={classes} at={here} />}
      </section>
      <section aria-label="Answers">
        <h2>Mark a largest point</h2>
        <h3>Equivariant: one answer</h3>
        {shown && <StrictAnswer on={where} places={places} strict={shown.strict} />}
        <h3>Relaxed: {shown ? counted(shown.outcomes.length, 'answer') : '…'}</h3>
        <p class="controls">
          <button
            type="button"
            class="main"
            disabled={state.value.draws >= MOST_DRAWS}
            onClick={() => {
              state.value = { ...state.value, draws: Math.min(MOST_DRAWS, state.value.draws + BATCH) }
            }}
          >
            choose
          </button>
          <SeedField seed={state.value.seed} onSeed={(seed) => change({ seed, draws: state.value.draws })} />
        </p>
        {shown && (
          <Outcomes
            on={where}
            places={places}
            outcomes={shown.outcomes}
            landed={drawn === drawnFor(on, pattern, state.value.seed) ? draws : NOTHING_LANDED.draws}
          />
        )}
      </section>
    </div>
  )
}

/** Draws that have landed, and what they are draws of. */
interface Landed {
  readonly of: string
  readonly draws: readonly number[]
}
const NOTHING_LANDED: Landed = { of: '', draws: [] }

/** A pattern that is drawn for with a seed. */
function drawnFor(on: string, values: readonly number[], seed: number): string {
  return `${on} ${values} ${seed}`
}

/** The draws that have landed: those of the address at once, new ones one after the other. */
function useLanded(read: () => SquareState): ReadonlySignal<Landed> {
  const drawn = useLatest(
    () => {
      const { on, values, seed, draws } = read()
      return [on, values, seed, draws]
    },
    async (on: string, values: readonly number[], seed: number, draws: number) =>
      draws === 0 ? NOTHING_LANDED.draws : maths.ask((m) => m.draws(on, values, seed, draws)),
  )
  const landed = useSignal(NOTHING_LANDED)
  useSignalEffect(() => {
    if (!drawn.answered.value) return
    const { question, answer: all } = drawn.answered.value
    const of = drawnFor(question[0], question[1], question[2])
    const { of: last, draws: before } = landed.peek()
    const isAtOnce = of !== last || matchMedia('(prefers-reduced-motion: reduce)').matches
    if (isAtOnce || before.length >= all.length) {
      landed.value = { of, draws: all }
      return
    }
    let at = before.length
    let frame = requestAnimationFrame(function land() {
      at = Math.min(all.length, at + Math.ceil((all.length - before.length) / LANDING_FRAMES))
      landed.value = { of, draws: all.slice(0, at) }
      if (at < all.length) frame = requestAnimationFrame(land)
    })
    return () => cancelAnimationFrame(frame)
  })
  return landed
}
