import type { Relation } from '../../harness/relation.js'
import { crystalline } from './crystals.js'
import { graphTasks } from './graph-tasks.js'
import { graphs } from './graphs.js'
import { molecules } from './molecules.js'
import { physics } from './physics.js'
import { regressions } from './regression.js'
import { standardizing } from './standardizing.js'
import { statistics } from './statistics.js'
import { whole } from './whole.js'

export const relations: readonly Relation[] = [
  ...statistics,
  ...standardizing,
  ...graphs,
  ...physics,
  ...regressions,
  ...crystalline,
  ...molecules,
  ...graphTasks,
  ...whole,
]
