import { forceCenter, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force'
import type { Places } from './arrangements.js'
import type { DrawnGraph } from './graph-text.js'

/** Ticks until a layout is still. */
const TICKS = 300

/** Places of the vertices in a box of −1 to 1 by forces, from a circle: the same graph is drawn the same. O(ticks · n log n). */
export function layoutOf({ n, edges }: DrawnGraph): Places {
  const nodes = Array.from({ length: n }, (_, i) => ({
    index: i,
    x: Math.cos((2 * Math.PI * i) / n),
    y: Math.sin((2 * Math.PI * i) / n),
  }))
  const links = edges.map(([source, target]) => ({ source, target }))
  forceSimulation(nodes)
    .force('links', forceLink(links).distance(1).strength(0.6))
    .force('apart', forceManyBody().strength(-0.9))
    .force('center', forceCenter(0, 0))
    .force('x', forceX(0).strength(0.05))
    .force('y', forceY(0).strength(0.05))
    .stop()
    .tick(TICKS)
  const far = Math.max(...nodes.map((p) => Math.max(Math.abs(p.x), Math.abs(p.y))), 1e-9)
  return nodes.map(({ x, y }) => [(0.92 * x) / far, (0.92 * y) / far] as const)
}
