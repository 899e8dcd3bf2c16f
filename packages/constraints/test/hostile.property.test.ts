import { orthogonal, symmetric, tensor } from '@buridan/groups'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { hostile, onlyTyped } from '../../../test-support/hostile.js'
import {
  affineBasis,
  BasisCache,
  characterRank,
  equivarianceResidual,
  equivariantBasis,
  factorize,
  fixedBasis,
  fixedSpace,
  multilinearBasis,
  parseBasis,
  serializeBasis,
  sparseBasis,
} from '../src/index.js'

const G = symmetric(3)
const V = tensor(G, 1)
const T2 = tensor(orthogonal(2), 2)
const basis = equivariantBasis(V, V)
const lie = equivariantBasis(T2, T2)
const saved = JSON.parse(JSON.stringify(serializeBasis(lie))) as object

const targets: Record<string, (x: never) => unknown> = {
  'repIn of equivariantBasis': (x) => equivariantBasis(x, V),
  'repOut of equivariantBasis': (x) => equivariantBasis(T2, x),
  'options of equivariantBasis': (x) => equivariantBasis(V, V, x),
  solver: (x) => equivariantBasis(V, V, { solver: x }),
  combine: (x) => lie.combine(x),
  apply: (x) => basis.apply(x),
  applyTranspose: (x) => basis.applyTranspose(x),
  project: (x) => lie.project(x),
  column: (x) => basis.column(x),
  'row of Q': (x) => basis.row(x, 0),
  'column index of a row of Q': (x) => basis.row(0, x),
  pairing: (x) => basis.pairing(x, [1, 2, 3]),
  'materialize of a basis': (x) => basis.materialize({ maxBytes: x }),
  'residual seed': (x) => basis.residual({ seed: x }),
  'map apply': (x) => basis.combine([1, 2]).apply(x),
  'map applyTranspose': (x) => lie.combine([1, 2, 3]).applyTranspose(x),
  'map row': (x) => basis.combine([1, 2]).row(x),
  'map column': (x) => basis.combine([1, 2]).column(x),
  'map materialize': (x) => basis.combine([1, 2]).materialize({ maxBytes: x }),
  'reps of multilinearBasis': (x) => multilinearBasis(x, V),
  'a rep of multilinearBasis': (x) => multilinearBasis([V, x], V),
  'coefficients of a multilinear map': (x) => multilinearBasis([V, V], V).apply(x, [1, 2, 3], [1, 2, 3]),
  'argument of a multilinear map': (x) => multilinearBasis([V], V).apply([1, 2], x),
  affineBasis: (x) => affineBasis(x, V),
  'affine combine': (x) => affineBasis(V, V).combine(x),
  'affine apply': (x) => affineBasis(V, V).combine([1, 2, 3]).apply(x),
  factorize: (x) => factorize(x, V),
  sparseBasis: (x) => sparseBasis(V, x),
  characterRank: (x) => characterRank(x, V),
  fixedSpace: (x) => fixedSpace(x),
  'projection to a fixed space': (x) => fixedSpace(V).project(x),
  fixedBasis: (x) => fixedBasis(V, V, { fixed: x, under: G }),
  equivarianceResidual: (x) => equivarianceResidual(V, V, x),
  BasisCache: (x) => new BasisCache({ maxEntries: x }),
  'cached basis': (x) => new BasisCache().basis(x, V),
  parseBasis,
  serializeBasis,
  'a saved block': (x) => parseBasis({ ...saved, blocks: [x] }),
  'saved blocks': (x) => parseBasis({ ...saved, blocks: x }),
  'a saved representation': (x) => parseBasis({ ...saved, repIn: x }),
  'a saved version': (x) => parseBasis({ ...saved, version: x }),
}

describe('hostile values get typed errors only', () => {
  it.each(Object.entries(targets))('%s', (_, f) => {
    fc.assert(
      fc.property(hostile, (x) => onlyTyped(() => f(x as never))),
      { seed: 1, numRuns: 300 },
    )
  })
})
