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
  const result = useLatest(
    () => [state.value.group, state.value.repIn, state.value.repOut],
    async (group: string, repIn: string, repOut: string): Promise<{ view?: MapsView; problem?: string }> => {
      try {
        return { view: await longMaths.askOnly((m) => m.mapsView({ group, repIn, repOut })) }
      } catch (error) {
        return { problem: messageOf(error) }
      }
    },
  )
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
  // while the next picture is computed the last one stays, and fades where that takes long
  const isOpen = result.isOpen.value
  const { view, problem } = result.answered.value?.answer ?? {}
  const shown = isOpen ? 0 : Math.min(state.value.shown, view?.sizes.length ?? 0)
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
        {isOpen && <span class="late">computing; what is typed next ends it</span>}
      </p>
      {problem !== undefined && !isOpen && <p role="alert">{problem}</p>}
      {view && (
        <div class={isOpen ? 'stale' : ''} aria-busy={isOpen}>
          <h2 aria-live="polite">
            {counted(view.rank, 'map')} of {view.shape[0]} × {view.shape[1]}
          </h2>
          <p class="quiet">
            {counted(view.biasRank, 'bias', 'biases')} · solver: {view.solver}
          </p>
          <MatrixPicture
            view={view}
            shown={shown}
            onPoint={(k) => {
              // the kinds of the last picture are not those of the next
              if (!result.isOpen.value) change({ shown: k })
            }}
          />
          {view.sizes.length > 0 && (
            <p class="controls">
              <label>
                alike entries
                <input
                  type="range"
                  min={0}
                  max={view.sizes.length}
                  value={shown}
                  disabled={isOpen}
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
        </div>
      )}
    </section>
  )
}
