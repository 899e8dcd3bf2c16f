import { automorphisms, graph, permutationGroup } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrangement, keyOf, NAMED, placesByHand } from '../src/arrangement/arrangements.js'
import { layoutOf } from '../src/arrangement/layout.js'
import { symmetryGroup } from '../src/arrangement/symmetries.js'
import { latticePlaces } from '../src/square/lattice-layout.js'
import { fresh, readSquare, VALUES, writeSquare } from '../src/square/square-state.js'
import { draws, latticeOf, orbitTypeOf, squareView } from '../src/square/view.js'

describe('arrangements', () => {
  it('have the symmetries that are known', () => {
    const orders = NAMED.map(({ key }) => [key, symmetryGroup(key).order])
    expect(Object.fromEntries(orders)).toEqual({
      square: 8n,
      cube: 48n,
      'ring-6': 12n,
      petersen: 120n,
      star: 120n,
      path: 2n,
    })
    expect(symmetryGroup('ring-5').order).toBe(10n)
    expect(symmetryGroup('g6-IsP@OkWHG').order).toBe(120n)
  })

  it('draw each point in the box and no two in one place', () => {
    for (const { key } of [...NAMED, { key: 'ring-12' }, { key: 'g6-IsP@OkWHG' }]) {
      const drawn = arrangement(key)
      const points = drawn.places ?? layoutOf(drawn)
      expect(points.length).toBe(drawn.n)
      expect(points.every(([x, y]) => Math.max(Math.abs(x), Math.abs(y)) < 1)).toBe(true)
      for (const [i, p] of points.entries()) {
        for (const q of points.slice(i + 1)) expect(Math.hypot(p[0] - q[0], p[1] - q[1])).toBeGreaterThan(0.2)
      }
      expect(drawn.edges.every(([u, v]) => u !== v && u < points.length && v < points.length)).toBe(true)
    }
  })

  it('are known by their graphs, which are drawn by hand', () => {
    for (const { key } of [...NAMED, { key: 'ring-12' }]) {
      expect(keyOf(arrangement(key))).toBe(key)
      expect(placesByHand(arrangement(key))).toEqual(arrangement(key).places)
    }
    const house = { n: 5, edges: [...arrangement('square').edges, [0, 4], [1, 4]] as [number, number][] }
    expect([keyOf(house).slice(0, 3), placesByHand(house)]).toEqual(['g6-', undefined])
    expect(arrangement(keyOf(house)).n).toBe(5)
  })

  it('are refused where there is none, or it is too large', () => {
    for (const key of ['', 'ring-2', 'ring-13', 'ring-x', 'g6-', 'g6-~~', 'g6-X', 'toString', '__proto__'])
      expect(() => arrangement(key), key).toThrow(/ring|graph|arrangement|vertices/)
  })
})

describe('a pattern on a square', () => {
  it.each([
    [[1, 1, 1, 1], '8', [0.25, 0.25, 0.25, 0.25], [0, 1, 2, 3]],
    [[1, 0, 1, 0], '4', [0.5, 0, 0.5, 0], [0, 2]],
    [[2, 1, 0, 1], '2', [1, 0, 0, 0], [0]],
    [[0, 1, 1, 0], '2', [0, 0.5, 0.5, 0], [1, 2]],
    [[2, 1, 0, 0], '1', [1, 0, 0, 0], [0]],
  ])('%j has %s symmetries', (values, order, strict, outcomes) => {
    const view = squareView('square', values)
    expect([view.order, view.groupOrder, view.outcomes]).toEqual([order, '8', outcomes])
    view.strict.forEach((v, i) => {
      expect(v).toBeCloseTo(strict[i]!, 12)
    })
  })
})

const key = fc.constantFrom(...NAMED.map((n) => n.key), 'ring-9', 'g6-IsP@OkWHG')
const pattern = key.chain((on) => {
  const length = arrangement(on).n
  const values = fc.array(fc.nat(VALUES - 1), { minLength: length, maxLength: length })
  return fc.record({ on: fc.constant(on), values })
})

describe('any pattern', () => {
  it('is kept by its elements, and its answers are as the theory says', () => {
    fc.assert(
      fc.property(pattern, ({ on, values }) => {
        const view = squareView(on, values)
        for (const { images } of view.elements) expect(images.map((i) => values[i])).toEqual(values)
        if (view.allListed) expect(String(view.elements.length)).toBe(view.order)
        const generators = view.elements.map((e) => e.images)
        expect(String(permutationGroup(generators, { degree: values.length }).order)).toBe(view.order)
        // the strict answer is the mean of the relaxed ones
        const { length } = view.outcomes
        view.strict.forEach((v, i) => {
          expect(v).toBeCloseTo(view.outcomes.includes(i) ? 1 / length : 0, 12)
        })
        // by another way: automorphisms of the graph with the values as colours
        const { edges, n } = arrangement(on)
        const coloured = graph({ n, edges: edges.map(([u, v]) => [u, v]), colours: values })
        expect(view.order).toBe(String(automorphisms(coloured).order))
        const here = latticeOf(on)?.nodes[orbitTypeOf(on, values)]
        if (here) expect([String(here.order), here.occurs]).toEqual([view.order, true])
      }),
      { seed: 5, numRuns: 60 },
    )
  })

  it('is drawn evenly, among its outcomes alone, and the same again with the same seed', () => {
    const alternating = [1, 0, 0, 1, 0, 1, 1, 0]
    const all = draws('cube', alternating, 3, 4000)
    const { outcomes } = squareView('cube', alternating)
    expect(new Set(all)).toEqual(new Set(outcomes))
    // four standard deviations of a binomial
    for (const point of outcomes)
      expect(Math.abs(all.filter((p) => p === point).length - 1000)).toBeLessThan(110)
    expect(draws('cube', alternating, 3, 50)).toEqual(all.slice(0, 50))
  })

  it('is read from the address that was written', () => {
    fc.assert(
      fc.property(pattern, fc.nat(1000), fc.nat(1000), (p, seed, count) => {
        const state = { ...p, seed, draws: count }
        expect(readSquare(writeSquare(state))).toEqual({ state })
      }),
      { seed: 6, numRuns: 100 },
    )
    expect(writeSquare(fresh('square')).toString()).toBe('')
  })

  it('is as it comes where the address holds none, and says what was wrong', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('on', 'values', 'seed', 'draws'), fc.string()), (entries) => {
        const { state } = readSquare(new URLSearchParams({ ...entries }))
        expect(state.values.length).toBe(arrangement(state.on).n)
        expect(squareView(state.on, state.values).outcomes.length).toBeGreaterThan(0)
        expect(readSquare(writeSquare(state)).state).toEqual(state)
      }),
      { seed: 7, numRuns: 200 },
    )
    expect(readSquare(new URLSearchParams('on=ring-99')).problem).toMatch(/3 to 12/)
    expect(readSquare(new URLSearchParams('values=9999')).problem).toMatch(/4 digits/)
    expect(readSquare(new URLSearchParams('values=111')).problem).toMatch(/4 digits/)
  })
})

describe('the lattice', () => {
  it('of the cube has 33 classes, each under one that holds it, all drawn apart', () => {
    const lattice = latticeOf('cube')!
    expect(lattice.nodes.length).toBe(33)
    expect(lattice.nodes.reduce((n, c) => n + c.size, 0)).toBe(98)
    expect(new Set(lattice.covers.map(([, below]) => below)).size).toBe(32)
    const places = latticePlaces(lattice)
    for (const [above, below] of lattice.covers) expect(places[above]!.y).toBeLessThan(places[below]!.y)
    for (const [i, p] of places.entries()) {
      expect(p.x > 0 && p.x < 1 && p.y > 0 && p.y < 1).toBe(true)
      for (const q of places.slice(i + 1)) expect(Math.hypot(p.x - q.x, p.y - q.y)).toBeGreaterThan(0.02)
    }
  })
})
