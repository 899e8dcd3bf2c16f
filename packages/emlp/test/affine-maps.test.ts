import { affineBasis, fixedBasis, fixedSpace } from '@buridan/constraints'
import {
  type AnyRepresentation,
  act,
  normalizer,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  type Representation,
  randomElement,
  restrict,
  rng,
  subgroup,
  subgroupClasses,
  trivial,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { AffineMaps, EquivariantLinear } from '../src/index.js'
import { mixByGraph } from '../src/kernels/mixing-graph.js'

const rep = (group: string, text: string): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)

const normal = (count: number, seed: number) => {
  const random = rng(seed)
  return Float32Array.from({ length: count }, () => random.normal())
}

/** W, rows of dim ρ_out numbers, and b. */
function written(maps: AffineMaps, weights: Float32Array): { w: number[][]; b: number[] } {
  return tf.tidy(() => {
    const { kernel, bias } = maps.toDense(tf.tensor1d(weights))
    return { w: tf.transpose(kernel).arraySync() as number[][], b: Array.from(bias.dataSync()) }
  })
}

const times = (w: number[][], x: ArrayLike<number>) =>
  w.map((row) => row.reduce((sum, v, j) => sum + v * x[j]!, 0))

function expectNear(a: ArrayLike<number>, b: ArrayLike<number>, within = 1e-4): void {
  expect(a.length).toBe(b.length)
  const size = Math.max(1, ...Array.from(b, Math.abs))
  Array.from(a).forEach((v, i) => expect(Math.abs(v - b[i]!)).toBeLessThan(within * size))
}

const cases: [string, string, string][] = [
  ['S(4)', '2*T(2)+V', 'T(2)+V+T(0)'],
  ['Oh', '3*T(0)+2*V', 'V+T(2)+T(0)'],
  ['Dih(4)', 'V+R', 'R+T(0)'],
  ['SO(3)', 'T(0)+2*V', 'T(2)+V'],
  ['Sp(1)', '(V+T(0))*(V+T(0))', 'V+T(2)'],
  ['Z(4)', 'V', 'Alt(V,4)'],
]

describe('affine maps', () => {
  it.each(cases)('of %s, %s → %s, are all equivariant ones', (group, a, b) => {
    const [repIn, repOut] = [rep(group, a), rep(group, b)]
    const maps = new AffineMaps({ repIn, repOut })
    const all = affineBasis(repIn, repOut)
    expect(maps.weightCount).toBe(all.rank)
    expect(new AffineMaps({ repIn, repOut, useBias: false }).weightCount).toBe(all.linear.rank)
    const weights = normal(maps.weightCount, 3)
    const { w, b: bias } = written(maps, weights)
    const g = randomElement(repIn.group, rng(4))
    const x = Float64Array.from(normal(repIn.dim, 5))
    const y = Float64Array.from(times(w, x), (v, i) => v + bias[i]!)
    const moved = times(w, act(repIn, g, x)).map((v, i) => v + bias[i]!)
    expectNear(moved, act(repOut, g, y))
  })

  it.each(cases)(
    'of %s, %s → %s, by kernels, by graph and written out are the same, with gradients',
    async (group, a, b) => {
      // the graph, as on webgl: cpu has every operation of it
      await tf.setBackend('cpu')
      const [repIn, repOut] = [rep(group, a), rep(group, b)]
      const maps = new AffineMaps({ repIn, repOut })
      const weights = normal(maps.weightCount, 1)
      const before = tf.memory().numTensors
      tf.tidy(() => {
        const [x, w] = [tf.tensor2d(normal(3 * repIn.dim, 2), [3, repIn.dim]), tf.tensor1d(weights)]
        const ways = [
          (r: tf.Tensor, c: tf.Tensor) => maps.apply(r as tf.Tensor2D, c as tf.Tensor1D),
          (r: tf.Tensor, c: tf.Tensor) => mixByGraph(maps.plan, r as tf.Tensor2D, c as tf.Tensor1D),
          (r: tf.Tensor) => {
            const { kernel, bias } = maps.toDense(w)
            return tf.add(tf.matMul(r as tf.Tensor2D, kernel), bias)
          },
        ]
        const values = ways.map((way) => way(x, w).dataSync())
        expectNear(values[1]!, values[0]!)
        expectNear(values[2]!, values[0]!)
        const [one, other] = ways.slice(0, 2).map((way) =>
          tf
            .grads((r, c) => tf.sum(tf.pow(way(r!, c!), 3)))([x, w])
            .map((t) => t.dataSync()),
        )
        one!.forEach((gradient, k) => expectNear(other![k]!, gradient))
      })
      expect(tf.memory().numTensors).toBe(before)
      await tf.setBackend('wasm')
    },
  )

  it('are those of a linear layer, with its start', () => {
    const V = rep('Oh', '3*T(0)+2*V')
    const layer = new EquivariantLinear({ repIn: V, repOut: V, seed: 7 })
    tf.tidy(() => {
      layer.apply(tf.zeros([1, V.dim]))
    })
    const maps = new AffineMaps({ repIn: V, repOut: V })
    expect(layer.getWeights()[0]!.dataSync()).toEqual(maps.start(7))
    expect(maps.start(7)).not.toEqual(maps.start(8))
    layer.dispose()
  })

  it('start with the variance that is asked for, of maps and of biases', () => {
    const [repIn, repOut] = [rep('Oh', '3*T(0)+4*V+T(2)'), rep('Oh', '2*T(0)+2*T(2)')]
    const mean = (size: number, biasDeviation: number) => {
      const maps = new AffineMaps({ repIn, repOut, biasDeviation })
      let [ofMaps, ofBias] = [0, 0]
      for (let seed = 0; seed < 200; seed++) {
        const { w, b } = written(maps, maps.start(seed, size))
        ofMaps += w.flat().reduce((sum, v) => sum + v * v, 0) / (200 * repOut.dim)
        // of a matrix the multiples of 1 are fixed: three coordinates of nine, which have its whole variance
        ofBias += b.reduce((sum, v) => sum + v * v, 0) / (200 * repOut.dim)
      }
      return [ofMaps, ofBias]
    }
    const [maps, none] = mean(1, 0)
    expect(maps).toBeGreaterThan(0.85)
    expect(maps).toBeLessThan(1.15)
    expect(none).toBe(0)
    const [half, biases] = mean(0.5, 2)
    expect(Math.abs(half! - 0.25)).toBeLessThan(0.04)
    expect(Math.abs(biases! - 1)).toBeLessThan(0.25)
    expect(mean(0, 1)).toEqual([0, 0])
  })

  it('refuse what does not fit', () => {
    const V = rep('S(3)', 'V')
    const maps = new AffineMaps({ repIn: V, repOut: V })
    tf.tidy(() => {
      const [x, w] = [tf.zeros([2, 3]) as tf.Tensor2D, tf.zeros([3]) as tf.Tensor1D]
      expect(() => maps.apply(tf.zeros([2, 4]), w)).toThrow(/x is \[2, 4\]; it must be \[batch, 3\] for V/)
      expect(() => maps.apply(x, tf.zeros([4]))).toThrow(/weights is \[4\]; it must be \[3\]/)
      expect(() => maps.toDense(tf.zeros([1]))).toThrow(/weights is \[1\]/)
    })
    expect(() => new AffineMaps({ repIn: V, repOut: rep('S(4)', 'V') })).toThrow(/S\(4\)/)
    expect(() => new AffineMaps({ repIn: V, repOut: V, biasDeviation: -1 })).toThrow(/biasDeviation is -1/)
    expect(() => maps.start(0, Number.NaN)).toThrow(/size is NaN/)
    const lie = rep('SO(3)', 'V')
    const trivialOne = subgroup(parseGroup('S(3)'), [])
    expect(
      () => new AffineMaps({ repIn: lie, repOut: lie, on: { fixed: trivialOne, under: trivialOne } }),
    ).toThrow(/finite/)
  })
})

describe('affine maps of what a subgroup fixes', () => {
  it.each([
    ['Dih(4)', '2*V+T(0)', 'V+R'],
    ['Oh', '2*T(0)+V+T(2)', 'V+T(2)'],
    ['D(3)', 'V+R', 'T(2)'],
    ['A(4)', 'T(2)', 'V+T(0)'],
  ])('of %s, %s → %s, are all that K allows, and vanish off them', (name, a, b) => {
    const group = parseGroup(name)
    const [repIn, repOut]: Representation[] = [parseRepresentation(group, a), parseRepresentation(group, b)]
    for (const c of subgroupClasses(group).classes) {
      const fixed = c.representative.group
      for (const under of [
        c.supplement.subgroup.group,
        normalizer(c.representative).group,
        subgroup(group, []),
      ]) {
        const on = { fixed, under }
        const maps = new AffineMaps({ repIn: repIn!, repOut: repOut!, on })
        expect(maps.weightCount).toBe(
          fixedBasis(repIn!, repOut!, on).rank + fixedBasis(trivial(group), repOut!, on).rank,
        )
        const { w, b: bias } = written(maps, normal(maps.weightCount, 3))
        const space = fixedSpace(restrict(repIn!, fixed))
        const x = Float64Array.from(normal(repIn!.dim, 4))
        const p = space.project(x)
        expectNear(times(w, p), times(w, x))
        for (const k of under.generators) {
          expectNear(times(w, repIn!.apply(k, p)), repOut!.apply(k, times(w, p)))
          expectNear(repOut!.apply(k, bias), bias)
        }
      }
    }
  })
})
