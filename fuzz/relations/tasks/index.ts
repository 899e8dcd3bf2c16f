import type { Relation } from '../../harness/relation.js'
import { crystalline } from './crystals.js'
import { graphs } from './graphs.js'
import { molecules } from './molecules.js'
import { physics } from './physics.js'
import { statistics } from './statistics.js'
import { whole } from './whole.js'

export const relations: readonly Relation[] = [
  ...statistics,
  ...graphs,
  ...physics,
  ...crystalline,
  ...molecules,
  ...whole,
]
