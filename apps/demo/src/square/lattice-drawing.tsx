import { latticePlaces } from './lattice-layout.js'
import type { Lattice } from './view.js'

const [WIDTH, HEIGHT] = [320, 240]

/** The subgroups up to conjugacy, those that are the symmetry of some pattern filled, the one of this pattern marked. */
export function LatticeDrawing(props: { readonly lattice: Lattice; readonly at: number | undefined }) {
  const { lattice, at } = props
  const places = latticePlaces(lattice).map(({ x, y }) => [WIDTH * x, HEIGHT * y] as const)
  const here = at === undefined ? undefined : lattice.nodes[at]
  const label = here
    ? `class ${at! + 1} of ${lattice.nodes.length}: subgroups of order ${here.order}, ${here.size} alike`
    : `${lattice.nodes.length} classes of subgroups`
  return (
    <svg class="lattice" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <g class="edges">
        {lattice.covers.map(([above, below]) => (
          <line
            key={`${above}-${below}`}
            x1={places[above]![0]}
            y1={places[above]![1]}
            x2={places[below]![0]}
            y2={places[below]![1]}
          />
        ))}
      </g>
      {lattice.nodes.map((node, i) => (
        <g key={i} class={`class ${node.occurs ? 'occurs' : ''} ${i === at ? 'here' : ''}`}>
          <title>{`order ${node.order}, ${node.size} conjugate`}</title>
          <circle cx={places[i]![0]} cy={places[i]![1]} r={i === at ? 11 : 8} />
          <text x={places[i]![0]} y={places[i]![1]}>
            {node.order}
          </text>
        </g>
      ))}
    </svg>
  )
}
