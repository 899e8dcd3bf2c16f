import type { Relation } from '../../harness/relation.js'
import { byForce } from './by-force.js'
import { otherwise } from './otherwise.js'
import { renamed } from './renamed.js'

export const relations: readonly Relation[] = [...byForce, ...renamed, ...otherwise]
