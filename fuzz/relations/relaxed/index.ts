import type { Relation } from '../../harness/relation.js'
import { auditing } from './audit.js'
import { scales } from './audit-scales.js'
import { space } from './audit-space.js'

export const relations: readonly Relation[] = [...space]
