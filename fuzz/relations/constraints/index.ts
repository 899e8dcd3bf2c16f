import type { Relation } from '../../harness/relation.js'
import { affine } from './affine.js'
import { askedAgain } from './asked-again.js'
import { coordinates } from './coordinates.js'
import { factors } from './factors.js'
import { fixed } from './fixed.js'
import { operator } from './operator.js'
import { presentation } from './presentation.js'
import { span } from './span.js'
import { text } from './text.js'

export const relations: readonly Relation[] = [
  ...span,
  ...presentation,
  ...coordinates,
  ...operator,
  ...askedAgain,
  ...affine,
  ...fixed,
  ...factors,
  ...text,
]
