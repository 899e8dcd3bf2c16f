import { InvalidArgumentError } from '@buridan/core'
import {
  alternating,
  cubeFaces,
  cyclic,
  cyclicPlane,
  dicyclic,
  dihedral,
  dihedralPlane,
  emlpRubiksCube,
  type FiniteGroup,
  generalAffine,
  mathieu,
  p4,
  p4m,
  projectiveGeneralLinear,
  projectiveSpecialLinear,
  quaternion,
  rubiksCube,
  signedPermutations,
  symmetric,
  torusWithTurns,
  trivialGroup,
} from '@buridan/permutations'
import { flip } from '../boards/flip.js'
import { generalLinear, scaling, specialLinear, symplectic } from '../lie/lie-catalogue.js'
import type { Factor } from '../lie/lie-group.js'
import { orthogonal, pseudoOrthogonal, specialOrthogonal } from '../lie/orthogonal-groups.js'
import { specialUnitary, unitary } from '../lie/unitary-groups.js'

type Make = (...n: number[]) => Factor

function withArity(arity: number, make: Make): { arities: readonly number[]; make: Make } {
  return { arities: [arity], make }
}

function planar(kind: 'PSL' | 'PGL', make: (q: number) => FiniteGroup) {
  return withArity(2, (d, q) => {
    if (d !== 2) throw new InvalidArgumentError(`${kind}(${d},${q}): only dimension 2 is known`)
    return make(q!)
  })
}

/** Families of groups with one or two numbers in parentheses. */
export const FAMILIES: Readonly<Record<string, { arities: readonly number[]; make: Make }>> = {
  S: withArity(1, symmetric),
  A: withArity(1, alternating),
  Z: withArity(1, cyclic),
  Dih: withArity(1, dihedral),
  Dic: withArity(1, dicyclic),
  C: withArity(1, cyclicPlane),
  D: withArity(1, dihedralPlane),
  B: withArity(1, signedPermutations),
  Trivial: withArity(1, trivialGroup),
  ZksZnxZn: withArity(2, torusWithTurns),
  p4: withArity(1, p4),
  p4m: withArity(1, p4m),
  AGL: withArity(2, generalAffine),
  PSL: planar('PSL', projectiveSpecialLinear),
  PGL: planar('PGL', projectiveGeneralLinear),
  O: { arities: [1, 2], make: (p, q) => (q === undefined ? orthogonal(p!) : pseudoOrthogonal('O', p!, q)) },
  SO: {
    arities: [1, 2],
    make: (p, q) => (q === undefined ? specialOrthogonal(p!) : pseudoOrthogonal('SO', p!, q)),
  },
  'SO+': withArity(2, (p, q) => pseudoOrthogonal('SO+', p!, q!)),
  U: withArity(1, unitary),
  SU: withArity(1, specialUnitary),
  Sp: withArity(1, symplectic),
  SL: withArity(1, specialLinear),
  GL: withArity(1, generalLinear),
  Scaling: withArity(1, scaling),
}

/** Groups with a name of their own. */
export const NAMED: Readonly<Record<string, () => Factor>> = {
  flip,
  Cube: cubeFaces,
  RubiksCube: emlpRubiksCube,
  Rubik3x3x3: rubiksCube,
  Q8: quaternion,
  M11: () => mathieu(11),
  M12: () => mathieu(12),
  M22: () => mathieu(22),
  M23: () => mathieu(23),
  M24: () => mathieu(24),
  Lorentz: () => pseudoOrthogonal('O', 1, 3),
  O13: () => pseudoOrthogonal('O', 1, 3),
  SO13: () => pseudoOrthogonal('SO', 1, 3),
  SO13p: () => pseudoOrthogonal('SO+', 1, 3),
  O11: () => pseudoOrthogonal('O', 1, 1),
  SO11: () => pseudoOrthogonal('SO', 1, 1),
  SO11p: () => pseudoOrthogonal('SO+', 1, 1),
}
