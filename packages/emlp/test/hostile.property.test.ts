import { orthogonal, parseRepresentation, symmetric, tensor } from '@buridan/groups'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { hostile, onlyTyped, onlyTypedAsync } from '../../../test-support/hostile.js'
import {
  bottlenecks,
  checkEquivariance,
  EquivariantBilinear,
  EquivariantBlock,
  EquivariantLinear,
  EquivariantNormalization,
  emlp,
  FieldDropout,
  fromSpec,
  GatedNonlinearity,
  InvariantPooling,
  loadEmlp,
  NormNonlinearity,
  PointwiseNonlinearity,
  TensorProductNonlinearity,
  toDense,
  toSpec,
  uniformRepresentation,
} from '../src/index.js'

const V = tensor(symmetric(3), 1)
const vector = parseRepresentation(orthogonal(3), '2*V')
const model = emlp({ repIn: V, repOut: V, hidden: 8, layers: 1, seed: 0 })
const onWarning = () => {}

const targets: Record<string, (x: never) => unknown> = {
  'repIn of a linear layer': (x) => new EquivariantLinear({ repIn: x, repOut: V }),
  'seed of a linear layer': (x) => new EquivariantLinear({ repIn: V, repOut: V, seed: x }),
  'rep of a bilinear layer': (x) => new EquivariantBilinear({ rep: x }),
  'channels of a bilinear layer': (x) => new EquivariantBilinear({ rep: vector, channels: x }),
  'repOut of a block': (x) => new EquivariantBlock({ repIn: V, repOut: x }),
  'channels of a block': (x) => new EquivariantBlock({ repIn: V, repOut: V, channels: x }),
  'rep of gates': (x) => new GatedNonlinearity({ rep: x }),
  'rep of norms': (x) => new NormNonlinearity({ rep: x }),
  'rep of a pointwise layer': (x) => new PointwiseNonlinearity({ rep: x }),
  'activation of a pointwise layer': (x) => new PointwiseNonlinearity({ rep: V, activation: x }),
  'repOut of a tensor product': (x) => new TensorProductNonlinearity({ repIn: vector, repOut: x }),
  'rep of normalization': (x) => new EquivariantNormalization({ rep: x }),
  'rep of dropout': (x) => new FieldDropout({ rep: x, rate: 0.5 }),
  'rate of dropout': (x) => new FieldDropout({ rep: V, rate: x }),
  'rep of pooling': (x) => new InvariantPooling({ rep: x }),
  'options of emlp': (x) => emlp(x),
  'hidden of emlp': (x) => emlp({ repIn: V, repOut: V, hidden: x, layers: 1, onWarning }).dispose(),
  'layers of emlp': (x) => emlp({ repIn: V, repOut: V, hidden: 4, layers: x, onWarning }).dispose(),
  'channels of emlp': (x) =>
    emlp({ repIn: V, repOut: V, hidden: 4, channels: x, layers: 1, onWarning }).dispose(),
  'seed of emlp': (x) => emlp({ repIn: V, repOut: V, hidden: 4, seed: x, layers: 1, onWarning }).dispose(),
  predict: (x) => model.predict(x),
  'a row to predict': (x) => model.predict([x]),
  'what is checked': (x) => checkEquivariance(x, { repIn: V, repOut: V }),
  'options of a check': (x) => checkEquivariance(model.network, x),
  'samples of a check': (x) => checkEquivariance(model.network, { repIn: V, repOut: V, samples: x }),
  'seed of a check': (x) => checkEquivariance(model.network, { repIn: V, repOut: V, seed: x }),
  'features of a check': (x) => checkEquivariance(model.network, { repIn: V, repOut: V, features: x }),
  'features of bottlenecks': (x) => bottlenecks(V, x, V),
  toDense,
  toSpec,
  fromSpec,
  'channels of uniformRepresentation': (x) => uniformRepresentation(symmetric(3), x),
  'group of uniformRepresentation': (x) => uniformRepresentation(x, 8),
}

const later: Record<string, (x: never) => Promise<unknown>> = {
  'x of fit': (x) => model.fit(x, [[1, 2, 3]], { epochs: 1 }),
  'y of fit': (x) => model.fit([[1, 2, 3]], x, { epochs: 1 }),
  'batchSize of fit': (x) => model.fit([[1, 2, 3]], [[1, 2, 3]], { epochs: 1, batchSize: x }),
  'learningRate of fit': (x) => model.fit([[1, 2, 3]], [[1, 2, 3]], { epochs: 1, learningRate: x }),
  loadEmlp,
}

describe('hostile values get typed errors only', () => {
  // hidden widths and numbers of layers that are large and valid only take long
  const tame = hostile.filter((x) => typeof x !== 'number' || !(x > 64))
  it.each(Object.entries(targets))('%s', (_, f) => {
    fc.assert(
      fc.property(tame, (x) => onlyTyped(() => f(x as never))),
      { seed: 1, numRuns: 120 },
    )
  })

  it.each(Object.entries(later))('%s', async (_, f) => {
    await fc.assert(
      fc.asyncProperty(tame, (x) => onlyTypedAsync(() => f(x as never))),
      { seed: 1, numRuns: 120 },
    )
  })
})
