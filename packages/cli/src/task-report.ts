import type { AuditReport } from '@buridan/relaxed'
import type { RunResult, Task } from '@buridan/tasks'

/** A task's audit and results. */
export interface TaskReport {
  readonly task: Task
  readonly audit: AuditReport | undefined
  readonly results: readonly RunResult[]
}
