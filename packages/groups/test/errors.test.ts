import { describe, expect, it } from 'vitest'
import {
  actionRepresentation,
  type BuridanError,
  baseRepresentation,
  cyclic,
  directProduct,
  directSum,
  elementsOf,
  matrixRepresentation,
  orbitTypes,
  parseGroup,
  parseRepresentation,
  permutationGroup,
  pointGroup,
  regular,
  rng,
  stabilizer,
  subgroup,
  subgroupClasses,
  subrepresentation,
  symmetric,
  tensor,
  tensorPower,
  trivialGroup,
} from '../src/index.js'

const codeOf = (f: () => unknown): string => {
  try {
    f()
  } catch (error) {
    return (error as BuridanError).code
  }
  return 'none'
}

describe('bad input gets a typed error that names it', () => {
  const V = tensor(symmetric(3), 1)

  it.each<[string, string, () => unknown, RegExp]>([
    [
      'a generator that is no permutation',
      'INVALID_PERMUTATION',
      () => permutationGroup([[0, 0]]),
      /stands twice/,
    ],
    [
      'generators of different degrees',
      'INVALID_PERMUTATION',
      () =>
        permutationGroup([
          [0, 1],
          [0, 1, 2],
        ]),
      /3 images/,
    ],
    ['no generators and no degree', 'INVALID_ARGUMENT', () => permutationGroup([]), /degree/],
    ['a vector of the wrong length', 'DIMENSION_MISMATCH', () => stabilizer(V, [1, 2]), /2 entries.*3/],
    ['NaN', 'INVALID_ARGUMENT', () => stabilizer(V, [1, Number.NaN, 0]), /x\[1\] is NaN/],
    ['a negative tolerance', 'INVALID_ARGUMENT', () => stabilizer(V, [1, 1, 0], { tolerance: -1 }), /-1/],
    ['no homomorphism', 'NOT_A_HOMOMORPHISM', () => matrixRepresentation(cyclic(3), [[[-1]]]), /generator 0/],
    ['no action', 'NOT_A_HOMOMORPHISM', () => actionRepresentation(cyclic(3), [[1, 0]]), /point/],
    [
      'too few matrices',
      'DIMENSION_MISMATCH',
      () => matrixRepresentation(symmetric(3), [[[1]]]),
      /1 matrices.*2/,
    ],
    [
      'representations of different groups',
      'DIMENSION_MISMATCH',
      () => directSum(V, tensor(cyclic(3), 1)),
      /different groups/,
    ],
    ['a group too large to list', 'TOO_LARGE', () => regular(symmetric(15)), /1307674368000/],
    [
      'a list of elements past memory',
      'TOO_LARGE',
      () => elementsOf(directProduct(symmetric(8), trivialGroup(9992))),
      /40320 permutations of 10000 points would take 1539 MiB/,
    ],
    ['subgroups of a large group', 'TOO_LARGE', () => subgroupClasses(symmetric(8)), /40320/],
    ['orbit types of a large group', 'TOO_LARGE', () => orbitTypes(tensor(symmetric(8), 1)), /40320/],
    [
      'a dimension past memory',
      'TOO_LARGE',
      () => tensorPower(tensor(symmetric(100), 1), 9),
      /1000000000000000000/,
    ],
    [
      'a base representation of a product',
      'UNSUPPORTED',
      () => baseRepresentation(directProduct(cyclic(2), cyclic(3))),
      /V_a/,
    ],
    ['a Lie group', 'UNSUPPORTED', () => parseGroup('SO(3)xS(5)'), /SO\(3\)/],
    [
      'a tolerance that cuts a cluster',
      'AMBIGUOUS_TOLERANCE',
      () => stabilizer(tensor(cyclic(5), 1), [1.05, 1.0155, 0.9595, 0.9595, 1.0155], { tolerance: 0.05 }),
      /nearest element left out/,
    ],
    ['no subgroup', 'INVALID_ARGUMENT', () => subgroup(cyclic(4), [[1, 0, 2, 3]]), /not an element/],
    ['a point group not known', 'INVALID_ARGUMENT', () => pointGroup('S5'), /S5.*Oh/],
    [
      'a subspace not invariant',
      'DIMENSION_MISMATCH',
      () => subrepresentation(V, Float64Array.of(1, 0, 0), 1),
      /not invariant/,
    ],
    ['a seed that is no integer', 'INVALID_ARGUMENT', () => rng(0.5), /0\.5/],
  ])('%s', (_, code, f, message) => {
    expect(f).toThrow(message)
    expect(codeOf(f)).toBe(code)
  })

  it.each([
    ['S(5', 4],
    ['Z(3)yS(4)', 5],
    ['Q(8)', 1],
    ['S(2,3)', 1],
    ['', 1],
    ['perm[[1,0]', 5],
    ['S(3)x', 6],
  ])('group “%s” is refused at column %i', (text, column) => {
    expect(() => parseGroup(text)).toThrow(`at column ${column} of`)
  })

  it.each([
    ['V+', 3],
    ['V)', 2],
    ['2', 1],
    ['T(1', 1],
    ['V^x', 2],
    ['(V', 3],
    ['V+Q', 3],
  ])('representation “%s” is refused at column %i', (text, column) => {
    expect(() => parseRepresentation(symmetric(3), text)).toThrow(`at column ${column} of`)
  })
})
