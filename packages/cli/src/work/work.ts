import { type Answer, done, type Jobs, type Question, type Tell } from './jobs.js'

/** Where work is done: in this thread, or in one of its own. */
export interface Work {
  /** The answer to a question of a kind; `tell` takes how much of it is done. */
  ask<K extends keyof Jobs>(kind: K, question: Question<K>, tell?: Tell): Promise<Answer<K>>
  /** Ends what is being done, whatever it is. */
  stop(): void
}

/** Work in this thread: it can be ended between questions only. */
export const workHere: Work = {
  ask: (kind, question, tell = () => {}) => done(kind, question, tell),
  stop() {},
}
