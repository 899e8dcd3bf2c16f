import {
  elementsOf,
  type FiniteGroup,
  findPointGroup,
  mullikenNames,
  pointGroup,
  pointGroupName,
  pointGroupNames,
  pointGroupOperations,
  tensor,
} from '@buridan/groups'
import fc from 'fast-check'
import { apply } from '../../given/matrices.js'
import { turns } from '../../given/space.js'
import { relation } from '../../harness/relation.js'

const axial = fc
  .record({
    family: fc.constantFrom('C', 'Cv', 'Ch', 'D', 'Dh', 'Dd', 'S'),
    n: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ family, n }) => `${family[0]}${family === 'S' ? 2 * n : n}${family.slice(1)}`)

/** Points without a symmetry of their own, of three kinds. */
const SEEDS = [
  ['H', [0.31, 0.87, 1.43]],
  ['C', [1.19, -0.37, 0.71]],
  ['N', [-0.53, 0.29, 1.97]],
  ['O', [0.77, 1.01, -0.63]],
] as const

export const pointGroupNameRelations = [
  relation('pointGroupName', 'the symmetry of a molecule that the group makes', {
    given: fc.oneof(fc.constantFrom(...pointGroupNames), axial),
    one: (name) => pointGroupName(pointGroup(name)),
    other: (name) => {
      const V = tensor(pointGroup(name), 1)
      const list = elementsOf(V.group)
      const atoms = SEEDS.flatMap(([element, seed]) =>
        Array.from({ length: list.order }, (_, i) => ({
          element,
          position: Array.from(V.apply(list.at(i), seed)),
        })),
      )
      const [elements, positions] = [atoms.map((a) => a.element), atoms.map((a) => a.position)]
      return findPointGroup({ elements, positions }, { tolerance: 1e-3 }).name
    },
    cost: 20,
  }),
  relation('mullikenNames pointGroupOperations', 'of a molecule that the group makes, turned', {
    given: fc.record({ name: fc.oneof(fc.constantFrom(...pointGroupNames), axial), turn: turns }),
    one: ({ name }) => facts(pointGroup(name)),
    other: ({ name, turn }) => {
      const V = tensor(pointGroup(name), 1)
      const list = elementsOf(V.group)
      const atoms = SEEDS.flatMap(([element, seed]) =>
        Array.from({ length: list.order }, (_, i) => ({
          element,
          position: apply(turn, V.apply(list.at(i), seed)),
        })),
      )
      const [elements, positions] = [atoms.map((a) => a.element), atoms.map((a) => a.position)]
      return facts(findPointGroup({ elements, positions }, { tolerance: 1e-3 }).group!)
    },
    cost: 30,
  }),
]

/** What does not depend on how a group lies: kinds of operations, and names but for what tells axes apart that are alike. */
function facts(group: FiniteGroup) {
  const { name, operations } = pointGroupOperations(group)!
  return {
    name,
    operations: operations.map((o) => `${o.kind}${o.order}`).sort(),
    mulliken: mullikenNames(group)!.sort(),
  }
}
