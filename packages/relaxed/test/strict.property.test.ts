import { squaredError } from '@buridan/emlp'
import {
  type AnyRepresentation,
  act,
  baseRepresentation,
  matrixGroup,
  parseAnyGroup,
  parseRepresentation,
  type Rng,
  rng,
  stabilizer,
  tensor,
  uniformElement,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactLoss } from '../src/audit/exact-loss.js'
import { atOnce } from '../src/core/in-breaths.js'
import { projected } from '../src/fixed/fixed-projection.js'
import { projectRows } from '../src/fixed/project-rows.js'
import { SampleSymmetry } from '../src/fixed/sample-symmetry.js'
import { freeTest } from '../src/fixed/surely-free.js'
import { audit, symmetryBreaker } from '../src/index.js'
import { denseNetwork } from '../src/models/dense-network.js'
import { PlacedNetwork } from '../src/models/placed-network.js'
import type { Placing } from '../src/models/placing.js'
import { belowFloor as findBelowFloor, type StrictSamples } from '../src/models/strict-floor.js'

const belowFloor = (loss: number, samples: StrictSamples) => atOnce(findBelowFloor(loss, samples))

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)

/** Atoms as rows of coordinates, all first ones first. */
const coordinates = (atoms: readonly (readonly number[])[]) =>
  [0, 1, 2].flatMap((c) => atoms.map((a) => a[c]!))

const ring = (radius: number, n: number) =>
  Array.from({ length: n }, (_, k) => {
    const angle = (2 * Math.PI * k) / n
    return [radius * Math.cos(angle), radius * Math.sin(angle), 0]
  })

const carbons = ring(1.39, 6)
const benzene = {
  x: [...coordinates([...carbons, ...ring(2.48, 6)]), ...[6, 6, 6, 6, 6, 6, 1, 1, 1, 1, 1, 1]],
  bond: [0, 1, 2].map((c) => carbons[1]![c]! - carbons[0]![c]!),
}

interface Data {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly x: readonly Float64Array[]
  readonly y: readonly Float64Array[]
}

/** Copies of samples with their labels, moved by elements drawn. */
function copies({ repIn, repOut, x, y }: Data, count: number, seed: number): Data {
  const random = rng(seed)
  const moved = Array.from({ length: count }, (_, i) => {
    const g = uniformElement(repIn.group, random)
    const k = i % x.length
    return { x: act(repIn, g, x[k]!), y: act(repOut, g, y[k]!) }
  })
  return { repIn, repOut, x: moved.map((m) => m.x), y: moved.map((m) => m.y) }
}

const benzenes = (round: (v: number) => number) => {
  const repIn = rep('O(3)xS(12)', 'V_a*V_b+V_b')
  const one = { x: [Float64Array.from(benzene.x)], y: [Float64Array.from(benzene.bond)] }
  const data = copies({ repIn, repOut: rep('O(3)xS(12)', 'V_a'), ...one }, 20, 3)
  return { ...data, x: data.x.map((row) => row.map(round)) }
}

/** Representations of the groups that strict networks are built for. */
const spaces: Record<string, readonly [AnyRepresentation, AnyRepresentation]> = {
  'a product': [rep('Z(2)xDih(3)', 'V_a*V_b+V_b'), rep('Z(2)xDih(3)', 'V_a*V_b+V_b*V_b')],
  'graphs under S(5)': [rep('S(5)', 'T(2)+V'), rep('S(5)', '2*V+T(2)')],
  'graphs under S(12), which is not listed': [rep('S(12)', 'T(2)'), rep('S(12)', 'V+T(0)')],
  'signed permutations of the cube': [rep('Oh', 'V+T(2)'), rep('Oh', '2*V+Sym(V,2)')],
  'turns of a hexagon and its sides': [rep('D6h', 'V+T(0)'), rep('D6h', 'V+T(2)')],
  'turns of order five': [baseRepresentation(fiveTurns()), tensor(fiveTurns(), 2)],
  'a group that keeps no lengths': [baseRepresentation(shears()), tensor(shears(), 2)],
  'points in space': [rep('O(3)xS(5)', 'V_a*V_b+V_b'), rep('O(3)xS(5)', 'V_a*V_b+V_a+V_a*V_a+V_b')],
  'points in SO(3)': [rep('SO(3)xS(4)', 'V_a*V_b'), rep('SO(3)xS(4)', 'V_a*V_b')],
  'points in the plane': [rep('O(2)xS(4)', 'V_a*V_b'), rep('O(2)xS(4)', 'V_a+V_a*V_b')],
  'vectors in space': [rep('O(3)', '2*V+T(0)'), rep('O(3)', 'V+T(2)')],
}

/** The five turns of a pentagon. */
function fiveTurns() {
  const [c, s] = [Math.cos(0.4 * Math.PI), Math.sin(0.4 * Math.PI)]
  return matrixGroup([
    [
      [c, -s, 0],
      [s, c, 0],
      [0, 0, 1],
    ],
  ])
}

/** Of order three, by matrices that are not orthogonal. */
function shears() {
  return matrixGroup([
    [
      [0, -1],
      [1, -1],
    ],
  ])
}

/** Few whole numbers in each place, and for points in space few lengths: samples of all kinds of symmetry, and some without. */
const sample = (dim: number) =>
  fc.oneof(
    fc.constant(new Float64Array(dim)),
    fc
      .array(fc.integer({ min: 0, max: 1 }), { minLength: dim, maxLength: dim })
      .map((v) => Float64Array.from(v)),
    fc.integer().map((seed) => {
      const random = rng(seed)
      return Float64Array.from({ length: dim }, () => random.normal())
    }),
  )

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.sqrt(Array.from(a, (v, i) => (v - b[i]!) ** 2).reduce((sum, v) => sum + v, 0))
const norm = (a: ArrayLike<number>) => distance(a, new Float64Array(a.length))

describe('strict networks', () => {
  it.each([
    ['exact', (v: number) => v],
    ['of float32', Math.fround],
    ['of six decimals', (v: number) => Math.round(v * 1e6) / 1e6],
  ])('stay at the floor on benzenes with a vector along a bond, their copies %s', async (_, round) => {
    const { repIn, repOut, ...data } = benzenes(round)
    const warnings: string[] = []
    const options = { repIn, repOut, seed: 0, onWarning: (text: string) => warnings.push(text) }
    const model = symmetryBreaker('strict', options)
    const losses = await model.fit(data.x, data.y, { epochs: 300, learningRate: 0.01 })
    expect(Math.min(...losses)).toBeGreaterThan(1.39 ** 2 * (1 - 1e-5))
    expect(warnings.filter((text) => text.startsWith('below'))).toEqual([])
    for (const answer of model.predict(data.x)) expect(Math.hypot(...answer)).toBeLessThan(1e-6)
    model.dispose()
  })

  for (const [name, [repIn, repOut]] of Object.entries(spaces)) {
    const symmetry = new SampleSymmetry(repIn, repOut, undefined)

    it(`${name}: inputs and labels are projected on what the stabilizer fixes, equivariantly`, () => {
      const isFree = freeTest(repIn)
      let symmetric = 0
      fc.assert(
        fc.property(sample(repIn.dim), fc.integer(), (x0, seed) => {
          const random = rng(seed)
          const x = act(repIn, uniformElement(repIn.group, random), x0)
          const found = symmetry.of(x)
          const { order, randomElement } = stabilizerOf(repIn, x)
          if (isFree(x, 1e-6 * norm(x))) expect(order).toBe(1n)
          expect(found === undefined).toBe(order === 1n)
          if (!found) return
          symmetric++
          const near = 1e-9 * (norm(x) || 1)
          expect(distance(found.x, x)).toBeLessThan(1e-6 * (norm(x) || 1))
          const y = Float64Array.from({ length: repOut.dim }, () => random.normal())
          const fixed = projected(found.labels, y)
          expect(distance(projected(found.labels, fixed), fixed)).toBeLessThan(1e-9)
          for (let k = 0; k < 5; k++) {
            const h = randomElement(random)
            expect(distance(act(repIn, h, found.x), found.x)).toBeLessThan(near)
            expect(distance(act(repOut, h, fixed), fixed)).toBeLessThan(1e-9)
            // P ρ(h) = P: the mean, and no other projection on what is fixed
            expect(distance(projected(found.labels, act(repOut, h, y)), fixed)).toBeLessThan(1e-9)
          }
          const g = uniformElement(repIn.group, random)
          const there = symmetry.of(act(repIn, g, x))!
          expect(distance(projected(there.labels, act(repOut, g, y)), act(repOut, g, fixed))).toBeLessThan(
            1e-8,
          )
        }),
        { seed: 1, numRuns: 40 },
      )
      expect(symmetric).toBeGreaterThan(5)
    })

    it(`${name}: rows are projected on tensors as they are by themselves, and gradients by the transposed map`, () => {
      fc.assert(
        fc.property(fc.array(sample(repIn.dim), { minLength: 1, maxLength: 4 }), fc.integer(), (xs, seed) => {
          const random = rng(seed)
          const found = xs.map((x) => symmetry.of(x)?.labels)
          const draw = () => xs.map(() => Float64Array.from({ length: repOut.dim }, () => random.normal()))
          const [rows, dy] = [draw(), draw()]
          const image = rows.map((row, i) => (found[i] ? projected(found[i], row) : row))
          tf.tidy(() => {
            const flat = (v: readonly Float64Array[]) => tf.tensor2d(v.map((row) => Array.from(row)))
            // where all rows stay, they are no function of themselves
            const map = (v: tf.Tensor) => tf.mul(projectRows(found, v as tf.Tensor2D), 1)
            const values = map(flat(rows)).arraySync() as number[][]
            values.forEach((row, i) => {
              expect(distance(row, image[i]!)).toBeLessThan(1e-5)
            })
            const gradient = tf.grad(map)(flat(rows), flat(dy)).arraySync() as number[][]
            const product = (a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]) =>
              a.reduce((sum, row, i) => sum + Array.from(row).reduce((s, v, k) => s + v * b[i]![k]!, 0), 0)
            expect(product(gradient, rows)).toBeCloseTo(product(dy, image), 3)
          })
        }),
        { seed: 2, numRuns: 15 },
      )
    })

    it(`${name}: answers are symmetric and equivariant, and training ends at the floor or above`, async () => {
      const tensors = tf.memory().numTensors
      const warnings: string[] = []
      const onWarning = (text: string) => warnings.push(text)
      const samples = fc.sample(sample(repIn.dim), { seed: 3, numRuns: 6 })
      const random = rng(4)
      const y = samples.map(() => Float64Array.from({ length: repOut.dim }, () => random.normal()))
      const data = copies({ repIn, repOut, x: samples, y }, 12, 5)
      const model = symmetryBreaker('strict', { repIn, repOut, hidden: 24, layers: 1, seed: 6, onWarning })
      const losses = await model.fit(data.x, data.y, { epochs: 150, learningRate: 0.03 })
      if (repOut.structure !== 'general') {
        const { strictFloor } = audit({ ...data })
        const reached = losses.reduce((least, v) => Math.min(least, v))
        const isWarned = warnings.some((text) => text.startsWith('below the strict floor'))
        expect(reached > strictFloor * (1 - 1e-5) - 1e-9 || isWarned).toBe(true)
      }
      const answers = model.predict(data.x)
      const g = uniformElement(repIn.group, random)
      const moved = model.predict(data.x.map((x) => act(repIn, g, x)))
      data.x.forEach((x, i) => {
        const size = norm(answers[i]!) || 1
        const h = stabilizerOf(repIn, x).randomElement(random)
        expect(distance(act(repOut, h, answers[i]!), answers[i]!)).toBeLessThan(1e-6 * size)
        expect(distance(act(repOut, g, answers[i]!), moved[i]!)).toBeLessThan(1e-3 * size)
      })
      model.dispose()
      expect(tf.memory().numTensors).toBe(tensors)
    })
  }

  it('symmetrize copies of float32 to float64, and project on what exact operations fix', () => {
    const { repIn, x } = benzenes(Math.fround)
    const symmetry = new SampleSymmetry(repIn, repIn, undefined)
    const random = rng(7)
    for (const row of x.slice(0, 5)) {
      const found = symmetry.of(row)!
      const exact = stabilizer(repIn, found.x)
      expect(exact.order).toBe(24n)
      expect(exact.defect).toBeLessThan(1e-13)
      expect(distance(found.x, row)).toBeLessThan(1e-6)
      const fixed = projected(
        found.labels,
        row.map(() => random.normal()),
      )
      for (let k = 0; k < 5; k++) {
        const h = exact.randomElement(random)
        expect(distance(act(repIn, h, fixed), fixed)).toBeLessThan(1e-10)
      }
    }
  })

  it('are told to be below the floor where copies with other labels are', () => {
    const repIn = rep('S(6)', 'V')
    const x = Float64Array.of(1, 2, 3, 4, 5, 6)
    const y = [Float64Array.of(1), Float64Array.of(-1), Float64Array.of(2)]
    const samples = {
      repIn,
      repOut: rep('S(6)', 'T(0)'),
      x: [x, x.slice().reverse(), Float64Array.of(1, 0, 2, 5, 9, 4)],
      y,
      placed: [{ canonical: x }, { canonical: x }, { canonical: x }],
      tolerance: 1e-6,
    }
    expect(belowFloor(0.5, samples)).toContain(
      'a loss of 0.5000, and no equivariant function of these samples has less than 0.6667',
    )
    expect(belowFloor(2 / 3 - 1e-6, samples)).toBeUndefined()
    expect(belowFloor(0.5, { ...samples, y: [y[0]!, y[0]!, y[2]!] })).toBeUndefined()
    const floor = belowFloor(0.5, {
      ...samples,
      repOut: baseRepresentation(shears()),
      repIn: baseRepresentation(shears()),
    })
    expect(floor).toBeUndefined()
  })

  it('by the floor that an audit finds', () => {
    for (const [group, input, output] of [
      ['S(4)', 'V', 'V'],
      ['D(4)', 'V+T(0)', 'V'],
      ['SO(3)', '2*V', 'V'],
      ['O(3)xS(4)', 'V_a*V_b', 'V_a'],
    ] as const) {
      const [repIn, repOut] = [rep(group, input), rep(group, output)]
      const random = rng(7)
      const row = (dim: number) => Float64Array.from({ length: dim }, () => random.int(3) - 1)
      const some = { x: [1, 2, 3].map(() => row(repIn.dim)), y: [1, 2, 3].map(() => row(repOut.dim)) }
      const data = copies({ repIn, repOut, ...some }, 12, 3)
      const labels = data.y.map((y) => y.map((v) => v + random.normal()))
      for (const y of [labels, labels.map((l) => l.map((v) => 1e-200 * v))]) {
        const wanted = audit({ ...data, y: y.map((l) => l.map((v) => v / y[0]![0]!)), tolerance: 1e-6 })
        const unit = y[0]![0]! ** 2
        const found = atOnce(exactLoss({ ...data, y, tolerance: 1e-6 }))
        const floor = unit * wanted.strictFloor * wanted.samples
        expect(Math.abs(found - floor)).toBeLessThanOrEqual(1e-9 * floor)
      }
    }
  })

  it('are told so after training, in one part or in several, and others are not', async () => {
    const { repIn, repOut } = { repIn: rep('S(3)', 'V'), repOut: rep('S(3)', 'T(0)') }
    const x = [Float64Array.of(1, 2, 4), Float64Array.of(2, 4, 1), Float64Array.of(4, 1, 2)]
    const y = [[1], [0], [3]]
    const placing: Placing = { extraDim: 0, answers: 'orbit', place: (canonical) => ({ canonical }) }
    const parts = [
      ['strict', {}],
      ['strict', { batchSize: 2 }],
      ['strict', { loss: (...args: Parameters<typeof squaredError>) => squaredError(...args) }],
      ['augmented', {}],
    ] as const
    const told: boolean[] = []
    for (const [method, more] of parts) {
      const warnings: string[] = []
      const warn = (text: string) => warnings.push(text)
      // a network that is not equivariant does at once what rounding takes long for
      const network = denseNetwork({ inputs: 3, outputs: 1, hidden: 16, layers: 1, seed: 0 })
      const model = new PlacedNetwork(method, network, repIn, repOut, { seed: 0 }, placing, warn)
      await model.fit(x, y, { epochs: 200, learningRate: 0.03, ...more })
      told.push(
        warnings.some((text) => text.startsWith('below the strict floor') && text.endsWith('learning rate')),
      )
      model.dispose()
    }
    expect(told).toEqual([true, true, false, false])
  })

  it('are not told so of parts of the data that have lower floors', async () => {
    const data = benzenes(Math.fround)
    const warnings: string[] = []
    const options = { repIn: data.repIn, repOut: rep('O(3)xS(12)', 'T(0)'), seed: 0 }
    const model = symmetryBreaker('strict', { ...options, onWarning: (text) => warnings.push(text) })
    // one benzene with other labels each time
    const y = data.y.map((_, i) => [i % 2])
    const losses = await model.fit(data.x, y, { epochs: 100, learningRate: 0.01, batchSize: 7 })
    expect(losses.reduce((least, v) => Math.min(least, v))).toBeLessThan(0.24)
    expect(warnings.filter((text) => text.startsWith('below'))).toEqual([])
    model.dispose()
  })

  it('leave inputs as they are that are only nearly symmetric, whatever the tolerance, and those of unknown stabilizers', () => {
    const [V, T] = [rep('Dih(4)', 'V'), rep('SO(3)', 'T(3)')]
    const near = Float64Array.of(1, 1.00001, 1, 1.00001)
    expect(stabilizer(V, near, { tolerance: 1e-3 }).order).toBe(8n)
    const found = new SampleSymmetry(V, V, 1e-3).of(near)!
    expect(Array.from(found.x)).toEqual(Array.from(near))
    const unknown = new SampleSymmetry(T, T, undefined)
    expect(unknown.of(new Float64Array(27))).toBeUndefined()
    expect(unknown.of(new Float64Array(27).fill(1))).toBeUndefined()
    const model = symmetryBreaker('strict', {
      repIn: T,
      repOut: T,
      hidden: 27,
      layers: 0,
      seed: 0,
      onWarning: () => {},
    })
    expect(model.predict([new Float64Array(27).fill(1)])[0]!.length).toBe(27)
    model.dispose()
  })
})

function stabilizerOf(repIn: AnyRepresentation, x: Float64Array) {
  const found = stabilizer(repIn, x)
  return { order: found.order, randomElement: (random: Rng) => found.randomElement(random) }
}
