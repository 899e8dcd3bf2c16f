import { RemoteWorker } from '../app/remote-worker.js'
import type { Cells } from './cells.worker.js'

/** The worker that draws in space: compiling shaders and drawing never block the page. */
export const cells = new RemoteWorker<Cells>(
  () => new Worker(new URL('./cells.worker.ts', import.meta.url), { type: 'module', name: 'cells' }),
)
