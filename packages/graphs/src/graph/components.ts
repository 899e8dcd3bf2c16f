import { ColouredGraph } from './coloured-graph.js'

/** The vertices of each connected component, ignoring directions, in the order in which they are reached. O(n + m). */
export function connectedComponents({ n, starts, targets }: ColouredGraph): number[][] {
  const seen = new Uint8Array(n)
  const components: number[][] = []
  for (let start = 0; start < n; start++) {
    if (seen[start]) continue
    seen[start] = 1
    const component = [start]
    for (const v of component) {
      for (let e = starts[v]!; e < starts[v + 1]!; e++) {
        const u = targets[e]!
        if (seen[u]) continue
        seen[u] = 1
        component.push(u)
      }
    }
    components.push(component)
  }
  return components
}

/** A component as a graph of its own: its vertices renamed 0, 1, … in the given order, labels kept, colours ranked. */
export function componentGraph(
  graph: ColouredGraph,
  vertices: readonly number[],
  nameOf: Int32Array,
): ColouredGraph {
  vertices.forEach((v, i) => {
    nameOf[v] = i
  })
  const size = vertices.length
  const starts = new Int32Array(size + 1)
  for (let i = 0; i < size; i++)
    starts[i + 1] = starts[i]! + graph.starts[vertices[i]! + 1]! - graph.starts[vertices[i]!]!
  const targets = new Int32Array(starts[size]!)
  const labels = new Int32Array(starts[size]!)
  vertices.forEach((v, i) => {
    for (let e = graph.starts[v]!, to = starts[i]!; e < graph.starts[v + 1]!; e++, to++) {
      targets[to] = nameOf[graph.targets[e]!]!
      labels[to] = graph.labels[e]!
    }
  })
  const present = [...new Set(vertices.map((v) => graph.colours[v]!))].sort((a, b) => a - b)
  const rank = new Map(present.map((c, i) => [c, i]))
  const colours = Int32Array.from(vertices, (v) => rank.get(graph.colours[v]!)!)
  return new ColouredGraph(
    size,
    colours,
    present.length,
    starts,
    targets,
    labels,
    graph.labelCount,
    graph.directed,
    '',
  )
}

/** The graph as a text, its vertices in a given order: equal texts for equally labelled graphs. */
export function labelledText(
  graph: ColouredGraph,
  order: ArrayLike<number>,
  nameOf: ArrayLike<number>,
): string {
  const rows: string[] = []
  for (let p = 0; p < order.length; p++) {
    const v = order[p]!
    const row: [number, number][] = []
    for (let e = graph.starts[v]!; e < graph.starts[v + 1]!; e++) {
      row.push([nameOf[graph.targets[e]!]!, graph.labels[e]!])
    }
    row.sort((a, b) => a[0] - b[0])
    rows.push(`${graph.colours[v]}:${row.map(([u, l]) => (graph.labelCount > 1 ? `${u}/${l}` : u)).join()}`)
  }
  return rows.join('\n')
}
