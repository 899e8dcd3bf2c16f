import { type Remote, wrap } from 'comlink'
import type { Maths } from './maths.worker.js'

/** The packages, in a worker: the page never waits for them. */
export const maths: Remote<Maths> = wrap<Maths>(
  new Worker(new URL('./maths.worker.ts', import.meta.url), { type: 'module', name: 'maths' }),
)
