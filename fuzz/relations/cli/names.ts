import fc from 'fast-check'
import { rows } from '../../given/rows.js'
import { type Answer, answerOf } from '../../given/run-cli.js'
import { relation } from '../../harness/relation.js'

const POINT_GROUPS = [
  'C1',
  'Cs',
  'Ci',
  'C2',
  'C3',
  'C4',
  'C6',
  'C2v',
  'C3v',
  'C4v',
  'C2h',
  'C3h',
  'D2',
  'D3',
  'D4',
  'D2h',
  'D3h',
  'D4h',
  'D2d',
  'D3d',
  'D5d',
  'S4',
  'S6',
  'T',
  'Td',
  'Th',
  'O',
  'Oh',
  'C∞v',
  'D∞h',
  'C∞h',
  'Kh',
  'K',
]
const REPS = ['V', 'T(2)', 'V+T(0)', '2*V']

/** Other spellings of representations. */
const SAME_REPS: readonly (readonly [string, readonly string[]])[] = [
  ['V', ['T(1)', 'T(1,0)', ' V ', '(V)', '1*V', 'V^1', '((V))', 'T( 1 )', 'V*V^0']],
  ['T(2)', ['V*V', 'V^2', 'T(2,0)', 'V * V', '(V)*(V)', 'T(1)*V', 'T(1) ^ 2']],
  ['V*', ['T(0,1)', ' V*', '(V)*', 'V* ']],
  ['V+V', ['2*V', 'V + V', '2 * V', '(V+V)', '2*T(1)', 'V+1*V']],
  ['3*T(0)', ['T(0)+T(0)+T(0)', 'V^0+2*T(0)', '3*T(0,0)', 'T(0)+2*(T(0))']],
  ['2*V+T(2)', ['V+V+V^2', '2*V + V*V', '(2*V)+(T(2))', '2*(V)+T(2)']],
  ['V*V*', ['T(1,1)', 'V*(V*)', 'V * V*']],
]
const GROUPS = ['S(4)', 'Z(5)', 'Dih(4)', 'c3v', 'Oh', 'O(3)', 'SO(3)', 'SO(1,3)', 'Q8', 'perm[[1,2,0]]']

/** Other spellings of groups, none of which changes what is acted on. */
const SAME_GROUPS: readonly (readonly [string, readonly string[]])[] = [
  [
    'S(5)',
    ['S( 5 )', ' S(5) ', '(S(5))', 'perm[[1,2,3,4,0],[1,0,2,3,4]]', 'perm[ [1,2,3,4,0], [1,0,2,3,4] ]'],
  ],
  ['Z(2)xS(3)', ['Z(2) x S(3)', 'Z(2)×S(3)', 'Z(2) × S(3)', '(Z(2))x(S(3))', ' (Z(2)xS(3))']],
  ['O(3)xS(3)', ['O(3)×S(3)', 'O(3) x S(3)', 'Kh × S(3)']],
  ['C4vxS(2)', ['c4v×S(2)', 'C4V x S(2)']],
  ['Z(2) wr S(3)', ['Z(2)  wr  S(3)', '(Z(2)) wr (S(3))']],
  ['O(1,3)', ['O13', 'Lorentz', 'O( 1 , 3 )']],
  ['SO(1,3)', ['SO13']],
  ['SO+(1,3)', ['SO13p']],
  ['O(3)', ['Kh', 'kh', 'KH', 'K h'.replace(' ', '')]],
  ['SO(3)', ['K', 'k']],
  ['D∞h', ['Dinfh', 'd∞h', 'dinfh', 'DinfH']],
]
const pairs = (table: typeof SAME_GROUPS) =>
  fc
    .constantFrom(...table)
    .chain(([one, others]) => fc.record({ one: fc.constant(one), other: fc.constantFrom(...others) }))

const respelt = (text: string, kind: number) =>
  [text.toLowerCase(), text.toUpperCase(), text[0]!.toLowerCase() + text.slice(1), ` ${text} `, `(${text})`][
    kind
  ]!

const rankOf = async (group: string, repIn: string, repOut: string): Promise<Answer> => {
  const { rank, size, error } = await answerOf(['rank', '--group', group, '--in', repIn, '--out', repOut])
  return { rank, size, code: (error as { code: string } | undefined)?.code ?? null }
}

export const nameRelations = [
  relation('main', 'names of point groups in other cases', {
    given: fc.record({
      name: fc.constantFrom(...POINT_GROUPS),
      kind: fc.nat(4),
      rep: fc.constantFrom(...REPS),
    }),
    cost: 5,
    one: ({ name, rep }) => rankOf(name, rep, 'V'),
    other: ({ name, kind, rep }) => rankOf(respelt(name, kind), rep, 'V'),
  }),
  relation('main', 'other spellings of groups', {
    given: pairs(SAME_GROUPS).chain((p) =>
      fc.record({ ...p2(p), rep: fc.constantFrom('V', 'V_a', 'V_b', 'V_a*V_b', 'V+T(0)') }),
    ),
    cost: 5,
    one: ({ one, rep }) => rankOf(one, rep, rep),
    other: ({ other, rep }) => rankOf(other, rep, rep),
  }),
  relation('main', 'other spellings of representations', {
    given: pairs(SAME_REPS).chain((p) =>
      fc.record({ ...p2(p), group: fc.constantFrom(...GROUPS), rep: fc.constantFrom('V', 'T(0)') }),
    ),
    cost: 5,
    one: ({ one, group, rep }) => rankOf(group, rep, one),
    other: ({ other, group, rep }) => rankOf(group, rep, other),
  }),
  relation('main', 'names that answers have, as options', {
    given: rows.filter(
      ({ verb, row }) =>
        verb === 'point-group' || (verb === 'stabilizer' && String(row.group).endsWith('O(3)')),
    ),
    cost: 8,
    one: async ({ verb, row }) => {
      const { pointGroup, name: found, order } = await answerOf([verb, JSON.stringify(row)])
      const name = (pointGroup ?? found) as string
      const { code } = await rankOf(name, 'V', 'V')
      const listed = order === 'infinite' ? order : (await answerOf(['subgroups', '--group', name])).order
      return { code, order: listed }
    },
    other: async ({ verb, row }) => {
      const { order } = await answerOf([verb, JSON.stringify(row)])
      return { code: null, order }
    },
  }),
  relation('main', 'generators that answers have, as options', {
    given: fc.constantFrom(
      'S(4)',
      'Dih(6)',
      'A(4)',
      'Q8',
      'Z(2)xS(3)',
      'Z(2) wr Z(3)',
      'Oh',
      'perm[[1,2,0,3,4],[0,1,2,4,3]]',
    ),
    cost: 20,
    one: async (group) => {
      const { classes } = await answerOf(['subgroups', '--group', group])
      const orders: unknown[] = []
      for (const { generators, order } of classes as { generators: number[][]; order: number }[]) {
        if (order === 1) orders.push(1)
        else
          orders.push(Number((await answerOf(['group', '--generators', JSON.stringify(generators)])).order))
      }
      return orders
    },
    other: async (group) => {
      const { classes } = await answerOf(['subgroups', '--group', group])
      return (classes as { order: number }[]).map((c) => c.order)
    },
  }),
  relation('main', 'the order of a group, which has one type in all verbs', {
    given: fc.constantFrom('S(3)', 'Q8', 'c4v', 'Z(6)'),
    cost: 8,
    one: async (group) => [
      (await answerOf(['group', '--group', group])).order,
      (await answerOf(['characters', '--group', group])).order,
    ],
    other: async (group) => {
      const { order } = await answerOf(['subgroups', '--group', group])
      return [order, order]
    },
  }),
  relation('main', 'infinite orders, which have one name in all verbs', {
    given: fc.constantFrom([0, 0, 1], [0, 0, 0], [0.5, 0, 0]),
    one: async (x) => [
      (await answerOf(['stabilizer', '--group', 'O(3)', '--rep', 'V', '--x', JSON.stringify(x)])).order,
      (await answerOf(['point-group', '--elements', '["H"]', '--positions', JSON.stringify([x])])).order,
    ],
    other: () => ['infinite', 'infinite'],
  }),
]

function p2({ one, other }: { one: string; other: string }) {
  return { one: fc.constant(one), other: fc.constant(other) }
}
