import type { Relation } from '../../harness/relation.js'
import { order } from './order.js'

export const relations: readonly Relation[] = [...order]
