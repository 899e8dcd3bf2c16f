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

const named: Arguments = {
  alignSites: () => [water(), water(), options()],
  canonicalFrame: () => [water(), options()],
  isPointGroupName: () => ['D6h'],
  symmetryOfSites: () => [strained(), options()],
}

export const geometryTargets = targetsOf('geometry', geometry, named)
