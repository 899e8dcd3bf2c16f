import type { Relation } from '../../harness/relation.js'
import { byHand } from './by-hand.js'
import { checkpoints } from './checkpoints.js'
import { layers } from './layers.js'
import { networks } from './models.js'
import { training } from './training.js'

export const relations: readonly Relation[] = [...layers, ...byHand, ...networks, ...training, ...checkpoints]
