import type { AuditAnswer, AuditQuestion } from '../audit-job.js'
import type { AnsweredFile, FileQuestion } from '../rows/file-rows.js'
import type { Answered, LineQuestion, RowQuestion } from '../rows/questions.js'

/** Takes how much of the work is done, and of how much. */
export type Tell = (done: number, total: number) => void

/** The kinds of work: what is asked, plain data, and what is answered. */
export interface Jobs {
  readonly row: (question: RowQuestion, tell: Tell) => Promise<Answered>
  readonly line: (question: LineQuestion, tell: Tell) => Promise<Answered>
  readonly file: (question: FileQuestion, tell: Tell) => Promise<AnsweredFile>
  readonly audit: (question: AuditQuestion, tell: Tell) => Promise<AuditAnswer>
}

/** What is asked of a kind of work. */
export type Question<K extends keyof Jobs> = Parameters<Jobs[K]>[0]
/** What it answers. */
export type Answer<K extends keyof Jobs> = Awaited<ReturnType<Jobs[K]>>

/** The code of each kind, loaded when it is first asked for: `--help` needs none of it. */
const LOAD: { readonly [K in keyof Jobs]: () => Promise<Jobs[K]> } = {
  row: async () => (await import('../rows/questions.js')).answerRow,
  line: async () => (await import('../rows/questions.js')).answerLine,
  file: async () => (await import('../rows/file-rows.js')).answerFile,
  audit: async () => (await import('../audit-job.js')).auditJob,
}

/** Does work of a kind. */
export async function done<K extends keyof Jobs>(
  kind: K,
  question: Question<K>,
  tell: Tell,
): Promise<Answer<K>> {
  const work = (await LOAD[kind]()) as (question: Question<K>, tell: Tell) => Promise<Answer<K>>
  return work(question, tell)
}
