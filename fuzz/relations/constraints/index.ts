import type { Relation } from '../../harness/relation.js'
import { operator } from './operator.js'
import { span } from './span.js'

export const relations: readonly Relation[] = [...span, ...operator]
