import { act, parseRepresentation, type Representation, tensor } from '@buridan/groups'
import fc from 'fast-check'
import { writtenOut } from '../../given/expressions.js'
import { vector } from '../../given/linear.js'
import { apply, identity, kronecker, rowsOf, times, trace } from '../../given/matrices.js'
import {
  built,
  elementOf,
  type GivenRepresentation,
  groupOf,
  matrixOfWord,
  representations,
  SMALL,
  textOf,
} from '../../given/representations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const made = ({ group, rep }: GivenRepresentation) => built(groupOf(group), rep) as Representation
const element = ({ group, word }: GivenRepresentation) => elementOf(groupOf(group), word)
const expected = ({ group, rep, word }: GivenRepresentation) =>
  writtenOut(rep, (name) => matrixOfWord(groupOf(group), name, word))
const matrix = (rep: Representation, g: Uint32Array) => rowsOf(rep.matrix(g), rep.dim)
/** Matrices with entries of a thousand have products and inverses that are right to fewer digits. */
const close = closeTo(1e-9, 1e-9)

const withVector = representations.chain((given) =>
  fc.record({ given: fc.constant(given), x: vector(made(given).dim) }),
)

export const algebra = [
  relation(
    'directSum tensorProduct tensorPower multiple dual trivial baseRepresentation factorRepresentation symmetricPower alternatingPower regular permutationRepresentation Representation#matrix',
    'matrices written out',
    {
      given: representations,
      one: (g) => matrix(made(g), element(g)),
      other: expected,
      same: close,
      cost: 2,
    },
  ),
  relation('parseRepresentation', 'matrices written out', {
    given: representations,
    one: (g) => {
      const rep = parseRepresentation(groupOf(g.group), textOf(g.rep))
      return matrix(rep, element(g))
    },
    other: expected,
    same: close,
    cost: 2,
  }),
  relation('parseRepresentation', 'the text of a representation read back', {
    given: representations,
    one: (g) => [made(g).structure, matrix(made(g), element(g))],
    other: (g) => {
      const rep = parseRepresentation(groupOf(g.group), made(g).text)
      return [rep.structure, matrix(rep, element(g))]
    },
    same: close,
  }),
  relation('Representation#apply act', 'the matrix times the vector', {
    given: withVector,
    one: ({ given, x }) => [
      made(given).apply(element(given), x),
      act(made(given), element(given), Float64Array.from(x)),
    ],
    other: ({ given, x }) => {
      const y = apply(expected(given), x)
      return [y, y]
    },
    same: close,
    cost: 2,
  }),
  relation('Representation#monomial', 'the matrix', {
    given: representations.filter((g) => made(g).isMonomial),
    one: (g) => {
      const { image, sign } = made(g).monomial(element(g))
      const out = identity(image.length).map((row) => row.map(() => 0))
      image.forEach((i, j) => {
        out[i]![j] = sign[j]!
      })
      return out
    },
    other: expected,
    same: close,
    cost: 2,
  }),
  relation('Representation#character', 'the trace of the matrix', {
    given: representations,
    one: (g) => made(g).character(element(g)),
    other: (g) => trace(expected(g)),
    same: closeTo(1e-9, 1e-8),
    cost: 2,
  }),
  relation('Representation', 'orthogonal matrices where it says so', {
    given: representations.filter((g) => made(g).structure !== 'general'),
    one: (g) => {
      const m = matrix(made(g), element(g))
      return times(
        m,
        m[0]!.map((_, j) => m.map((row) => row[j]!)),
      )
    },
    other: (g) => identity(made(g).dim),
    same: closeTo(0, 1e-9),
  }),
  relation('Representation', 'its summands with their copies', {
    given: representations,
    one: (g) => {
      const { summands } = made(g)
      return summands.map(({ rep, count, offset }) => [offset, count, rep.dim, matrix(rep, element(g))])
    },
    other: (g) => {
      const m = matrix(made(g), element(g))
      let at = 0
      return made(g).summands.map(({ rep: { dim }, count }) => {
        const offset = at
        at += count * dim
        // the last copy, and nothing beside the blocks
        const from = at - dim
        const alone = m.every((row, i) =>
          row.every((v, j) => i < from || i >= at || (j >= from && j < at) || Math.abs(v) < 1e-9),
        )
        return [offset, count, dim, alone ? m.slice(from, at).map((row) => row.slice(from, at)) : 'not alone']
      })
    },
    same: close,
  }),
  relation('symmetricPower alternatingPower', 'tensors symmetrized over all orders', {
    given: fc
      .record({
        group: fc.constantFrom(...SMALL.filter((t) => !t.includes('x'))),
        op: fc.constantFrom('Sym' as const, 'Alt' as const),
        k: fc.integer({ min: 2, max: 3 }),
        word: fc.array(fc.nat(7), { maxLength: 6 }),
      })
      .filter(({ group, op, k }) => {
        const dim = matrixOfWord(groupOf(group), 'V', []).length
        return dim <= 6 && (op === 'Sym' || k <= dim)
      })
      .map(({ group, op, k, word }): GivenRepresentation => ({ group, rep: { op, k, of: 'V' }, word })),
    one: (g) => [matrix(made(g), element(g)), made(g).character(element(g))],
    other: (g) => [expected(g), trace(expected(g))],
    same: close,
    cost: 2,
  }),
  relation('tensor', 'powers of the matrix and of its dual', {
    given: fc.record({
      group: fc.constantFrom(...SMALL.filter((t) => !t.includes('x'))),
      p: fc.nat(2),
      q: fc.nat(2),
      word: fc.array(fc.nat(7), { maxLength: 6 }),
    }),
    one: ({ group, p, q, word }) => {
      const rep = tensor(groupOf(group), p, q)
      return rep.dim > 300 ? [] : matrix(rep, elementOf(groupOf(group), word))
    },
    other: ({ group, p, q, word }) => {
      const power = (k: number, e: 'V' | { op: 'dual'; of: 'V' }) =>
        writtenOut({ op: '^', k, of: e }, (name) => matrixOfWord(groupOf(group), name, word))
      const dim = matrixOfWord(groupOf(group), 'V', []).length
      return dim ** (p + q) > 300 ? [] : kronecker(power(p, 'V'), power(q, { op: 'dual', of: 'V' }))
    },
    same: close,
    cost: 2,
  }),
]
