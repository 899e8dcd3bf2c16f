import type { Relation } from '../../harness/relation.js'
import { algebra } from './algebra.js'
import { identity } from './identity.js'

export const relations: readonly Relation[] = [...algebra, ...identity]
