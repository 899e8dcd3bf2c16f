import fc from 'fast-check'
import { groups, images } from './permutations.js'

/** A row of a verb of the command line. */
export interface GivenRow {
  readonly verb: string
  readonly row: Readonly<Record<string, unknown>>
}

/** Groups and representations that a rank is cheap for. */
const RANKS: readonly (readonly [string, readonly string[]])[] = [
  ['S(4)', ['V', 'T(0)', 'V+T(2)', '2*V', 'Sym(V,2)', 'R']],
  ['Z(5)', ['V', 'V*', 'T(1,1)', 'V+V']],
  ['Dih(4)', ['V', 'V^2', 'Alt(V,2)', 'P']],
  ['c3v', ['V', 'T(2)', 'V*V', 'R']],
  ['Oh', ['V', 'T(2)', '3*T(0)']],
  ['SO(3)', ['V', 'T(2)', 'T(0)+V']],
  ['O(3)', ['V', 'T(2)', '2*V']],
  ['Z(2)xS(3)', ['V_a', 'V_b', 'V_a*V_b']],
  ['perm[[1,0,2],[0,2,1]]', ['V', 'T(2)']],
  ['C∞v', ['V', 'T(2)', 'T(0)']],
  ['SO(1,3)', ['V', 'V*', 'T(1,1)']],
]

const ranks = fc.constantFrom(...RANKS).chain(([group, reps]) =>
  fc.record({
    group: fc.constant(group),
    repIn: fc.constantFrom(...reps),
    repOut: fc.constantFrom(...reps),
  }),
)

const permutationRows = groups(6).map(({ degree, generators }) => ({ degree, generators }))
const smallRows = groups(5).map(({ degree, generators }) => ({ degree, generators }))
const named = fc.constantFrom('S(5)', 'Z(6)', 'Dih(5)', 'A(5)', 'Q8', 'PSL(2,7)', 'Trivial(3)', 'Cube')

const groupRows = fc.oneof(
  named.map((group) => ({ group })),
  permutationRows.chain((row) =>
    fc.record({
      ...constants(row),
      members: fc.array(images(row.degree), { maxLength: 3 }),
      nonMembers: fc.array(images(row.degree), { maxLength: 2 }),
    }),
  ),
)

/** A graph by pairs, some with weights, colours and directions. */
const graphRows = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc
    .record({
      pairs: fc.uniqueArray(fc.tuple(index(n), index(n)), {
        maxLength: 12,
        selector: ([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`,
      }),
      weights: fc.array(fc.constantFrom(1, 1, 2, 0.5, -3), { minLength: 12, maxLength: 12 }),
      weighted: fc.boolean(),
      colours: fc.option(fc.array(fc.nat(2), { minLength: n, maxLength: n }), { nil: undefined }),
      directed: fc.option(fc.boolean(), { nil: undefined }),
      again: fc.nat(3),
    })
    .map(({ pairs, weights, weighted, colours, directed, again }) => ({
      n,
      // some edges once more, where they count
      edges: [...pairs, ...pairs.slice(0, again)]
        .filter(([a, b]) => a !== b)
        .map(([a, b], i) => (weighted ? [a, b, weights[i % 12]!] : [a, b])),
      ...(again > 0 ? { multi: true } : {}),
      ...(colours === undefined ? {} : { colours }),
      ...(directed === undefined ? {} : { directed }),
    })),
)

const MOLECULES = [
  {
    elements: ['O', 'H', 'H'],
    positions: [
      [0, 0, 0.12],
      [0, 0.76, -0.48],
      [0, -0.76, -0.48],
    ],
  },
  {
    elements: ['C', 'O', 'O'],
    positions: [
      [0, 0, 0],
      [0, 0, 1.16],
      [0, 0, -1.16],
    ],
  },
  { elements: ['H'], positions: [[1, 2, 3]] },
  {
    elements: ['C', 'F', 'F', 'F', 'F'],
    positions: [
      [0, 0, 0],
      [1, 1, 1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ],
  },
  {
    elements: ['C', 'H', 'F', 'Cl', 'Br'],
    positions: [
      [0, 0, 0],
      [1, 1, 1],
      [1, -1.5, -1],
      [-1, 1, -2],
      [-1.2, -1, 1],
    ],
  },
]
const LATTICE = [
  [4, 0, 0],
  [0, 4, 0],
  [0, 0, 4],
]
const CRYSTALS = [
  {
    elements: ['Cs', 'Cl'],
    positions: [
      [0, 0, 0],
      [0.5, 0.5, 0.5],
    ],
    lattice: LATTICE,
  },
  {
    elements: ['Na'],
    positions: [[0, 0, 0]],
    lattice: [
      [4, 0, 0],
      [0, 5, 0],
      [0, 0, 6],
    ],
  },
]
const pointGroupRows = fc.oneof(
  fc.constantFrom(...MOLECULES, ...CRYSTALS),
  fc
    .record({ molecule: fc.constantFrom(...MOLECULES), tolerance: fc.constantFrom(0.01, 0.05, 0.2) })
    .map(({ molecule, tolerance }) => ({ ...molecule, tolerance })),
)

const STABILIZED: readonly (readonly [string, string, number])[] = [
  ['S(4)', 'V', 4],
  ['Dih(4)', 'V', 4],
  ['Oh', 'V', 3],
  ['C(4)', 'V', 2],
  ['c3v', 'V+V', 6],
  ['O(3)', 'V', 3],
  ['O(3)', 'V+V', 6],
  ['SO(3)', 'V+V', 6],
  ['O(3)xS(3)', 'V_b*V_a', 9],
]
const stabilizerRows = fc.constantFrom(...STABILIZED).chain(([group, rep, n]) =>
  fc.record({
    group: fc.constant(group),
    rep: fc.constant(rep),
    x: fc.array(fc.constantFrom(0, 1, -1, 2, 0.5), { minLength: n, maxLength: n }),
  }),
)

const BY_VERB: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = {
  rank: ranks,
  group: groupRows,
  subgroups: fc.oneof(smallRows, fc.constantFrom({ group: 'S(4)' }, { group: 'Q8' })),
  'orbit-types': smallRows.chain((row) =>
    fc.record({ ...constants(row), colours: fc.integer({ min: 1, max: 3 }) }),
  ),
  characters: fc.oneof(
    smallRows,
    named.map((group) => ({ group })),
  ),
  automorphisms: graphRows,
  isomorphic: fc.oneof(
    fc.record({ a: graphRows, b: graphRows }),
    graphRows.map((row) => ({ a: row, b: row })),
    fc.constantFrom({ a: 'Bg', b: ':Bd' }, { a: ':BdN', b: ':BdN', multi: true }),
  ),
  'point-group': pointGroupRows,
  stabilizer: stabilizerRows,
}

/** All verbs that answer rows. */
export const VERBS: readonly string[] = Object.keys(BY_VERB)

/** Rows of one verb. */
export const rowsOf = (verb: string) => BY_VERB[verb]!

/** A row of any verb. */
export const rows: fc.Arbitrary<GivenRow> = fc
  .constantFrom(...VERBS)
  .chain((verb) => fc.record({ verb: fc.constant(verb), row: rowsOf(verb) }))

/** Several rows of one verb. */
export const lists = (most = 4, least = 1) =>
  fc.constantFrom(...VERBS).chain((verb) =>
    fc.record({
      verb: fc.constant(verb),
      rows: fc.array(rowsOf(verb), { minLength: least, maxLength: most }),
    }),
  )

/** Rows that any verb refuses. */
export const badRows: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  'bad',
  '{',
  '[]',
  '7',
  'null',
  '"S(3)"',
  {},
  { group: 3, edges: 5, positions: null },
  { group: 'S(', n: -1, elements: [] },
  '{"group":"S(3)"',
)

function constants<T extends object>(row: T): { [K in keyof T]: fc.Arbitrary<T[K]> } {
  return Object.fromEntries(Object.entries(row).map(([k, v]) => [k, fc.constant(v)])) as {
    [K in keyof T]: fc.Arbitrary<T[K]>
  }
}

function index(n: number): fc.Arbitrary<number> {
  return fc.nat(n - 1)
}
