import type { Audited, DataFile } from 'buridan/browser'
import { RemoteWorker } from '../app/remote-worker.js'
import { messageOf } from '../app/trouble.js'
import type { Auditing, AuditOptions } from './audit.worker.js'

/** What became of an audit. */
export interface AuditAnswer {
  readonly labels: readonly string[]
  readonly audited?: Audited
  readonly problem?: string
}

const worker = new RemoteWorker<Auditing>(
  () => new Worker(new URL('./audit.worker.ts', import.meta.url), { type: 'module', name: 'audit' }),
)

/** Audits files in a worker; an audit that still runs is ended, and its promise stays open. */
export async function audit(files: readonly DataFile[], options: AuditOptions): Promise<AuditAnswer> {
  let labels: string[] = []
  try {
    labels = await worker.askOnly((w) => w.labelsIn([...files]))
    const [first] = labels
    const label = options.label ?? first
    const all = label === undefined ? options : { ...options, label }
    return { labels, audited: await worker.ask((w) => w.auditData([...files], all)) }
  } catch (error) {
    return { labels, problem: messageOf(error) }
  }
}
