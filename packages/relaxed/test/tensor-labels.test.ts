import { lieProduct, orthogonal, parseRepresentation, specialOrthogonal, symmetric } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { audit } from '../src/index.js'

/** Positions, a number for each atom, and a constant. */
const row = (points: readonly number[][], elements: readonly number[]) => [
  ...[0, 1, 2].flatMap((k) => points.map((p) => p[k]!)),
  ...elements,
  1e4,
]
const carbonDioxide = row(
  [
    [0, 0, 0],
    [0, 0, 1.16],
    [0, 0, -1.16],
  ],
  [1, 2, 2],
)
const carbonylSulfide = row(
  [
    [0, 0, 0],
    [0, 0, 1.16],
    [0, 0, -1.56],
  ],
  [1, 2, 3],
)
const atom = row([[0, 0, 0]], [1])

function price(x: readonly number[], y: readonly number[], out: string, space = orthogonal(3)): number {
  const n = (x.length - 1) / 4
  const group = lieProduct(space, symmetric(n))
  const repIn = parseRepresentation(group, 'V_a*V_b+V_b+T(0)')
  return audit({ x: [x], y: [y], repIn, repOut: parseRepresentation(group, out) }).price
}

describe('tensors of linear molecules and of atoms', () => {
  it('keep what turns about the axis, or all turns, leave', () => {
    // xx and yy become their mean, xy and yx their antisymmetric part is turned over by the mirrors
    expect(price(carbonDioxide, [1, 0, 0, 0, 2, 0, 0, 0, 3], 'V_a*V_a')).toBeCloseTo(0.5, 10)
    expect(price(carbonDioxide, [0, 1, 0, -1, 0, 0, 0, 0, 0], 'V_a*V_a')).toBeCloseTo(2, 10)
    expect(price(carbonDioxide, [0, 0, 1, 0, 0, 0, 0, 0, 0], 'V_a*V_a')).toBeCloseTo(1, 10)
    // of an atom only the trace is left
    expect(price(atom, [1, 0, 0, 0, 2, 0, 0, 0, 3], 'V_a*V_a')).toBeCloseTo(2, 10)
    expect(price(atom, [5, 0, 0, 5, 0, 5], 'Sym(V_a,2)')).toBeCloseTo(0, 10)
    expect(price(atom, [0, Math.SQRT2, 0, 0, 0, 0], 'Sym(V_a,2)')).toBeCloseTo(2, 10)
  })

  it('axial vectors and pseudoscalars know reflections', () => {
    // about the axis: mirrors through it turn it over, as rotations alone do not where the ends differ
    const about = [1, 0, 0]
    expect(price(carbonylSulfide, about, 'Alt(V_a,2)')).toBeCloseTo(1, 10)
    expect(price(carbonylSulfide, about, 'Alt(V_a,2)', specialOrthogonal(3))).toBeCloseTo(0, 10)
    expect(price(carbonDioxide, about, 'Alt(V_a,2)', specialOrthogonal(3))).toBeCloseTo(1, 10)
    expect(price(carbonylSulfide, [1], 'Alt(V_a,3)')).toBeCloseTo(1, 10)
    expect(price(carbonylSulfide, [1], 'Alt(V_a,3)', specialOrthogonal(3))).toBeCloseTo(0, 10)
  })

  it('of each atom and of third order', () => {
    const each = new Array(27).fill(0)
    each[0] = 1 // xx of the first atom
    expect(price(carbonDioxide, each, 'V_a*V_a*V_b')).toBeCloseTo(0.5, 10)
    const zzz = new Array(27).fill(0)
    zzz[26] = 1
    expect(price(carbonylSulfide, zzz, 'V_a*V_a*V_a')).toBeCloseTo(0, 10)
    expect(price(carbonDioxide, zzz, 'V_a*V_a*V_a')).toBeCloseTo(1, 10)
    // the totally antisymmetric tensor is that of all rotations
    const epsilon = new Array(27).fill(0)
    for (const [i, j, k] of [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ] as const) {
      epsilon[9 * i + 3 * j + k] = 1
      epsilon[9 * j + 3 * i + k] = -1
    }
    expect(price(atom, epsilon, 'V_a*V_a*V_a', specialOrthogonal(3))).toBeCloseTo(0, 10)
    expect(price(atom, epsilon, 'V_a*V_a*V_a')).toBeCloseTo(6, 10)
  })

  it('of so many vectors that 60 rotations are not enough are refused', () => {
    const y = new Array(729).fill(0)
    y[0] = 1
    expect(() => price(atom, y, 'V_a^6')).toThrow(/up to five vectors/)
  })
})
