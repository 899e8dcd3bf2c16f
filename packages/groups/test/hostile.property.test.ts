import fc from 'fast-check'
import { describe, it } from 'vitest'
import { hostile, onlyTyped } from '../../../test-support/hostile.js'
import {
  actionRepresentation,
  alternatingPower,
  automorphisms,
  blockAction,
  canonicalize,
  centralizer,
  checkedTolerance,
  colouringStabilizer,
  colouringTransporter,
  conjugator,
  contains,
  cosetRepresentatives,
  crystalPointGroup,
  dicyclic,
  dihedral,
  embedding,
  findPointGroup,
  finiteVector,
  formatGraph6,
  fromGraphology,
  GreatestImage,
  generalAffine,
  graph,
  homomorphism,
  ImageTable,
  lieProduct,
  mathieu,
  matrixGroup,
  matrixRepresentation,
  minimalBlockSystem,
  orthogonal,
  p4m,
  parseAnyGroup,
  parseEdgeList,
  parseGraph6,
  parseGroup,
  parseRepresentation,
  permutation,
  permutationGroup,
  pointGroup,
  pointwiseStabilizer,
  projectiveSpecialLinear,
  pseudoOrthogonal,
  rng,
  semidirectProduct,
  setwiseStabilizer,
  signedPermutationGroup,
  specialOrthogonal,
  stabilizer,
  subgroup,
  symmetric,
  symmetricPower,
  symplectic,
  tensor,
  tensorPower,
  unitary,
} from '../src/index.js'

const group = dihedral(4)
const rep = tensor(group, 1)

const targets: Record<string, (x: never) => unknown> = {
  parseGroup,
  parseRepresentation: (x) => parseRepresentation(group, x),
  permutation: (x) => permutation(x),
  permutationGroup: (x) => permutationGroup(x),
  matrixGroup: (x) => matrixGroup(x),
  signedPermutationGroup: (x) => signedPermutationGroup(x),
  matrixRepresentation: (x) => matrixRepresentation(group, x),
  actionRepresentation: (x) => actionRepresentation(group, x),
  symmetric,
  pointGroup,
  rng,
  subgroup: (x) => subgroup(group, x),
  contains: (x) => contains(group, x),
  pointwiseStabilizer: (x) => pointwiseStabilizer(group, x),
  setwiseStabilizer: (x) => setwiseStabilizer(group, x),
  stabilizer: (x) => stabilizer(rep, x),
  canonicalize: (x) => canonicalize(rep, x),
  GreatestImage: (x) => new GreatestImage(x),
  'search of GreatestImage': (x) => new GreatestImage(rep).search(finiteVector(x, 4, 'x'), 0),
  ImageTable: (x) => new ImageTable(x),
  checkedTolerance,
  tolerance: (x) => stabilizer(rep, [1, 0, 1, 0], { tolerance: x }),
  tensor: (x) => tensor(group, x),
  tensorPower: (x) => tensorPower(rep, x),
  apply: (x) => rep.apply(x, [1, 2, 3, 4]),
  graph,
  'graph of edges': (x) => automorphisms(graph({ n: 4, edges: x })),
  'graph of colours': (x) => automorphisms(graph({ n: 4, edges: [[0, 1]], colours: x })),
  'graph of n': (x) => graph({ n: x, edges: [] }),
  automorphisms,
  parseGraph6,
  formatGraph6: (x) => formatGraph6(x),
  parseEdgeList,
  fromGraphology,
  findPointGroup,
  'positions of a molecule': (x) => findPointGroup({ elements: ['H', 'O'], positions: x }),
  'elements of a molecule': (x) => findPointGroup({ elements: x, positions: [[0, 0, 0]] }),
  'tolerance of a molecule': (x) =>
    findPointGroup({ elements: ['H'], positions: [[0, 0, 0]] }, { tolerance: x }),
  crystalPointGroup,
  'lattice of a crystal': (x) => crystalPointGroup({ lattice: x, elements: ['H'], positions: [[0, 0, 0]] }),
  colouringStabilizer: (x) => colouringStabilizer(group, x),
  colouringTransporter: (x) => colouringTransporter(group, [0, 1, 0, 1], x),
  centralizer: (x) => centralizer(group, x),
  conjugator: (x) => conjugator(group, [1, 2, 3, 0], x),
  minimalBlockSystem: (x) => minimalBlockSystem(group, x),
  blockAction: (x) => blockAction(group, x),
  'limit of cosets': (x) => cosetRepresentatives(group, group, { limit: x }),
  homomorphism: (x) => homomorphism(group, symmetric(2), x),
  semidirectProduct: (x) => semidirectProduct(group, symmetric(2), x),
  symmetricPower: (x) => symmetricPower(rep, x),
  alternatingPower: (x) => alternatingPower(rep, x),
  mathieu,
  dicyclic,
  p4m,
  projectiveSpecialLinear,
  generalAffine: (x) => generalAffine(x, 2),
  'field of an affine group': (x) => generalAffine(1, x),
  specialOrthogonal,
  unitary,
  symplectic,
  pseudoOrthogonal: (x) => pseudoOrthogonal('O', 1, x),
  embedding: (x) => embedding(orthogonal(2), 3, x),
  lieProduct: (x) => lieProduct(x),
  parseAnyGroup,
  'parseRepresentation of O(3)': (x) => parseRepresentation(orthogonal(3), x),
  'stabilizer in O(3)': (x) => stabilizer(parseRepresentation(orthogonal(3), '2*V+T(2)'), x),
}

describe('hostile values get typed errors only', () => {
  it.each(Object.entries(targets))('%s', (_, f) => {
    fc.assert(
      fc.property(hostile, (x) => onlyTyped(() => f(x as never))),
      { seed: 1, numRuns: 1000 },
    )
  })

  it('texts made of the grammar’s own characters', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'SZADTOhVPRMQUILCwrlyxEbd()[],0123456789*+^_ab:perm"-. '),
      maxLength: 14,
    })
    fc.assert(
      fc.property(text, (s) => {
        onlyTyped(() => parseGroup(s))
        onlyTyped(() => parseRepresentation(group, s))
        onlyTyped(() => parseAnyGroup(s))
        onlyTyped(() => parseRepresentation(orthogonal(3), s))
        onlyTyped(() => parseGraph6(s))
        onlyTyped(() => parseEdgeList(s))
      }),
      { seed: 2, numRuns: 20_000 },
    )
  })
})
