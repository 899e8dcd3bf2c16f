import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conformanceText } from '../../../conformance/read.js'
import {
  algebraOf,
  baseRepresentation,
  type ComplexMatrix,
  directSum,
  discreteGeneratorsOf,
  distributed,
  dual,
  embedding,
  FiniteGroup,
  factorRepresentation,
  type LieElement,
  LieGroup,
  MixedProduct,
  multiple,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  randomElement,
  representationFromSpec,
  representationOf,
  representationSpec,
  rng,
  specialOrthogonal,
  symmetric,
  tensor,
  tensorProduct,
} from '../src/index.js'

type Given = number[][] | { re: number[][]; im: number[][] }
interface Definition {
  dim: number
  permutationGenerators?: number[][]
  discreteGenerators?: Given[]
  lieAlgebra?: Given[]
}
const definitions = JSON.parse(conformanceText('groups.json')) as Record<string, Definition>

/** Real and imaginary parts one after the other. */
const flat = (m: ComplexMatrix): number[] => [...m.re, ...(m.im ?? m.re.map(() => 0))]
const flatGiven = (m: Given): number[] =>
  Array.isArray(m) ? [...m.flat(), ...m.flat().map(() => 0)] : [...m.re.flat(), ...m.im.flat()]

/** The rank of vectors, by elimination. */
function rank(vectors: readonly (readonly number[])[]): number {
  const rows = vectors.map((v) => [...v])
  let found = 0
  for (let c = 0; c < (rows[0]?.length ?? 0); c++) {
    const pivot = rows.findIndex((r, i) => i >= found && Math.abs(r[c]!) > 1e-9)
    if (pivot < 0) continue
    ;[rows[found], rows[pivot]] = [rows[pivot]!, rows[found]!]
    for (let i = found + 1; i < rows.length; i++) {
      const factor = rows[i]![c]! / rows[found]![c]!
      for (let k = c; k < rows[i]!.length; k++) rows[i]![k]! -= factor * rows[found]![k]!
    }
    found++
  }
  return found
}

describe('the groups that emlp defines', () => {
  it.each(Object.entries(definitions))(
    '%s',
    (name, { dim, permutationGenerators, discreteGenerators = [], lieAlgebra = [] }) => {
      const group = parseAnyGroup(name)
      if (group instanceof LieGroup) {
        expect(group.dim).toBe(dim)
        const [ours, theirs] = [group.algebra.map(flat), lieAlgebra.map(flatGiven)]
        expect([ours.length, rank(ours), rank(theirs), rank([...ours, ...theirs])]).toEqual(
          Array(4).fill(theirs.length),
        )
        expect(group.discrete.map(flat)).toEqual(discreteGenerators.map(flatGiven))
      } else if (group instanceof FiniteGroup) {
        for (const g of permutationGenerators ?? [])
          expect(group.chain.contains(Uint32Array.from(g))).toBe(true)
        if (permutationGenerators && permutationGenerators.length > 0) {
          expect(parseGroup(`perm${JSON.stringify(permutationGenerators)}`).order).toBe(group.order)
        }
      }
    },
  )
})

const product = (a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix => {
  const { n } = a
  const entry = (m: ComplexMatrix, i: number, j: number) =>
    [m.re[i * n + j]!, m.im?.[i * n + j] ?? 0] as const
  const [re, im] = [new Float64Array(n * n), new Float64Array(n * n)]
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) {
        const [x, y] = entry(a, i, k)
        const [u, v] = entry(b, k, j)
        re[i * n + j]! += x * u - y * v
        im[i * n + j]! += x * v + y * u
      }
    }
  }
  return { n, re, im }
}
const difference = (a: ComplexMatrix, b: ComplexMatrix) =>
  Math.max(...a.re.map((v, e) => Math.abs(v - b.re[e]!) + Math.abs((a.im?.[e] ?? 0) - (b.im?.[e] ?? 0))))
const adjoint = ({ n, re, im }: ComplexMatrix): ComplexMatrix => ({
  n,
  re: re.map((_, e) => re[(e % n) * n + Math.floor(e / n)]!),
  im: re.map((_, e) => -(im?.[(e % n) * n + Math.floor(e / n)] ?? 0)),
})
const identity = (n: number): ComplexMatrix => ({
  n,
  re: new Float64Array(n * n).map((_, e) => Number(e % (n + 1) === 0)),
})

describe('Haar samples', () => {
  it.each(['SO(3)', 'O(3)', 'U(2)', 'SU(3)', 'O(4)'])(
    'of %s are unitary, with the moments of the uniform distribution',
    (name) => {
      const group = parseAnyGroup(name) as LieGroup
      const random = rng(5)
      const n = group.dim
      let [mean, square, positive] = [0, 0, 0]
      const draws = 4000
      for (let i = 0; i < draws; i++) {
        const g = group.haarSample(random)
        if (i < 20) expect(difference(product(g, adjoint(g)), identity(n))).toBeLessThan(1e-12)
        const trace = Array.from({ length: n }, (_, k) => g.re[k * (n + 1)]!).reduce((a, b) => a + b)
        const imaginary = Array.from({ length: n }, (_, k) => g.im?.[k * (n + 1)] ?? 0).reduce(
          (a, b) => a + b,
        )
        mean += trace / draws
        square += (trace ** 2 + imaginary ** 2) / draws
        if (
          n === 3 &&
          !group.complex &&
          g.re[0]! * (g.re[4]! * g.re[8]! - g.re[5]! * g.re[7]!) -
            g.re[1]! * (g.re[3]! * g.re[8]! - g.re[5]! * g.re[6]!) +
            g.re[2]! * (g.re[3]! * g.re[7]! - g.re[4]! * g.re[6]!) >
            0
        )
          positive++
      }
      // V is irreducible: ⟨χ, 1⟩ = 0 and ⟨χ, χ⟩ = 1
      expect(Math.abs(mean)).toBeLessThan(0.1)
      expect(Math.abs(square - 1)).toBeLessThan(0.12)
      if (name === 'SO(3)') expect(positive).toBe(draws)
      if (name === 'O(3)') expect(Math.abs(positive / draws - 0.5)).toBeLessThan(0.05)
    },
  )

  it('are refused where there is no uniform distribution', () => {
    for (const name of ['SL(2)', 'GL(2)', 'O(1,3)', 'Sp(2)', 'Scaling(3)']) {
      const group = parseAnyGroup(name) as LieGroup
      expect(group.isCompact).toBe(false)
      expect(() => group.haarSample(rng(1))).toThrow(/not compact/)
    }
    expect(embedding(specialOrthogonal(2), 3).haarSample(rng(1)).re[8]).toBe(1)
  })
})

describe('random elements', () => {
  // exp of the Lie algebra, of complex matrices too
  it.each(['SO(3)', 'O(4)', 'U(1)', 'U(2)', 'SU(2)', 'SU(3)'])('of %s are unitary', (name) => {
    const group = parseAnyGroup(name) as LieGroup
    const random = rng(9)
    for (let i = 0; i < 20; i++) {
      const g = group.randomElement(random, 2)
      expect(difference(product(g, adjoint(g)), identity(group.dim))).toBeLessThan(1e-10)
    }
  })
})

const lieGroups = fc.constantFrom(
  'SO(3)',
  'O(2)',
  'O(1,3)',
  'SO+(1,1)',
  'U(2)',
  'SU(2)',
  'Sp(1)',
  'SL(2)',
  'GL(2)',
  'Scaling(2)',
  'Embed(O(2),3,1)',
)
const cases = fc.oneof(
  fc.tuple(lieGroups, fc.constantFrom('V', 'V*', 'T(2)', 'T(1,1)', '2*V+T(0)', '(V+T(0))*V', 'V^2*')),
  fc.tuple(
    fc.constantFrom('SO(3)xS(3)', 'O(2)xZ(4)', 'SU(2)xDih(3)'),
    fc.constantFrom('V_a', 'V_a*V_b+V_b', 'V_b^2+V_a*'),
  ),
)

describe('representations of Lie groups', () => {
  it('multiply as the group does', () => {
    fc.assert(
      fc.property(cases, fc.nat(1000), ([name, text], seed) => {
        const group = parseAnyGroup(name) as LieGroup | MixedProduct
        const rep = parseRepresentation(group, text)
        const random = rng(seed)
        const times = (g: unknown, h: unknown) => {
          if (g instanceof Uint32Array) return g.map((_, i) => g[(h as Uint32Array)[i]!]!)
          return product(g as ComplexMatrix, h as ComplexMatrix)
        }
        if (group instanceof MixedProduct) {
          const [g, h] = [group.randomElement(random, 0.3), group.randomElement(random, 0.3)]
          const gh = g.map((part, i) => times(part, h[i])) as typeof g
          expect(
            difference(rep.complexMatrix(gh), product(rep.complexMatrix(g), rep.complexMatrix(h))),
          ).toBeLessThan(1e-9)
        } else {
          const [g, h] = [group.randomElement(random, 0.3), group.randomElement(random, 0.3)]
          expect(
            difference(rep.complexMatrix(product(g, h)), product(rep.complexMatrix(g), rep.complexMatrix(h))),
          ).toBeLessThan(1e-9)
        }
      }),
      { numRuns: 150, seed: 51 },
    )
  })

  it('dρ is the derivative of ρ along the Lie algebra', () => {
    fc.assert(
      fc.property(lieGroups, fc.constantFrom('V', 'V*', 'T(2)', 'T(1,1)', '2*V+T(0)'), (name, text) => {
        const group = parseAnyGroup(name) as LieGroup
        const rep = parseRepresentation(group, text)
        const t = 1e-5
        for (const a of algebraOf(group)) {
          const A = group.algebra[a.index]!
          // 1 + tA + t²A²/2 is exp(tA) to third order
          const step = (s: number): ComplexMatrix => {
            const A2 = product(A, A)
            return {
              n: A.n,
              re: identity(A.n).re.map((v, e) => v + s * A.re[e]! + (s * s * A2.re[e]!) / 2),
              im: A.re.map((_, e) => s * (A.im?.[e] ?? 0) + (s * s * A2.im![e]!) / 2),
            }
          }
          const [plus, minus] = [rep.complexMatrix(step(t)), rep.complexMatrix(step(-t))]
          const quotient: ComplexMatrix = {
            n: plus.n,
            re: plus.re.map((v, e) => (v - minus.re[e]!) / (2 * t)),
            im: plus.re.map((_, e) => ((plus.im?.[e] ?? 0) - (minus.im?.[e] ?? 0)) / (2 * t)),
          }
          expect(difference(quotient, rep.derivative(a))).toBeLessThan(1e-7)
        }
      }),
      { numRuns: 60, seed: 52 },
    )
  })

  it('have texts that read back, apply themselves, and are sums of tensors in another order', () => {
    fc.assert(
      fc.property(cases, fc.nat(1000), ([name, text], seed) => {
        const group = parseAnyGroup(name) as LieGroup | MixedProduct
        const rep = parseRepresentation(group, text)
        const random = rng(seed)
        const g = randomElement(group, random) as LieElement
        const again = parseRepresentation(parseAnyGroup(group.name) as LieGroup, rep.text)
        expect(difference(again.complexMatrix(g), rep.complexMatrix(g))).toBeLessThan(1e-12)
        const { sum, positions } = distributed(rep)
        expect(sum.summands.every((s) => s.rep.axes !== undefined)).toBe(true)
        const [whole, parts] = [rep.complexMatrix(g), sum.complexMatrix(g)]
        const at = (k: number) => positions?.[k] ?? k
        for (let i = 0; i < rep.dim; i++) {
          for (let j = 0; j < rep.dim; j++) {
            expect(parts.re[i * rep.dim + j]).toBeCloseTo(whole.re[at(i) * rep.dim + at(j)]!, 10)
          }
        }
        const x = new Float64Array(rep.dim).map(() => random.normal())
        if (rep.complex) {
          expect(() => rep.apply(g, x)).toThrow(/complex/)
          return
        }
        const y = rep.apply(g, x)
        for (let i = 0; i < rep.dim; i++) {
          let expected = 0
          for (let j = 0; j < rep.dim; j++) expected += whole.re[i * rep.dim + j]! * x[j]!
          expect(y[i]).toBeCloseTo(expected, 9)
        }
      }),
      { numRuns: 120, seed: 53 },
    )
  })

  it('share the algebra of the finite ones, and do not mix with them', () => {
    const G = parseAnyGroup('O(1,3)') as LieGroup
    const V = tensor(G, 1)
    expect([dual(V).text, dual(dual(V)).text, tensor(G, 2, 1).text]).toEqual(['V*', 'V', 'T(2,1)'])
    expect(directSum(V, V, dual(V), multiple(2, V)).text).toBe('2*V+V*+2*V')
    expect(dual(tensor(parseAnyGroup('O(3)') as LieGroup, 2)).text).toBe('T(2)')
    expect(tensorProduct(directSum(V, V), tensor(G, 0)).text).toBe('2*V')
    expect(() => directSum(V, tensor(symmetric(3), 1) as never)).toThrow(/different groups/)
    expect(() => tensor(parseAnyGroup('SO(3)xS(3)') as MixedProduct, 1)).toThrow(/V_a/)
    expect(() => tensor(null as never, 1)).toThrow(/must be a finite group/)
    expect(() => tensor(G, 7).complexMatrix(G.randomElement(rng(1)))).toThrow(/limit is dimension 4096/)
    expect(representationOf(V, 'x')).toBe(V)
    expect(() => representationOf(3, 'repIn')).toThrow(/repIn is 3/)
    const saved = JSON.parse(JSON.stringify(representationSpec(directSum(V, tensor(G, 1, 1))))) as unknown
    expect(representationFromSpec(saved).text).toBe('V+T(1,1)')
    expect(() => representationFromSpec({ group: 'O(1,', rep: 'V' })).toThrow(/cannot be read/)
  })

  it('list generators of every component and factor', () => {
    expect(discreteGeneratorsOf(parseAnyGroup('O(3)xS(4)') as MixedProduct).length).toBe(3)
    expect(algebraOf(parseAnyGroup('SO(3)xSO(2)') as MixedProduct).length).toBe(4)
    expect(() => baseRepresentation(parseAnyGroup('SO(3)xS(3)') as MixedProduct)).toThrow(/V_a/)
    expect(() => parseRepresentation(specialOrthogonal(3), 'R')).toThrow(/column 1/)
    for (const [name, factor] of [
      ['SO(3)', 0],
      ['SO(3)xS(3)', 2],
    ] as const) {
      expect(() => factorRepresentation(parseAnyGroup(name), factor)).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED' }),
      )
    }
    expect(() => parseGroup('SO(3)')).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
    expect(() => parseAnyGroup('SO(3):perm[[0]]')).toThrow(/Lie group/)
    expect(() => parseAnyGroup('SO(3) wr S(2)')).toThrow(/wreath/)
  })
})
