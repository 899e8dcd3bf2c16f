import { multiply3, rotationAbout } from '@buridan/core'
import { sparse } from './complex-matrix.js'
import { LieGroup } from './lie-group.js'

/** Generators besides the rotations about z, by the suffix of C∞ or D∞: mirrors along and across the axis, half turns across it. */
const VERTICAL = [1, -1, 1] as const
const HORIZONTAL = [1, 1, -1] as const
const ACROSS = [1, -1, -1] as const

const GENERATORS: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  'C∞': [],
  'C∞h': [HORIZONTAL],
  'C∞v': [VERTICAL],
  'D∞': [ACROSS],
  'D∞h': [VERTICAL, HORIZONTAL],
}

/**
 * The infinite point groups with one axis, z: `C∞`, `C∞h`, `C∞v`, `D∞`, `D∞h`, Schoenflies names, as those of linear molecules and of
 * stabilizers in O(3); undefined for another name.
 */
export function axialGroup(name: string): LieGroup | undefined {
  if (!Object.hasOwn(GENERATORS, name)) return undefined
  const signs = GENERATORS[name]!
  const matrices = signs.map((s) => Float64Array.of(s[0], 0, 0, 0, s[1], 0, 0, 0, s[2]))
  return new LieGroup({
    name,
    dim: 3,
    complex: false,
    algebra: [
      sparse(3, [
        [0, 1, -1],
        [1, 0, 1],
      ]),
    ],
    discrete: matrices.map((re) => ({ n: 3, re })),
    unitary: true,
    // all components are equally likely: every generator is included or not
    haar: (random) => {
      let matrix = rotationAbout([0, 0, 1], 2 * Math.PI * random.float())
      for (const m of matrices) if (random.int(2) === 1) matrix = multiply3(m, matrix)
      return { n: 3, re: matrix }
    },
  })
}
