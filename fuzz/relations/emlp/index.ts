import type { Relation } from '../../harness/relation.js'
import { byHand } from './by-hand.js'
import { layers } from './layers.js'

export const relations: readonly Relation[] = [...layers, ...byHand]
