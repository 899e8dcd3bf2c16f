import {
  columns3,
  compose,
  cross,
  determinant3,
  type Matrix3,
  multiply3,
  type Permutation,
  perpendicular,
  type Rng,
  rotationAbout,
  transpose3,
  type Vector,
} from '@buridan/core'
import { permutationGroup, randomElement } from '@buridan/permutations'
import { sparse } from '../lie/complex-matrix.js'
import { LieGroup } from '../lie/lie-group.js'

import type { RotationStabilizer } from './rotation-result.js'
import type { Sites } from './sites.js'

/** All directions on one line: all turns about it, and of four more operations those that pass. */
export function axialStabilizer(
  sites: Sites,
  axis: Vector,
  proper: boolean,
  norm: number,
): RotationStabilizer {
  const { delta } = sites
  const x = perpendicular(axis)
  const frame = columns3(x, cross(axis, x), axis)
  const inFrame = (a: number, b: number, c: number) =>
    multiply3(multiply3(frame, Float64Array.of(a, 0, 0, 0, b, 0, 0, 0, c)), transpose3(frame))
  const candidates = { h: inFrame(1, 1, -1), v: inFrame(-1, 1, 1), two: inFrame(1, -1, -1) }
  // half a turn takes a point that is off the axis twice as far
  let defect = (2 * sites.distanceFromLine(axis)) / norm
  let gap = Number.POSITIVE_INFINITY
  const exchanges = permutationGroup(sites.exchanges, { degree: sites.count })
  const imagesOf = new Map<Matrix3, Permutation>()
  const { fitted } = sites.searchRadius()
  const passes = (matrix: Matrix3) => {
    if (proper && determinant3(matrix) < 0) return false
    const moved = sites.move(matrix, fitted)
    if (!moved) return false
    if (moved.deviation > delta) {
      gap = Math.min(gap, moved.deviation / norm)
      return false
    }
    defect = Math.max(defect, moved.deviation / norm)
    imagesOf.set(matrix, moved.images)
    return true
  }
  const [h, v, two] = [passes(candidates.h), passes(candidates.v), passes(candidates.two)]
  const name = h && v ? 'd∞h' : h ? 'c∞h' : v ? 'c∞v' : two ? 'd∞' : 'c∞'
  const turn = sparse(3, [
    [0, 1, -axis[2]],
    [0, 2, axis[1]],
    [1, 0, axis[2]],
    [1, 2, -axis[0]],
    [2, 0, -axis[1]],
    [2, 1, axis[0]],
  ])
  const discrete = [
    ...(h ? [candidates.h] : []),
    ...(v ? [candidates.v] : []),
    ...(two && !(h && v) ? [candidates.two] : []),
  ]
  // the rotations about the axis, times each of the others or not: uniform on the components
  const draw = (random: Rng): { matrix: Matrix3; images: Permutation } => {
    let matrix: Matrix3 = rotationAbout(axis, 2 * Math.PI * random.float())
    let images = randomElement(exchanges, random)
    for (const d of discrete) {
      if (random.int(2) === 0) continue
      matrix = multiply3(d, matrix)
      images = compose(imagesOf.get(d)!, images)
    }
    return { matrix, images }
  }
  return {
    orbitType: name,
    order: undefined,
    dimension: 1,
    group: new LieGroup({
      name: `${name} about [${axis.map((c) => Number(c.toPrecision(6)))}]`,
      dim: 3,
      complex: false,
      algebra: [turn],
      discrete: discrete.map((re) => ({ n: 3, re })),
      unitary: true,
      haar: (random) => ({ n: 3, re: draw(random).matrix }),
    }),
    permutations: permutationGroup([...sites.exchanges, ...imagesOf.values()], { degree: sites.count }),
    components: 2n ** BigInt(discrete.length) * sites.exchangeOrder,
    componentGenerators: [
      ...discrete.map((d) => sites.element(d, imagesOf.get(d)!)),
      ...sites.exchangeElements,
    ],
    randomElement: (random) => {
      const { matrix, images } = draw(random)
      return sites.element(matrix, images)
    },
    operations: [],
    axis,
    orbitDimension: 2,
    defect,
    gap,
    transversal: undefined,
  }
}
