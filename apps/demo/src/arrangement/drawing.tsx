import type { ComponentChildren } from 'preact'
import type { Arrangement } from './arrangements.js'

/** Half the width of a drawing: points are from −1 to 1 and have a size. */
const HALF = 1.15

/** The edges of an arrangement, and what its points are drawn as. */
export function Drawing(props: {
  readonly of: Pick<Arrangement, 'points' | 'edges'>
  readonly label: string
  readonly class?: string
  readonly role?: 'img' | 'group'
  readonly children: ComponentChildren
}) {
  const { points, edges } = props.of
  return (
    <svg
      class={props.class}
      viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`}
      role={props.role ?? 'img'}
      aria-label={props.label}
    >
      <g class="edges">
        {edges.map(([u, v]) => (
          <line
            key={`${u}-${v}`}
            x1={points[u]![0]}
            y1={points[u]![1]}
            x2={points[v]![0]}
            y2={points[v]![1]}
          />
        ))}
      </g>
      {props.children}
    </svg>
  )
}
