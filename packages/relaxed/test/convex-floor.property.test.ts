import { euclideanDistance } from '@buridan/core'
import {
  act,
  dihedral,
  parseAnyGroup,
  parseRepresentation,
  rng,
  symmetric,
  tensor,
  uniformElement,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Auditor, audit, type ConvexLoss, convexFloor, convexLoss, convexLosses } from '../src/index.js'

const reps = [
  parseRepresentation(dihedral(4), 'V'),
  parseRepresentation(dihedral(3), 'V+T(0)'),
  parseRepresentation(symmetric(4), 'V'),
]

/** Inputs of few values, so that many are symmetric and some are of one orbit. */
const dataSet = fc.record({
  rep: fc.constantFrom(...reps),
  seed: fc.nat(),
  rows: fc.integer({ min: 1, max: 12 }),
})

function made({ rep, seed, rows }: { rep: (typeof reps)[number]; seed: number; rows: number }) {
  const random = rng(seed)
  const x = Array.from({ length: rows }, () =>
    Array.from({ length: rep.dim }, () => Math.floor(random.float() * 2)),
  )
  const y = x.map(() => Array.from({ length: rep.dim }, () => random.float()))
  return { x, y, repIn: rep, repOut: rep }
}

describe('convexFloor', () => {
  it('of the squared error is what the audit computes without a search', () => {
    fc.assert(
      fc.property(dataSet, (input) => {
        const data = made(input)
        const exact = audit(data)
        const found = convexFloor({ ...data, loss: convexLoss('squared') })
        expect(found.strictFloor).toBeCloseTo(exact.strictFloor, 8)
        expect(found.price).toBeCloseTo(exact.price, 8)
        expect(found.disagreement).toBeCloseTo(exact.disagreement, 8)
        expect(found.unavoidable).toBeCloseTo(0, 8)
        const { x, y: _, ...options } = data
        const auditor = new Auditor(options)
        x.forEach((row, i) => {
          expect(found.prices[i]).toBeCloseTo(auditor.add(row, data.y[i]!), 8)
        })
      }),
      { seed: 7, numRuns: 60 },
    )
  })

  it('takes orbits and stabilizers to the precision of the inputs, as the audit does', () => {
    const random = rng(3)
    const noisy = (row: number[]) => row.map((v) => v + 1e-4 * (random.float() - 0.5))
    const rep = tensor(dihedral(4), 1)
    const x = [
      [1, 1, 1, 1],
      [1, 0, 1, 0],
      [0, 1, 0, 1],
      [1, 2, 3, 2],
      [2, 1, 2, 3],
    ].map(noisy)
    const data = { x, y: x.map(() => noisy([1, 0, 0, 0])), repIn: rep, repOut: rep }
    for (const inputPrecision of [0, 1e-4]) {
      const exact = audit({ ...data, inputPrecision })
      const found = convexFloor({ ...data, inputPrecision, loss: convexLoss('squared') })
      expect(found.strictFloor).toBeCloseTo(exact.strictFloor, 8)
      expect(found.price).toBeCloseTo(exact.price, 8)
      expect(found.strictFloor > 0.1).toBe(inputPrecision > 0)
    }
  })

  it('is known of points in space too, for losses that turns keep', () => {
    const group = parseAnyGroup('O(3)xS(4)')
    const repIn = parseRepresentation(group, 'V_a*V_b')
    const repOut = parseRepresentation(group, 'V_a')
    const random = rng(5)
    const methane = [1, -1, 1, -1, 1, -1, -1, 1, 1, 1, -1, -1]
    const square = [1, -1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0]
    const free = methane.map((v) => v + random.normal())
    const y = [
      [1, 2, 2],
      [0, 3, 4],
      [1, 1, 1],
    ]
    const data = { x: [methane, square, free], y, repIn, repOut }
    const floor = (loss: ConvexLoss) => convexFloor({ ...data, loss })
    // no vector is kept by either, whose labels are 3 and 5 long
    expect(floor(convexLoss('squared')).strictFloor).toBeCloseTo((9 + 25) / 3, 8)
    const smooth = (p: Float64Array, y: Float64Array) => Math.sqrt(1 + euclideanDistance(p, y) ** 2)
    const length: ConvexLoss = {
      name: 'length',
      value: (p, y) => smooth(p, y) - 1,
      gradient: (p, y) => p.map((v, i) => (v - y[i]!) / smooth(p, y)),
    }
    const found = floor(length)
    expect(found.price).toBeCloseTo((Math.sqrt(10) + Math.sqrt(26) - 2) / 3, 8)
    expect(found.disagreement).toBeCloseTo(0, 8)
    // no figure is farther from its exact value than the gap says, and copies of all samples add nothing to it
    expect(found.gap).toBeLessThan(1e-6)
    expect(Math.abs(found.strictFloor - (Math.sqrt(10) + Math.sqrt(26) - 2) / 3)).toBeLessThan(
      found.gap + 1e-14,
    )
    const thrice = { ...data, x: [...data.x, ...data.x, ...data.x], y: [...y, ...y, ...y] }
    expect(convexFloor({ ...thrice, loss: length }).gap).toBeCloseTo(found.gap, 12)
    // turned, renamed
    const moved = data.x.map((row, i) => {
      const g = uniformElement(group, random)
      return { x: act(repIn, g, row), y: act(repOut, g, data.y[i]!) }
    })
    const turned = { ...data, x: moved.map((m) => m.x), y: moved.map((m) => m.y) }
    expect(convexFloor({ ...turned, loss: length }).strictFloor).toBeCloseTo(found.strictFloor, 8)
    expect(() => floor(convexLoss('huber'))).toThrow(/must be invariant/)
  })

  it('of the cross-entropy is the entropy of labels averaged over symmetry', () => {
    // one-hot labels of a cycle that is all alike: log n; of two opposite marks: log 2
    const rep = tensor(dihedral(6), 1)
    const oneHot = (i: number) => Array.from({ length: 6 }, (_, k) => Number(k === i))
    const loss = convexLoss('cross-entropy')
    const all = convexFloor({ x: [[1, 1, 1, 1, 1, 1]], y: [oneHot(2)], repIn: rep, repOut: rep, loss })
    expect(all.strictFloor).toBeCloseTo(Math.log(6), 8)
    expect(all.price).toBeCloseTo(Math.log(6), 8)
    const marked = convexFloor({ x: [[1, 0, 0, 1, 0, 0]], y: [oneHot(0)], repIn: rep, repOut: rep, loss })
    expect(marked.strictFloor).toBeCloseTo(Math.log(2), 8)
    // labels that are shares cost their own entropy, which no symmetry adds
    const shares = convexFloor({
      x: [[1, 0, 0, 1, 0, 0]],
      y: [[0.5, 0, 0, 0.5, 0, 0]],
      repIn: rep,
      repOut: rep,
      loss,
    })
    expect(shares.unavoidable).toBeCloseTo(Math.log(2), 8)
    expect(shares.price).toBeCloseTo(0, 8)
    expect(shares.prices[0]).toBeCloseTo(0, 8)
  })

  it('of the Huber loss is that of the best of very many constants', () => {
    const rep = tensor(symmetric(3), 1)
    const y = [3, 0.2, -5]
    const found = convexFloor({ x: [[1, 1, 1]], y: [y], repIn: rep, repOut: rep, loss: convexLoss('huber') })
    let least = Number.POSITIVE_INFINITY
    for (let c = -5; c <= 5; c += 1e-4) {
      least = Math.min(least, convexLoss('huber').value(Float64Array.of(c, c, c), Float64Array.from(y)))
    }
    expect(found.strictFloor).toBeCloseTo(least, 6)
    expect(found.strictFloor).toBeLessThanOrEqual(least + 1e-9)
  })

  it('does not depend on which sample of an orbit is given, and no equivariant answer is below it', () => {
    fc.assert(
      fc.property(dataSet, fc.constantFrom(...convexLosses), fc.nat(), (input, name, seed) => {
        // huber and squared are invariant here too: all matrices are permutations
        const data = made(input)
        const loss = convexLoss(name)
        const random = rng(seed)
        const moves = data.x.map(() => uniformElement(data.repIn.group, random))
        const moved = {
          ...data,
          x: data.x.map((row, i) => act(data.repIn, moves[i]!, row)),
          y: data.y.map((row, i) => act(data.repOut, moves[i]!, row)),
        }
        const found = convexFloor({ ...data, loss })
        expect(convexFloor({ ...moved, loss }).strictFloor).toBeCloseTo(found.strictFloor, 6)
        expect(found.strictFloor).toBeCloseTo(found.unavoidable + found.price + found.disagreement, 9)
        // an equivariant function: a line in the input
        const [a, b] = [random.normal(), random.normal()]
        const loss1 = data.x.map((row, i) =>
          loss.value(
            Float64Array.from(row, (v) => a * v + b),
            Float64Array.from(data.y[i]!),
          ),
        )
        const mean = loss1.reduce((s, v) => s + v, 0) / loss1.length
        expect(found.strictFloor).toBeLessThanOrEqual(mean + 1e-9)
      }),
      { seed: 11, numRuns: 80 },
    )
  })

  it('refuses losses that are none', () => {
    const rep = tensor(dihedral(4), 1)
    const data = { x: [[1, 1, 1, 1]], y: [[1, 0, 0, 0]], repIn: rep, repOut: rep }
    const square = convexLoss('squared')
    const first: ConvexLoss = {
      name: 'first',
      value: (p) => p[0]! ** 2,
      gradient: (p) => p.map((v, i) => (i === 0 ? 2 * v : 0)),
    }
    const refused = (loss: ConvexLoss) => () => convexFloor({ ...data, loss })
    expect(refused(first)).toThrow(/invariant/)
    expect(refused({ ...square, value: (p, y) => -square.value(p, y) })).toThrow(/convex/)
    expect(refused({ ...square, gradient: (p) => p })).toThrow(/gradient/)
    expect(refused({ ...square, value: () => Number.NaN })).toThrow(/invariant/)
    expect(refused({ ...square, value: () => Symbol('s') as never })).toThrow(/must give a number/)
    for (const none of [undefined, null, {}, 'squared', { ...square, name: 1 }]) {
      expect(refused(none as never)).toThrow(/loss must/)
    }
    expect(() => convexFloor(undefined as never)).toThrow(/options must be an object/)
    // labels beyond what a loss is for have no least loss
    const negative = { ...data, y: [[-1, 1, 1, 1]], loss: convexLoss('cross-entropy') }
    expect(() => convexFloor(negative)).toThrow(/without end/)
    expect(() => convexLoss('hinge')).toThrow(/there are squared/)
    const falling: ConvexLoss = {
      name: 'falling',
      value: (p) => p.reduce((s, v) => s + v, 0),
      gradient: (p) => p.map(() => 1),
    }
    expect(refused(falling)).toThrow(/without end/)
  })
})
