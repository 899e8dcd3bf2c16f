import { useSignal } from '@preact/signals'
import type { Places } from '../arrangement/arrangements.js'
import { Drawing } from '../arrangement/drawing.js'
import type { DrawnGraph } from '../arrangement/graph-text.js'
import { Point } from '../arrangement/point.js'

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
  /** The vertex that was pressed first, of the graph that it is a vertex of. */
  const first = useSignal<{ readonly of: DrawnGraph; readonly vertex: number } | undefined>(undefined)
  const radius = Math.min(0.11, 0.9 / Math.sqrt(graph.n) / 3)
  const orbitOf = (v: number) => orbits?.findIndex((o) => o.includes(v)) ?? -1
  const chosen = () => (first.value?.of === graph ? first.value.vertex : undefined)
  const press = (v: number) => {
    const before = chosen()
    first.value = before === undefined ? { of: graph, vertex: v } : undefined
    if (before !== undefined && before !== v) onToggle(before, v)
  }
  return (
    <Drawing edges={graph.edges} places={places} label="the graph" class="board" role="group">
      {places.map(([x, y], v) => {
        const orbit = orbitOf(v)
        return (
          <Point
            key={v}
            at={[x, y]}
            radius={radius}
            label={orbit < 0 ? `vertex ${v}` : `vertex ${v}, orbit ${orbit + 1}`}
            text={v}
            isPressed={chosen() === v}
            onPress={() => press(v)}
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
          </Point>
        )
      })}
    </Drawing>
  )
}
