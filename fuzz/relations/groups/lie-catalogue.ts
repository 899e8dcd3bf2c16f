import {
  embedding,
  generalLinear,
  type LieElement,
  type LieGroup,
  orthogonal,
  type Permutation,
  parseAnyGroup,
  pseudoOrthogonal,
  rng,
  scaling,
  specialLinear,
  specialOrthogonal,
  specialUnitary,
  symplectic,
  unitary,
} from '@buridan/groups'
import fc from 'fast-check'
import { relation } from '../../harness/relation.js'

const made: Readonly<Record<string, () => LieGroup>> = {
  'SO(1)': () => specialOrthogonal(1),
  'O(3)': () => orthogonal(3),
  'SO(5)': () => specialOrthogonal(5),
  'SO(2,1)': () => pseudoOrthogonal('SO', 2, 1),
  'SO+(1,3)': () => pseudoOrthogonal('SO+', 1, 3),
  'Sp(2)': () => symplectic(2),
  'SL(3)': () => specialLinear(3),
  'GL(2)': () => generalLinear(2),
  'Scaling(3)': () => scaling(3),
  'U(2)': () => unitary(2),
  'SU(3)': () => specialUnitary(3),
  'Embed(SO(2),4,1)': () => embedding(specialOrthogonal(2), 4, 1),
  'Embed(SU(2),3,1)': () => embedding(specialUnitary(2), 3, 1),
}
const plain = (g: LieElement | Permutation) =>
  JSON.parse(JSON.stringify(g, (_, v) => (ArrayBuffer.isView(v) ? [...(v as Float64Array)] : v)))

export const lieCatalogue = [
  relation(
    'specialOrthogonal orthogonal pseudoOrthogonal symplectic specialLinear generalLinear scaling unitary specialUnitary embedding parseAnyGroup',
    'read from text',
    {
      given: fc.record({ text: fc.constantFrom(...Object.keys(made)), seed: fc.nat(99) }),
      one: ({ text, seed }) => [made[text]!().name, plain(made[text]!().randomElement(rng(seed)))],
      other: ({ text, seed }) => [text, plain((parseAnyGroup(text) as LieGroup).randomElement(rng(seed)))],
    },
  ),
]
