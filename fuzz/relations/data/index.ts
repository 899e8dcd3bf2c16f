import type { Relation } from '../../harness/relation.js'
import { arrays } from './arrays.js'
import { crystalline } from './crystals.js'
import { framesInFiles } from './frame-files.js'
import { framesOfFiles } from './frames.js'
import { lines } from './lines.js'
import { molecules } from './molecules.js'
import { poscar } from './poscar.js'
import { sdf } from './sdf.js'
import { streams } from './streams.js'

export const relations: readonly Relation[] = [
  ...crystalline,
  ...poscar,
  ...sdf,
  ...molecules,
  ...lines,
  ...streams,
  ...arrays,
  ...framesOfFiles,
  ...framesInFiles,
]
