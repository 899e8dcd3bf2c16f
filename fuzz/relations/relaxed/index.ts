import type { Relation } from '../../harness/relation.js'
import { answers } from './answers.js'
import { auditing } from './audit.js'
import { inParts } from './audit-parts.js'
import { scales } from './audit-scales.js'
import { space } from './audit-space.js'
import { checks } from './checks.js'
import { convex } from './convex.js'
import { labels } from './labels.js'
import { layers } from './layers.js'
import { models } from './models.js'
import { strata } from './strata.js'

export const relations: readonly Relation[] = [
  ...auditing,
  ...scales,
  ...inParts,
  ...space,
  ...convex,
  ...answers,
  ...labels,
  ...strata,
  ...layers,
  ...models,
  ...checks,
]
