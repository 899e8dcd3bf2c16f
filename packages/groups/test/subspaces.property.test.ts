import { describe, expect, it } from 'vitest'
import {
  type LieGroup,
  orthogonal,
  parseRepresentation,
  rng,
  specialOrthogonal,
  stabilizer,
  tensor,
} from '../src/index.js'

const away = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (v, i) => Math.abs(v - b[i]!)))

describe('stabilizers of vectors in O(d) and SO(d)', () => {
  it.each([2, 4, 5, 7])('of ℝ^%i: the orthogonal group of what is normal to them', (d) => {
    const random = rng(d)
    for (const [G, letter] of [
      [orthogonal(d), 'O'],
      [specialOrthogonal(d), 'SO'],
    ] as [LieGroup, string][]) {
      for (let k = 0; k <= d; k++) {
        const rep = parseRepresentation(G, `${k + 1}*V+2*T(0)`)
        const vectors = Array.from({ length: k }, () => Array.from({ length: d }, () => random.normal()))
        // the last is a sum of the others: it spans nothing more
        const last = Array.from({ length: d }, (_, i) =>
          vectors.reduce((sum, v, j) => sum + (j + 1) * v[i]!, 0),
        )
        const x = [...vectors, last, [3, 4]].flat()
        const found = stabilizer(rep, x)
        const m = d - k
        const trivial = m === 0 || (m === 1 && letter === 'SO')
        expect([k, found.orbitType]).toEqual([k, trivial ? 'trivial' : `${letter}(${m})`])
        expect(found.dimension).toBe((m * (m - 1)) / 2 + 0)
        expect(found.order).toBe(m > 1 ? undefined : trivial ? 1n : 2n)
        expect(found.orbitDimension).toBe((d * (d - 1)) / 2 - found.dimension)
        expect(found.components).toBe(letter === 'O' && m > 0 ? 2n : 1n)
        for (const g of [
          ...found.componentGenerators,
          found.randomElement(random),
          found.randomElement(random),
        ]) {
          expect(away(rep.apply(g as never, x), x)).toBeLessThan(1e-11)
        }
        for (const { matrix } of found.operations) {
          expect(away(rep.apply({ n: d, re: matrix }, x), x)).toBeLessThan(1e-11)
        }
        // turned along
        const g = G.haarSample(random)
        const moved = stabilizer(rep, rep.apply(g, x))
        expect([moved.orbitType, moved.dimension]).toEqual([found.orbitType, found.dimension])
      }
    }
  })

  it('take vectors that are nearly dependent for dependent, to the tolerance, and pseudoscalars as signs', () => {
    const O4 = orthogonal(4)
    const rep = parseRepresentation(O4, '2*V')
    const near = (off: number) => [1, 0, 0, 0, 1, off, 0, 0]
    const types = [1e-3, 1e-5, 1e-8].map((off) => stabilizer(rep, near(off), { tolerance: 1e-4 }).orbitType)
    expect(types).toEqual(['O(2)', 'O(3)', 'O(3)'])
    const { gap, defect } = stabilizer(rep, near(1e-3), { tolerance: 1e-4 })
    expect([defect, gap > 1e-4, gap < 2e-3]).toEqual([0, true, true])
    const chiral = parseRepresentation(O4, 'V+pseudo')
    expect(stabilizer(chiral, [0, 0, 2, 0, 1]).orbitType).toBe('SO(3)')
    expect(stabilizer(chiral, [0, 0, 2, 0, 0]).orbitType).toBe('O(3)')
    expect(stabilizer(tensor(O4, 1), [0, 0, 0, 0]).orbitType).toBe('O(4)')
    expect(stabilizer(parseRepresentation(specialOrthogonal(2), 'V'), [0, 3]).order).toBe(1n)
  })

  it('are refused of tensors in words', () => {
    expect(() => stabilizer(tensor(orthogonal(4), 2), new Float64Array(16).fill(1))).toThrow(
      /T\(2\) in O\(4\) is not known/,
    )
    expect(() => stabilizer(parseRepresentation(orthogonal(2), 'Sym(V,2)'), [1, 2, 3])).toThrow(
      /is not known/,
    )
  })
})
