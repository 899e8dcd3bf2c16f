import * as constraints from '@buridan/constraints'
import {
  equivariantBasis,
  factorize,
  fixedSpace,
  multilinearBasis,
  serializeBasis,
  sparseBasis,
} from '@buridan/constraints'
import { orthogonal, stabilizer, symmetric, tensor } from '@buridan/groups'
import { type Arguments, targetsOf } from './target.js'

const G = symmetric(3)
const V = tensor(G, 1)
const T2 = tensor(orthogonal(2), 2)
const basis = equivariantBasis(V, V)
const lie = equivariantBasis(T2, T2)
const saved = () => JSON.parse(JSON.stringify(serializeBasis(lie))) as object
const H = stabilizer(V, [1, 0, 0]).group
const nine = () => [1, 2, 3, 4, 5, 6, 7, 8, 9]

const named: Arguments = {
  affineBasis: () => [V, V, {}],
  characterRank: () => [V, V],
  equivarianceResidual: () => [V, V, Float64Array.from(nine())],
  equivariantBasis: () => [V, V, { solver: 'orbits' }],
  'equivariantBasis to a gap': () => [V, V, { solver: 'dense', leastGap: 10 }],
  'equivariantBasis of O(2)': () => [T2, T2, { solver: 'diagrams' }],
  factorizationCost: () => [factorize(V, V)],
  factorize: () => [V, V],
  channelsOf: () => [V, factorize(V, V).spaces[0]!.from],
  fixedBasis: () => [V, V, { fixed: H, under: G }],
  fixedFactorization: () => [V, V, { fixed: H, under: G }],
  fixedSpace: () => [V],
  isIdentity: () => [sparseBasis(V, V)![0]],
  materializeBlock: () => [basis.blocks[0]!.solution],
  mixingCount: () => [factorize(V, V)],
  multilinearBasis: () => [[V, V], V, {}],
  parseBasis: () => [saved()],
  serializeBasis: () => [lie],
  sparseBasis: () => [V, V],
}

const objects: Arguments = {
  BasisCache: () => [{ maxEntries: 3 }],
  'AffineBasis#combine': () => [constraints.affineBasis(V, V), [1, 2, 3]],
  'BasisCache#basis': () => [new constraints.BasisCache(), V, V, {}],
  'BasisCache#clear': () => [new constraints.BasisCache()],
  'EquivariantBasis#apply': () => [basis, [1, 2]],
  'EquivariantBasis#applyTranspose': () => [basis, nine()],
  'EquivariantBasis#column': () => [basis, 1],
  'EquivariantBasis#combine': () => [basis, [1, 2]],
  'EquivariantBasis#explain': () => [basis],
  'EquivariantBasis#materialize': () => [basis, { maxBytes: 1000 }],
  'EquivariantBasis#pairing': () => [basis, [1, 2, 3], [1, 2, 3]],
  'EquivariantBasis#project': () => [lie, [...nine(), 1, 2, 3, 4, 5, 6, 7]],
  'EquivariantBasis#residual': () => [basis, { seed: 1 }],
  'EquivariantBasis#row': () => [basis, 0, 1],
  'EquivariantMap#apply': () => [basis.combine([1, 2]), [1, 2, 3]],
  'EquivariantMap#applyTranspose': () => [lie.combine([1, 2, 3]), [1, 2, 3, 4]],
  'EquivariantMap#column': () => [basis.combine([1, 2]), 1],
  'EquivariantMap#materialize': () => [basis.combine([1, 2]), { maxBytes: 1000 }],
  'EquivariantMap#row': () => [basis.combine([1, 2]), 1],
  'MultilinearBasis#apply': () => [multilinearBasis([V, V], V), [1, 2, 3, 4, 5], [1, 2, 3], [4, 5, 6]],
  'FixedSpace#project': () => [fixedSpace(V), [1, 2, 3]],
}

export const constraintTargets = [
  ...targetsOf('constraints', constraints, named),
  ...targetsOf('constraints', constraints, objects),
]
