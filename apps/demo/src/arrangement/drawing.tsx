import type { ComponentChildren } from 'preact'
import type { Places } from './arrangements.js'
import type { DrawnGraph } from './graph-text.js'

/** Half the width of a drawing: points are from −1 to 1 and have a size. */
const HALF = 1.15

/** The edges of a graph, and what its points are drawn as. */
export function Drawing(props: {
  readonly edges: DrawnGraph['edges']
  readonly places: Places
  readonly label: string
  readonly class?: string
  readonly role?: 'img' | 'group'
  readonly children: ComponentChildren
}) {
  const { edges, places } = props
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
            x1={places[u]![0]}
            y1={places[u]![1]}
            x2={places[v]![0]}
            y2={places[v]![1]}
          />
        ))}
      </g>
      {props.children}
    </svg>
  )
}
