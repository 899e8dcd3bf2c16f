import { sparseBasis } from '@buridan/constraints'
import {
  type AnyRepresentation,
  act,
  alternatingPower,
  directSum,
  matrixRepresentation,
  multiple,
  parseAnyGroup,
  parseRepresentation,
  pointGroup,
  randomElement,
  rng,
  symmetric,
  tensor,
  tensorProduct,
  trivial,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { inTurn } from '../../../conformance/in-turn.js'
import {
  EquivariantBilinear,
  emlp,
  InvariantPooling,
  TensorProductNonlinearity,
  uniformRepresentation,
} from '../src/index.js'

const rep = (group: string, text: string): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)

/** The determinant, made in three ways. */
const SIGNS: Readonly<Record<string, AnyRepresentation>> = {
  'signed[[-1]], V': rep('signed[[-1]]', 'V'),
  'O(1), V': rep('O(1)', 'V'),
  'O(1), three indices': rep('O(1)', 'T(3)'),
  'O(1) of a product': rep('O(1)xO(3)', 'V_a'),
  'the determinant of Oh': alternatingPower(tensor(pointGroup('Oh'), 1), 3),
  'the sign of S(3) by matrices': matrixRepresentation(
    symmetric(3),
    symmetric(3).generators.map((g) => [[parity(g)]]),
  ),
  'the sign of S(4) as a power': alternatingPower(tensor(symmetric(4), 1), 4),
}

function parity(g: ArrayLike<number>): number {
  let sign = 1
  for (let i = 0; i < g.length; i++) for (let j = 0; j < i; j++) if (g[j]! > g[i]!) sign = -sign
  return sign
}

describe('representations of dimension one that are not trivial', () => {
  it.each(inTurn(Object.entries(SIGNS)))('%s: the square of x is learned', async (_, sign) => {
    const scalar = trivial(sign.group) as AnyRepresentation
    const x = Array.from({ length: 41 }, (_, i) => [(i - 20) / 10])
    const y = x.map(([v]) => [v! * v!])
    const hidden = directSum(multiple(16, scalar), multiple(16, sign)) as AnyRepresentation
    const model = emlp({ repIn: sign, repOut: scalar, hidden, layers: 2, seed: 0 })
    const losses = await model.fit(x, y, { epochs: 300, learningRate: 0.02 })
    // what an invariant function without products comes to is the variance of the labels, 1.56
    expect(losses.at(-1)).toBeLessThan(0.02)
    for (const v of [0.37, 1.52]) {
      const [plus, minus] = model.predict([[v], [-v]])
      expect(plus![0]).toBeCloseTo(minus![0]!, 4)
      expect(Math.abs(plus![0]! - v * v)).toBeLessThan(0.3)
    }
    model.dispose()
  })

  it.each(Object.entries(SIGNS))('%s: products and norms of it are taken, of trivial ones not', (_, sign) => {
    const scalar = trivial(sign.group) as AnyRepresentation
    const product = new TensorProductNonlinearity({ repIn: sign, repOut: scalar, seed: 0 })
    expect(product.computeOutputShape([null, 1])).toEqual([null, 1])
    expect(() => new TensorProductNonlinearity({ repIn: scalar, repOut: scalar })).toThrow(/no product/)
    const layer = new EquivariantBilinear({ rep: directSum(scalar, sign) as AnyRepresentation, seed: 0 })
    // sign · sign → trivial is the only one there is
    expect(layer.plan.pairs.map((p) => [p.left, p.right, p.targets.map((t) => t.out)])).toEqual([[1, 1, [0]]])
    expect(new InvariantPooling({ rep: sign }).repOut.dim).toBe(1)
    expect(
      new InvariantPooling({ rep: directSum(multiple(2, sign), scalar) as AnyRepresentation }).repOut.dim,
    ).toBe(3)
  })

  it('are multiplied with others: the determinant of Oh times three vectors', async () => {
    const V = tensor(pointGroup('Oh'), 1)
    const det = SIGNS['the determinant of Oh']!
    const repIn = directSum(det, V) as AnyRepresentation
    const pseudo = alternatingPower(V, 2) as AnyRepresentation
    const layer = new TensorProductNonlinearity({ repIn, repOut: pseudo, seed: 0 })
    expect(layer.computeOutputShape([null, 4])).toEqual([null, 3])
    const model = emlp({
      repIn,
      repOut: pseudo,
      hidden: directSum(repIn, multiple(4, pseudo), multiple(4, V)) as AnyRepresentation,
      layers: 2,
      seed: 1,
    })
    const random = rng(2)
    const x = Array.from({ length: 32 }, () => Array.from({ length: 4 }, () => random.normal()))
    // d·v is a pseudovector, as Λ²V is; the map between them is the only one there is
    const [map] = sparseBasis(tensorProduct(det, V), pseudo)!
    const labels = x.map((row) => {
      const out = new Float64Array(3)
      map!.applyInto(
        1,
        Float64Array.from(row.slice(1), (v) => v * row[0]!),
        0,
        out,
        0,
      )
      return out
    })
    const losses = await model.fit(x, labels, { epochs: 300, learningRate: 0.02 })
    expect(losses.at(-1)).toBeLessThan(0.05 * losses[0]!)
    const y = model.predict(x)
    for (let k = 0; k < 4; k++) {
      const g = randomElement(repIn.group, random)
      model.predict(x.map((row) => act(repIn, g, row))).forEach((moved, i) => {
        act(pseudo, g, y[i]!).forEach((v, j) => {
          expect(moved[j]).toBeCloseTo(v, 4)
        })
      })
    }
    model.dispose()
  })

  it('are in the hidden representation chosen for a number of channels', async () => {
    expect(uniformRepresentation(parseAnyGroup('signed[[-1]]'), 16).text).toBe('8*T(0)+8*V')
    expect(uniformRepresentation(parseAnyGroup('O(1)'), 7).text).toBe('4*T(0)+3*V')
    // phases are not trivial either
    expect(uniformRepresentation(parseAnyGroup('U(1)'), 8).text).toBe('4*T(0)+4*V')
    // SO(1) and the trivial group have nothing but scalars
    expect(uniformRepresentation(parseAnyGroup('SO(1)'), 16).text).toBe('16*T(0)')
    expect(uniformRepresentation(parseAnyGroup('Trivial(1)'), 16).dim).toBe(16)
    const V = rep('O(1)', 'V')
    const model = emlp({ repIn: V, repOut: rep('O(1)', 'T(0)'), hidden: 16, layers: 1, seed: 0 })
    const [a, b] = model.predict([[1], [2]])
    expect(Math.abs(a![0]! - b![0]!)).toBeGreaterThan(1e-4)
    model.dispose()
  })
})
