import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AnyRepresentation,
  act,
  type GroupElement,
  type LieRepresentation,
  parseAnyGroup,
  parseRepresentation,
  type Representation,
  type Rng,
  randomElement,
  rng,
  stabilizer,
  symmetric,
  tensor,
  transporter,
} from '../src/index.js'

const repOf = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)

function draw(rep: AnyRepresentation, random: Rng): GroupElement {
  const { group } = rep
  return 'haarSample' in group
    ? (group as { haarSample(r: Rng): GroupElement }).haarSample(random)
    : randomElement((rep as Representation).group, random)
}

const norm = (v: ArrayLike<number>) => Math.hypot(...Array.from(v))
const minus = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a, (v, i) => v - b[i]!)

/** Coordinates to so many decimals, as a file has them. */
const rounded = (v: ArrayLike<number>, decimals: number) => Array.from(v, (c) => Number(c.toFixed(decimals)))

const cases: [string, string][] = [
  ['Dih(6)', 'V'],
  ['Oh', 'V+T(2)'],
  ['S(30)', 'V'],
  ['S(9)', 'T(2)+2*V'],
  ['B(8)', 'V'],
  ['S(6)xS(7)', 'V_a*V_b+V_a'],
  ['O(3)xS(6)', 'V_a*V_b+V_b'],
  ['SO(3)xS(6)', 'V_a*V_b+V_b+V_a'],
  ['S(5)xO(3)', '2*V_a*V_b'],
  ['O(3)', '3*V'],
  ['SO(3)', 'V+2*T(0)'],
  ['O(3)', 'T(2)+V'],
]

describe('transporter', () => {
  it.each([
    ['SO(3)', 'T(2)'],
    ['O(3)', 'Sym(V,2)'],
    ['SO(3)', 'V+2*T(2)'],
    ['O(3)xS(4)', 'V_a*V_b+V_a*V_a'],
  ])('is the same in every unit, of tensors that fit roughly too: %s, %s', (group, text) => {
    const rep = repOf(group, text)
    fc.assert(
      fc.property(fc.nat(10_000), fc.constantFrom(3, 10, 0.7, 1e-3), (seed, unit) => {
        const random = rng(seed)
        const x = new Float64Array(rep.dim).map(() => random.normal())
        const y = Array.from(act(rep, draw(rep, random), x), (v) => v + 0.05 * random.normal())
        const at = (scale: number) =>
          transporter(
            rep,
            x.map((v) => scale * v),
            y.map((v) => scale * v),
            { tolerance: 0.2, metric: 'largest' },
          )?.deviation ?? 1
        expect(at(unit)).toBeCloseTo(at(1), 9)
      }),
      { seed: 8, numRuns: 60 },
    )
  })

  it.each(cases)('takes a vector to each of its images, and to nothing else: %s, %s', (group, text) => {
    const rep = repOf(group, text)
    fc.assert(
      fc.property(fc.nat(3), fc.nat(10_000), (kind, seed) => {
        const random = rng(seed)
        // from generic to very symmetric
        const x = new Float64Array(rep.dim).map(() => (kind === 0 ? random.normal() : random.int(kind + 1)))
        const y = act(rep, draw(rep, random), x)
        const found = transporter(rep, x, y)
        expect(found).toBeDefined()
        const left = norm(minus(act(rep, found!.element, x), y))
        expect(left).toBeLessThan(1e-9 * (1 + norm(x)))
        expect(found!.deviation * norm(x)).toBeCloseTo(left, 9)
        const other = y.map((v, i) => (i === 0 ? v + 0.37 : v))
        const wrong = transporter(rep, x, other)
        if (wrong) expect(norm(minus(act(rep, wrong.element, x), other))).toBeLessThan(1e-5)
      }),
      { seed: 7, numRuns: 25 },
    )
  })

  it.each([
    ['S(30)', 'V'],
    ['S(9)', 'T(2)+V'],
    ['B(8)', 'V'],
    ['S(5) wr S(3)', 'V'],
    ['Dih(6)', 'V'],
    ['O(3)xS(7)', 'V_a*V_b'],
  ])('takes a vector to its images at every tolerance: %s, %s', (group, text) => {
    const rep = repOf(group, text)
    for (let seed = 0; seed < 10; seed++) {
      const random = rng(seed)
      const x = Float64Array.from({ length: rep.dim }, () => 1 + 0.01 * random.int(8))
      const y = act(rep, draw(rep, random), x)
      for (const tolerance of [1e-12, 1e-6, 1e-4, 1e-3, 0.003, 0.01, 0.03, 0.1]) {
        expect([seed, tolerance, transporter(rep, x, y, { tolerance }) !== undefined]).toEqual([
          seed,
          tolerance,
          true,
        ])
      }
    }
  })

  it.each([2, 3, 4, 6, 12])(
    'finds points again that were turned, reordered and rounded to %i decimals',
    (decimals) => {
      const random = rng(decimals)
      for (const n of [2, 3, 5, 12, 20]) {
        for (const group of ['O(3)', 'SO(3)']) {
          const rep = repOf(`${group}xS(${n})`, 'V_a*V_b+V_b') as LieRepresentation
          for (let k = 0; k < 8; k++) {
            const kinds = Array.from({ length: n }, () => random.int(3) + 1)
            const x = [...Array.from({ length: 3 * n }, () => 4 * (random.float() - 0.5)), ...kinds]
            const y = act(rep, draw(rep, random), x)
            const tolerance = (2 * Math.sqrt(3 * n) * 10 ** -decimals) / norm(x)
            const found = transporter(rep, rounded(x, decimals), rounded(y, decimals), { tolerance })
            expect([n, group, k, found !== undefined]).toEqual([n, group, k, true])
            expect(found!.deviation).toBeLessThanOrEqual(tolerance)
            // another molecule is not taken for it
            const moved = y.map((v, i) => (i < 3 * n ? v : v === 3 && i === y.length - 1 ? 1 : v))
            moved[0]! += 1
            expect(
              transporter(rep, rounded(x, decimals), rounded(moved, decimals), { tolerance }),
            ).toBeUndefined()
          }
        }
      }
    },
  )

  it.each([
    ['O(3)xS(5)', 'V_a*V_b+V_b'],
    ['SO(3)xS(5)', '2*V_a*V_b'],
    ['O(2)xS(6)', 'V_a*V_b+V_b'],
    ['O(4)xS(5)', 'V_a*V_b'],
  ])('finds exact copies at tolerances that are as large as the vectors: %s, %s', (group, text) => {
    const rep = repOf(group, text)
    const random = rng(2)
    for (const tolerance of [0.3, 0.5, 0.7, 0.9, 0.99]) {
      for (let k = 0; k < 20; k++) {
        const x = new Float64Array(rep.dim).map(() => (k % 2 ? random.normal() : random.int(3) - 1))
        const y = act(rep, draw(rep, random), x)
        const found = transporter(rep, x, y, { tolerance, metric: k % 4 < 2 ? 'norm' : 'largest' })
        // the match that is found is an exact one, or as near
        expect([tolerance, k, found !== undefined && found.deviation < 0.05]).toEqual([tolerance, k, true])
      }
    }
  })

  it('measures the largest distance of a point where that is asked for', () => {
    const n = 20
    const rep = repOf(`O(3)xS(${n})`, 'V_a*V_b+V_b+T(0)') as LieRepresentation
    const random = rng(31)
    const x = [...Array.from({ length: 3 * n }, () => 8 * random.float()), ...new Array(n).fill(1), 5]
    const y = act(rep, draw(rep, random), x)
    // each point is off by 0.007, and the norm of all is larger than that
    // (the fit is by least squares, and leaves one point a little more)
    const moved = y.map((v, i) => (i < 3 * n ? v + 0.004 * (i % 2 ? 1 : -1) : v))
    const at = (size: number, metric: 'norm' | 'largest') =>
      transporter(rep, x, moved, { tolerance: size / norm(x), metric })
    expect(at(0.012, 'largest')).toBeDefined()
    expect(at(0.012, 'norm')).toBeUndefined()
    expect(at(0.002, 'largest')).toBeUndefined()
    // what no element moves counts too
    const other = moved.map((v, i) => (i === 4 * n ? v + 0.02 : v))
    expect(transporter(rep, x, other, { tolerance: 0.012 / norm(x), metric: 'largest' })).toBeUndefined()
  })

  it('keeps hands apart in SO(3), lays them on each other in O(3), and flat points on themselves in both', () => {
    const chiral = [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0]
    const mirrored = chiral.map((v) => -v)
    const flat = [1, 0, 2, -1, 0, 2, 1, 3, 0, 0, 0, 0]
    const [all, proper] = [repOf('O(3)xS(4)', 'V_a*V_b'), repOf('SO(3)xS(4)', 'V_a*V_b')]
    expect(transporter(all, chiral, mirrored)).toBeDefined()
    expect(transporter(proper, chiral, mirrored)).toBeUndefined()
    expect(
      transporter(
        proper,
        flat,
        flat.map((v) => -v),
      ),
    ).toBeDefined()
    // a line, and points that are all at the centre
    const line = [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, -3, 0]
    for (const rep of [all, proper]) {
      const turned = act(rep, draw(rep, rng(3)), line)
      expect(transporter(rep, line, turned)!.deviation).toBeLessThan(1e-12)
      expect(transporter(rep, line, chiral)).toBeUndefined()
      expect(transporter(rep, new Array(12).fill(0), new Array(12).fill(0))!.deviation).toBe(0)
    }
  })

  it('says the same of vectors that are scaled', () => {
    const rep = repOf('O(3)xS(4)', 'V_a*V_b')
    const x = [1, 0, 0, 0.5, 0, 2, 0, 0.25, 0, 0, 3, 0]
    const y = act(rep, draw(rep, rng(1)), x)
    for (const scale of [1e-160, 1e-8, 1, 1e8, 1e160]) {
      const found = transporter(
        rep,
        x.map((v) => scale * v),
        y.map((v) => scale * v),
      )
      expect([scale, found !== undefined && found.deviation < 1e-12]).toEqual([scale, true])
    }
  })

  it('agrees with the stabilizer on which elements lead from x to x', () => {
    const V = tensor(symmetric(6), 1)
    const x = [1, 1, 2, 2, 2, 3]
    const found = transporter(V, x, [3, 2, 1, 2, 1, 2])!
    expect([...V.apply(found.element, x)]).toEqual([3, 2, 1, 2, 1, 2])
    expect(stabilizer(V, x).group.order).toBe(12n)
    expect(transporter(V, x, [3, 2, 1, 2, 1, 1])).toBeUndefined()
  })
})
