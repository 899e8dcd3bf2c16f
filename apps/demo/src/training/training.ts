import { type Remote, wrap } from 'comlink'
import type { Training } from './training.worker.js'

let worker: Remote<Training> | undefined

/** The worker that trains; TensorFlow.js is loaded with the first one that asks for it. */
export function training(): Remote<Training> {
  worker ??= wrap<Training>(
    new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module', name: 'training' }),
  )
  return worker
}
