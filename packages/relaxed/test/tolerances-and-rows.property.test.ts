import {
  act,
  type GroupElement,
  inverseElement,
  parseAnyGroup,
  parseRepresentation,
  type Representation,
  rng,
  uniformElement,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import { SeparatedSet } from '../src/answers/separated-set.js'
import { audit, LabelOrbit, symmetryBreaker } from '../src/index.js'
import { actOnRows } from '../src/models/act-on-rows.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)

describe('group elements on rows of tensors', () => {
  it('act, and have the gradient of their inverses', () => {
    for (const [group, text] of [
      ['B(3)', 'V+T(2)'],
      ['S(5)', 'T(2)'],
      ['D(5)', 'V+T(2)'],
      ['O(3)xS(3)', 'V_a*V_b+V_b'],
    ] as const) {
      const r = rep(group, text)
      const random = rng(1)
      const elements: (GroupElement | undefined)[] = [1, 2, 3].map(() => uniformElement(r.group, random))
      elements.push(undefined)
      const rows = elements.map(() => Float64Array.from({ length: r.dim }, () => random.normal()))
      const weights = elements.map(() => Float64Array.from({ length: r.dim }, () => random.normal()))
      const moved = rows.map((row, i) => (elements[i] ? act(r, elements[i], row) : row))
      const gradients = weights.map((w, i) => (elements[i] ? act(r, inverseElement(elements[i]), w) : w))
      tf.tidy(() => {
        const x = tf.tensor2d(rows.map((v) => Array.from(v)))
        const w = tf.tensor2d(weights.map((v) => Array.from(v)))
        const f = (t: tf.Tensor) => tf.sum(tf.mul(w, actOnRows(r, elements, t as tf.Tensor2D))) as tf.Scalar
        const close = (a: tf.Tensor, b: readonly Float64Array[]) =>
          Array.from(a.dataSync()).forEach((v, k) =>
            expect(v).toBeCloseTo(b[Math.floor(k / r.dim)]![k % r.dim]!, 4),
          )
        close(actOnRows(r, elements, x), moved)
        close(tf.grad(f)(x), gradients)
        // the gradient of the gradient of a square: twice the identity, as ρ is orthogonal
        const square = (t: tf.Tensor) =>
          tf.sum(tf.square(actOnRows(r, elements, t as tf.Tensor2D))) as tf.Scalar
        close(
          tf.grad((t) => tf.sum(tf.mul(w, tf.grad(square)(t))))(x),
          weights.map((v) => v.map((c) => 2 * c)),
        )
      })
    }
  })
})

describe('sets of vectors to a tolerance', () => {
  const near = fc.tuple(
    fc.nat(100_000),
    fc.integer({ min: 1, max: 6 }),
    fc.double({ min: 0, max: 0.99, noNaN: true }),
  )

  it('find a vector within the distance, on whichever side of a cell', () => {
    fc.assert(
      fc.property(near, ([seed, dim, share]) => {
        const random = rng(seed)
        const v = Float64Array.from({ length: dim }, () => random.normal())
        const step = Float64Array.from({ length: dim }, () => random.normal())
        const size = Math.hypot(...step) || 1
        const at = (d: number) => v.map((c, i) => c + (d * step[i]!) / size)
        const set = new SeparatedSet(0.01)
        expect(set.add(v)).toBe(true)
        expect(set.add(at(0.01 * share))).toBe(false)
        expect(set.add(at(0.011))).toBe(true)
      }),
      { seed: 4, numRuns: 500 },
    )
  })
})

describe('sets of separated vectors', () => {
  it('keep each vector that is farther than the distance from all that were kept', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(0.1, 1, 5),
        (seed, dim, distance) => {
          const random = rng(seed)
          const set = new SeparatedSet(distance)
          const kept: Float64Array[] = []
          for (let k = 0; k < 60; k++) {
            const v = Float64Array.from({ length: dim }, () => random.normal())
            const isNew = kept.every((w) => Math.hypot(...v.map((c, i) => c - w[i]!)) > distance)
            expect(set.add(v)).toBe(isNew)
            if (isNew) kept.push(v)
          }
        },
      ),
      { seed: 5, numRuns: 100 },
    )
  })
})

describe('the precision of inputs', () => {
  it('of so many points is the root of their number times that of one', () => {
    const V = rep('Dih(4)', 'V') as Representation
    const random = rng(8)
    const x = Array.from({ length: 60 }, (_, i) => [1, 1, 1, 1].map((v) => v + 0.002 * i * random.normal()))
    const y = x.map(() => [1, 0, 0, 0])
    const found = (points: number, length: number, name: string) => {
      const { orbits, price, strictFloor, orbitTypes, floorBySlope } = audit({
        x,
        y,
        repIn: V,
        repOut: V,
        points,
        [name]: length,
      })
      return { orbits, price, strictFloor, orbitTypes, floorBySlope }
    }
    for (const name of ['exactWithin', 'inputPrecision', 'radius']) {
      expect(found(9, 0.03, name)).toEqual(found(1, 0.09, name))
      expect(found(9, 0.03, name)).not.toEqual(found(1, 0.03, name))
    }
  })

  it('in an audit: noise below it neither hides a symmetry nor splits an orbit', () => {
    const V = rep('Dih(4)', 'V') as Representation
    const random = rng(3)
    const noisy = (row: number[]) => row.map((v) => v + 1e-8 * random.normal())
    const x = [
      [1, 1, 1, 1],
      [1, 0, 1, 0],
      [0, 1, 0, 1],
      [1, 2, 3, 2],
      [2, 1, 2, 3],
    ].map(noisy)
    const data = { x, y: x.map(() => [1, 0, 0, 0]), repIn: V, repOut: V }
    const report = audit({ ...data, inputPrecision: 5e-8 })
    expect([report.symmetric, report.orbits]).toEqual([5, 3])
    expect(report.orbitTypes.map((t) => [t.stabilizerOrder, t.samples])).toEqual([
      [2, 2],
      [4, 2],
      [8, 1],
    ])
    // the noise is an asymmetry where the data are said to be exact, however far is searched
    for (const tolerance of [1e-6, 0.1]) {
      const exact = audit({ ...data, tolerance })
      expect([exact.symmetric, exact.orbits, exact.strictFloor]).toEqual([0, 5, 0])
      // and the floor is that of the symmetric inputs up to slopes that tell noise apart
      const [first] = exact.floorBySlope
      expect(first![1] / report.strictFloor).toBeGreaterThan(tolerance === 0.1 ? 0.99 : 0.5)
    }
  })
})

describe('alignment', () => {
  it('does not mirror in SO(3): a chiral set is not its image', () => {
    const y = [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0]
    const mirrored = y.map((v, i) => (i >= 8 ? -v : v))
    const distance = (group: string) =>
      new LabelOrbit({
        repIn: rep(`${group}xS(4)`, 'T(0)'),
        repOut: rep(`${group}xS(4)`, 'V_a*V_b'),
        x: [1],
        y,
      }).nearest(mirrored).squaredDistance
    expect(distance('O(3)')).toBeLessThan(1e-12)
    expect(distance('SO(3)')).toBeGreaterThan(0.5)
  })
})

describe('positional encodings', () => {
  it.runIf(isTurn(1))(
    'draw anew in every step: a label that is not symmetric is fitted in the mean alone',
    async () => {
      const V = rep('Dih(4)', 'V')
      const x = Array.from({ length: 64 }, () => [1, 1, 1, 1])
      const y = x.map(() => [1, 0, 0, 0])
      const last: Record<string, number> = {}
      for (const method of ['positional', 'breaking-input'] as const) {
        const model = symmetryBreaker(method, { repIn: V, repOut: V, hidden: 16, layers: 1, seed: 1 })
        const losses = await model.fit(x, y, { epochs: 250, learningRate: 0.03 })
        last[method] = losses.at(-1)!
        model.dispose()
      }
      // the price of the label, 1 − ¼, against nothing
      expect(Math.abs(last.positional! - 0.75)).toBeLessThan(0.05)
      expect(last['breaking-input']).toBeLessThan(0.01)
    },
  )
})
