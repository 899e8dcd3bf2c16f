import { contains, listedStabilizer, parseRepresentation, rng, stabilizer } from '@buridan/groups'
import fc from 'fast-check'
import { scales, vector } from '../../given/linear.js'
import { apply } from '../../given/matrices.js'
import { elementOf, groupOf } from '../../given/representations.js'
import { allOf, distance, type GivenVector, matrixOf, pointOf, repOf, vectors } from '../../given/vectors.js'
import { closeTo, sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** ‖ρ(g)x − x‖ / ‖x‖ for all elements, by matrices. */
function moves(given: GivenVector) {
  const [rep, x] = [repOf(given), pointOf(given)]
  const norm = Math.hypot(...x)
  return allOf(given.text).map((g) => ({
    g,
    moved: norm === 0 ? 0 : distance(apply(matrixOf(rep, g), x), x) / norm,
  }))
}
const namesOf = (
  group: { readonly generators: readonly Uint32Array[]; readonly degree: number },
  all: readonly Uint32Array[],
) => all.filter((g) => contains(group as never, g)).map((g) => g.join())

const factorial = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * factorial(n - 1))
const counts = (list: readonly unknown[]) => [
  ...list.reduce<Map<string, number>>((m, v) => m.set(`${v}`, (m.get(`${v}`) ?? 0) + 1), new Map()).values(),
]
const tidy = (v: number) => (v === 0 ? 0 : v)

export const stabilizers = [
  relation('stabilizer', 'all elements tried', {
    given: vectors,
    one: (given) => {
      const found = stabilizer(repOf(given), pointOf(given))
      return {
        members: namesOf(found.group, allOf(given.text)),
        order: Number(found.order),
        orbit: Number(found.orbitSize),
        defect: found.defect,
        gap: Number.isFinite(found.gap) ? found.gap : -1,
      }
    },
    other: (given) => {
      const all = moves(given)
      const kept = all.filter((m) => m.moved <= 1e-6)
      const gap = Math.min(...all.filter((m) => m.moved > 1e-6).map((m) => m.moved))
      return {
        members: kept.map(({ g }) => g.join()),
        order: kept.length,
        orbit: all.length / kept.length,
        defect: Math.max(...kept.map((m) => m.moved)),
        gap: Number.isFinite(gap) ? gap : -1,
      }
    },
    same: closeTo(1e-9, 1e-12),
    cost: 4,
  }),
  relation('listedStabilizer', 'by the method that fits the group', {
    given: vectors,
    one: (given) => {
      const { group, defect, gap } = listedStabilizer(repOf(given), pointOf(given))
      return { members: namesOf(group, allOf(given.text)), defect, gap: Number.isFinite(gap) ? gap : -1 }
    },
    other: (given) => {
      const { group, defect, gap } = stabilizer(repOf(given), pointOf(given))
      return { members: namesOf(group, allOf(given.text)), defect, gap: Number.isFinite(gap) ? gap : -1 }
    },
    same: closeTo(1e-9, 1e-12),
    cost: 4,
  }),
  relation('stabilizer', 'the vector moved by an element', {
    given: vectors,
    one: (given) => {
      const g = elementOf(groupOf(given.text), given.word)
      const back = Uint32Array.from(g.keys()).sort((a, b) => g[a]! - g[b]!)
      const found = stabilizer(repOf(given), pointOf(given)).group
      return allOf(given.text)
        .filter((h) => contains(found, h))
        .map((h) => back.map((i) => g[h[i]!]!).join())
    },
    other: (given) => {
      const g = elementOf(groupOf(given.text), given.word)
      return namesOf(stabilizer(repOf(given), repOf(given).apply(g, pointOf(given))).group, allOf(given.text))
    },
    same: sameEntries,
    cost: 3,
  }),
  relation('stabilizer', 'scaled by powers of ten', {
    given: fc.record({ given: vectors, scale: scales }),
    one: ({ given, scale }) => {
      const { group, defect, gap } = stabilizer(
        repOf(given),
        pointOf(given).map((v) => v * scale),
      )
      return [namesOf(group, allOf(given.text)), defect, Number.isFinite(gap) ? gap : -1]
    },
    other: ({ given }) => {
      const { group, defect, gap } = stabilizer(repOf(given), pointOf(given))
      return [namesOf(group, allOf(given.text)), defect, Number.isFinite(gap) ? gap : -1]
    },
    same: closeTo(1e-9, 1e-12),
    cost: 3,
  }),
  relation('stabilizer', 'noise below the tolerance and above it', {
    given: fc.record({ given: vectors, noise: fc.constantFrom(1e-12, 1e-9, 1e-4, 1e-2), seed: fc.nat(1000) }),
    one: ({ given, noise, seed }) => {
      const x = pointOf(given)
      const random = rng(seed)
      const size = Math.hypot(...x) / Math.sqrt(x.length)
      const moved = x.map((v) => v + noise * size * random.float())
      return namesOf(stabilizer(repOf(given), moved, { tolerance: 6 * noise }).group, allOf(given.text))
    },
    other: ({ given, noise }) =>
      namesOf(stabilizer(repOf(given), pointOf(given), { tolerance: 6 * noise }).group, allOf(given.text)),
    mayRefuse: ['AMBIGUOUS_TOLERANCE'],
    cost: 4,
  }),
  relation('Stabilizer Stabilizer#randomElement', 'numbers of its members, cosets and elements drawn', {
    given: vectors,
    one: (given) => {
      const found = stabilizer(repOf(given), pointOf(given))
      const random = rng(given.x.length)
      const drawn = Array.from({ length: 5 }, () => found.randomElement(random))
      const [rep, x] = [repOf(given), pointOf(given)]
      const orbit = new Set(
        found.transversal.map((g) =>
          apply(matrixOf(rep, g), x)
            .map((v) => Math.round(v * 1e6) + 0)
            .join(),
        ),
      )
      return [
        [...found.members],
        drawn.map((g) => distance(apply(matrixOf(rep, g), x), x) < 1e-5),
        orbit.size,
        found.transversal.length,
      ]
    },
    other: (given) => {
      const all = moves(given)
      const kept = [...all.keys()].filter((i) => all[i]!.moved <= 1e-6)
      return [kept, [true, true, true, true, true], all.length / kept.length, all.length / kept.length]
    },
    cost: 5,
  }),
  relation('stabilizer', 'large groups: values counted', {
    given: fc.record({ text: fc.constantFrom('S(8)', 'B(7)', 'S(9)xZ(2)', 'S(12)'), x: vector(12) }),
    one: ({ text, x }) => {
      const rep = parseRepresentation(groupOf(text), text.includes('x') ? 'V_a' : 'V')
      return stabilizer(rep, x.slice(0, rep.dim)).order
    },
    other: ({ text, x }) => {
      const rep = parseRepresentation(groupOf(text), text.includes('x') ? 'V_a' : 'V')
      const own = x.slice(0, rep.dim).map((v) => clustered(text === 'B(7)' ? Math.abs(v) : v))
      const rows = counts(own)
        .map(factorial)
        .reduce((a, b) => a * b, text.includes('x') ? 2n : 1n)
      return text === 'B(7)' ? rows * 2n ** BigInt(own.filter((v) => v === 0).length) : rows
    },
    cost: 6,
  }),
  relation('stabilizer', 'large groups: rows and columns of a matrix in all orders', {
    given: fc.integer({ min: 3, max: 4 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        x: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 8 * n, maxLength: 8 * n }),
      }),
    ),
    one: ({ n, x }) => stabilizer(parseRepresentation(groupOf(`S(${n})xS(8)`), 'V_a*V_b'), x).order,
    other: ({ n, x }) => {
      const columns = (rows: readonly number[]) =>
        Array.from({ length: 8 }, (_, j) => rows.map((i) => tidy(x[i * 8 + j]!)).join())
      const home = columns(orders(n)[0]!)
      const alike = orders(n).filter((rows) => columns(rows).sort().join('|') === [...home].sort().join('|'))
      return (
        BigInt(alike.length) *
        counts(home)
          .map(factorial)
          .reduce((a, b) => a * b)
      )
    },
    cost: 8,
  }),
  relation('stabilizer', 'large groups: scaled by powers of ten', {
    given: fc.record({ rep: fc.constantFrom('V', '2*V', 'T(2)'), x: vector(64), scale: scales }),
    one: ({ rep, x, scale }) => {
      const made = parseRepresentation(groupOf('S(8)'), rep)
      return stabilizer(
        made,
        x.slice(0, made.dim).map((v) => v * scale),
      ).order
    },
    other: ({ rep, x }) => {
      const made = parseRepresentation(groupOf('S(8)'), rep)
      return stabilizer(made, x.slice(0, made.dim)).order
    },
    cost: 8,
  }),
]

/** 0.1 + 0.2 is 0.3 to the tolerance. */
const clustered = (v: number) => Math.round(v * 1e8) / 1e8 + 0

function orders(n: number): number[][] {
  if (n === 0) return [[]]
  return orders(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, i) => [...rest.slice(0, n - 1 - i), n - 1, ...rest.slice(n - 1 - i)]),
  )
}
