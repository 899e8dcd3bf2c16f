import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { messageOf } from '../app/trouble.js'
import { type DrawnGraph, parseGraphText } from './graph-text.js'

/** A field for a graph as graph6 or as edges; what is none is refused in words under it. */
export function GraphPaste(props: {
  /** What is shown now: when it changes, what was refused before is forgotten. */
  readonly current: string
  /** Takes a graph; what it throws is shown as well. */
  readonly onGraph: (graph: DrawnGraph) => void
}) {
  const refused = useSignal<string | undefined>(undefined)
  useEffect(() => {
    refused.value = undefined
  }, [props.current, refused])
  return (
    <>
      <label class="wide">
        paste
        <input
          type="text"
          spellcheck={false}
          placeholder="graph6, or edges 0-1, 1-2"
          onChange={(e) => {
            try {
              props.onGraph(parseGraphText(e.currentTarget.value))
              refused.value = undefined
            } catch (error) {
              refused.value = messageOf(error)
            }
          }}
        />
      </label>
      {refused.value !== undefined && <p role="alert">{refused.value}</p>}
    </>
  )
}
