import { RemoteWorker } from '../app/remote-worker.js'
import type { Training } from './training.worker.js'

/** The worker that trains; TensorFlow.js is loaded when it is first asked. */
export const training = new RemoteWorker<Training>(
  () => new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module', name: 'training' }),
)
