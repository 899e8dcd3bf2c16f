import type { Relation } from '../../harness/relation.js'
import { blocks } from './blocks.js'
import { catalogue } from './catalogue.js'
import { centralizers } from './centralizers.js'
import { chains } from './chains.js'
import { colourings } from './colourings.js'
import { elements } from './elements.js'
import { homomorphisms } from './homomorphisms.js'
import { lattices } from './lattices.js'
import { linearGroups } from './linear-groups.js'
import { listedGroups } from './listed-groups.js'
import { matrices } from './matrices.js'
import { operations } from './operations.js'
import { orbitTypeRelations } from './orbit-types.js'
import { order } from './order.js'
import { products } from './products.js'
import { random } from './random.js'
import { series } from './series.js'
import { structure } from './structure.js'
import { subgroups } from './subgroups.js'
import { texts } from './texts.js'

export const relations: readonly Relation[] = [
  ...operations,
  ...order,
  ...chains,
  ...blocks,
  ...centralizers,
  ...colourings,
  ...homomorphisms,
  ...series,
  ...catalogue,
  ...linearGroups,
  ...products,
  ...matrices,
  ...elements,
  ...listedGroups,
  ...structure,
  ...subgroups,
  ...lattices,
  ...orbitTypeRelations,
  ...random,
  ...texts,
]
