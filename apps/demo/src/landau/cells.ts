import { type Remote, wrap } from 'comlink'
import type { Cells } from './cells.worker.js'

let worker: Remote<Cells> | undefined

/** The worker that draws in space: compiling shaders and drawing never block the page. */
export function cells(): Remote<Cells> {
  worker ??= wrap<Cells>(
    new Worker(new URL('./cells.worker.ts', import.meta.url), { type: 'module', name: 'cells' }),
  )
  return worker
}
