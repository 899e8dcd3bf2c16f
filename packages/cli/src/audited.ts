import type { AuditReport, ConvexFloorReport } from '@buridan/relaxed'

/** An audit with the price of each sample that was not skipped, in order, and the floor of another loss where one was asked for. */
export interface Audited {
  readonly report: AuditReport
  readonly prices: Float64Array
  readonly convex?: ConvexFloorReport
}

/** What is printed: the report, and of another loss the floor and its parts. */
export function auditFields({ report, convex }: Audited): Record<string, unknown> {
  if (!convex) return { ...report }
  const { prices: _, ...rest } = convex
  return { ...report, convex: rest }
}
