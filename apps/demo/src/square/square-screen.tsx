import { signal, useComputed, useSignal, useSignalEffect } from '@preact/signals'
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

const CODEC: StateCodec<SquareState> = { screen: 'square', read: readSquare, write: writeSquare }
/** Draws that a press of the button makes. */
const BATCH = 60
/** They land one after the other within about a second, at once where motion is not wanted. */
const LANDING_FRAMES = 50

/** Where the symmetry that is pointed at takes the points. */
const moved = signal<readonly number[] | undefined>(undefined)

/** Values on points, their symmetries, and what networks can answer. */
export function SquareScreen() {
  const { state, problem } = useUrlState(CODEC)
  const view = useLatest(() => maths.ask((m) => m.squareView(state.value.on, state.value.values)))
  const landed = useLanded(() => state.value)
  const { on, values } = state.value
  const where = arrangement(on)
  const place = useComputed(() => state.value.on)
  const lattice = useLatest(async () => {
    const of = place.value
    return { of, lattice: await longMaths.askOnly((m) => m.latticeOf(of)) }
  })
  // not before the lattice is there: its question ends what is asked of another one
  const orbitType = useLatest(async () => {
    const { on, values } = state.value
    const { of, lattice: listed } = lattice.value ?? {}
    return of === on && listed ? longMaths.ask((m) => m.orbitTypeOf(on, values)) : undefined
  })
  useEffect(() => () => longMaths.end(), [])
  const places = usePlaces(() => arrangement(place.value)).value
  const change = (next: Partial<SquareState>) => {
    moved.value = undefined
    state.value = { ...state.value, draws: 0, ...next }
  }
  // from the state as it is now: a key may come before the last one is drawn
  const press = (point: number) =>
    change({ values: state.value.values.map((v, i) => (i === point ? (v + 1) % VALUES : v)) })
  const rearrange = (key: string) => change(fresh(key, state.value.seed))
  const size = ringSize(on)
  const drawn = lattice.value?.of === on ? lattice.value : undefined
  const shown = view.value?.strict.length === values.length ? view.value : undefined
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
        <Board on={where} places={places} values={values} moved={moved.value} onPress={press} />
        <GraphPaste current={on} onGraph={(graph) => rearrange(keyOf(graph))} />
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
                  onMouseEnter={() => (moved.value = images)}
                  onMouseLeave={() => (moved.value = undefined)}
                  onFocus={() => (moved.value = images)}
                  onBlur={() => (moved.value = undefined)}
                >
                  {cycles}
                </button>
              </li>
            ))}
          </ul>
        )}
        {drawn?.lattice && <LatticeDrawing lattice={drawn.lattice} at={orbitType.value} />}
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
            onClick={() => {
              state.value = { ...state.value, draws: Math.min(MOST_DRAWS, state.value.draws + BATCH) }
            }}
          >
            choose
          </button>
          <SeedField seed={state.value.seed} onSeed={(seed) => change({ seed, draws: state.value.draws })} />
        </p>
        {shown && <Outcomes on={where} places={places} outcomes={shown.outcomes} landed={landed.value} />}
      </section>
    </div>
  )
}

/** The draws that have landed: those of the address at once, new ones one after the other. */
function useLanded(read: () => SquareState) {
  const drawn = useLatest(async () => {
    const { on, values, seed, draws } = read()
    return {
      draws: draws === 0 ? [] : await maths.ask((m) => m.draws(on, values, seed, draws)),
      first: `${on} ${values} ${seed}`,
    }
  })
  const landed = useSignal<readonly number[]>([])
  const pattern = useSignal('')
  useSignalEffect(() => {
    const { draws: all, first } = drawn.value ?? { draws: [], first: '' }
    const fromStart = first !== pattern.peek() || matchMedia('(prefers-reduced-motion: reduce)').matches
    pattern.value = first
    const before = landed.peek().length
    if (fromStart || before >= all.length) {
      landed.value = all
      return
    }
    let at = before
    let frame = requestAnimationFrame(function land() {
      at = Math.min(all.length, at + Math.ceil((all.length - before) / LANDING_FRAMES))
      landed.value = all.slice(0, at)
      if (at < all.length) frame = requestAnimationFrame(land)
    })
    return () => cancelAnimationFrame(frame)
  })
  return landed
}
