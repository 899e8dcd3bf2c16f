import { useSignal } from '@preact/signals'
import type { Places } from '../arrangement/arrangements.js'
import { Drawing } from '../arrangement/drawing.js'
import type { DrawnGraph } from '../arrangement/graph-text.js'

/** The turn of hue from one orbit to the next. */
const GOLDEN_ANGLE = 137.508

/** A graph to draw in: pressing two vertices joins or parts them. Colours and numbers are orbits. */
export function GraphBoard(props: {
  readonly graph: DrawnGraph
  readonly places: Places
  readonly orbits: readonly (readonly number[])[] | undefined
  readonly onToggle: (u: number, v: number) => void
}) {
  const { graph, places, orbits, onToggle } = props
  const first = useSignal<number | undefined>(undefined)
  const radius = Math.min(0.11, 0.9 / Math.sqrt(graph.n) / 3)
  const orbitOf = (v: number) => orbits?.findIndex((o) => o.includes(v)) ?? -1
  const press = (v: number) => {
    const before = first.value
    first.value = before === undefined ? v : undefined
    if (before !== undefined && before !== v && before < graph.n) onToggle(before, v)
  }
  return (
    <Drawing edges={graph.edges} places={places} label="the graph" class="board" role="group">
      {places.map(([x, y], v) => {
        const orbit = orbitOf(v)
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing
          <g
            key={v}
            class="point"
            role="button"
            tabindex={0}
            aria-pressed={first.value === v}
            aria-label={orbit < 0 ? `vertex ${v}` : `vertex ${v}, orbit ${orbit + 1}`}
            style={{ translate: `${x}px ${y}px` }}
            onClick={() => press(v)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return
              event.preventDefault()
              press(v)
            }}
          >
            <circle
              r={radius}
              style={{
                fill:
                  orbit < 0
                    ? 'var(--panel)'
                    : `light-dark(hsl(${(orbit * GOLDEN_ANGLE) % 360} 65% 78%), hsl(${(orbit * GOLDEN_ANGLE) % 360} 45% 32%))`,
              }}
            />
            <text style={{ fontSize: `${1.1 * radius}px` }}>{v}</text>
          </g>
        )
      })}
    </Drawing>
  )
}
