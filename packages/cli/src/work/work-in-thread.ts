import { Worker } from 'node:worker_threads'
import { type Failure, WorkError } from '../failures/failure.js'
import type { Answer, Jobs, Question, Tell } from './jobs.js'
import type { Work } from './work.js'

/** Megabytes for new objects, twice the usual: audits make small arrays for each sample, and most of them are soon let go. */
const YOUNG = 96

/** What is sent to the thread. */
export interface Letter<K extends keyof Jobs = keyof Jobs> {
  readonly id: number
  readonly kind: K
  readonly question: Question<K>
}

/** What it sends back. */
export type Reply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly id: number; readonly done: number; readonly total: number }

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
  readonly tell: Tell | undefined
}

/**
 * Work in a thread of its own, which is made for the first question: a search that takes hours does not keep this one from hearing
 * Ctrl-C.
 */
export class WorkInThread implements Work {
  #worker: Worker | undefined
  #last = 0
  readonly #waiting = new Map<number, Waiting>()

  ask<K extends keyof Jobs>(kind: K, question: Question<K>, tell?: Tell): Promise<Answer<K>> {
    this.#worker ??= this.#started()
    const id = ++this.#last
    const letter: Letter<K> = { id, kind, question }
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject, tell }))
    this.#worker.postMessage(letter)
    return answer as Promise<Answer<K>>
  }

  stop(): void {
    void this.#worker?.terminate()
    this.#worker = undefined
  }

  #started(): Worker {
    const worker = new Worker(new URL('./thread.js', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    })
    worker.on('message', (reply: Reply) => this.#settle(reply))
    worker.on('error', (error) => this.#fail(error))
    return worker
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)!
    if ('done' in reply) {
      waiting.tell?.(reply.done, reply.total)
      return
    }
    this.#waiting.delete(reply.id)
    if ('answer' in reply) waiting.resolve(reply.answer)
    else waiting.reject(new WorkError(reply.failure))
  }

  /** The thread is gone, for want of memory if for anything. */
  #fail(error: Error): void {
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
