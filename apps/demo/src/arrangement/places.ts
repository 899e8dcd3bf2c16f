import { type ReadonlySignal, useComputed } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { useLatest } from '../app/latest.js'
import { maths } from '../maths/maths.js'
import { type Places, placesByHand } from './arrangements.js'
import type { DrawnGraph } from './graph-text.js'

/** Places of a graph's vertices: by hand where it has a name, otherwise by forces, and until these are found where the last graph had them. */
export function usePlaces(read: () => DrawnGraph): ReadonlySignal<Places> {
  const graph = useComputed(read)
  const byHand = useComputed(() => placesByHand(graph.value))
  const byForces = useLatest(
    () => [graph.value, byHand.value !== undefined],
    async (drawn: DrawnGraph, isKnown: boolean) => (isKnown ? undefined : maths.ask((m) => m.layout(drawn))),
  )
  const last = useRef<Places>([])
  return useComputed(() => {
    const drawn = graph.value
    const ready = byHand.value ?? byForces.answer.value
    const before = last.current
    last.current = ready ?? Array.from({ length: drawn.n }, (_, v) => before[v] ?? ([0, 0] as const))
    return last.current
  })
}
