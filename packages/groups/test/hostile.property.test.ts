import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  actionRepresentation,
  BuridanError,
  contains,
  dihedral,
  matrixGroup,
  matrixRepresentation,
  parseGroup,
  parseRepresentation,
  permutation,
  permutationGroup,
  pointGroup,
  pointwiseStabilizer,
  rng,
  setwiseStabilizer,
  signedPermutationGroup,
  stabilizer,
  subgroup,
  symmetric,
  tensor,
  tensorPower,
} from '../src/index.js'

const group = dihedral(4)
const rep = tensor(group, 1)

/** Values that no type allows, and numbers at the edges. */
const hostile = fc.oneof(
  fc.anything({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    ...[
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -1,
      1e308,
      2 ** 31,
      null,
      undefined,
      '',
      [],
      {},
      [[]],
      [[Number.NaN]],
    ],
    ...[{ length: 3 }, { length: 1e9 }, '__proto__', new Float64Array(3), -0, 0.5, [0], [1, 0], [[1, 0]], 1n],
  ),
)

const targets: Record<string, (x: never) => unknown> = {
  parseGroup,
  parseRepresentation: (x) => parseRepresentation(group, x),
  permutation: (x) => permutation(x),
  permutationGroup: (x) => permutationGroup(x),
  matrixGroup: (x) => matrixGroup(x),
  signedPermutationGroup: (x) => signedPermutationGroup(x),
  matrixRepresentation: (x) => matrixRepresentation(group, x),
  actionRepresentation: (x) => actionRepresentation(group, x),
  symmetric,
  pointGroup,
  rng,
  subgroup: (x) => subgroup(group, x),
  contains: (x) => contains(group, x),
  pointwiseStabilizer: (x) => pointwiseStabilizer(group, x),
  setwiseStabilizer: (x) => setwiseStabilizer(group, x),
  stabilizer: (x) => stabilizer(rep, x),
  tolerance: (x) => stabilizer(rep, [1, 0, 1, 0], { tolerance: x }),
  tensor: (x) => tensor(group, x),
  tensorPower: (x) => tensorPower(rep, x),
  apply: (x) => rep.apply(x, [1, 2, 3, 4]),
}

const onlyTyped = (f: () => unknown) => {
  try {
    f()
  } catch (error) {
    expect(error).toBeInstanceOf(BuridanError)
  }
}

describe('hostile values get typed errors only', () => {
  it.each(Object.entries(targets))('%s', (_, f) => {
    fc.assert(
      fc.property(hostile, (x) => onlyTyped(() => f(x as never))),
      { seed: 1, numRuns: 1000 },
    )
  })

  it('texts made of the grammar’s own characters', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'SZADTOhVPRMx()[],0123456789*+^_ab:perm"-. '),
      maxLength: 14,
    })
    fc.assert(
      fc.property(text, (s) => {
        onlyTyped(() => parseGroup(s))
        onlyTyped(() => parseRepresentation(group, s))
      }),
      { seed: 2, numRuns: 20_000 },
    )
  })
})
