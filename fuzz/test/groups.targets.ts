import * as core from '@buridan/core'
import * as groups from '@buridan/groups'
import {
  cyclic,
  dihedral,
  directProduct,
  elementsOf,
  graph,
  homomorphism,
  type LieRepresentation,
  type lieProduct,
  orthogonal,
  parseAnyGroup,
  parseRepresentation,
  pointGroup,
  rng,
  specialUnitary,
  stabilizer,
  subgroupClasses,
  symmetric,
  tensor,
} from '@buridan/groups'
import { type Arguments, targetsOf } from './target.js'

const G = dihedral(4)
const S4 = symmetric(4)
const C4 = cyclic(4)
const V = tensor(G, 1)
const T2 = tensor(G, 2)
const O3 = orthogonal(3)
const SU2 = specialUnitary(2)
const vectors = parseRepresentation(O3, '2*V+T(2)') as LieRepresentation
const mixed = parseAnyGroup('O(3)xS(4)') as ReturnType<typeof lieProduct>
const points = parseRepresentation(mixed, 'V_a*V_b') as LieRepresentation
const list = elementsOf(G)
const classes = subgroupClasses(G)
const half = classes.classes[2]!.representative
const quarter = stabilizer(V, [1, 0, 0, 0]).group
const turn = () => Uint32Array.of(1, 2, 3, 0)
const swap = () => [1, 0, 3, 2]
const x = () => [1, 0, 1, 0]
const water = () => ({
  elements: ['O', 'H', 'H'],
  positions: [
    [0, 0, 0.12],
    [0, 0.76, -0.48],
    [0, -0.76, -0.48],
  ],
})
const salt = () => ({
  lattice: [
    [4, 0, 0],
    [0, 4, 0],
    [0, 0, 4],
  ],
  elements: ['Cs', 'Cl'],
  positions: [
    [0, 0, 0],
    [0.5, 0.5, 0.5],
  ],
})
const square = graph({
  n: 4,
  edges: [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 0],
  ],
})
const doubled = graph({
  n: 3,
  edges: [
    [0, 1],
    [1, 2],
    [1, 2],
    [2, 2],
  ],
  multi: true,
})
const arcs = graph({
  n: 3,
  edges: [
    [0, 1],
    [1, 1],
  ],
  directed: true,
})
const square3 = [
  [
    [0, -1],
    [1, 0],
  ],
]
const flat = [
  [0, 2],
  [1, 3],
]
const tetrahedron = () => [...[1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1]]
const graphology = () => ({
  forEachNode: (f: (n: string) => void) => ['a', 'b'].forEach((n) => f(n)),
  forEachEdge: (f: (...e: unknown[]) => void) => f('ab', {}, 'a', 'b', {}, {}, true),
})
const table = groups.characterTable(G)
const hom = homomorphism(G, symmetric(2), [
  [1, 0],
  [1, 0],
])
const chain = G.chain
const found = stabilizer(V, [1, 0, 1, 0])

const named: Arguments = {
  act: () => [V, turn(), x()],
  'act of O(3)': () => [parseRepresentation(O3, 'V'), O3.haarSample(rng(1)), [1, 2, 3]],
  actionRepresentation: () => [
    G,
    [
      [1, 0],
      [1, 0],
    ],
  ],
  algebraOf: () => [O3],
  alternating: () => [4],
  alternatingPower: () => [V, 2],
  'alternatingPower of O(3)': () => [vectors, 2],
  automorphisms: () => [square, {}],
  axialVector: () => [O3],
  'axialVector of a factor': () => [mixed, 0],
  baseRepresentation: () => [G],
  blockAction: () => [G, flat],
  blockSystems: () => [G],
  boardGroup: () => [3, 4, { symmetry: 'Dih(2)', colourSwap: 'turn 180°' }],
  canonicalForm: () => [square],
  canonicalLabelling: () => [square, {}],
  canonicalize: () => [V, x(), { tolerance: 1e-6 }],
  'canonicalize in O(3)xS(4)': () => [points, tetrahedron(), { tolerance: 1e-6 }],
  centralizer: () => [G, [turn()], {}],
  centre: () => [G],
  centreOrder: () => [G],
  characterTable: () => [G],
  closure: () => [list, [1]],
  colouringOrbitTypes: () => [G, 2],
  colouringStabilizer: () => [G, [0, 1, 0, 1], {}],
  colouringTransporter: () => [G, [0, 1, 0, 1], [1, 0, 1, 0], {}],
  commonStructure: () => ['permutation', 'orthogonal'],
  compose: () => [turn(), turn()],
  conjugacyClassCount: () => [G, {}],
  conjugacyClasses: () => [G, {}],
  conjugator: () => [G, [1, 2, 3, 0], [3, 0, 1, 2], {}],
  contains: () => [G, [1, 2, 3, 0]],
  cosetRepresentation: () => [G, quarter],
  cosetRepresentatives: () => [G, quarter, { limit: 100 }],
  crystalIsometry: () => [salt(), salt(), { tolerance: 0.1 }],
  crystalPointGroup: () => [salt(), { tolerance: 0.1 }],
  mullikenNames: () => [pointGroup('D3h')],
  pointGroupOperations: () => [pointGroup('Td')],
  'matrixRepresentation of rounded matrices': () => [cyclic(2), [[[-1.0001]]], { tolerance: 1e-3 }],
  'stabilizer in O(4)': () => [
    parseRepresentation(orthogonal(4), '2*V+pseudo'),
    [1, 0, 0, 0, 0, 1, 0, 0, 1],
    {},
  ],
  cubeFaces: () => [],
  cycles: () => [turn()],
  cyclic: () => [4],
  cyclicPlane: () => [4],
  derivedSeries: () => [G],
  derivedSubgroup: () => [G],
  dicyclic: () => [3],
  dihedral: () => [4],
  dihedralPlane: () => [5],
  directProduct: () => [G, C4],
  directSum: () => [V, T2],
  'directSum of O(3)': () => [vectors, vectors],
  discreteGeneratorsOf: () => [O3],
  distributed: () => [vectors],
  'distributed over sums': () => [parseRepresentation(G, '(V+T(0))*(V+P)')],
  dual: () => [V],
  'dual of O(3)': () => [vectors],
  elementsOf: () => [G, 100],
  embedding: () => [orthogonal(2), 3, 1],
  emlpRubiksCube: () => [],
  factorRepresentation: () => [directProduct(G, C4), 0],
  factorsOf: () => [mixed],
  findPointGroup: () => [water(), { tolerance: 0.1 }],
  fitOrthogonal: () => [
    [
      [1, 0, 0],
      [0, 1, 0],
    ],
    [
      [0, 1, 0],
      [-1, 0, 0],
    ],
    1,
  ],
  fixedDimension: () => [V, half],
  formatDigraph6: () => [arcs],
  formatDimacs: () => [doubled],
  formatEdgeList: () => [square, { names: ['a', 'b', 'c', 'd'] }],
  formatGraph6: () => [square],
  formatSparse6: () => [doubled],
  fromGraphology: () => [graphology(), { multi: true }],
  generalAffine: () => [1, 4],
  generalLinear: () => [2],
  graph: () => [
    {
      n: 3,
      edges: [
        [0, 1],
        [1, 2],
      ],
      colours: [0, 1, 0],
    },
  ],
  graphInput: () => [doubled],
  'graph of multiplicities': () => [
    {
      n: 2,
      edges: [
        [0, 1, 2],
        [0, 1],
        [1, 1],
      ],
      multi: true,
    },
  ],
  'graph of weights': () => [
    {
      n: 3,
      edges: [
        [0, 1, 2],
        [1, 2, 0.5],
      ],
      directed: true,
    },
  ],
  grid: () => [3, 4],
  homomorphism: () => [
    G,
    symmetric(2),
    [
      [1, 0],
      [1, 0],
    ],
  ],
  identityPermutation: () => [4],
  induce: () => [G, tensor(quarter, 1)],
  intersection: () => [G, quarter, {}],
  intersectionOrder: () => [half, half],
  inverse: () => [turn()],
  inverseElement: () => [turn()],
  irreducibleRepresentations: () => [G],
  isAbelian: () => [G],
  isContained: () => [half, half],
  isIdentity: () => [turn()],
  isFiniteRepresentation: () => [V],
  isLie: () => [G],
  isLieRepresentation: () => [V],
  isomorphism: () => [square, square, {}],
  isotypicDecomposition: () => [V],
  isPrimitive: () => [G],
  isSameRepresentation: () => [T2, groups.tensorProduct(V, V)],
  'isSameRepresentation of O(3)': () => [vectors, vectors],
  isSolvable: () => [G],
  isTransitive: () => [G],
  leftTransversal: () => [half],
  lieProduct: () => [
    { group: O3, label: 'a' },
    { group: S4, label: 'b' },
  ],
  mathieu: () => [11],
  matrixGroup: () => [square3, {}],
  matrixRepresentation: () => [C4, square3, { structure: 'orthogonal' }],
  minimalBlockSystem: () => [G, [0, 2]],
  multiple: () => [2, V],
  multiplyElements: () => [turn(), turn()],
  normalClosure: () => [G, [turn()]],
  normalizer: () => [half],
  orbitalCount: () => [G],
  orbitals: () => [G],
  orbits: () => [G],
  orbitTypeOf: () => [G, found],
  orbitTypes: () => [V],
  orthogonal: () => [3],
  p4: () => [2],
  p4m: () => [2],
  parseAnyGroup: () => ['O(3)xS(4)'],
  parseCycles: () => ['(0 1 2)(3 4)', 6],
  parseDigraph6: () => ['&DI?AO?'],
  parseDimacs: () => ['p edge 3 3\nn 1 2\ne 1 2\ne 2 3\ne 3 2\n', { multi: true }],
  parseEdgeList: () => ['0 1\n1 2\n2 0\n', { directed: true, multi: true }],
  parseGraph6: () => ['IsP@OkWHG'],
  parseSparse6: () => [':BdN', { multi: true }],
  parseGroup: () => ['(S(3) wr Z(2))xDih(4)'],
  'parseGroup of a board': () => ['Dih(4) on grid(3,3) x flip'],
  'parseGroup of cycles': () => ['perm[(0 1 2),(0 1)] on 4'],
  'parseGroup of matrices': () => ['mat[[[0,-1],[1,0]]]'],
  parseRepresentation: () => [G, '2*V+T(2)*V^2+sym(2,V)'],
  'parseRepresentation of O(3)': () => [O3, '2*V+T(2)+T(1,1)'],
  permutation: () => [[1, 2, 0], 3],
  permutationGroup: () => [
    [
      [1, 2, 3, 0],
      [3, 2, 1, 0],
    ],
    { degree: 4, name: 'square' },
  ],
  permutationRepresentation: () => [G],
  'permutationRepresentation of a factor': () => [directProduct(G, C4), 1],
  pointGroup: () => ['D3h'],
  pointGroupName: () => [G],
  pointwiseStabilizer: () => [G, [0]],
  projectiveGeneralLinear: () => [5],
  projectiveSpecialLinear: () => [7],
  pseudoscalar: () => [G],
  'pseudoscalar of a factor': () => [mixed, 1],
  pseudoOrthogonal: () => ['O', 1, 3],
  quaternion: () => [],
  randomElement: () => [G, rng(1)],
  realCharacters: () => [G],
  regular: () => [G],
  isSameGroup: () => [G, groups.cyclic(4)],
  representationFromSpec: () => [groups.representationSpec(T2)],
  'representationFromSpec of O(3)': () => [groups.representationSpec(vectors)],
  representationSpec: () => [V],
  restrict: () => [V, quarter],
  rng: () => [7],
  robotGroup: () => [
    ['left hip', 'right hip', 'spine'],
    [{ name: 'sides', normal: 'y', pairs: [['left hip', 'right hip']], signs: { spine: -1 } }],
  ],
  rubiksCube: () => [],
  sameGroup: () => [V, T2],
  scaling: () => [2],
  semidirectProduct: () => [cyclic(3), cyclic(2), [[[0, 2, 1]]]],
  setwiseStabilizer: () => [G, [0, 1], {}],
  shuffled: () => [4, rng(1)],
  signedPermutationGroup: () => [
    [
      [-1, 2],
      [2, 1],
    ],
    {},
  ],
  signedPermutations: () => [3],
  specialLinear: () => [2],
  specialOrthogonal: () => [3],
  specialUnitary: () => [2],
  listedStabilizer: () => [V, x(), { tolerance: 1e-6 }],
  stabilizer: () => [V, x(), { tolerance: 1e-6 }],
  'stabilizer in O(3)xS(4)': () => [points, tetrahedron(), { tolerance: 1e-6 }],
  'stabilizer in O(3)': () => [vectors, [...x(), ...x(), ...x(), 1, 2, 3], {}],
  structureName: () => [G],
  subgroup: () => [G, [[1, 2, 3, 0]], 'turns'],
  subgroupClasses: () => [G],
  subrepresentation: () => [V, Float64Array.of(0.5, 0.5, 0.5, 0.5), 1],
  symmetric: () => [4],
  symmetricPower: () => [V, 2],
  'symmetricPower of O(3)': () => [vectors, 2],
  symplectic: () => [1],
  tensor: () => [G, 2],
  'tensor of O(3)': () => [O3, 1, 1],
  tensorPower: () => [V, 2],
  tensorProduct: () => [V, T2],
  torusWithTurns: () => [2, 2],
  transporter: () => [V, x(), x(), { tolerance: 1e-6 }],
  'transporter in O(3)xS(4)': () => [points, tetrahedron(), tetrahedron(), { tolerance: 1e-6 }],
  trivial: () => [G],
  trivialGroup: () => [4],
  uniformElement: () => [G, rng(1)],
  'uniformElement of O(3)': () => [O3, rng(1)],
  unitary: () => [2],
  wreathProduct: () => [symmetric(3), symmetric(2)],
}

const objects: Arguments = {
  CanonicalPoints: () => [V, [V]],
  GreatestImage: () => [V],
  ImageTable: () => [V],
  'Representation#apply': () => [V, swap(), x()],
  'Representation#matrix': () => [V, turn()],
  'Representation#toString': () => [V],
  'Representation#complexMatrix': () => [T2, turn()],
  'Representation#derivative': () => [parseRepresentation(O3, 'T(2)'), groups.algebraOf(O3)[0]],
  'Representation#derivative of powers': () => [parseRepresentation(O3, 'Sym(V,2)'), groups.algebraOf(O3)[0]],
  'Representation#apply of O(3)': () => [parseRepresentation(O3, 'V'), O3.haarSample(rng(1)), [1, 2, 3]],
  'Representation#apply of O(3)xS(4)': () => [points, mixed.haarSample(rng(1)), tetrahedron()],
  'Representation#matrix of O(3)': () => [parseRepresentation(O3, 'T(2)'), O3.haarSample(rng(1))],
  'Representation#complexMatrix of SU(2)': () => [
    parseRepresentation(SU2, 'Sym(V,2)'),
    SU2.haarSample(rng(1)),
  ],
  'Representation#toString of O(3)': () => [vectors],
  'LieGroup#haarSample': () => [O3, rng(1)],
  'LieGroup#randomElement': () => [groups.generalLinear(2), rng(1), 0.5],
  'LieGroup#toString': () => [O3],
  'MixedProduct#haarSample': () => [mixed, rng(1)],
  'MixedProduct#randomElement': () => [mixed, rng(1), 0.5],
  'MixedProduct#toString': () => [mixed],
  'FiniteGroup#toString': () => [G],
  'GroupHomomorphism#apply': () => [hom, [1, 2, 3, 0]],
  'GroupHomomorphism#preimage': () => [hom, [1, 0]],
  'CharacterTable#multiplicities': () => [table, groups.realCharacters(G)[0]!.values],
  'Stabilizer#randomElement': () => [found, rng(1)],
  'Grid#cell': () => [groups.grid(3, 4), 5],
  'Grid#index': () => [groups.grid(3, 4), 1, 2],
  'Grid#group': () => [groups.grid(3, 4), 'Dih(2)'],
  'Grid#rowsAndColumns': () => [groups.grid(4, 4), G, C4],
  'NamedElements#at': () => [groups.boardGroup(3, 3).elements, 3],
  'NamedElements#named': () => [groups.boardGroup(3, 3).elements, 'turn 180°'],
  'ElementList#at': () => [list, 3],
  'ElementList#indexOf': () => [list, turn()],
  'ElementList#inverse': () => [list, 3],
  'ElementList#product': () => [list, 3, 2],
  'Subgroup#has': () => [half, 1],
  'Bsgs#contains': () => [chain, turn()],
  'Bsgs#sift': () => [chain, turn(), 0],
  'Bsgs#orderFrom': () => [chain, 1],
  'CanonicalPoints#canonicalize': () => [new groups.CanonicalPoints(V), x(), { tolerance: 1e-6 }],
  'GreatestImage#checkGroup': () => [new groups.GreatestImage(V)],
  'SubgroupClasses#complements': () => [classes, half],
  'SubgroupClasses#conjugates': () => [classes, 2],
  'SubgroupClasses#locate': () => [classes, half],
  'SubgroupClasses#minimalSupplement': () => [classes, half, groups.normalizer(half)],
  'Rng#int': () => [rng(1), 5],
}

/** What others check with: the value is hostile, what it is called is not. */
const checks: Arguments = {
  shown: () => [[1, 2]],
  checkedTolerance: () => [1e-6],
  arrayOf: () => [[1], 'x'],
  finiteVector: () => [[1, 2], 2, 'x'],
  integerIn: () => [3, 0, 5, 'n'],
  objectOf: () => [{}, 'options'],
  stringOf: () => ['text', 'x'],
  numberIn: () => [0.5, 0, 1, 'rate'],
  ofKind: () => [G, 'group', 'finite group'],
  rngOf: () => [rng(1), 'random'],
}

export const groupTargets = [
  ...targetsOf('groups', groups, named),
  ...targetsOf('groups', groups, objects),
  ...targetsOf('groups', groups, { representationOf: () => [V, 'rep'] }, { end: 1 }),
  ...targetsOf('core', core, checks, { end: 1 }),
  ...targetsOf('core', core, { symmetricEigen: () => [[2, 1, 1, 2], 2] }),
]
