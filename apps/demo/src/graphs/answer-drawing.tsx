import { counted } from '../app/words.js'
import type { Places } from '../arrangement/arrangements.js'
import { Drawing } from '../arrangement/drawing.js'
import type { DrawnGraph } from '../arrangement/graph-text.js'
import type { Goal, GraphAnswer, GraphFacts, METHODS } from './methods.js'
import type { VectorPicture } from './vector-places.js'

/** What one network answers: sides as two colours, or edges that are read, missing and too many. */
export function AnswerDrawing(props: {
  readonly method: (typeof METHODS)[number]
  readonly goal: Goal
  readonly graph: DrawnGraph
  readonly places: Places
  readonly answer: GraphAnswer | undefined
  readonly facts: GraphFacts | undefined
}) {
  const { method, goal, graph, places, answer, facts } = props
  const radius = Math.min(0.11, 0.9 / Math.sqrt(graph.n) / 3)
  const missing = new Set(answer?.missing.map((e) => e.join()))
  const shown = graph.edges.filter((e) => !missing.has(e.join()))
  const line = (kind: string) => (e: readonly [number, number]) => (
    <line
      key={`${kind} ${e}`}
      class={kind}
      x1={places[e[0]]![0]}
      y1={places[e[0]]![1]}
      x2={places[e[1]]![0]}
      y2={places[e[1]]![1]}
    />
  )
  const says = saysOf(goal, answer, facts)
  return (
    <figure>
      <Drawing edges={shown} places={places} label={`${method}: ${says}`} class="answer">
        <g class="edges">
          {answer?.missing.map(line('missing'))}
          {answer?.extra.map(line('extra'))}
        </g>
        {places.map(([x, y], v) => (
          <g key={v}>
            <circle cx={x} cy={y} r={radius} class="unmarked" />
            <circle
              cx={x}
              cy={y}
              r={radius}
              class="side-a"
              style={{ opacity: Math.max(0, answer?.sides[v] ?? 0) }}
            />
            <circle
              cx={x}
              cy={y}
              r={radius}
              class="side-b"
              style={{ opacity: Math.max(0, -(answer?.sides[v] ?? 0)) }}
            />
          </g>
        ))}
      </Drawing>
      {answer?.vectors && <Vectors method={method} graph={graph} picture={answer.vectors} radius={radius} />}
      <figcaption>
        <b style={{ color: `var(--${method})` }}>{method}</b> {says}
      </figcaption>
    </figure>
  )
}

/** The vertices where their vectors are: those that have one vector are in one place. */
function Vectors(props: {
  readonly method: (typeof METHODS)[number]
  readonly graph: DrawnGraph
  readonly picture: VectorPicture
  readonly radius: number
}) {
  const { method, graph, picture, radius } = props
  const { places, kinds } = picture
  return (
    <Drawing
      edges={graph.edges}
      places={places}
      label={`${method}: ${counted(kinds, 'different vector')} of ${counted(graph.n, 'vertex', 'vertices')}`}
      class="answer vectors"
    >
      {places.map(([x, y], v) => (
        <circle
          key={v}
          cx={x}
          cy={y}
          r={0.7 * radius}
          style={{ fill: `var(--${method})`, fillOpacity: 0.75 }}
        />
      ))}
    </Drawing>
  )
}

function saysOf(goal: Goal, answer: GraphAnswer | undefined, facts: GraphFacts | undefined): string {
  if (!answer || !facts) return 'not trained yet'
  const short = (v: number) => Number(v.toFixed(2)).toString()
  if (goal === 'cut')
    return `cuts ${short(answer.score)} edges of at most ${short(facts.optimum)}; equivariant at most ${short(facts.floor)}`
  const wrong = counted(short(answer.score), 'pair')
  return `${counted(answer.vectors?.kinds ?? 0, 'vector')}, ${wrong} wrong; equivariant at least ${short(facts.floor)}`
}
