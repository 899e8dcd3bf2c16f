import type { Relation } from '../../harness/relation.js'
import { rowRelations } from './rows.js'

export const relations: readonly Relation[] = [...rowRelations]
