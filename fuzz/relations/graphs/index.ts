import type { Relation } from '../../harness/relation.js'
import { byForce } from './by-force.js'
import { formats } from './formats.js'
import { graphology } from './graphology.js'
import { otherwise } from './otherwise.js'
import { read } from './read.js'
import { renamed } from './renamed.js'

export const relations: readonly Relation[] = [
  ...byForce,
  ...renamed,
  ...otherwise,
  ...read,
  ...formats,
  ...graphology,
]
