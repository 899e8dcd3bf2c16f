import {
  type AnyRepresentation,
  act,
  parseAnyGroup,
  parseRepresentation,
  type Representation,
} from '@buridan/groups'
import fc from 'fast-check'
import { groups } from './permutations.js'

/** Two representations of one group, as texts. */
export interface GivenPair {
  readonly group: string
  readonly repIn: string
  readonly repOut: string
}

/** A group that is no direct product and has representations by matrices in a skew basis: those of the triangle. */
export const SKEW = 'mat[[[0,-1],[1,-1]],[[0,1],[1,0]]]'

const FINITE = [
  ...['S(1)', 'S(2)', 'S(3)', 'S(4)', 'A(4)', 'Z(1)', 'Z(4)', 'Z(5)', 'Dih(4)', 'Trivial(2)', 'Z(2) wr Z(2)'],
  ...['B(1)', 'B(2)', 'B(3)', 'C(3)', 'C(4)', 'D(3)', 'D(4)', 'D(5)', 'C4v', 'Td', 'C2v', 'Q8', SKEW],
  ...['signed[[2,-1,3]]', 'mat[[[-1]]]', 'mat[[[1,1],[0,-1]]]', 'S(4):perm[[1,0,3,2]]'],
]
const FINITE_PRODUCTS = ['S(3)xZ(2)', 'D(3)xS(2)', 'B(2)xZ(3)', 'Z(2)xZ(2)xZ(2)', `${SKEW}xZ(2)`]
const FINITE_TEXTS = [
  ...['T(0)', 'V', 'V*', 'T(2)', 'T(1,1)', 'T(3)', '2*V+T(0)', 'V+T(0)+V', 'V*+V', '(V+T(0))^2'],
  ...['R', 'P', 'Sym(V,2)', 'Alt(V,2)', 'V+R', '2*T(0)', 'Sym(V,2)*V', '(V+P)*'],
]
const PRODUCT_TEXTS = [
  ...['T(0)', 'V_a', 'V_b', 'V_a*V_b', 'V_b*V_a', 'V_a*+V_b', '(V_a+T(0))*V_b', 'V_a*V_a*', '2*V_b+V_a'],
  'V_a^2',
]
const LIE = [
  ...[
    'O(1)',
    'O(2)',
    'O(3)',
    'SO(1)',
    'SO(2)',
    'SO(3)',
    'O(1,1)',
    'SO(1,1)',
    'SO+(1,1)',
    'O(1,2)',
    'SO+(1,2)',
  ],
  ...[
    'Lorentz',
    'SO13p',
    'Sp(1)',
    'Sp(2)',
    'U(1)',
    'U(2)',
    'SU(2)',
    'SU(3)',
    'GL(1)',
    'GL(2)',
    'SL(2)',
    'SL(3)',
  ],
  ...['Scaling(2)', 'Embed(SO(2),3,1)', 'Embed(O(2),3)', 'Embed(SU(2),3)'],
]
const LIE_TEXTS = [
  ...['T(0)', 'V', 'V*', 'T(2)', 'T(1,1)', 'T(0,2)', 'T(3)', 'V+T(0)', '2*V', '(V+T(0))*V', 'V*+V', 'T(2)+V'],
  ...['T(2,1)', '(V+T(0))^2', 'T(0)+V+T(0)'],
]
const LIE_PRODUCTS = [
  ...['SO(2)xS(3)', 'S(3)xSO(2)', 'O(2)xZ(2)', 'SU(2)xS(2)', 'SO(2)xC(3)', 'D(3)xSO(2)', 'SL(2)xO(1)'],
  ...[`${SKEW}xO(2)`, 'SO(2)xSO(3)', 'U(1)xSp(1)', 'B(2)xGL(1)', 'S(2)xS(3)xO(2)'],
]

const sizes = new Map<string, number>()

/** The number of entries of W, or Infinity where a text does not fit its group: Alt(V,2) of a line. */
export function sizeOf(pair: GivenPair): number {
  const key = JSON.stringify(pair)
  let size = sizes.get(key)
  if (size === undefined) {
    try {
      const [repIn, repOut] = madePair(pair)
      size = repIn.dim * repOut.dim
    } catch {
      size = Number.POSITIVE_INFINITY
    }
    sizes.set(key, size)
  }
  return size
}

const pairsOf = (group: fc.Arbitrary<string>, texts: readonly string[], most: number) =>
  fc
    .record({ group, repIn: fc.constantFrom(...texts), repOut: fc.constantFrom(...texts) })
    .filter((pair) => sizeOf(pair) <= most)

/** Any permutation group on few points, as text. */
export const permutationTexts: fc.Arbitrary<string> = groups(5, 2).map(({ degree, generators }) =>
  generators.length === 0 ? `Trivial(${degree})` : `perm[${generators.map((g) => JSON.stringify(g)).join()}]`,
)

/** Pairs of finite groups with at most so many entries of W. */
export const finitePairs = (most = 64): fc.Arbitrary<GivenPair> =>
  fc.oneof(
    { weight: 4, arbitrary: pairsOf(fc.constantFrom(...FINITE), FINITE_TEXTS, most) },
    { weight: 2, arbitrary: pairsOf(permutationTexts, FINITE_TEXTS, most) },
    { weight: 1, arbitrary: pairsOf(fc.constantFrom(...FINITE_PRODUCTS), PRODUCT_TEXTS, most) },
  )

/** Pairs of Lie groups and of products with them. */
export const liePairs = (most = 64): fc.Arbitrary<GivenPair> =>
  fc.oneof(
    { weight: 3, arbitrary: pairsOf(fc.constantFrom(...LIE), LIE_TEXTS, most) },
    { weight: 1, arbitrary: pairsOf(fc.constantFrom(...LIE_PRODUCTS), PRODUCT_TEXTS, most) },
  )

export const anyPairs = (most = 64): fc.Arbitrary<GivenPair> =>
  fc.oneof({ weight: 3, arbitrary: finitePairs(most) }, { weight: 2, arbitrary: liePairs(most) })

export function madePair({ group, repIn, repOut }: GivenPair): [AnyRepresentation, AnyRepresentation] {
  const made = parseAnyGroup(group)
  return [parseRepresentation(made, repIn), parseRepresentation(made, repOut)]
}

/** The same of a finite group. */
export const madeFinite = (pair: GivenPair) => madePair(pair) as [Representation, Representation]

/** Some numbers, of which as many are taken as are needed, over and over: zeros, equal ones, signs, any. */
export const numbers: fc.Arbitrary<number[]> = fc.array(
  fc.oneof(
    fc.constantFrom(0, -0, 1, -1, 0.5, 2),
    fc.double({ min: -1, max: 1, noNaN: true }).map((v) => (Math.abs(v) < 1e-30 ? 0 : v)),
  ),
  { minLength: 1, maxLength: 23 },
)

/** So many of the numbers, from a place on. */
export function take(list: readonly number[], count: number, from = 0): number[] {
  return Array.from({ length: count }, (_, i) => list[(from + i) % list.length]!)
}

/** ρ(g) x, of finite groups and of real Lie groups. */
export const moved = (rep: AnyRepresentation, g: Parameters<typeof act>[1], x: readonly number[]) =>
  Array.from(act(rep, g, x))
