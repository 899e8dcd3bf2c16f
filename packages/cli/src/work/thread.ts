import { setFlagsFromString } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import { failureOf } from '../failures/failure.js'
import { done } from './jobs.js'
import type { Letter, Reply } from './work-in-thread.js'

// searches leave much behind: garbage is collected when the heap has grown by a third, and not only when it has grown to gigabytes
setFlagsFromString('--heap-growing-percent=30')

/** How often the other thread is told how much is done. */
const TELL_MS = 100

// the other end of WorkInThread
parentPort!.on('message', async (letter: Letter) => send(await replied(letter)))

function send(reply: Reply): void {
  parentPort!.postMessage(reply)
}

async function replied({ id, kind, question }: Letter): Promise<Reply> {
  let last = performance.now()
  const tell = (count: number, total: number) => {
    const now = performance.now()
    if (now - last < TELL_MS) return
    last = now
    send({ id, done: count, total })
  }
  try {
    return { id, answer: await done(kind, question, tell) }
  } catch (error) {
    return { id, failure: failureOf(error) }
  }
}
