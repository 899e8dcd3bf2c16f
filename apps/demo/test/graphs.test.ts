import { automorphisms, parseGraph6 } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fromGraph6,
  MOST_VERTICES,
  parseGraphText,
  toGraph6,
  toggled,
  without,
} from '../src/arrangement/graph-text.js'
import { layoutOf } from '../src/arrangement/layout.js'
import { readGraphs, STEPS, writeGraphs } from '../src/graphs/graphs-state.js'
import { GOALS } from '../src/graphs/methods.js'
import { PICKS } from '../src/graphs/picks.js'
import { BACKENDS } from '../src/training/backends.js'

const drawn = fc.integer({ min: 1, max: 12 }).chain((n) => {
  const pairs = Array.from({ length: n * n }, (_, k) => [Math.floor(k / n), k % n] as const).filter(
    ([u, v]) => u < v,
  )
  return fc.record({ n: fc.constant(n), edges: fc.subarray(pairs) })
})

describe('graphs', () => {
  it('that can be picked have the symmetries that are known', () => {
    const orders = PICKS.map(({ title, g6 }) => [title, automorphisms(parseGraph6(g6)).order])
    expect(Object.fromEntries(orders)).toEqual({
      Petersen: 120n,
      cube: 48n,
      'cycle of 6': 12n,
      'cycle of 7': 14n,
      'path of 4': 2n,
      'karate club': 480n,
    })
    const karate = fromGraph6(PICKS.at(-1)!.g6)
    expect([karate.n, karate.edges.length]).toEqual([34, 78])
  })

  it('are read as they were written, as graph6 and as edges', () => {
    fc.assert(
      fc.property(drawn, ({ n, edges }) => {
        const again = fromGraph6(toGraph6({ n, edges }))
        expect([again.n, new Set(again.edges.map(String))]).toEqual([n, new Set(edges.map(String))])
        if (edges.length === 0) return
        const pasted = parseGraphText(edges.map(([u, v]) => `${v + 5}-${u + 5}`).join(', '))
        const touched = new Set(edges.flat())
        expect([pasted.n, pasted.edges.length]).toEqual([touched.size, edges.length])
      }),
      { seed: 13, numRuns: 100 },
    )
    expect(parseGraphText('0 1\n1 2\n2 0')).toEqual({
      n: 3,
      edges: [
        [0, 1],
        [1, 2],
        [0, 2],
      ],
    })
    for (const [text, words] of [
      ['', /nothing/],
      ['0-1, 2', /3 numbers/],
      ['0-0', /itself/],
      ['0-1, 1-2, 1-0', /1-0 is given twice/],
      ['0-1-2-3', /by itself/],
      ['0 1 2\n1 2 3', /line 1 has 3 numbers/],
      ['hello world', /graph6/],
      [Array.from({ length: 50 }, (_, i) => `${i}-${i + 1}`).join(), /51 vertices/],
    ] as const)
      expect(() => parseGraphText(text), text).toThrow(words)
  })

  it('are drawn in: edges come and go, vertices go with theirs', () => {
    fc.assert(
      fc.property(drawn, fc.nat(), fc.nat(), (g, a, b) => {
        const [u, v] = [a % g.n, b % g.n]
        if (u !== v) {
          const once = toggled(g, u, v)
          expect(Math.abs(once.edges.length - g.edges.length)).toBe(1)
          expect(new Set(toggled(once, v, u).edges.map(String))).toEqual(new Set(g.edges.map(String)))
        }
        const less = without(g, u)
        expect(less.n).toBe(g.n - 1)
        expect(less.edges.length).toBe(g.edges.filter((e) => !e.includes(u)).length)
        expect(less.edges.every(([p, q]) => p < q && q < less.n)).toBe(true)
      }),
      { seed: 14, numRuns: 100 },
    )
  })

  it('are laid out in the box, apart, and the same each time', () => {
    for (const { g6 } of PICKS) {
      const places = layoutOf(fromGraph6(g6))
      expect(layoutOf(fromGraph6(g6))).toEqual(places)
      for (const [i, p] of places.entries()) {
        expect(Math.max(Math.abs(p[0]), Math.abs(p[1]))).toBeLessThan(1)
        for (const q of places.slice(i + 1))
          expect(Math.hypot(p[0] - q[0], p[1] - q[1])).toBeGreaterThan(0.01)
      }
    }
    expect(layoutOf({ n: 1, edges: [] }).length).toBe(1)
    expect(layoutOf({ n: MOST_VERTICES, edges: [] }).flat().every(Number.isFinite)).toBe(true)
  })

  it('stand in the address, and a bad one is named', () => {
    fc.assert(
      fc.property(
        fc.record({
          g6: drawn.map(toGraph6),
          goal: fc.constantFrom(...GOALS),
          seed: fc.nat(2 ** 31 - 1),
          step: fc.nat(STEPS),
          pick: fc.nat(2 ** 31 - 1),
          speed: fc.constantFrom(1, 2, 4, 8, 16),
          backend: fc.constantFrom(undefined, ...BACKENDS),
        }),
        (state) => {
          expect(readGraphs(new URLSearchParams(writeGraphs(state).toString()))).toEqual({ state })
        },
      ),
      { seed: 15, numRuns: 100 },
    )
    expect(readGraphs(new URLSearchParams('g=!!')).problem).toMatch(/graph6/)
  })
})
