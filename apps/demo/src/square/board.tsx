import type { Arrangement, Places } from '../arrangement/arrangements.js'
import { Drawing } from '../arrangement/drawing.js'

/** The points with their values: a press gives a point its next value; `moved` is where a symmetry takes each. */
export function Board(props: {
  readonly on: Arrangement
  readonly places: Places
  readonly values: readonly number[]
  readonly moved: readonly number[] | undefined
  readonly onPress: (point: number) => void
}) {
  const { on, places, values, moved, onPress } = props
  const radius = Math.min(0.15, 1.3 / on.n)
  return (
    <Drawing
      edges={on.edges}
      places={places}
      label={`${on.title}, a value on each point`}
      class="board"
      role="group"
    >
      {places.map((_, i) => {
        const to = places[moved?.[i] ?? i]!
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing
          <g
            key={i}
            class="point"
            role="button"
            tabindex={0}
            aria-label={`point ${i}, value ${values[i]}`}
            style={{ translate: `${to[0]}px ${to[1]}px` }}
            onClick={() => onPress(i)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return
              event.preventDefault()
              onPress(i)
            }}
          >
            <circle r={radius} class={`value-${values[i]}`} />
            <text class="value" style={{ fontSize: `${1.1 * radius}px` }}>
              {values[i]}
            </text>
          </g>
        )
      })}
    </Drawing>
  )
}
