import {
  act,
  automorphisms,
  elementsOf,
  graph,
  parseAnyGroup,
  parseRepresentation,
  type Representation,
  rng,
  stabilizer,
  UnsupportedError,
  uniformElement,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LabelOrbit, stabilizerLoss } from '../src/index.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)
const squared = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0)

function bruteForce(
  repIn: Representation,
  repOut: Representation,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  prediction: ArrayLike<number>,
) {
  const list = elementsOf(repIn.group)
  const { members } = stabilizer(repIn, x)
  return Math.min(...Array.from(members, (h) => squared(repOut.apply(list.at(h), y), prediction)))
}

describe('the nearest of the labels that are as good as one', () => {
  it('is that of going through the stabilizer, or no nearer where it says it may not be', () => {
    const methods = new Set<string>()
    fc.assert(
      fc.property(
        fc.constantFrom('S(5)', 'S(3)xS(4)', 'S(3) wr Z(2)', 'Dih(6)', 'B(3)', 'S(7)'),
        fc.constantFrom('1', '2', 'pairs'),
        fc.constantFrom(1, 1024),
        fc.nat(2),
        fc.nat(10_000),
        (group, kind, limit, kinds, seed) => {
          const product = group.includes('x')
          const one = product ? 'V_a+V_b' : 'V'
          const repIn = rep(group, one) as Representation
          const text = kind === '1' ? one : kind === '2' ? `2*(${one})+T(0)` : product ? 'V_a*V_b' : 'T(2)'
          const repOut = rep(group, text) as Representation
          const random = rng(seed)
          const x = new Float64Array(repIn.dim).map(() => random.int(kinds + 1))
          const y = new Float64Array(repOut.dim).map(() => random.normal())
          const prediction = new Float64Array(repOut.dim).map(() => random.normal())
          const orbit = new LabelOrbit({ repIn, repOut, x, y, limit })
          methods.add(`${orbit.method} ${orbit.exact}`)
          const { label, squaredDistance } = orbit.nearest(prediction)
          expect(squared(label, prediction)).toBeCloseTo(squaredDistance, 9)
          expect(bruteForce(repIn, repOut, x, label, y)).toBeLessThan(1e-18)
          const least = bruteForce(repIn, repOut, x, y, prediction)
          if (orbit.exact) expect(squaredDistance).toBeCloseTo(least, 9)
          else expect(squaredDistance).toBeGreaterThan(least - 1e-9)
          expect(squaredDistance).toBeLessThanOrEqual(squared(y, prediction) + 1e-9)
        },
      ),
      { seed: 5, numRuns: 150 },
    )
    expect([...methods].sort()).toEqual(['factors false', 'factors true', 'listing true'])
  })

  it('is assigned where the stabilizer cannot be listed: sets, and molecules with methyl groups', () => {
    const V = rep('S(60)', '2*V')
    const random = rng(1)
    const y = Float64Array.from({ length: 120 }, () => random.normal())
    const orbit = new LabelOrbit({ repIn: rep('S(60)', 'V'), repOut: V, x: new Float64Array(60).fill(1), y })
    expect([orbit.method, orbit.exact]).toEqual(['factors', true])
    const g = uniformElement(V.group, random)
    const noisy = act(V, g, y).map((v) => v + 1e-3 * random.normal())
    expect(orbit.nearest(noisy).squaredDistance).toBeLessThan(4e-4)

    // neopentane's hydrogens: four methyl groups, three alike in each and the groups alike: S₃ wr S₄
    const edges: [number, number][] = [1, 2, 3, 4].flatMap((c) => [
      [0, c],
      ...[0, 1, 2].map((h): [number, number] => [c, 5 + 3 * (c - 1) + h]),
    ]) as [number, number][]
    const T2 = rep('S(17)', 'T(2)') as Representation
    const x = new Float64Array(289)
    for (const [u, v] of edges) x[u * 17 + v] = x[v * 17 + u] = 1
    expect(automorphisms(graph({ n: 17, edges })).order).toBe(31104n)
    const labels = Float64Array.from({ length: 17 }, () => random.normal())
    const hydrogens = new LabelOrbit({ repIn: T2, repOut: rep('S(17)', 'V'), x, y: labels })
    const h = stabilizer(T2, x).randomElement(random)
    const moved = act(rep('S(17)', 'V'), h, labels)
    const found = hydrogens.nearest(moved)
    // descended: an upper bound
    expect(hydrogens.exact).toBe(false)
    expect(found.squaredDistance).toBeLessThanOrEqual(squared(labels, moved))
  })

  it('is aligned in space: turned, mirrored and permuted points are found', () => {
    for (const [group, parts] of [
      ['O(3)xS(7)', 'V_a*V_b+V_b'],
      ['S(7)xSO(3)', 'V_a*V_b+V_b'],
      ['O(3)', '4*V'],
    ] as const) {
      const repOut = rep(group, parts)
      const repIn = rep(group, '2*T(0)')
      const random = rng(4)
      const y = Float64Array.from({ length: repOut.dim }, () => random.normal())
      const orbit = new LabelOrbit({ repIn, repOut, x: [1, 2], y })
      expect([orbit.method, orbit.exact, orbit.count]).toEqual(['alignment', false, undefined])
      for (let k = 0; k < 10; k++) {
        const moved = act(repOut, uniformElement(repOut.group, random), y).map(
          (v) => v + 1e-3 * random.normal(),
        )
        expect(orbit.nearest(moved).squaredDistance).toBeLessThan(1e-4)
      }
    }
  })

  it('is aligned under all of the group alone, not under as many dimensions of it', () => {
    // what keeps the input of O(4) is an O(3), which leaves the first number of a label as it is
    for (const group of ['O(4)', 'SO(4)']) {
      const V = rep(group, 'V')
      expect(() => new LabelOrbit({ repIn: V, repOut: V, x: [1, 0, 0, 0], y: [1, 2, 0, 0] })).toThrow(
        UnsupportedError,
      )
    }
    // what keeps a pseudoscalar are rotations, and a label of the other hand is none of the labels
    const hand = { repIn: rep('O(3)', 'pseudo'), repOut: rep('O(3)', '3*V'), x: [1] }
    expect(() => new LabelOrbit({ ...hand, y: [1, 0, 0, 0, 2, 0, 0, 0, 3] })).toThrow(UnsupportedError)
    const plane = rep('O(2)xS(3)', 'V_a*V_b')
    const whole = new LabelOrbit({
      repIn: plane,
      repOut: plane,
      x: new Float64Array(6),
      y: [1, 2, 3, 0, 0, 1],
    })
    expect(whole.method).toBe('alignment')
    expect(whole.nearest([1, 0, 0, 3, 2, 1]).squaredDistance).toBeLessThan(1e-9)
  })

  it('refuses bad input and what is not gone through', () => {
    const V = rep('S(3)', 'V')
    expect(() => new LabelOrbit({ repIn: V, repOut: V, x: [1, 1, 1], y: [1] })).toThrow(/3/)
    expect(() => new LabelOrbit({ repIn: V, repOut: V, x: [1, 1, 1], y: [1, 0, 0], limit: 0 })).toThrow(
      /limit/,
    )
    const orbit = new LabelOrbit({ repIn: V, repOut: V, x: [1, 1, 1], y: [1, 0, 0] })
    expect(() => orbit.nearest([1, Number.NaN, 0])).toThrow(/NaN/)
    const axial = { repIn: rep('O(3)', 'V'), repOut: rep('O(3)', 'V'), x: [0, 0, 1], y: [1, 0, 0] }
    expect(() => new LabelOrbit(axial)).toThrow(UnsupportedError)
  })
})

describe('the stabilizer loss', () => {
  it('has the gradient of its nearest labels, listed or searched', () => {
    const V = rep('S(5)', 'V')
    const random = rng(2)
    const y = [Array.from({ length: 5 }, () => random.normal())]
    const x = [[1, 1, 1, 1, 1]]
    for (const limit of [1, 1024]) {
      const loss = stabilizerLoss({ repIn: V, repOut: V, x, y, limit })
      expect([loss.exact, loss.orbits[0]!.method]).toEqual([true, limit === 1 ? 'factors' : 'listing'])
      const at = Array.from({ length: 5 }, () => random.normal())
      const { label } = loss.orbits[0]!.nearest(at)
      tf.tidy(() => {
        const batch = {
          indices: [0],
          inputs: tf.tensor2d(x),
          labels: tf.tensor2d(y),
          random: rng(0),
          progress: 0,
        }
        const { value, grad } = tf.valueAndGrad((p) => loss(p as tf.Tensor2D, batch))(tf.tensor2d([at])) as {
          value: tf.Tensor
          grad: tf.Tensor
        }
        expect(value.dataSync()[0]).toBeCloseTo(squared(at, label), 4)
        grad.dataSync().forEach((g, i) => expect(g).toBeCloseTo(2 * (at[i]! - label[i]!), 4))
      })
    }
  })

  it('is the squared error where no input has a symmetry', () => {
    const V = rep('S(3)', 'V')
    const [x, y] = [[[1, 2, 3]], [[1, 0, 0]]]
    const loss = stabilizerLoss({ repIn: V, repOut: V, x, y })
    tf.tidy(() => {
      const batch = {
        indices: [0],
        inputs: tf.tensor2d(x),
        labels: tf.tensor2d(y),
        random: rng(0),
        progress: 0,
      }
      expect(loss(tf.tensor2d([[0, 2, 0]]), batch).dataSync()[0]).toBe(5)
    })
  })

  it('refuses rows that are fitted and that it was not made of', () => {
    const V = rep('S(3)', 'V')
    const loss = stabilizerLoss({ repIn: V, repOut: V, x: [[1, 2, 3]], y: [[1, 0, 0]] })
    tf.tidy(() => {
      const inputs = tf.tensor2d([[1, 1, 1]])
      const batch = { indices: [1], inputs, labels: inputs, random: rng(0), progress: 0 }
      expect(() => loss(inputs, batch)).toThrow(/of 1 rows, and row 1 is fitted/)
    })
  })

  it('refuses rows that do not pair up', () => {
    const V = rep('S(3)', 'V')
    expect(() => stabilizerLoss({ repIn: V, repOut: V, x: [[1, 1, 1]], y: [] })).toThrow(/y/)
  })
})
