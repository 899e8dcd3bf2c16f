import type { Relation } from '../../harness/relation.js'
import { algebra } from './algebra.js'
import { eigen } from './eigen.js'
import { identity } from './identity.js'
import { matrices } from './matrices.js'

export const relations: readonly Relation[] = [...algebra, ...identity, ...matrices, ...eigen]
