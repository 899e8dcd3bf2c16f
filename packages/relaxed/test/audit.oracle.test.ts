import {
  cyclic,
  matrixRepresentation,
  parseGroup,
  parseRepresentation,
  rng,
  symmetric,
  tensor,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { conformanceText } from '../../../conformance/read.js'
import { audit } from '../src/index.js'

interface DataSet {
  group: string
  repIn: string
  repOut: string
  x: number[][]
  y: number[][]
  order: number
  expected: Record<
    'samples' | 'symmetric' | 'orbits' | 'strictFloor' | 'price' | 'disagreement' | 'labelVariance',
    number
  >
}

describe('the audit, against brute force', () => {
  it.each(['d4-plane', 'dih4', 'oh-mixed', 'oh-vector'])('%s', (name) => {
    const data = JSON.parse(conformanceText(`audit/${name}.json`)) as DataSet
    const group = parseGroup(data.group)
    expect(Number(group.order)).toBe(data.order)
    const { x, y } = data
    const report = audit({
      x,
      y,
      repIn: parseRepresentation(group, data.repIn),
      repOut: parseRepresentation(group, data.repOut),
    })
    for (const [field, value] of Object.entries(data.expected)) {
      expect(Math.abs((report as unknown as Record<string, number>)[field]! - value), field).toBeLessThan(
        1e-8,
      )
    }
    expect(report.orbitTypes.reduce((sum, t) => sum + t.price, 0)).toBeCloseTo(report.price, 12)
    expect(report.orbitTypes.reduce((sum, t) => sum + t.samples, 0)).toBe(report.samples)
    const prices = report.worst.map((w) => w.price)
    expect(prices).toEqual([...prices].sort((a, b) => b - a))
  })

  it('gives advice that fits the figures', () => {
    const V = tensor(cyclic(2), 1)
    const advice = (x: number[][], y: number[][]) => audit({ x, y, repIn: V, repOut: V }).advice
    expect(advice([[1, 2]], [[3, 4]])).toBe(
      "No sample is symmetric: an equivariant model loses nothing to Curie's principle. No two samples are copies. It is not known whether the labels are a smooth function of the inputs: 0 pairs of samples can be compared, and 20 are needed.",
    )
    expect(
      advice(
        [
          [1, 2],
          [2, 1],
        ],
        [
          [3, 4],
          [3, 4],
        ],
      ),
    ).toMatch(
      /No sample is symmetric.*Labels of copies disagree: a mean square of 0\.5 .*check the labels of samples 0, 1 first/,
    )
    expect(advice([[1, 1]], [[2, 2]])).toMatch(/as symmetric as their inputs/)
    expect(advice([[1, 1]], [[2, 0]])).toMatch(/better than a constant does \(price 2, label variance 0\)/)
    expect(
      advice(
        [
          [1, 1],
          [1, 2],
        ],
        [
          [2, 0],
          [9, 9],
        ],
      ),
    ).toMatch(/can fit \d.* % .*because of 1 symmetric sample with/)
  })

  it('advises nothing to labels that are a function of inputs, and says what others hang on', () => {
    const V = tensor(symmetric(4), 1)
    const random = rng(12)
    const x = Array.from({ length: 300 }, (_, i) => {
      const near = 10 ** (-4 * random.float())
      return [1, 1 + (i % 2) * near * random.float(), 2 + random.float(), 3]
    })
    const sine = x.map((row) => row.map((v) => Math.sin(v)))
    const smooth = audit({ x, y: sine, repIn: V, repOut: V })
    expect(smooth.advice).not.toMatch(/break|disagree|no model|hangs/)
    expect([smooth.verdict, smooth.disagreement]).toEqual(['level', 0])
    expect(smooth.price).toBeLessThan(1e-24)
    // a coin for each sample, whatever its input
    const coin = audit({ x, y: x.map(() => new Array(4).fill(random.int(2))), repIn: V, repOut: V })
    expect([coin.verdict, coin.advice]).toEqual([
      'grows',
      expect.stringMatching(/differ however near samples are/),
    ])
  })

  it('is the same after moving every sample along its orbit', () => {
    const data = JSON.parse(conformanceText('audit/oh-mixed.json')) as DataSet
    const group = parseGroup(data.group)
    const [repIn, repOut] = [parseRepresentation(group, data.repIn), parseRepresentation(group, data.repOut)]
    const random = rng(1)
    const moved = data.x.map((row, i) => {
      const g = group.generators[random.int(group.generators.length)]!
      return { x: repIn.apply(g, row), y: repOut.apply(g, data.y[i]!) }
    })
    const report = audit({ x: moved.map((m) => m.x), y: moved.map((m) => m.y), repIn, repOut })
    expect(report.strictFloor).toBeCloseTo(data.expected.strictFloor, 9)
    expect(report.price).toBeCloseTo(data.expected.price, 9)
  })

  it('tells orbits apart for a representation that is not orthogonal', () => {
    const G = cyclic(2)
    const skew = matrixRepresentation(G, [
      [
        [1, 1],
        [0, -1],
      ],
    ])
    const V = tensor(G, 1)
    const x = [
      [1, 2],
      [3, -2],
      [0.5, 2],
      [2.5, -2],
    ]
    const report = audit({
      x,
      y: [
        [1, 0],
        [0, 1],
        [1, 0],
        [0, 1],
      ],
      repIn: skew,
      repOut: V,
    })
    expect([report.orbits, report.symmetric]).toEqual([2, 0])
    expect(report.strictFloor).toBe(0)
    expect(report.advice).toMatch(/No sample is symmetric/)
  })

  it('scales with the data, however large or small', () => {
    const data = JSON.parse(conformanceText('audit/dih4.json')) as DataSet
    const group = parseGroup(data.group)
    const rep = parseRepresentation(group, 'V')
    for (const scale of [1e-200, 1e-3, 1e5, 1e200]) {
      const x = data.x.map((row) => row.map((v) => v * scale))
      const report = audit({ x, y: data.y, repIn: rep, repOut: rep })
      expect([report.orbits, report.symmetric]).toEqual([data.expected.orbits, data.expected.symmetric])
      expect(report.strictFloor).toBeCloseTo(data.expected.strictFloor, 8)
    }
    const huge = data.y.map((row) => row.map((v) => v * 1e200))
    expect(() => audit({ x: data.x, y: huge, repIn: rep, repOut: rep })).toThrow(/overflow/)
  })

  it('refuses what it cannot audit', () => {
    const G = cyclic(2)
    const V = tensor(G, 1)
    const skew = matrixRepresentation(G, [
      [
        [1, 1],
        [0, -1],
      ],
    ])
    expect(() => audit({ x: [], y: [], repIn: V, repOut: V })).toThrow(/x is empty/)
    expect(() => audit({ x: [[1, 2]], y: [], repIn: V, repOut: V })).toThrow(/1 rows and y 0/)
    expect(() => audit({ x: [[1, 2, 3]], y: [[1, 2]], repIn: V, repOut: V })).toThrow(/x\[0\] has 3/)
    expect(() => audit({ x: [[1, Number.NaN]], y: [[1, 2]], repIn: V, repOut: V })).toThrow(/NaN/)
    expect(() => audit({ x: [[1, 2]], y: [[1, 2]], repIn: V, repOut: skew })).toThrow(/orthogonal/)
  })
})
