import {
  type AnyRepresentation,
  CanonicalPoints,
  isLieRepresentation,
  type Representation,
} from '@buridan/groups'
import type { AuditSpace } from './audit-space.js'
import { LieSpace } from './lie-space.js'
import { ListedSpace } from './listed-space.js'
import { PeriodicSpace } from './periodic-space.js'
import { StructureSpace } from './structure-space.js'

/**
 * The operations that an audit needs, by the method that suits the group.
 *
 * @throws UnsupportedError for complex representations, and periodic inputs or labels in a representation other than those of crystals
 */
export function auditSpace(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  periodic: boolean,
): AuditSpace {
  if (periodic) return new PeriodicSpace(repIn, repOut)
  if (isLieRepresentation(repIn) && isLieRepresentation(repOut)) return new LieSpace(repIn, repOut)
  const { tables } = new CanonicalPoints(repIn as Representation, [repOut])
  return tables
    ? new ListedSpace(tables.greatest.table, tables.along[0]!)
    : new StructureSpace(repIn as Representation, repOut as Representation)
}
