import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cellsByLeast,
  orbitsOfMoves,
  orbitsOfPoints,
  rng,
  type SignedMove,
  shuffled,
  signedOrbits,
  UnionFind,
} from '../src/index.js'

/** Least reachable points, by repeating until nothing changes. */
function leastsByBruteForce(size: number, pairs: readonly (readonly [number, number])[]): number[] {
  const least = Array.from({ length: size }, (_, p) => p)
  for (let changed = true; changed; ) {
    changed = false
    for (const [p, q] of pairs) {
      const both = Math.min(least[p]!, least[q]!)
      if (least[p] !== both || least[q] !== both) changed = true
      least[p] = least[q] = both
    }
  }
  return least
}

const partitions = fc.integer({ min: 1, max: 40 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    pairs: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 50 }),
  }),
)

describe('UnionFind', () => {
  it('joins as brute force does, whatever the order', () => {
    fc.assert(
      fc.property(partitions, ({ size, pairs }) => {
        const cells = new UnionFind(size)
        let count = size
        for (const [p, q] of pairs) {
          const before = [cells.least(p), cells.least(q)]
          const lost = cells.join(p, q)
          expect(lost).toBe(before[0] === before[1] ? -1 : Math.max(...before))
          if (lost !== -1) count--
          expect(cells.least(p)).toBe(cells.least(q))
        }
        const expected = leastsByBruteForce(size, pairs)
        expect([...cells.leasts()]).toEqual(expected)
        expect(expected.map((_, p) => cells.least(p))).toEqual(expected)
        expect(cellsByLeast(cells.leasts()).length).toBe(count)
        // from its own answer it goes on
        const more = new UnionFind(cells.leasts())
        for (const [p, q] of [...pairs].reverse()) expect(more.join(p, q)).toBe(-1)
        cells.reset(Math.ceil(size / 2))
        expect([...cells.leasts()]).toEqual(Array.from({ length: Math.ceil(size / 2) }, (_, p) => p))
      }),
      { seed: 2, numRuns: 300 },
    )
  })

  it('does not change the cells it was made from', () => {
    const from = Int32Array.of(0, 0, 2, 2)
    new UnionFind(from).join(0, 2)
    expect([...from]).toEqual([0, 0, 2, 2])
  })
})

const groups = fc.record({ size: fc.integer({ min: 1, max: 30 }), count: fc.nat(3), seed: fc.nat(1e6) })

/** Permutations that move few points, so that there are many orbits. */
function generatorsOf(size: number, count: number, seed: number): Uint32Array[] {
  const random = rng(seed)
  return Array.from({ length: count }, () => {
    const image = Uint32Array.from({ length: size }, (_, p) => p)
    for (let k = 0; k < 3; k++) {
      const [a, b] = [random.int(size), random.int(size)]
      ;[image[a], image[b]] = [image[b]!, image[a]!]
    }
    return image
  })
}

describe('orbits', () => {
  it('are those of union–find, by least points; each point is reached once, by the move that is said', () => {
    fc.assert(
      fc.property(groups, ({ size, count, seed }) => {
        const generators = generatorsOf(size, count, seed)
        const expected = cellsByLeast(
          leastsByBruteForce(
            size,
            generators.flatMap((g) => Array.from(g, (q, p): [number, number] => [p, q])),
          ),
        )
        expect(orbitsOfPoints(size, generators)).toEqual(expected)
        const reached = new Set<number>()
        const { numbers, firsts, sizes } = orbitsOfMoves(
          size,
          count,
          (p, k) => generators[k]![p]!,
          (point, from, move) => {
            expect(generators[move]![from]).toBe(point)
            expect(reached.has(point)).toBe(false)
            reached.add(point)
          },
        )
        expect(firsts).toEqual(expected.map((o) => o[0]))
        expect(sizes).toEqual(expected.map((o) => o.length))
        expected.forEach((o, k) => {
          for (const p of o) expect(numbers[p]).toBe(k)
        })
        expect(reached.size).toBe(size - firsts.length)
      }),
      { seed: 4, numRuns: 300 },
    )
  })
})

describe('signedOrbits', () => {
  it('are constant and consistent under each move, and vanish exactly where a walk comes back with the other sign', () => {
    const inputs = fc.record({
      rows: fc.integer({ min: 1, max: 5 }),
      cols: fc.integer({ min: 1, max: 5 }),
      count: fc.nat(3),
      seed: fc.nat(1e6),
    })
    fc.assert(
      fc.property(inputs, ({ rows, cols, count, seed }) => {
        const random = rng(seed)
        const draw = (n: number): SignedMove => {
          const image = shuffled(n, random)
          if (random.int(2) === 0) return { image }
          return { image, sign: Int8Array.from({ length: n }, () => (random.int(3) === 0 ? -1 : 1)) }
        }
        const moves = Array.from({ length: count }, () => ({ row: draw(rows), column: draw(cols) }))
        const { numbers, sign, firsts, sizes } = signedOrbits(moves, rows, cols)
        // pairs with either sign: a pair vanishes iff it is joined with its own negative
        const size = rows * cols
        const joins = moves.flatMap(({ row, column }) =>
          Array.from({ length: 2 * size }, (_, at): [number, number] => {
            const [pair, negative] = [at % size, at >= size]
            const [i, j] = [Math.floor(pair / cols), pair % cols]
            const to = row.image[i]! * cols + column.image[j]!
            const flips = (row.sign?.[i] ?? 1) * (column.sign?.[j] ?? 1) < 0
            return [at, to + (negative !== flips ? size : 0)]
          }),
        )
        const least = leastsByBruteForce(2 * size, joins)
        for (let p = 0; p < size; p++) {
          expect(numbers[p] === -1).toBe(least[p] === least[p + size])
          if (numbers[p] === -1) continue
          const first = firsts[numbers[p]!]!
          expect(least[first]).toBe(first)
          expect(least[sign[p]! > 0 ? p : p + size]).toBe(first)
        }
        sizes.forEach((n, k) => {
          expect(numbers.filter((o) => o === k).length).toBe(n)
        })
      }),
      { seed: 8, numRuns: 300 },
    )
  })
})
