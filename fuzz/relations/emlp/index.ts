import type { Relation } from '../../harness/relation.js'
import { byHand } from './by-hand.js'
import { checkpoints } from './checkpoints.js'
import { equivariance } from './equivariance.js'
import { layers } from './layers.js'
import { networks } from './models.js'
import { parts } from './representations.js'
import { rows } from './rows.js'
import { training } from './training.js'

export const relations: readonly Relation[] = [
  ...layers,
  ...byHand,
  ...parts,
  ...rows,
  ...networks,
  ...training,
  ...checkpoints,
  ...equivariance,
]
