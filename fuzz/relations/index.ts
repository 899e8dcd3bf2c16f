import type { Relation } from '../harness/relation.js'
import type { Room } from '../harness/rooms.js'
import { relations as cli } from './cli/index.js'
import { relations as constraints } from './constraints/index.js'
import { relations as data } from './data/index.js'
import { relations as emlp } from './emlp/index.js'
import { relations as geometry } from './geometry/index.js'
import { relations as graphs } from './graphs/index.js'
import { relations as groups } from './groups/index.js'
import { relations as permutations } from './permutations/index.js'
import { relations as relaxed } from './relaxed/index.js'
import { relations as tasks } from './tasks/index.js'

/** All relations, by room. */
export const ALL: Readonly<Record<Room, readonly Relation[]>> = {
  permutations,
  graphs,
  geometry,
  groups,
  constraints,
  data,
  emlp,
  relaxed,
  tasks,
  cli,
}
