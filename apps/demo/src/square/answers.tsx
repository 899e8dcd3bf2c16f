import { counted } from '../app/words.js'
import type { Arrangement, Places } from '../arrangement/arrangements.js'
import { Drawing } from '../arrangement/drawing.js'

/** A small drawing of how strongly an answer marks each point. */
function Marks(props: {
  readonly on: Arrangement
  readonly places: Places
  readonly marks: readonly number[]
  readonly label: string
}) {
  const { on, places, marks, label } = props
  const radius = Math.min(0.2, 1.5 / on.n)
  return (
    <Drawing edges={on.edges} places={places} label={label} class="marks">
      {places.map(([x, y], i) => (
        <g key={i}>
          <circle cx={x} cy={y} r={radius} class="unmarked" />
          <circle cx={x} cy={y} r={radius} class="marked" style={{ opacity: marks[i] }} />
        </g>
      ))}
    </Drawing>
  )
}

/** What an equivariant network must answer: one picture, as symmetric as the pattern. */
export function StrictAnswer(props: {
  readonly on: Arrangement
  readonly places: Places
  readonly strict: readonly number[]
}) {
  const shares = [...new Set(props.strict.map((v) => Number(v.toFixed(3))))].filter((v) => v > 0)
  return (
    <figure>
      <Marks
        on={props.on}
        places={props.places}
        marks={props.strict}
        label={`marks every equal point ${shares.join(' and ')}`}
      />
      <figcaption>{shares.map((s) => s.toLocaleString('en')).join(', ')} each</figcaption>
    </figure>
  )
}

/** What relaxed equivariance can answer, and how many draws landed on each. */
export function Outcomes(props: {
  readonly on: Arrangement
  readonly places: Places
  readonly outcomes: readonly number[]
  readonly landed: readonly number[]
}) {
  const { on, places, outcomes, landed } = props
  const counts = outcomes.map((point) => landed.reduce((n, p) => n + Number(p === point), 0))
  const most = Math.max(1, ...counts)
  return (
    <ol class="outcomes" aria-label="Answers of relaxed equivariance">
      {outcomes.map((point, k) => (
        <li key={point}>
          <Marks
            on={on}
            places={places}
            marks={places.map((_, i) => Number(i === point))}
            label={`point ${point}, ${counted(counts[k]!, 'draw')}`}
          />
          <div class="tally" aria-hidden="true">
            <i style={{ inlineSize: `${(100 * counts[k]!) / most}%` }} />
            <b>{landed.length > 0 ? counts[k] : ''}</b>
          </div>
        </li>
      ))}
    </ol>
  )
}
