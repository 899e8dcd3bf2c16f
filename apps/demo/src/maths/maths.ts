import { RemoteWorker } from '../app/remote-worker.js'
import type { Maths } from './maths.worker.js'

/** The packages, in a worker: the page never waits for them. */
export const maths = new RemoteWorker<Maths>(
  () => new Worker(new URL('./maths.worker.ts', import.meta.url), { type: 'module', name: 'maths' }),
)
