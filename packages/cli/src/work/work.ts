import { type Answer, done, type Jobs, type Question } from './jobs.js'

/** Where work is done: in this thread, or in one of its own. */
export interface Work {
  /** The answer to a question of a kind. */
  ask<K extends keyof Jobs>(kind: K, question: Question<K>): Promise<Answer<K>>
  /** Ends what is being done, whatever it is. */
  stop(): void
}

/** Work in this thread: it can be ended between questions only. */
export const workHere: Work = { ask: done, stop() {} }
