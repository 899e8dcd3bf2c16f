import type { Audited, DataFile } from 'buridan/browser'
import { wrap } from 'comlink'
import type { Auditing, AuditOptions } from './audit.worker.js'

/** What became of an audit. */
export interface AuditAnswer {
  readonly labels: readonly string[]
  readonly audited?: Audited
  readonly problem?: string
}

let worker: Worker | undefined

/** Audits files in a worker; an audit that still runs is ended, and its promise stays open. */
export async function audit(files: readonly DataFile[], options: AuditOptions): Promise<AuditAnswer> {
  worker?.terminate()
  worker = new Worker(new URL('./audit.worker.ts', import.meta.url), { type: 'module', name: 'audit' })
  const mine = wrap<Auditing>(worker)
  let labels: string[] = []
  try {
    labels = await mine.labelsIn([...files])
    const [first] = labels
    const label = options.label ?? first
    return {
      labels,
      audited: await mine.auditData([...files], label === undefined ? options : { ...options, label }),
    }
  } catch (error) {
    return { labels, problem: error instanceof Error ? error.message : String(error) }
  }
}
