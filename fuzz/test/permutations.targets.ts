import * as permutations from '@buridan/permutations'
import { cyclic, dihedral, elementClasses, elementsOf } from '@buridan/permutations'
import { type Arguments, targetsOf } from './target.js'

const G = dihedral(4)
const list = elementsOf(G)

const named: Arguments = {
  eachElement: () => [G, () => {}],
  elementClasses: () => [G, 100],
  ElementClasses: () => [list],
  'ElementClasses#powers': () => [elementClasses(G), 1],
  'FiniteGroup#equals': () => [G, cyclic(4)],
  'FiniteGroup#sharesBaseSpace': () => [G, cyclic(4)],
  orbitalNumbers: () => [G],
  subgroupWithMembers: () => [list, [0]],
}

export const permutationTargets = targetsOf('permutations', permutations, named)
