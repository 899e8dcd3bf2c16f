import type { Relation } from '../../harness/relation.js'
import { blocks } from './blocks.js'
import { centralizers } from './centralizers.js'
import { chains } from './chains.js'
import { colourings } from './colourings.js'
import { homomorphisms } from './homomorphisms.js'
import { operations } from './operations.js'
import { order } from './order.js'
import { series } from './series.js'

export const relations: readonly Relation[] = [
  ...operations,
  ...order,
  ...chains,
  ...blocks,
  ...centralizers,
  ...colourings,
  ...homomorphisms,
  ...series,
]
