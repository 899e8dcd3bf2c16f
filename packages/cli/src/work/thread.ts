import { parentPort } from 'node:worker_threads'
import { failureOf } from '../failures/failure.js'
import { done } from './jobs.js'
import type { Letter, Reply } from './work-in-thread.js'

// the other end of WorkInThread
parentPort!.on('message', async (letter: Letter) => {
  parentPort!.postMessage(await replied(letter))
})

async function replied({ id, kind, question }: Letter): Promise<Reply> {
  try {
    return { id, answer: await done(kind, question) }
  } catch (error) {
    return { id, failure: failureOf(error) }
  }
}
