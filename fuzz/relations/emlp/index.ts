import type { Relation } from '../../harness/relation.js'
import { affineMaps } from './affine-maps.js'
import { byHand } from './by-hand.js'
import { checkpoints } from './checkpoints.js'
import { descent } from './descent.js'
import { equivariance } from './equivariance.js'
import { files } from './files.js'
import { layers } from './layers.js'
import { networks } from './models.js'
import { products } from './products.js'
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
  ...affineMaps,
  ...descent,
  ...files,
  ...products,
]
