import { matrixGroup, parseGroup, signedPermutationGroup, tensor } from '@buridan/groups'
import fc from 'fast-check'
import { angles, turn, turned } from '../../given/linear.js'
import { identity, rowsOf, times } from '../../given/matrices.js'
import {
  allProducts,
  conjugated,
  generatorRows,
  MATRIX_GROUPS,
  type Shears,
  shears,
} from '../../given/matrix-groups.js'
import { images } from '../../given/permutations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const text = fc.constantFrom(...MATRIX_GROUPS)
const orderOf = (group: string) => parseGroup(group).order
const dimension = (group: string) => generatorRows(group)[0]!.length
const rounded = (digits: number) => (m: readonly (readonly number[])[]) =>
  m.map((row) => row.map((v) => Number(v.toFixed(digits))))
const signedImages = fc.integer({ min: 1, max: 4 }).chain((d) =>
  fc.array(
    fc
      .tuple(images(d), fc.array(fc.constantFrom(1, -1), { minLength: d, maxLength: d }))
      .map(([by, signs]) => by.map((i, k) => (i + 1) * signs[k]!)),
    { minLength: 1, maxLength: 2 },
  ),
)
const signedMatrix = (g: readonly number[]) =>
  g.map((_, i) => g.map((v) => (Math.abs(v) === i + 1 ? Math.sign(v) : 0)))

const wholeRows = ({ group, shears: { by, back } }: { group: string; shears: Shears }) =>
  conjugated(generatorRows(group).map(rounded(0)), by, back)

const largestOf = (matrices: readonly (readonly (readonly number[])[])[]) =>
  Math.max(...matrices.flat(2).map(Math.abs))

/** Whether products of an element of the group and a generator are whole numbers of float64: elements may be much larger than generators. */
function staysWhole(given: { group: string; shears: Shears }): boolean {
  const { by, back } = given.shears
  const elements = allProducts(generatorRows(given.group).map(rounded(0)), 1000)
  return largestOf(wholeRows(given)) * largestOf(conjugated(elements, by, back)) < 2 ** 50
}

export const matrices = [
  relation('matrixGroup', 'coordinates turned, by tilts too', {
    given: fc.record({ group: text, angles }),
    one: ({ group, angles }) =>
      matrixGroup(conjugated(generatorRows(group), turned(dimension(group), angles))).order,
    other: ({ group }) => orderOf(group),
    cost: 3,
  }),
  relation('matrixGroup', 'its matrices are those given', {
    given: fc.record({ group: text, angles }),
    one: ({ group, angles }) => {
      const G = matrixGroup(conjugated(generatorRows(group), turned(dimension(group), angles)))
      const V = tensor(G, 1)
      return G.generators.map((g) => rowsOf(V.matrix(g), V.dim))
    },
    other: ({ group, angles }) => conjugated(generatorRows(group), turned(dimension(group), angles)),
    same: closeTo(0, 1e-9),
    cost: 3,
  }),
  relation('matrixGroup', 'in a basis with great entries', {
    given: text.chain((group) =>
      fc.record({
        group: fc.constant(group),
        shears: shears(dimension(group)),
        tens: fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 4, maxLength: 4 }),
      }),
    ),
    one: ({ group, shears: { by, back }, tens }) => {
      const scale = (sign: number) =>
        identity(dimension(group)).map((row, i) => row.map((v) => v * 2 ** (sign * 3 * tens[i]!)))
      return matrixGroup(conjugated(conjugated(generatorRows(group), by, back), scale(1), scale(-1))).order
    },
    other: ({ group }) => orderOf(group),
    // entries of a million times those of the group leave fewer digits than are asked for
    mayRefuse: ['NOT_FINITE'],
    cost: 4,
  }),
  relation('matrixGroup', 'whole numbers in a basis with great entries', {
    given: fc
      .constantFrom('B(2)', 'B(3)', 'D(4)', 'C2v', 'Td', 'Oh', 'Q8', 'mat[[[0,-1],[1,-1]],[[0,1],[1,0]]]')
      .chain((group) => fc.record({ group: fc.constant(group), shears: shears(dimension(group)) }))
      .filter(staysWhole),
    one: (given) => matrixGroup(wholeRows(given)).order,
    other: ({ group }) => orderOf(group),
    cost: 4,
  }),
  relation('matrixGroup', 'involutions with a great corner', {
    given: fc.integer({ min: 1, max: 12 }).chain((half) =>
      fc.record({
        half: fc.constant(half),
        corner: fc.array(
          fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ min: -1000, max: 1000, noNaN: true })),
          { minLength: half, maxLength: 3 * half },
        ),
      }),
    ),
    one: ({ half, corner }) => {
      const n = 2 * half
      const m = identity(n).map((row, i) =>
        row.map((v, j) => (i >= half ? -v : j >= half ? corner[(i * half + j) % corner.length]! : v)),
      )
      return matrixGroup([m]).order
    },
    other: () => 2n,
    cost: 5,
  }),
  relation('matrixGroup', 'other generators', {
    given: fc.record({ group: text, angles }),
    one: ({ group, angles }) => {
      const list = conjugated(generatorRows(group), turned(dimension(group), angles))
      const products = list.map((m, i) => times(m, list[(i + 1) % list.length]!))
      return matrixGroup([...list.slice().reverse(), ...products, identity(dimension(group))]).order
    },
    other: ({ group }) => orderOf(group),
    cost: 4,
  }),
  relation('matrixGroup', 'all products of the matrices', {
    given: text,
    one: (group) => orderOf(group),
    other: (group) => BigInt(allProducts(generatorRows(group), 60).length),
    cost: 3,
  }),
  relation('matrixGroup', 'entries rounded to eleven digits and more', {
    // points that a tilt takes apart by little more than the digits may be neither one nor two
    given: fc
      .record({ group: text, angles, digits: fc.integer({ min: 12, max: 16 }) })
      .filter(({ angles: all, digits }) =>
        all.every((a) => a === 0 || Math.abs(a) > 10 ** (4 - digits) || Math.abs(a) < 10 ** (-digits - 1)),
      ),
    one: ({ group, angles, digits }) =>
      matrixGroup(conjugated(generatorRows(group), turned(dimension(group), angles)).map(rounded(digits)))
        .order,
    other: ({ group }) => orderOf(group),
    cost: 4,
  }),
  relation('matrixGroup', 'entries rounded to fewer digits, or to those of float32', {
    given: fc.record({ group: text, angles, digits: fc.integer({ min: 4, max: 12 }) }),
    one: ({ group, angles, digits }) => {
      const rows = conjugated(generatorRows(group), turned(dimension(group), angles))
      return matrixGroup(
        digits === 7 ? rows.map((m) => m.map((row) => row.map(Math.fround))) : rows.map(rounded(digits)),
      ).order
    },
    other: ({ group }) => orderOf(group),
    mayRefuse: ['NOT_FINITE'],
    cost: 30,
  }),
  relation('matrixGroup', 'entries rounded to few digits, with a tolerance', {
    given: fc.record({ group: text, angles, digits: fc.integer({ min: 4, max: 10 }) }),
    one: ({ group, angles, digits }) => {
      const rows = conjugated(generatorRows(group), turned(dimension(group), angles))
      return matrixGroup(
        digits === 7 ? rows.map((m) => m.map((row) => row.map(Math.fround))) : rows.map(rounded(digits)),
        { tolerance: 10 ** -digits },
      ).order
    },
    other: ({ group }) => orderOf(group),
    // where the elements are as near to each other as the digits leave them, and matrices that are not orthogonal
    mayRefuse: ['NOT_FINITE', 'INVALID_ARGUMENT'],
    cost: 30,
  }),
  relation('matrixGroup', 'a generator near the identity', {
    given: fc.record({
      shear: fc.boolean(),
      size: fc
        .tuple(fc.integer({ min: 5, max: 13 }), fc.double({ min: 1, max: 9, noNaN: true }))
        .map(([k, m]) => m * 10 ** -k),
    }),
    one: ({ shear, size }) => {
      try {
        return matrixGroup([
          shear
            ? [
                [1, size],
                [0, 1],
              ]
            : turn(2, 0, 1, size),
        ]).order
      } catch (error) {
        return (error as { code?: string }).code
      }
    },
    other: () => 'NOT_FINITE',
    cost: 60,
  }),
  relation('signedPermutationGroup matrixGroup', 'the same as matrices', {
    given: signedImages,
    one: (list) => {
      const G = signedPermutationGroup(list.map((g) => [...g]))
      const V = tensor(G, 1)
      return [G.order, G.generators.map((g) => rowsOf(V.matrix(g), V.dim))]
    },
    other: (list) => [matrixGroup(list.map(signedMatrix)).order, list.map(signedMatrix)],
    cost: 2,
  }),
]
