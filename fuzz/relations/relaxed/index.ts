import type { Relation } from '../../harness/relation.js'
import { auditing } from './audit.js'
import { scales } from './audit-scales.js'

export const relations: readonly Relation[] = [...auditing, ...scales]
