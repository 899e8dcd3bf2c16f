import {
  axialVector,
  isSameRepresentation,
  orthogonal,
  parseAnyGroup,
  parseRepresentation,
  pseudoscalar,
  stabilizer,
} from '@buridan/groups'
import fc from 'fast-check'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Texts that name one group. */
const SAME: readonly (readonly string[])[] = [
  ['SO(3)', 'SO3', 'SO_3', 'K', 'k', 'SO( 3 )'],
  ['O(3)', 'O3', 'Kh', 'kh'],
  ['O(1,3)', 'O13', 'Lorentz'],
  ['SO(1,3)', 'SO13'],
  ['SO+(1,3)', 'SO13p'],
  ['SU(2)', 'SU2', 'SU_2'],
  ['A(5)', 'A5', 'A_5'],
  ['Dih(4)', 'Dih4', 'perm[(0 1 2 3),(0 3)(1 2)]'],
  ['Z(6)', 'Z6', 'perm[[1,2,3,4,5,0]]', 'perm[(0 1 2 3 4 5)]', 'perm[(2,3,4,5,0,1)]'],
  ['Trivial(4)', 'perm[] on 4'],
  ['Oh', 'oh', 'OH', 'O_h', 'm-3m', 'm3m', 'm3\u0304m', '4/m-32/m'],
  ['D4h', 'd4h', 'D_{4h}', 'D_4h', '4/mmm', '4/m2/m2/m'],
  ['C2v', 'c2v', 'C_2v', 'mm2'],
  ['Td', 'td', 'T_d', '-43m', '\u221243m', '4\u03043m'],
  ['D3h', '-6m2', '-62m'],
  ['Ci', '-1', 'C_i', '1\u0304'],
  ['D∞h', 'dinfh', 'D_∞h', 'd∞h'],
  ['B(1)', 'flip', 'signed[[-1]]'],
  ['p4m(5)', 'p4m on grid(5,5)', 'p4mm on grid(5,5)'],
  ['Z(3)xZ(4) on grid(3,4)', 'p1 on grid(3,4)', 'Z3 × Z4 on grid(3, 4)'],
  ['Dih(2) on grid(3,4)', 'D(2) on grid(3,4)'],
  ['S(4):perm[(0 1)(2 3)]', 'S(4):perm[[1,0,3,2]]'],
]
const sameTexts = fc
  .constantFrom(...SAME)
  .chain((texts) => fc.record({ a: fc.constantFrom(...texts), b: fc.constantFrom(...texts) }))
const vector = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 })
const forms = fc.constantFrom('_', ' _ ', '(_)', '_ x Z(2)', 'Z(2)×(_)')

const SPACES = ['O(3)', 'SO(3)', 'C∞v', 'Oh', 'D3d', 'Ih', 'B(3)', 'S(3)', 'mat[[[0,-1,0],[1,0,0],[0,0,1]]]']
const REPRESENTATIONS: readonly (readonly [string, string])[] = [
  ['pseudo*V', 'axial'],
  ['axial', 'V*pseudo'],
  ['pseudo', 'Alt(V,3)'],
  ['pseudo^2', 'T(0)'],
  ['axial^2', 'T(2)'],
  ['2*axial', 'axial+axial'],
]

/** The same generators, Lie algebra and base space, whatever the name. */
const keyOf = (text: string) => parseAnyGroup(text).key

export const spellings = [
  relation('parseAnyGroup', 'another text of the group', {
    given: fc.record({ texts: sameTexts, form: forms }),
    one: ({ texts: { a }, form }) => keyOf(form.replace('_', a)),
    other: ({ texts: { b }, form }) => keyOf(form.replace('_', b)),
  }),
  relation(
    'pseudoscalar axialVector parseRepresentation',
    'characters of other texts of the representation',
    {
      given: fc.record({
        group: fc.constantFrom(...SPACES),
        texts: fc.constantFrom(...REPRESENTATIONS),
        word: fc.array(fc.nat(5), { maxLength: 4 }),
      }),
      one: ({ group, texts: [a], word }) => charactersOf(group, a, word),
      other: ({ group, texts: [, b], word }) => charactersOf(group, b, word),
      same: closeTo(1e-9, 1e-9),
    },
  ),
  relation('stabilizer', 'an axial vector as an antisymmetric tensor', {
    given: fc.record({ v: vector, w: vector }),
    one: ({ v, w }) => typeOf('V+axial', [...v, ...w]),
    other: ({ v, w }) => {
      const [a, b, c] = w.map((t) => t * Math.SQRT1_2) as [number, number, number]
      return typeOf('V+T(2)', [...v, 0, -c, b, c, 0, -a, -b, a, 0])
    },
    same: closeTo(1e-9, 1e-9),
    mayRefuse: ['AMBIGUOUS_TOLERANCE'],
  }),
  relation('pseudoscalar axialVector parseRepresentation', 'by text', {
    given: fc.constantFrom(...SPACES),
    one: (text) => {
      const group = parseAnyGroup(text)
      return [
        isSameRepresentation(parseRepresentation(group, 'pseudo'), pseudoscalar(group)),
        isSameRepresentation(parseRepresentation(group, 'axial'), axialVector(group)),
      ]
    },
    other: () => [true, true],
  }),
]

/** The type and the gap of the stabilizer in O(3) of a vector v with an axial vector w, or with x ↦ w × x as a tensor of the norm of w. */
function typeOf(rep: string, x: readonly number[]): unknown {
  const found = stabilizer(parseRepresentation(orthogonal(3), rep), x)
  return [found.orbitType, String(found.order), found.gap]
}

/** The traces of ρ at products of generators; of a Lie group at its discrete ones. */
function charactersOf(text: string, rep: string, word: readonly number[]): number[] {
  const group = parseAnyGroup(text)
  const made = parseRepresentation(group, rep)
  const generators = (
    'discrete' in group ? group.discrete : 'generators' in group ? group.generators : []
  ) as never[]
  return word.flatMap((k) =>
    generators.length === 0 ? [] : [made.character(generators[k % generators.length]!)],
  )
}
