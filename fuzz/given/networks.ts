import {
  type AnyRepresentation,
  act,
  parseAnyGroup,
  parseRepresentation,
  randomElement,
  rng,
} from '@buridan/groups'
import fc from 'fast-check'

/**
 * Groups and summands of their representations: finite groups, Lie groups and products; of dimension one with and without signs,
 * and of dimension zero. The first is trivial, and T(0) and V stand in every list.
 */
const SUMMANDS: Readonly<Record<string, readonly string[]>> = {
  'S(3)': ['T(0)', 'V', 'Alt(V,3)', 'Alt(V,2)', 'T(2)', 'Q[[1,0,2]]'],
  'Z(2)': ['T(0)', 'V', 'M[[[-1]]]', 'R', 'M[[[1]]]'],
  'Z(3)': ['T(0)', 'V', 'M[[[0,-1],[1,-1]]]', 'R'],
  'Dih(4)': ['T(0)', 'V', 'Alt(V,2)', 'R'],
  C2v: ['T(0)', 'V', 'Alt(V,2)', 'Alt(V,3)', 'T(2)'],
  'signed[[-1]]': ['T(0)', 'V', 'T(2)'],
  'S(1)': ['T(0)', 'V'],
  'S(0)': ['T(0)', 'V'],
  'S(2)xS(3)': ['T(0)', 'V_a', 'V_b', 'V_a*V_b'],
  'O(1)': ['T(0)', 'V', 'T(3)', 'T(2)'],
  'SO(2)': ['T(0)', 'V', 'T(2)'],
  'O(3)': ['T(0)', 'V', 'T(2)'],
  'SO(3)': ['T(0)', 'V', 'T(2)'],
  'SO(1,3)': ['T(0)', 'V', 'V*'],
  'SL(2)': ['T(0)', 'V', 'V*', 'T(1,1)'],
  'SO(3)xS(2)': ['T(0)', 'V_a', 'V_b', 'V_a*V_b'],
  'O(1)xO(2)': ['T(0)', 'V_a', 'V_b', 'V_a*V_b'],
}

/** Groups on whose representations norms are invariant. */
const ORTHOGONAL = Object.keys(SUMMANDS).filter((g) => !/^(SO\(1,3\)|SL\(2\)|Z\(3\))$/.test(g))
/** Finite groups whose elements are few. */
const FINITE = Object.keys(SUMMANDS).filter((g) => !/[OL]\(/.test(g))

export type GroupKind = 'any' | 'orthogonal' | 'finite' | 'permutation' | 'empty'

export const groupNames = (kind: GroupKind = 'any'): fc.Arbitrary<string> => {
  if (kind === 'empty') return fc.constant('S(0)')
  if (kind === 'permutation')
    return fc.constantFrom('S(3)', 'Z(2)', 'Z(3)', 'Dih(4)', 'S(1)', 'S(0)', 'S(2)xS(3)')
  return fc.constantFrom(...{ any: Object.keys(SUMMANDS), orthogonal: ORTHOGONAL, finite: FINITE }[kind])
}

/** Sums of one to three summands in any order, equal ones apart or together. */
export const representations = (group: string, kind: GroupKind = 'any'): fc.Arbitrary<string> => {
  const pointwise = (text: string) => kind !== 'permutation' || !/Alt|M/.test(text)
  const term = fc
    .tuple(fc.constantFrom(1, 1, 2, 3), fc.constantFrom(...SUMMANDS[group]!.filter(pointwise)))
    .map(([n, text]) => (n === 1 ? text : `${n}*${text}`))
  return fc.array(term, { minLength: 1, maxLength: 3 }).map((terms) => terms.join('+'))
}

/** A map to be learned: representations of one group as texts. */
export interface GivenMap {
  readonly group: string
  readonly repIn: string
  readonly repOut: string
}

export const maps = (kind: GroupKind = 'any'): fc.Arbitrary<GivenMap> =>
  groupNames(kind).chain((group) =>
    fc.record({
      group: fc.constant(group),
      repIn: representations(group, kind),
      repOut: representations(group, kind),
    }),
  )

const known = new Map<string, AnyRepresentation>()

/** A representation by its texts; read once, so that bases are found once. */
export function repOf(group: string, text: string): AnyRepresentation {
  const key = `${group}: ${text}`
  const found = known.get(key) ?? parseRepresentation(parseAnyGroup(group), text)
  known.set(key, found)
  return found
}

/** Rows of normal numbers: how many, how large and from which seed. */
export interface GivenRows {
  readonly count: number
  readonly scale: number
  readonly seed: number
}

export const seeds = fc.integer({ min: 0, max: 1000 })

export const someRows = (least = 1, scales = [1, 1, 0, 1e-3, 20]): fc.Arbitrary<GivenRows> =>
  fc.record({ count: fc.integer({ min: least, max: 4 }), scale: fc.constantFrom(...scales), seed: seeds })

/** In float32 already, so that a way loses nothing by it. */
export function rowsOf({ count, scale, seed }: GivenRows, dim: number): number[][] {
  const random = rng(seed)
  return Array.from({ length: count }, () =>
    Array.from({ length: dim }, () => Math.fround(scale * random.normal())),
  )
}

/** Rows moved by an element of the group, drawn by a seed, in each representation. */
export function moved(
  reps: readonly AnyRepresentation[],
  rows: readonly (readonly number[][])[],
  seed: number,
): number[][][] {
  const g = randomElement(reps[0]!.group, rng(seed))
  return reps.map((rep, k) => rows[k]!.map((row) => Array.from(act(rep, g, row))))
}
