import type { Relation } from '../../harness/relation.js'
import { algebra } from './algebra.js'
import { characters } from './characters.js'
import { eigen } from './eigen.js'
import { identity } from './identity.js'
import { induced } from './induced.js'
import { irreducible } from './irreducible.js'
import { matrices } from './matrices.js'

export const relations: readonly Relation[] = [
  ...algebra,
  ...identity,
  ...matrices,
  ...eigen,
  ...characters,
  ...irreducible,
  ...induced,
]
