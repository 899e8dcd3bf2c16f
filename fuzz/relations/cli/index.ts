import type { Relation } from '../../harness/relation.js'
import { dataRelations } from './data-sets.js'
import { frameFileRelations } from './frame-files.js'
import { frameRelations } from './frames.js'
import { libraryRelations } from './library.js'
import { longRelations } from './long.js'
import { moleculeRelations } from './molecules.js'
import { nameRelations } from './names.js'
import { outputRelations } from './output.js'
import { periodicRelations } from './periodic.js'
import { reportRelations } from './reports.js'
import { rowRelations } from './rows.js'
import { spellingRelations } from './xyz-spelling.js'

export const relations: readonly Relation[] = [
  ...rowRelations,
  ...libraryRelations,
  ...nameRelations,
  ...spellingRelations,
  ...frameRelations,
  ...frameFileRelations,
  ...periodicRelations,
  ...dataRelations,
  ...moleculeRelations,
  ...outputRelations,
  ...longRelations,
  ...reportRelations,
]
