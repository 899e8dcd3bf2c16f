import { RemoteWorker } from '../app/remote-worker.js'
import type { Maths } from './maths.worker.js'

const make = () =>
  new Worker(new URL('./maths.worker.ts', import.meta.url), { type: 'module', name: 'maths' })

/** The packages, in a worker: the page never waits for them. */
export const maths = new RemoteWorker<Maths>(make)

/** The same for questions that may take long, so that what takes none need not wait for them. */
export const longMaths = new RemoteWorker<Maths>(make)
