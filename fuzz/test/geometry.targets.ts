import * as geometry from '@buridan/geometry'
import { type Arguments, targetsOf } from './target.js'

const water = () => ({
  points: [
    { vectors: [[0, 0, 0.4]], scalars: [8] },
    { vectors: [[0, 0.8, -0.2]], scalars: [1] },
    { vectors: [[0, -0.8, -0.2]], scalars: [1] },
  ],
  vectors: [[0, 0, 1]],
  scalars: [2],
})
const strained = () => ({ ...water(), tensors: [[1, 0, 0, 0, 2, 0, 0, 0, 3]] })
const options = () => ({ tolerance: 0.1, metric: 'norm', proper: true })

const corners = () => ({
  points: [
    { vectors: [[1, 0]], scalars: [1] },
    { vectors: [[0, 1]], scalars: [1] },
    { vectors: [[-1, 0]], scalars: [1] },
  ],
  vectors: [[0, 2]],
  scalars: [2],
})

const zincite = () => ({
  lattice: [
    [3.25, 0, 0],
    [-1.625, 2.8145825623, 0],
    [0, 0, 5.207],
  ],
  elements: ['Zn', 'Zn', 'O', 'O'],
  positions: [
    [0.3333, 0.6667, 0],
    [0.6667, 0.3333, 0.5],
    [0.3333, 0.6667, 0.382],
    [0.6667, 0.3333, 0.882],
  ],
})

const named: Arguments = {
  fitInSpace: () => [
    [
      [1, 0],
      [0, 2],
    ],
    [
      [0, 1],
      [-2, 0],
    ],
    2,
    1,
  ],
  alignInSpace: () => [corners(), corners(), 2, { ...options(), complex: false }],
  alignSites: () => [water(), water(), options()],
  canonicalFrame: () => [water(), options()],
  crystalIsometry: () => [
    zincite(),
    zincite(),
    { tolerance: 0.1, proper: true, matrices: [[1, 0, 0, 0, 1, 0, 0, 0, 1]] },
  ],
  'crystalIsometry of any matrix': () => [zincite(), zincite(), {}],
  isPointGroupName: () => ['D6h'],
  layerGroup: () => [{ ...zincite(), periodic: [true, true, false] }, { tolerance: 0.1 }],
  nearCrystalSymmetries: () => [zincite(), { radius: 0.3 }],
  nearSymmetries: () => [strained(), { radius: 0.3, metric: 'norm', proper: true }],
  rodGroup: () => [{ ...zincite(), periodic: [false, false, true] }, { tolerance: 0.1 }],
  spaceGroup: () => [zincite(), { tolerance: 0.1 }],
  symmetrized: () => [zincite(), { tolerance: 0.1 }],
  'symmetrized of a wire': () => [{ ...zincite(), periodic: [false, false, true] }, { tolerance: 0.1 }],
  'symmetrized of a molecule': () => [
    {
      elements: ['O', 'H'],
      positions: [
        [0, 0, 0],
        [0, 0, 1],
      ],
    },
    {},
  ],
  symmetryByTolerance: () => [zincite(), { from: 0.01, to: 0.1 }],
  symmetryInSpace: () => [corners(), 2, { ...options(), complex: false }],
  'symmetryInSpace of a line': () => [{ points: [], vectors: [[1, 0]], scalars: [3] }, 1, { complex: true }],
  symmetryOfSites: () => [strained(), options()],
}

export const geometryTargets = targetsOf('geometry', geometry, named)
