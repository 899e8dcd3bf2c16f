import {
  algebraOf,
  axialVector,
  baseRepresentation,
  canonicalize,
  elementsOf,
  type FiniteGroup,
  isSameRepresentation,
  type LieGroup,
  lieProduct,
  orthogonal,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  pseudoscalar,
  rng,
  stabilizer,
  symmetric,
  tensor,
  transporter,
  uniformElement,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'

const cross = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  [0, 1, 2].map((i) => a[(i + 1) % 3]! * b[(i + 2) % 3]! - a[(i + 2) % 3]! * b[(i + 1) % 3]!)
const determinant = (m: ArrayLike<number>) =>
  cross([m[0]!, m[1]!, m[2]!], [m[3]!, m[4]!, m[5]!]).reduce((sum, v, i) => sum + v * m[6 + i]!, 0)
const close = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length)
  for (let i = 0; i < a.length; i++) expect(a[i]).toBeCloseTo(b[i]!, 9)
}

const LIE = ['O(3)', 'SO(3)', 'C∞v', 'D∞h', 'Kh']
const FINITE = [
  'Oh',
  'Td',
  'Ih',
  'D5h',
  'C2v',
  'S4',
  'm',
  'B(3)',
  'O',
  'D3d',
  'mat[[[0,-1,0],[1,0,0],[0,0,-1]]]',
]

describe('pseudoscalars and axial vectors', () => {
  it.each(LIE)(
    'of %s: the cross product of vectors is an axial vector, their volume a pseudoscalar',
    (name) => {
      const group = parseAnyGroup(name) as LieGroup
      const [V, A, s] = [tensor(group, 1), axialVector(group), pseudoscalar(group)]
      const random = rng(1)
      for (let k = 0; k < 20; k++) {
        const g = group.haarSample(random)
        const [a, b] = [
          [random.normal(), random.normal(), random.normal()],
          [random.normal(), random.normal(), random.normal()],
        ]
        close(A.apply(g, cross(a, b)), cross(V.apply(g, a), V.apply(g, b)))
        expect(s.apply(g, [1])[0]).toBe(Math.sign(determinant(g.re)))
        expect(s.character(g)).toBe(s.apply(g, [1])[0])
      }
      // the Lie algebra leaves pseudoscalars alone, and turns axial vectors as it turns vectors
      for (const a of algebraOf(group)) {
        expect([...s.derivative(a).re]).toEqual([0])
        close(A.derivative(a).re, V.derivative(a).re)
      }
    },
  )

  it.each(FINITE)('of %s, for every element', (name) => {
    const group = parseGroup(name)
    const [V, A, s] = [baseRepresentation(group), axialVector(group), pseudoscalar(group)]
    const list = elementsOf(group)
    for (let i = 0; i < list.order; i++) {
      const g = list.at(i)
      close(s.apply(g, [1]), [determinant(V.matrix(g))])
      close(A.apply(g, cross([1, 2, 3], [4, -1, 2])), cross(V.apply(g, [1, 2, 3]), V.apply(g, [4, -1, 2])))
      expect(A.character(g)).toBeCloseTo(V.character(g) * s.character(g), 9)
      close(parseRepresentation(group, 'Alt(V,3)').apply(g, [1]), s.apply(g, [1]))
    }
  })

  it('of permutations: the sign', () => {
    const sign = pseudoscalar(symmetric(4))
    expect(sign.apply([1, 0, 2, 3], [1])[0]).toBe(-1)
    expect(sign.apply([1, 2, 0, 3], [1])[0]).toBe(1)
    expect(sign.apply([1, 2, 3, 0], [1])[0]).toBe(-1)
    expect(sign.apply([1, 0, 3, 2], [1])[0]).toBe(1)
    expect(sign.structure).toBe('signed-permutation')
  })

  it('of groups in other dimensions and of large matrices: the determinant', () => {
    const random = rng(5)
    for (const n of [1, 2, 4, 7]) {
      const group = orthogonal(n)
      const [plus, minus] = [group.discrete[0]!, group.haarSample(random)]
      const s = pseudoscalar(group)
      expect(s.apply(plus, [1])[0]).toBe(-1)
      // multiplicative
      const product = s.apply(plus, s.apply(minus, [1]))
      expect(Math.abs(product[0]!)).toBe(1)
      expect(s.apply(minus, [1])[0]).toBe(Math.round(tensorSign(minus.re, n)))
    }
  })

  it('in text, alone and of factors, in sums and products', () => {
    const O3 = orthogonal(3)
    const mixed = lieProduct(O3, symmetric(4))
    for (const [group, text, printed, dim] of [
      [O3, 'pseudo', 'pseudo', 1],
      [O3, 'axial', 'pseudo*V', 3],
      [O3, ' 2 * axial + V ', '2*(pseudo*V)+V', 9],
      [O3, 'axial*axial', 'pseudo*V*pseudo*V', 9],
      [O3, 'pseudo^2', 'pseudo^2', 1],
      [O3, 'axial^2+Sym(axial,2)', undefined, 15],
      [O3, '(pseudo+T(0))*V', undefined, 6],
      [mixed, 'axial_a*V_b', 'pseudo_a*V_a*V_b', 12],
      [mixed, 'pseudo_a', 'pseudo_a', 1],
      [mixed, 'pseudo_b*V_b', 'pseudo_b*V_b', 4],
    ] as const) {
      const rep = parseRepresentation(group, text)
      expect(rep.dim).toBe(dim)
      if (printed) expect(rep.text).toBe(printed)
      expect(isSameRepresentation(parseRepresentation(group, rep.text), rep), text).toBe(true)
    }
    expect(isSameRepresentation(parseRepresentation(O3, 'axial'), axialVector(O3))).toBe(true)
  })

  it.each([
    ['O(2)', 'axial', 1, /those of ℝ³; V of O\(2\) has dimension 2/],
    ['S(4)', 'V+axial', 3, /has dimension 4/],
    ['GL(3)', 'pseudo', 1, /not orthogonal/],
    ['O(1,3)', 'V+ pseudo', 4, /not orthogonal/],
    ['SU(3)', 'axial', 1, /complex/],
    ['O(3)xS(4)', 'pseudo', 1, /V_a/],
    ['O(3)', 'axial_a', 1, /no factor/],
    ['O(3)xS(4)', 'pseudo_c', 1, /no factor 2/],
    ['O(3)', 'axials', 6, /expected/],
    ['O(3)', 'pseud', 1, /expected a representation/],
    ['O(3)', 'P_b', 1, /expected a representation/],
    ['S(3)', 'P_b', 1, /no factor 1/],
  ] as const)('%s has no %s', (name, text, column, message) => {
    const group = parseAnyGroup(name) as FiniteGroup
    expect(() => parseRepresentation(group, text)).toThrow(message)
    try {
      parseRepresentation(group, text)
    } catch (error) {
      const { code, column: found } = error as { code: string; column?: number }
      expect(['PARSE_ERROR', 'UNSUPPORTED']).toContain(code)
      if (code === 'PARSE_ERROR') expect(found).toBe(column)
    }
  })
})

describe('stabilizers of axial vectors', () => {
  it.each([
    ['O(3)', 'axial', [0, 0, 1], 'c∞h'],
    ['SO(3)', 'axial', [1, 2, 2], 'c∞'],
    ['O(3)', 'V+axial', [0, 0, 1, 0, 0, 2], 'c∞'],
    ['O(3)', 'V+axial', [1, 0, 0, 0, 0, 2], 'cs'],
    ['O(3)', 'V+axial', [1, 0, 0, 0, 1, 2], 'cs'],
    ['O(3)', 'V+axial', [1, 0, 0, 1, 1, 2], 'c1'],
    ['O(3)', '2*axial', [1, 0, 0, 0, 1, 2], 'ci'],
    ['O(3)', 'V*pseudo', [0, 1, 0], 'c∞h'],
    ['O(3)', 'axial', [0, 0, 0], 'kh'],
  ] as const)('%s, %s of %j: %s', (name, text, x, type) => {
    const group = parseAnyGroup(name) as LieGroup
    const rep = parseRepresentation(group, text)
    const found = stabilizer(rep, [...x])
    expect(found.orbitType).toBe(type)
    for (const { matrix } of found.operations) close(rep.apply({ n: 3, re: matrix }, [...x]), x)
  })

  it('turned vectors have turned stabilizers of the same type and the same gap', () => {
    const O3 = orthogonal(3)
    const rep = parseRepresentation(O3, 'V+axial')
    const random = rng(4)
    for (let k = 0; k < 10; k++) {
      const g = O3.haarSample(random)
      const moved = stabilizer(rep, rep.apply(g, [1, 0, 0, 0, 1, 2]))
      expect([moved.orbitType, moved.order]).toEqual(['cs', 2n])
    }
  })

  it.each([
    ['O(3)', 'pseudo', [2], 'k'],
    ['O(3)', 'pseudo', [0], 'kh'],
    ['SO(3)', 'pseudo', [2], 'k'],
    ['O(3)', 'V+pseudo', [0, 0, 1, 2], 'c∞'],
    ['O(3)', '2*V+pseudo', [0, 0, 1, 1, 0, 0, 2], 'c1'],
    ['O(3)', '2*V+pseudo', [0, 0, 1, 1, 0, 0, 0], 'cs'],
    ['O(3)', 'T(2)+pseudo', [1, 0, 0, 0, 2, 0, 0, 0, 3, 1], 'd2'],
    ['O(3)', 'Sym(V,2)', [1, 0, 0, 2, 0, 3], 'd2h'],
    ['SO(3)', 'Sym(V,2)', [1, 0, 0, 1, 0, 3], 'd∞'],
    ['O(3)', 'Sym(V,2)', [0, 1, 0, 0, 0, 0], 'd2h'],
    ['O(3)', 'Alt(V,2)', [1, 0, 0], 'c∞h'],
    ['O(3)', 'Alt(V,2)+V', [1, 0, 0, 0, 0, 5], 'c∞'],
  ] as const)('%s, %s of %j too: %s', (name, text, x, type) => {
    const group = parseAnyGroup(name) as LieGroup
    const rep = parseRepresentation(group, text)
    const random = rng(9)
    for (let k = 0; k < 8; k++) {
      const y = rep.apply(group.haarSample(random), [...x])
      const found = stabilizer(rep, y)
      expect(found.orbitType).toBe(type)
      for (const { matrix } of found.operations) close(rep.apply({ n: 3, re: matrix }, y), y)
      close(rep.apply(found.randomElement(random) as never, y), y)
    }
  })

  it('pseudoscalars have two points in their orbit, and a gap', () => {
    const rep = parseRepresentation(orthogonal(3), 'T(0)+pseudo')
    const { transversal, gap } = stabilizer(rep, [3, 4])
    const points = transversal!.map((re) => Array.from(rep.apply({ n: 3, re }, [3, 4])))
    expect(points).toEqual([
      [3, 4],
      [3, -4],
    ])
    expect(gap).toBeCloseTo(8 / 5, 12)
  })

  it('of the symmetric square are those of tensors, whatever the tensor', () => {
    const O3 = orthogonal(3)
    const [S, T] = [parseRepresentation(O3, 'Sym(V,2)'), parseRepresentation(O3, 'T(2)')]
    const random = rng(3)
    for (let k = 0; k < 40; k++) {
      const x = Array.from({ length: 6 }, () => random.int(3) - 1)
      const [xx, xy, xz, yy, yz, zz] = x.map((v, i) => v * ([0, 3, 5].includes(i) ? 1 : Math.SQRT1_2))
      const t = [xx!, xy!, xz!, xy!, yy!, yz!, xz!, yz!, zz!]
      if (x.every((v) => v === 0)) continue
      expect([x, stabilizer(S, x).orbitType]).toEqual([x, stabilizer(T, t).orbitType])
    }
  })

  it('points and their mirror images are told apart by pseudoscalars, in canonical forms and transporters', () => {
    const group = parseAnyGroup('O(3)xS(4)') as LieGroup
    const rep = parseRepresentation(group, 'V_a*V_b+pseudo_a')
    const random = rng(6)
    for (let k = 0; k < 12; k++) {
      const x = Array.from({ length: 13 }, (_, i) => (i === 12 ? 1 - 2 * (k % 2) : random.normal()))
      const y = rep.apply(uniformElement(group, random), x)
      const there = transporter(rep, x, y)
      close(rep.apply(there!.element as never, x), y)
      const other = y.slice()
      other[12] = -other[12]!
      expect(transporter(rep, x, other)).toBeUndefined()
      const [a, b] = [canonicalize(rep, x), canonicalize(rep, y)]
      close(a.point, b.point)
      expect(a.point[12]).toBe(1)
      close(rep.apply(a.element as never, a.point), x)
      expect(canonicalize(rep, other).point.every((v, i) => Math.abs(v - a.point[i]!) < 1e-9)).toBe(false)
    }
  })

  it('keep to the tolerance, of vectors and pseudoscalars together', () => {
    const rep = parseRepresentation(orthogonal(3), '3*V+pseudo')
    const random = rng(8)
    const off = (g: unknown, x: readonly number[]) =>
      Math.hypot(...rep.apply(g as never, x).map((v, i) => v - x[i]!)) / Math.hypot(...x)
    // a mirror leaves the third vector off by 0.1, and the pseudoscalar as much
    const x = [1, 0, 0, 0, 2, 0, 0, 0, 0.05, 0.05]
    const both = Math.hypot(0.1, 0.1) / Math.hypot(...x)
    for (const share of [0.6, 0.72, 0.99, 1.01, 1.5]) {
      const tolerance = share * both
      const found = stabilizer(rep, x, { tolerance })
      expect([share, found.orbitType]).toEqual([share, share < 1 ? 'c1' : 'cs'])
      for (let k = 0; k < 4; k++) expect(off(found.randomElement(random), x)).toBeLessThanOrEqual(tolerance)
      expect(share < 1 ? found.gap : found.defect).toBeCloseTo(both, 9)
      // in any unit
      for (const unit of [1e-160, 1e150]) {
        const scaled = stabilizer(
          rep,
          x.map((v) => v * unit),
          { tolerance },
        )
        expect([unit, scaled.orbitType]).toEqual([unit, found.orbitType])
      }
    }
    // what is found at one tolerance is found at each above it
    const y = [1, 0, 0, 0, 1, 0, 0, 0, 0.02, 0.02]
    const z = [1, 0, 0, 0, 1, 0, 0, 0, -0.015, 0.02]
    const deviations = [0.02, 0.0249, 0.0399, 0.0402, 0.05].map(
      (t) => transporter(rep, y, z, { tolerance: t })?.deviation,
    )
    const first = deviations.findIndex((d) => d !== undefined)
    expect(first).toBeGreaterThanOrEqual(0)
    for (const d of deviations.slice(first)) expect(d).toBeDefined()
  })

  it('of other powers, and of pairs of points, are refused in words; of points they are known', () => {
    for (const text of ['Sym(V,3)', 'pseudo*T(2)', 'Alt(V,3)', 'Sym(T(2),2)']) {
      const rep = parseRepresentation(orthogonal(3), text)
      expect(() => stabilizer(rep, new Float64Array(rep.dim).fill(1))).toThrow(
        /is not known: scalars, pseudosc/,
      )
    }
    const mixed = lieProduct(orthogonal(3), symmetric(2))
    const pairs = parseRepresentation(mixed, 'axial_a*V_b*V_b')
    expect(() => stabilizer(pairs, new Float64Array(12).fill(1))).toThrow(/not known/)
    // two axial vectors that span a plane are left by the inversion alone
    expect(stabilizer(parseRepresentation(mixed, 'axial_a*V_b'), [1, 2, 3, 4, 5, 6]).orbitType).toBe('ci')
    expect(stabilizer(parseRepresentation(mixed, 'axial_a+V_b'), [0, 0, 3, 4, 5]).orbitType).toBe('c∞h')
  })
})

/** The determinant of an orthogonal matrix by its permutations. */
function tensorSign(m: ArrayLike<number>, n: number): number {
  if (n === 1) return m[0]!
  let sum = 0
  for (let c = 0; c < n; c++) {
    const minor = Array.from({ length: (n - 1) ** 2 }, (_, e) => {
      const [row, column] = [1 + Math.floor(e / (n - 1)), e % (n - 1)]
      return m[row * n + (column < c ? column : column + 1)]!
    })
    sum += (c % 2 === 0 ? 1 : -1) * m[c]! * tensorSign(minor, n - 1)
  }
  return sum
}
