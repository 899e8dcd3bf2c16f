import type { AuditResult, ConvexFloorReport } from '@buridan/relaxed'

/** An audit with what it says of each sample, and the floor of another loss where one was asked for. */
export interface Audited extends AuditResult {
  readonly convex?: ConvexFloorReport
}

/** What is printed: the report, and of another loss the floor and its parts. */
export function auditFields({ report, convex }: Audited): Record<string, unknown> {
  if (!convex) return { ...report }
  const { prices: _, ...rest } = convex
  return { ...report, convex: { ...rest, slopes: 'floorBySlope and requiredSlopes are of squared error' } }
}
