import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AnyRepresentation,
  act,
  alternating,
  elementsOf,
  type LieRepresentation,
  NearestImage,
  orbitDistance,
  parseAnyGroup,
  parseRepresentation,
  type Representation,
  rng,
  symmetric,
  tensor,
  uniformElement,
} from '../src/index.js'

const repOf = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)
const norm = (v: ArrayLike<number>) => Math.hypot(...Array.from(v))
const minus = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a, (v, i) => v - b[i]!)
const moved = (rep: AnyRepresentation, x: ArrayLike<number>, seed: number) =>
  act(rep, uniformElement(rep.group, rng(seed)) as never, x)

const cases: [string, string][] = [
  ['Dih(6)', 'V'],
  ['Oh', 'V+T(2)'],
  ['S(6)', '2*V'],
  ['S(12)', 'V'],
  ['S(5)', 'T(2)'],
  ['B(9)', '2*V'],
  ['S(3)xS(4)', 'V_a+V_b'],
  ['O(3)', '3*V'],
  ['SO(3)', 'V+2*T(0)'],
  ['O(3)', 'T(2)+V'],
  ['SO(3)', 'Sym(V,2)'],
  ['O(3)xS(6)', 'V_a*V_b+V_b'],
  ['SO(3)xS(5)', '2*V_a*V_b+V_a'],
  ['O(2)xS(5)', 'V_a*V_b'],
  ['SO(4)', '4*V'],
]

describe('orbitDistance', () => {
  it.each(cases)('is 0 on an orbit, and the same from any of its points: %s, %s', (group, text) => {
    const rep = repOf(group, text)
    fc.assert(
      fc.property(fc.nat(10_000), fc.constantFrom(0, 1, 2), (seed, kind) => {
        const random = rng(seed)
        const draw = () =>
          new Float64Array(rep.dim).map(() => (kind === 0 ? random.normal() : random.int(kind + 1)))
        const [x, y] = [draw(), draw()]
        const copy = orbitDistance(rep, x, moved(rep, x, seed))
        expect(copy.distance).toBeLessThan(1e-6 * (1 + norm(x)))
        const found = orbitDistance(rep, x, y)
        expect(norm(minus(act(rep, found.element, x), y))).toBeCloseTo(found.distance, 9)
        expect(found.distance).toBeGreaterThanOrEqual(Math.abs(norm(x) - norm(y)) - 1e-9)
        const other = orbitDistance(rep, moved(rep, x, seed + 1), moved(rep, y, seed + 2))
        const back = orbitDistance(rep, y, x)
        // a bound may be another local minimum: never a smaller one than the least there is
        const slack = found.exact ? 1e-9 : 0.25 * (1 + norm(x) + norm(y))
        expect(Math.abs(other.distance - found.distance)).toBeLessThanOrEqual(slack)
        expect(Math.abs(back.distance - found.distance)).toBeLessThanOrEqual(slack)
      }),
      { seed: 13, numRuns: 12 },
    )
  })

  it('is the least of all images where it says so', () => {
    for (const [group, text] of cases.slice(0, 7)) {
      const rep = repOf(group, text) as Representation
      const list = rep.group.order <= 2000n ? elementsOf(rep.group) : undefined
      for (let seed = 0; seed < 10; seed++) {
        const random = rng(seed)
        const [x, y] = [0, 1].map(() => new Float64Array(rep.dim).map(() => random.normal()))
        const { distance, exact } = orbitDistance(rep, x!, y!)
        expect(exact).toBe(true)
        if (!list) continue
        let least = Number.POSITIVE_INFINITY
        for (let i = 0; i < list.order; i++)
          least = Math.min(least, norm(minus(rep.apply(list.at(i), x!), y!)))
        expect(distance).toBeCloseTo(least, 10)
      }
    }
    // sorted numbers are nearest to each other
    const rep = tensor(symmetric(40), 1)
    const random = rng(5)
    const [x, y] = [0, 1].map(() => Float64Array.from({ length: 40 }, () => random.normal()))
    const sorted = norm(minus(x!.slice().sort(), y!.slice().sort()))
    const found = orbitDistance(rep, x!, y!)
    expect([found.exact, Math.abs(found.distance - sorted) < 1e-12]).toEqual([true, true])
  })

  it('is never more than what a change of points takes, for molecules that are turned and shuffled', () => {
    const random = rng(17)
    for (const n of [3, 8, 15]) {
      for (const group of ['O(3)', 'SO(3)']) {
        const rep = repOf(`${group}xS(${n})`, 'V_a*V_b+V_b') as LieRepresentation
        for (const off of [1e-9, 1e-4, 0.01, 0.1]) {
          for (let k = 0; k < 3; k++) {
            const kinds = Array.from({ length: n }, () => 1 + random.int(3))
            const x = [...Array.from({ length: 3 * n }, () => 2 * random.normal()), ...kinds]
            const near = x.map((v, i) => (i < 3 * n ? v + off * random.normal() : v))
            const { distance } = orbitDistance(rep, x, moved(rep, near, k))
            expect([n, group, off, k, distance <= norm(minus(near, x)) + 1e-9]).toEqual([
              n,
              group,
              off,
              k,
              true,
            ])
          }
        }
      }
    }
  })

  it('has any unit, and says which is the nearest of many', () => {
    const rep = repOf('O(3)xS(4)', 'V_a*V_b')
    const random = rng(3)
    const [x, y] = [0, 1].map(() => Array.from({ length: 12 }, () => random.normal()))
    const { distance } = orbitDistance(rep, x!, y!)
    for (const unit of [1e-160, 1e160, 3]) {
      const scaled = (v: number[]) => v.map((c) => unit * c)
      expect(orbitDistance(rep, scaled(x!), scaled(y!)).distance / unit).toBeCloseTo(distance, 9)
    }
    const images = new NearestImage(rep, x!)
    const { element, image } = images.nearest(y!)
    expect(norm(minus(act(rep, element as never, x!), image))).toBeLessThan(1e-9)
    expect(images.exact).toBe(false)
  })

  it('is the same from x to y and from y to x, in every unit', () => {
    for (const [group, text] of [
      ['S(9)', 'T(2)+V'],
      ['SO(3)xS(5)', 'V_a*V_b+V_a'],
      ['O(3)xS(4)', 'V_a*V_b+V_b'],
      ['O(2)xS(4)', 'V_a*V_b+V_b'],
    ] as const) {
      const rep = repOf(group, text)
      const random = rng(31)
      for (let k = 0; k < 12; k++) {
        const [x, y] = [0, 1].map(() => Array.from({ length: rep.dim }, () => random.normal()))
        const { distance } = orbitDistance(rep, x!, y!)
        expect(orbitDistance(rep, y!, x!).distance).toBeCloseTo(distance, 6)
        for (const unit of [0.6, 1.7, 1e-160]) {
          const scaled = (v: number[]) => v.map((c) => unit * c)
          expect(orbitDistance(rep, scaled(x!), scaled(y!)).distance / unit).toBeCloseTo(distance, 6)
        }
      }
    }
  })

  it('is refused where no way is known, and for what is no vector', () => {
    expect(() => orbitDistance(repOf('U(2)', 'V'), [1, 0, 0, 0], [0, 1, 0, 0])).toThrow(/are not known/)
    expect(() =>
      orbitDistance(repOf('O(3)xZ(4)', 'V_a*V_b'), new Array(12).fill(1), new Array(12).fill(1)),
    ).toThrow(/are not known/)
    expect(() => orbitDistance(repOf('Sp(2)', 'V'), [1, 0, 0, 1], [1, 0, 0, 1])).toThrow(/are not known/)
    expect(() => orbitDistance(tensor(symmetric(3), 1), [1, 2], [1, 2, 3])).toThrow(/3/)
    expect(() => orbitDistance(tensor(symmetric(3), 1), [1, 2, Number.NaN], [1, 2, 3])).toThrow(/x\[2\]/)
  })
})

describe('NearestImage', () => {
  it('finds the same image in every unit, and near vectors of any length', () => {
    for (const [group, text] of [
      ['S(9)', 'V'],
      ['S(9)', 'T(2)'],
      ['B(5)', 'V'],
      ['Dih(5)', 'V'],
      ['O(3)xS(5)', 'V_a*V_b'],
      ['SO(2)xS(5)', 'V_a*V_b+V_b'],
    ] as const) {
      const rep = repOf(group, text)
      const random = rng(37)
      const [x, y] = [0, 1].map(() => Array.from({ length: rep.dim }, () => random.normal()))
      const expected = new NearestImage(rep, x!).nearest(y!).image
      for (const unit of [1e-200, 1e-7, 1e200]) {
        const scaled = (v: number[]) => v.map((c) => unit * c)
        const { image } = new NearestImage(rep, scaled(x!)).nearest(scaled(y!))
        expect([
          group,
          unit,
          norm(
            minus(
              image.map((v) => v / unit),
              expected,
            ),
          ) < 1e-9,
        ]).toEqual([group, unit, true])
        const far = new NearestImage(rep, x!).nearest(scaled(y!))
        expect(far.image.every(Number.isFinite)).toBe(true)
        expect(far.squaredDistance).not.toBeNaN()
      }
    }
  })

  it('takes elements of a subgroup alone, and refuses what is none', () => {
    const rep = tensor(symmetric(4), 1)
    const within = (name: string) => ({ within: parseAnyGroup(name) as Representation['group'] })
    expect([...new NearestImage(rep, [1, 2, 3, 4], within('A(4)')).nearest([2, 1, 3, 4]).image]).not.toEqual([
      2, 1, 3, 4,
    ])
    expect(() => new NearestImage(rep, [1, 2, 3, 4], within('S(5)'))).toThrow(/within is .* no subgroup/)
    expect(() => new NearestImage(tensor(alternating(4), 1), [1, 2, 3, 4], within('S(4)'))).toThrow(
      /no subgroup/,
    )
    expect(() => new NearestImage(repOf('SO(3)', 'V'), [1, 2, 3], within('S(3)'))).toThrow(/finite group/)
    expect(() => new NearestImage(rep, [1, 2, 3, 4], { largest: -1n })).toThrow(/largest/)
  })
})
