import type { AuditResult, ConvexFloorReport } from '@buridan/relaxed'
import type { SampleStructure } from './audit-structures.js'

/** An audit with what it says of each sample, and the floor of another loss where one was asked for. */
export interface Audited extends AuditResult {
  /** What the report comes to, in one sentence. */
  readonly sentence: string
  /** The unit of distances between inputs, such as `Å`; empty for plain numbers. */
  readonly lengthUnit: string
  /** Of sets of atoms the samples in `report.worst`, to be drawn. */
  readonly structures?: readonly SampleStructure[]
  readonly convex?: ConvexFloorReport
  /** The figures of groups of samples, where they were asked for. */
  readonly by?: AuditSplit
  /** Keys of a data set in JSON that nothing reads. */
  readonly ignored?: readonly string[]
}

/** The figures of an audit by what samples are. */
export interface AuditSplit {
  /** `element`, `formula`, or a key of frames. */
  readonly key: string
  readonly groups: readonly AuditGroup[]
}

/** The figures of some samples: means over them of squared norms, of exact symmetries and copies alone. */
export interface AuditGroup {
  readonly name: string
  readonly samples: number
  /** The number of atoms, where labels of atoms are split by their elements: figures are then means over atoms. */
  readonly atoms?: number
  readonly strictFloor: number
  readonly price: number
  readonly disagreement: number
  readonly labelVariance: number
}

/** What is printed: the report, and of another loss the floor and its parts. */
export function auditFields({ report, convex, by, ignored }: Audited): Record<string, unknown> {
  const { advice, ...all } = report
  // what is not known is not there
  const figures = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
  const fields = { ...figures, ...(by ? { by } : {}), ...(ignored ? { ignored } : {}) }
  if (!convex) return { ...fields, advice }
  const { prices: _, ...rest } = convex
  const slopes = 'floorBySlope, requiredSlopes and slopeOfData are of squared error'
  return { ...fields, convex: { ...rest, slopes }, advice }
}
