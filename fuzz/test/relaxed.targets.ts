import {
  AmbiguousToleranceError,
  dihedral,
  lieProduct,
  orthogonal,
  parseRepresentation,
  rng,
  stabilizer,
  symmetric,
  tensor,
} from '@buridan/groups'
import * as relaxed from '@buridan/relaxed'
import { Auditor, LabelOrbit, relaxedEmlp, Stratification, symmetryBreaker } from '@buridan/relaxed'
import { type Arguments, targetsOf } from './target.js'

const G = dihedral(4)
const V = tensor(G, 1)
const reps = () => ({ repIn: V, repOut: V })
const x = () => [
  [1, 1, 1, 1],
  [1, 0, 1, 0],
]
const y = () => [
  [1, 0, 0, 0],
  [1, 0, 0, 0],
]
const model = relaxedEmlp({ ...reps(), hidden: 8, layers: 1, seed: 0 })
const noise = symmetryBreaker('noise', { ...reps(), hidden: 8, layers: 1, seed: 0 })
const breaker = () => ({ ...reps(), hidden: 8, layers: 1, seed: 0, onWarning: () => {} })
const H = stabilizer(V, [1, 0, 1, 0]).group
const orbit = new LabelOrbit({ ...reps(), x: [1, 1, 1, 1], y: [1, 0, 0, 0] })
const strata = new Stratification(V)
const outcomes = model.outcomes([1, 1, 1, 1])
const periodic = () => {
  const group = lieProduct(orthogonal(3), symmetric(1))
  return {
    repIn: parseRepresentation(group, 'V_a*V_b+V_b+T(0)+3*V_a'),
    repOut: parseRepresentation(group, 'V_a'),
    periodic: true,
  }
}
const filled = new Auditor(reps())
filled.add([1, 1, 1, 1], [1, 0, 0, 0])
const part = filled.part()
const other = { ...part, samples: part.samples.map((s) => ({ ...s, index: s.index + 1 })) }

const cheap: Arguments = {
  audit: () => [
    {
      x: x(),
      y: y(),
      ...reps(),
      tolerance: 0.1,
      inputPrecision: 1e-6,
      labelPrecision: 1e-3,
      worst: 2,
      memory: 100,
    },
  ],
  Auditor: () => [{ ...reps(), tolerance: 1e-6, worst: 2, memory: 100 }],
  'Auditor of crystals': () => [{ ...periodic(), tolerance: 1e-6 }],
  'Auditor#add': () => [new Auditor(reps()), [1, 1, 1, 1], [1, 0, 0, 0]],
  'Auditor#look': () => [new Auditor(reps()), [1, 1, 1, 1], [1, 0, 0, 0]],
  'Auditor#skip': () => [new Auditor(reps()), new AmbiguousToleranceError('it is doubtful')],
  breakable: () => [G, H],
  breakingRepresentation: () => [G],
  mergeAudits: () => [
    [part, other],
    {
      worst: 2,
      lengthUnit: ' Å',
      tolerance: 0.1,
      radius: 1,
      inputPrecision: 1e-6,
      exactWithin: 1e-5,
      labelPrecision: 1e-6,
      points: 4,
      skipped: [],
    },
  ],
  convexFloor: () => [
    {
      x: x(),
      y: y(),
      ...reps(),
      loss: relaxed.convexLoss('squared'),
      inputPrecision: 1e-6,
      exactWithin: 0,
      points: 1,
    },
  ],
  convexLoss: () => ['huber'],
  LabelOrbit: () => [{ ...reps(), x: [1, 1, 1, 1], y: [1, 0, 0, 0], limit: 100, tolerance: 1e-6 }],
  'LabelOrbit#nearest': () => [orbit, [1, 2, 3, 4]],
  Stratification: () => [V, 1e-6],
  'Stratification#locate': () => [strata, Float64Array.of(1, 0, 1, 0)],
  'Auditor#part': () => [filled],
  'Auditor#report': () => [filled],
  'Auditor#result': () => [filled],
  'Outcomes#draw': () => [outcomes, rng(1)],
  'Outcomes#logProbability': () => [outcomes, [1, 0, 0, 0]],
  'Outcomes#sample': () => [outcomes, 3, 1],
}

const costly: Arguments = {
  checkRelaxedEquivariance: () => [
    (v: Float64Array) => v,
    { inputs: x(), ...reps(), elements: 2, seed: 1, tolerance: 1e-3 },
  ],
  denseNetwork: () => [{ inputs: 4, outputs: 4, hidden: 8, layers: 1, seed: 1 }],
  loadSymmetryBreaker: () => [{ load: async () => ({}) }],
  LearnedVector: () => [{ dim: 3, seed: 1 }],
  relaxedEmlp: () => [{ ...breaker(), breakAt: 0, breaking: 1, samples: x() }],
  RelaxedLinear: () => [{ ...reps(), strata: [0, 1], breaking: 1, seed: 1 }],
  stabilizerLoss: () => [{ ...reps(), x: x(), y: y(), limit: 100, tolerance: 1e-6 }],
  symmetryBreaker: () => ['noise', { ...breaker(), parameters: 500 }],
  'PlacedNetwork#fit': () => [model, x(), y(), { epochs: 1, batchSize: 2, learningRate: 0.01, seed: 1 }],
  'PlacedNetwork#predict': () => [model, x(), { seed: 1 }],
  'PlacedNetwork#outcomes': () => [model, [1, 1, 1, 1], { tolerance: 0.1, negligible: 0.01 }],
  'PlacedNetwork#sample': () => [model, [1, 1, 1, 1], { count: 2, seed: 1 }],
  'SymmetryBreaker#predict': () => [noise, x(), { seed: 1 }],
  'SymmetryBreaker#outcomes': () => [noise, [1, 1, 1, 1], { tolerance: 0.1 }],
  'SymmetryBreaker#sample': () => [noise, x(), { count: 2, seed: 1 }],
}

export const relaxedTargets = [
  ...targetsOf('relaxed', relaxed, cheap, { cost: 4 }),
  ...targetsOf('relaxed', relaxed, costly, { cost: 40 }),
]
