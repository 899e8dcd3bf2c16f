import { compose, type Matrix3, multiply3, type Permutation, type Rng, rotationAbout } from '@buridan/core'
import type { AxialSymmetry } from '@buridan/geometry'
import { randomElement } from '@buridan/permutations'
import { sparse } from '../lie/complex-matrix.js'
import { LieGroup } from '../lie/lie-group.js'
import { exchangeElements, type SitesOfVector } from './read-sites.js'
import type { RotationStabilizer } from './rotation-result.js'

/** An axial symmetry as a stabilizer, with the Lie group of its matrices. */
export function axialStabilizer(
  read: SitesOfVector,
  { name, axis, generators, permutations, exchanges, deviation, gap }: AxialSymmetry,
  norm: number,
): RotationStabilizer {
  const turn = sparse(3, [
    [0, 1, -axis[2]],
    [0, 2, axis[1]],
    [1, 0, axis[2]],
    [1, 2, -axis[0]],
    [2, 0, -axis[1]],
    [2, 1, axis[0]],
  ])
  // a rotation about the axis, times each other generator or not: uniform on the components
  const draw = (random: Rng): { matrix: Matrix3; images: Permutation } => {
    let matrix: Matrix3 = rotationAbout(axis, 2 * Math.PI * random.float())
    let images = randomElement(exchanges, random)
    for (const o of generators) {
      if (random.int(2) === 0) continue
      matrix = multiply3(o.matrix, matrix)
      images = compose(o.images, images)
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
      discrete: generators.map((o) => ({ n: 3, re: o.matrix })),
      unitary: true,
      haar: (random) => ({ n: 3, re: draw(random).matrix }),
    }),
    permutations,
    components: 2n ** BigInt(generators.length) * exchanges.order,
    componentGenerators: [
      ...generators.map((o) => read.element(o.matrix, o.images)),
      ...exchangeElements(read, exchanges),
    ],
    randomElement: (random) => {
      const { matrix, images } = draw(random)
      return read.element(matrix, images)
    },
    operations: [],
    axis,
    orbitDimension: 2,
    defect: deviation / norm,
    gap: gap / norm,
    transversal: undefined,
  }
}
