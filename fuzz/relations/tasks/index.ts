import type { Relation } from '../../harness/relation.js'
import { graphs } from './graphs.js'
import { physics } from './physics.js'
import { statistics } from './statistics.js'

export const relations: readonly Relation[] = [...statistics, ...graphs, ...physics]
