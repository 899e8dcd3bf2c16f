import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { useDropped } from '../app/dropped.js'
import type { Screen } from '../app/route.js'
import { messageOf } from '../app/trouble.js'
import { type DrawnGraph, parseGraphText } from './graph-text.js'

/** Larger files are not a graph that is drawn here. */
const MOST_BYTES = 2 ** 16

/** A field for a graph as graph6 or as edges; files with one are taken as well, and what is none is refused in words under it. */
export function GraphPaste(props: {
  readonly screen: Screen
  /** What is shown now: when it changes, what was refused before is forgotten. */
  readonly current: string
  /** Takes a graph; what it throws is shown as well. */
  readonly onGraph: (graph: DrawnGraph) => void
}) {
  const refused = useSignal<string | undefined>(undefined)
  useEffect(() => {
    refused.value = undefined
  }, [props.current, refused])
  const read = (text: string) => {
    try {
      props.onGraph(parseGraphText(text))
      refused.value = undefined
    } catch (error) {
      refused.value = messageOf(error)
    }
  }
  const asked = useRef(0)
  useDropped(props.screen, async ([file, another]) => {
    const turn = ++asked.current
    const text = another || file!.size > MOST_BYTES ? undefined : await file!.text().catch(() => undefined)
    if (turn !== asked.current) return
    if (text !== undefined) read(text)
    else
      refused.value = another
        ? 'these are several files; drop one'
        : `${file!.name} is not the text of a graph`
  })
  return (
    <>
      <label class="wide">
        paste
        <input
          type="text"
          spellcheck={false}
          placeholder="graph6, or edges 0-1, 1-2"
          onChange={(e) => read(e.currentTarget.value)}
        />
      </label>
      {refused.value !== undefined && <p role="alert">{refused.value}</p>}
    </>
  )
}
