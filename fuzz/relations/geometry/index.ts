import type { Relation } from '../../harness/relation.js'
import { crystals } from './crystals.js'
import { crystalsByForce } from './crystals-by-force.js'
import { fit } from './fit.js'
import { isometries } from './isometries.js'
import { molecules } from './molecules.js'
import { moleculesByForce } from './molecules-by-force.js'
import { pointGroupNameRelations } from './names.js'
import { sites } from './sites.js'
import { spaces } from './spaces.js'
import { structures } from './structures.js'

export const relations: readonly Relation[] = [
  ...molecules,
  ...moleculesByForce,
  ...fit,
  ...crystals,
  ...crystalsByForce,
  ...isometries,
  ...pointGroupNameRelations,
  ...sites,
  ...spaces,
  ...structures,
]
