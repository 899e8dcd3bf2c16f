import { equivariantBasis, type StructuredMap, sparseBasis } from '@buridan/constraints'
import {
  type AnyRepresentation,
  act,
  type Permutation,
  parseRepresentation,
  pointGroup,
  Representation,
  randomElement,
  rng,
  symmetric,
  tensor,
  tensorProduct,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { EquivariantBilinear, emlp, TensorProductNonlinearity } from '../src/index.js'
import { canonicalMaps } from '../src/kernels/canonical-maps.js'
import { entryCount } from '../src/kernels/map-entries.js'
import { productMaps } from '../src/kernels/product-maps.js'

const rep = (group: string, text: string): AnyRepresentation => parseRepresentation(pointGroup(group), text)

describe('products of which there are many', () => {
  it.each(['Cs', 'C2'])(
    'are taken as others are, and what is left out is said: pairs of tensors of %s',
    (group) => {
      const T = rep(group, 'T(2)')
      const { rank } = equivariantBasis(tensorProduct(T, T), T)
      expect(rank).toBe(365)
      const layer = new EquivariantBilinear({ rep: T, seed: 0 })
      const taken = layer.plan.pairs.flatMap((p) => p.targets.map((t) => t.rank))
      const count = taken.reduce((sum, k) => sum + k, 0)
      expect(count).toBeGreaterThan(2)
      expect(layer.leftOut).toEqual([{ left: T, right: T, out: T, why: 'cost', maps: rank - count }])
      // with copies to spare more of them
      const wide = new EquivariantBilinear({ rep: rep(group, '8*T(2)'), seed: 0 })
      expect(wide.leftOut[0]!.maps!).toBeLessThan(rank - count)
      const random = rng(1)
      const x = Array.from({ length: 9 }, () => random.normal())
      const product = new TensorProductNonlinearity({ repIn: T, repOut: T, seed: 0 })
      for (const l of [layer, product]) {
        const answer = (v: ArrayLike<number>) =>
          tf.tidy(() => Array.from((l.apply(tf.tensor2d([Array.from(v)])) as tf.Tensor).dataSync()))
        const g = randomElement(T.group, random)
        const moved = answer(act(T, g, x))
        expect(answer(x).some((v, i) => Math.abs(v - x[i]!) > 1e-3)).toBe(true)
        act(T, g, answer(x)).forEach((v, i) => {
          expect(moved[i]).toBeCloseTo(v, 4)
        })
        l.dispose()
      }
    },
  )

  it('come after those that are known to be out of reach', () => {
    const { leftOut } = new EquivariantBilinear({ rep: rep('Cs', '12*T(0)+9*V+2*T(2)'), seed: 0 })
    expect(leftOut.map((p) => [p.left.text, p.right.text, p.out.text, p.why])).toEqual([
      ['T(2)', 'T(2)', 'T(2)', 'cost'],
    ])
  })

  it('are none for models of the first versions, which had none', () => {
    const T = rep('Cs', 'T(2)')
    expect(new EquivariantBilinear({ rep: T, choice: 1 }).plan.weightCount).toBe(0)
  })

  it('are none where there is none, and where all are too large it is said', () => {
    const of = (group: string, from: string, to: string) => () =>
      new TensorProductNonlinearity({ repIn: rep(group, from), repOut: rep(group, to) })
    expect(of('Ci', 'V', 'V')).toThrow('there are no products of summands of V that go to V')
    const large =
      'the products of summands of T(3) that go to T(3) are all too large to be taken; give smaller summands'
    expect(of('C2v', 'T(3)', 'T(3)')).toThrow(large)
  })
})

const P = tensor(symmetric(4), 1)

/** Permutations of coordinates, in other coordinates if given, with noise that is a function of the element. */
function noisy(e: number): Representation {
  return new (class extends Representation {
    constructor() {
      super(P.group, 4, 'general', `noisy${e}`)
    }
    override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
      P.applyInto(g, x, xo, out, oo)
      if (g.every((v, i) => v === i)) return
      const k = g.reduce((sum, v, i) => sum + v * (i + 1) ** 2, 0)
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) {
          out[oo + i]! += e * Math.sin(1 + 1.3 * k + 5 * i + 7.1 * j) * x[xo + j]!
        }
      }
    }
  })()
}

describe('rounding', () => {
  it('of a representation changes no choice: layers and their products are the same', () => {
    const chosen = (e: number) => {
      const repIn = noisy(e)
      const model = emlp({ repIn, repOut: P, hidden: 16, layers: 1, seed: 0, onWarning: () => {} })
      const layer = new EquivariantBilinear({ rep: repIn, seed: 0 })
      const { pairs, cost } = layer.plan
      const said = [
        model.parameterCount,
        pairs.map((p) => [p.channels, p.targets.map((t) => t.rank), p.entries.row.length, [...p.first]]),
        cost,
        layer.leftOut.map((p) => [p.why, p.maps]),
      ]
      model.dispose()
      return said
    }
    const exact = chosen(0)
    for (const e of [1e-13, 1e-12, 1e-11, 1e-10, 1e-9, 3e-9, 1e-8]) expect(chosen(e), `${e}`).toEqual(exact)
  })

  it('changes no basis that is of the space alone: nor does what spans it', () => {
    const maps = productMaps(P, P, P)
    const canonical = canonicalMaps(maps)
    // the orbits of triples
    expect(canonical.map((m) => entryCount(m)).sort((a, b) => a - b)).toEqual([4, 12, 12, 12, 24])
    const random = rng(3)
    const mixed = maps.map((): StructuredMap => {
      const values = new Float64Array(64)
      for (const m of maps) {
        const weight = random.normal()
        m.forEach((i, j, v) => {
          values[i * 16 + j]! += weight * v + 1e-9 * random.normal()
        })
      }
      return {
        ...maps[0]!,
        rows: 4,
        cols: 16,
        nonzeros: 64,
        forEach: (visit) => values.forEach((v, e) => visit(Math.floor(e / 16), e % 16, v)),
      }
    })
    const again = canonicalMaps(mixed)
    expect(again.length).toBe(5)
    again.forEach((map, k) => {
      expect(map.nonzeros).toBeGreaterThanOrEqual(canonical[k]!.nonzeros)
      expect(entryCount(map)).toBe(entryCount(canonical[k]!))
      const x = Float64Array.from({ length: 16 }, () => random.normal())
      const y = Float64Array.from({ length: 4 }, () => random.normal())
      const [ours, theirs] = [map, canonical[k]!].map((m) => {
        const [forward, back] = [new Float64Array(4), new Float64Array(16)]
        m.applyInto(2, x, 0, forward, 0)
        m.applyTransposeInto(2, y, 0, back, 0)
        return [...forward, ...back]
      }) as [number[], number[]]
      ours.forEach((v, i) => {
        expect(v).toBeCloseTo(theirs[i]!, 6)
      })
    })
    expect(canonicalMaps([])).toEqual([])
    // a map and itself are one: nothing tells them apart
    expect(canonicalMaps([maps[0]!, maps[0]!]).length).toBe(2)
  })

  it('is not counted among the entries of a map', () => {
    const entries = [1, 1e-12, -0.5, 1e-9]
    const map = {
      ...sparseBasis(P, P)![0]!,
      forEach: (visit: (i: number, j: number, v: number) => void) =>
        entries.forEach((v, j) => visit(0, j, v)),
    }
    expect(entryCount(map)).toBe(2)
  })
})
