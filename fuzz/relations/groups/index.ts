import type { Relation } from '../../harness/relation.js'
import { algebra } from './algebra.js'
import { boardRelations } from './boards.js'
import { canonical } from './canonical.js'
import { characters } from './characters.js'
import { eigen } from './eigen.js'
import { elements } from './elements.js'
import { identity } from './identity.js'
import { imageTables } from './image-tables.js'
import { induced } from './induced.js'
import { irreducible } from './irreducible.js'
import { kinds } from './kinds.js'
import { lie } from './lie.js'
import { lieCatalogue } from './lie-catalogue.js'
import { liePowers } from './lie-powers.js'
import { lieRepresentations } from './lie-representations.js'
import { matrices } from './matrices.js'
import { memo } from './memo.js'
import { nearlyKept } from './near-stabilizers.js'
import { rotations } from './rotations.js'
import { sameness } from './sameness.js'
import { spellings } from './spellings.js'
import { stabilizers } from './stabilizers.js'
import { texts } from './texts.js'

export const relations: readonly Relation[] = [
  ...algebra,
  ...identity,
  ...sameness,
  ...matrices,
  ...eigen,
  ...characters,
  ...irreducible,
  ...induced,
  ...stabilizers,
  ...nearlyKept,
  ...rotations,
  ...canonical,
  ...imageTables,
  ...lie,
  ...lieCatalogue,
  ...elements,
  ...lieRepresentations,
  ...liePowers,
  ...texts,
  ...kinds,
  ...boardRelations,
  ...spellings,
  ...memo,
]
