import type { Relation } from '../../harness/relation.js'
import { layers } from './layers.js'

export const relations: readonly Relation[] = [...layers]
