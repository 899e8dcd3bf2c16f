import { signal, untracked, useSignalEffect } from '@preact/signals'
import { formatRoute, parseRoute, type Screen } from './route.js'

/** Files for a screen, which takes them when it is there. */
interface Dropped {
  readonly screen: Screen
  readonly files: readonly File[]
}

/** Files that were dropped and are not taken yet. */
const dropped = signal<Dropped | undefined>(undefined)

/** Names of files that hold a graph as text. */
const GRAPH_FILE = /\.(g6|txt|edges)$/i

/** The screen that takes files: a graph is put on the screen that shows graphs, all else is data. */
export function screenFor(names: readonly string[], open: Screen): Screen {
  if (!names.every((name) => GRAPH_FILE.test(name))) return 'data'
  return open === 'square' ? open : 'graphs'
}

/** Brings files to the screen that takes them, and opens it. */
export function bring(files: readonly File[]): void {
  const { screen: open } = parseRoute(location.hash)
  const names = files.map((f) => f.name)
  const screen = screenFor(names, open)
  const handOver = () => {
    dropped.value = { screen, files }
  }
  if (screen === open) handOver()
  else {
    // a screen that is still shown must not take them and then follow the address, which says nothing of them
    addEventListener('hashchange', handOver, { once: true })
    location.hash = formatRoute({ screen, params: new URLSearchParams() })
  }
}

/** Takes the files that were dropped for a screen, once it is there. */
export function useDropped(screen: Screen, take: (files: readonly File[]) => void): void {
  useSignalEffect(() => {
    const now = dropped.value
    if (now?.screen !== screen) return
    dropped.value = undefined
    untracked(() => take(now.files))
  })
}
