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

/**
 * Audits files in a worker; an audit that still runs is ended, and its promise stays open. Atoms are taken under O(3) unless another group is
 * asked for, and under the first of their labels.
 */
export async function audit(files: readonly DataFile[], options: AuditOptions): Promise<AuditAnswer> {
  let labels: string[] = []
  try {
    labels = await worker.askOnly((w) => w.labelsIn([...files]))
    const [first] = labels
    const label = options.label ?? first
    const isOfAtoms = await worker.askOnly((w) => w.areOfAtoms([...files]))
    const all = {
      ...(isOfAtoms ? { group: 'O(3)' } : {}),
      ...options,
      ...(label === undefined ? {} : { label }),
    }
    return { labels, audited: await worker.ask((w) => w.auditData([...files], all)) }
  } catch (error) {
    return { labels, problem: messageOf(error) }
  }
}
