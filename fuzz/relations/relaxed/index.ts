import type { Relation } from '../../harness/relation.js'

export const relations: readonly Relation[] = []
