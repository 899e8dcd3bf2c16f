import type { Arrangement, Places } from '../arrangement/arrangements.js'
import { Drawing } from '../arrangement/drawing.js'
import { Point } from '../arrangement/point.js'

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
      {places.map((_, i) => (
        <Point
          key={i}
          at={places[moved?.[i] ?? i]!}
          radius={radius}
          label={`point ${i}, value ${values[i]}`}
          text={values[i]!}
          onPress={() => onPress(i)}
        >
          <circle r={radius} class={`value-${values[i]}`} />
        </Point>
      ))}
    </Drawing>
  )
}
