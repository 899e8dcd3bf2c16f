import type { Relation } from '../../harness/relation.js'
import { fit } from './fit.js'
import { molecules } from './molecules.js'

export const relations: readonly Relation[] = [...molecules, ...fit]
