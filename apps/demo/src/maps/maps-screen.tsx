import { useComputed, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useLatest } from '../app/latest.js'
import { messageOf } from '../app/trouble.js'
import { type StateCodec, useUrlState } from '../app/url-state.js'
import { counted } from '../app/words.js'
import { longMaths } from '../maths/maths.js'
import { EXAMPLES, type MapsState, readMaps, writeMaps } from './maps-state.js'
import { MatrixPicture } from './matrix-picture.js'
import type { MapsView } from './view.js'

const CODEC: StateCodec<MapsState> = { screen: 'maps', read: readMaps, write: writeMaps }

/** A group and two representations, and the picture of all equivariant maps between them. */
export function MapsScreen() {
  const { state } = useUrlState(CODEC)
  // a signal of its own: pointing at entries computes nothing again
  const query = useComputed(() => {
    const { group, repIn, repOut } = state.value
    return JSON.stringify({ group, repIn, repOut })
  })
  const running = useSignal(false)
  const result = useLatest(async (): Promise<{ view?: MapsView; problem?: string }> => {
    const asked = query.value
    running.value = true
    try {
      return { view: await longMaths.askOnly((m) => m.mapsView(JSON.parse(asked))) }
    } catch (error) {
      return { problem: messageOf(error) }
    } finally {
      // of a question that was ended nothing is heard any more
      running.value = false
    }
  })
  useEffect(() => () => longMaths.end(), [])
  const change = (next: Partial<MapsState>) => {
    state.value = { ...state.value, ...next }
  }
  const field = (label: string, name: 'group' | 'repIn' | 'repOut') => (
    <label>
      {label}
      <input
        type="text"
        spellcheck={false}
        autocomplete="off"
        value={state.value[name]}
        onInput={(e) => change({ [name]: e.currentTarget.value, shown: 0 })}
      />
    </label>
  )
  const { view, problem } = result.value ?? {}
  const shown = Math.min(state.value.shown, view?.sizes.length ?? 0)
  return (
    <section class="maps-screen" aria-label="Equivariant maps">
      <p class="controls">
        {field('group', 'group')}
        {field('from', 'repIn')}
        {field('to', 'repOut')}
        <select
          aria-label="Examples"
          value=""
          onChange={(e) => change({ ...EXAMPLES[Number(e.currentTarget.value)]!.query, shown: 0 })}
        >
          <option value="" disabled>
            examples
          </option>
          {EXAMPLES.map(({ title }, i) => (
            <option key={title} value={i}>
              {title}
            </option>
          ))}
        </select>
      </p>
      <p class="quiet running" role="status">
        {running.value && <span class="late">computing; what is typed next ends it</span>}
      </p>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {view && (
        <>
          <h2 aria-live="polite">
            {counted(view.rank, 'map')} of {view.shape[0]} × {view.shape[1]}
          </h2>
          <p class="quiet">
            {counted(view.biasRank, 'bias', 'biases')} · solver: {view.solver}
          </p>
          <MatrixPicture view={view} shown={shown} onPoint={(k) => change({ shown: k })} />
          {view.sizes.length > 0 && (
            <p class="controls">
              <label>
                alike entries
                <input
                  type="range"
                  min={0}
                  max={view.sizes.length}
                  value={shown}
                  onInput={(e) => change({ shown: Number(e.currentTarget.value) })}
                />
              </label>
              <output>
                {shown === 0
                  ? `${view.sizes.length} kinds`
                  : `kind ${shown}: ${view.sizes[shown - 1]} entries`}
              </output>
            </p>
          )}
        </>
      )}
    </section>
  )
}
