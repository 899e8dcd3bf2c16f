import { type AnyRepresentation, parseAnyGroup, parseRepresentation, rng, tensor } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import {
  bottlenecks,
  EquivariantBilinear,
  EquivariantBlock,
  emlp,
  emlpParameterCount,
  hiddenRepresentation,
  uniformRepresentation,
} from '../src/index.js'
import { missingProducts } from '../src/kernels/product-completion.js'
import { productMaps } from '../src/kernels/product-maps.js'

const rep = (group: string, text: string): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)

const hidden = (group: string, from: string, to: string, channels: number): AnyRepresentation =>
  hiddenRepresentation(rep(group, from), channels, rep(group, to))

const countOf = (whole: AnyRepresentation, part: AnyRepresentation) =>
  whole.summands.reduce((sum, s) => sum + (s.rep.key === part.key ? s.count : 0), 0)

function determinant([a, b, c, d, e, f, g, h, i]: Float64Array): number {
  return a! * (e! * i! - f! * h!) - b! * (d! * i! - f! * g!) + c! * (d! * h! - e! * g!)
}

describe('a hidden representation by its number of channels', () => {
  it('is the uniform one where that holds what input and output need', () => {
    for (const [group, from, to] of [
      ['O(3)', '2*V', 'T(0)'],
      ['S(4)', 'V', 'V'],
      ['Oh', 'V', 'T(2)'],
    ] as const) {
      const uniform = uniformRepresentation(parseAnyGroup(group), 64)
      expect(hidden(group, from, to, 64).key).toBe(uniform.key)
    }
  })

  it.each([
    ['SO(3)xS(5)', 'V_b+V_a*V_b', 'V_a', ['V_a', 'V_b', 'V_a*V_b']],
    ['SO(3)xS(20)', 'V_b+V_a*V_b', 'V_a', ['V_a', 'V_b', 'V_a*V_b']],
    ['O(3)', 'V', 'axial+pseudo', ['V', 'axial', 'pseudo']],
    ['S(12)', 'V', 'T(2)', ['V', 'T(2)']],
    ['Z(4)', 'M[[[-1]]]', 'V', ['M[[[-1]]]', 'V']],
    ['SL(2)', '3*V', 'V*', ['V', 'V*']],
    ['Oh', 'Alt(V,2)', 'Sym(V,2)', ['Alt(V,2)', 'Sym(V,2)']],
  ] as const)('%s, %s → %s begins with their summands', (group, from, to, parts) => {
    for (const channels of [1, 8, 64]) {
      const whole = hidden(group, from, to, channels)
      for (const part of parts) expect(countOf(whole, rep(group, part))).toBeGreaterThanOrEqual(2)
      expect(whole.dim).toBeGreaterThanOrEqual(channels)
      expect(
        bottlenecks(rep(group, from), whole, rep(group, to)).filter((b) => b.kind !== 'symmetry'),
      ).toEqual([])
    }
    // no more than it takes
    expect(hidden(group, from, to, 1024).dim).toBe(1024)
  })

  it('holds what joins the input with an output that no product of theirs is in', () => {
    // det(x, y, z) is made of x ∧ y, or of two indices
    const [repIn, repOut] = [rep('O(3)', '3*V'), rep('O(3)', 'pseudo')]
    const whole = hiddenRepresentation(repIn, 16, repOut)
    expect(whole.summands.some((s) => s.rep.dim === 3 && s.rep.key !== rep('O(3)', 'V').key)).toBe(true)
    const model = emlp({ repIn, repOut, hidden: 16, layers: 2, seed: 3 })
    const random = rng(1)
    const x = Array.from({ length: 4 }, () => new Float64Array(9).map(() => random.normal()))
    const [first, ...others] = model.predict(x).map(([v], i) => v! / determinant(x[i]!))
    expect(first).not.toBe(0)
    // nearly: gates are functions of lengths and angles
    for (const v of others) expect(Math.abs(v / first! - 1)).toBeLessThan(0.5)
    model.dispose()
  })

  it('of summands that are too large says so', () => {
    const told: string[] = []
    const [repIn, repOut] = [rep('S(40)', 'V'), rep('S(40)', 'T(2)')]
    emlp({ repIn, repOut, hidden: 8, layers: 1, onWarning: (m) => told.push(m) }).dispose()
    expect(told).toContainEqual(expect.stringMatching(/T\(2\).*1600 dimensions.*hidden/))
  })
})

describe('more channels', () => {
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, k) => from + k)
  it.each([
    ['SO(2)', 'V', 'T(3)', range(61, 66)],
    ['SO(3)', 'T(2)', 'V', range(104, 110)],
    ['Z(5)', 'V', 'V', range(4, 80)],
    ['O(3)', 'V', 'V', [...range(4, 60), ...range(100, 112)]],
    ['O(3)', '2*V', 'pseudo*V', range(44, 58)],
    ['GL(2)', 'V', 'V*', range(30, 36)],
    ['SO(3)xS(4)', 'V_a*V_b', 'V_a', range(60, 75)],
    ['Z(5)', 'V', 'V', [1020, 1023, 1024, 1025, 1999, 2047, 2048, 2049, 5000, 5003]],
  ])('never hold less of what input and output need: of %s, %s → %s', (group, from, to, channels) => {
    const parts = new Set([...rep(group, from).summands, ...rep(group, to).summands].map((s) => s.rep.text))
    const counts = channels.map((n) => {
      const { summands, dim } = hidden(group, from, to, n)
      if (n > 40) expect(dim).toBeLessThan(1.3 * n)
      return [...parts].map((text) => summands.find((s) => s.rep.text === text)?.count ?? 0)
    })
    counts.slice(1).forEach((now, k) => {
      now.forEach((count, i) => {
        expect(count, `${channels[k]} → ${channels[k + 1]}`).toBeGreaterThanOrEqual(counts[k]![i]!)
      })
    })
  })
})

describe('products', () => {
  it('of charges and positions are taken, at any number of points', () => {
    for (const n of [5, 10, 20]) {
      const whole = rep(`SO(3)xS(${n})`, '16*T(0)+4*V_a+4*V_b+4*V_a*V_b')
      const { pairs } = new EquivariantBilinear({ rep: whole, amongPermutations: false, seed: 0 }).plan
      const summand = (part: string) =>
        [...new Set(whole.summands.map((s) => s.rep.key))].indexOf(rep(`SO(3)xS(${n})`, part).key)
      const dipole = pairs.filter(
        (p) =>
          p.left === summand('V_b') &&
          p.right === summand('V_a*V_b') &&
          p.targets.some((t) => t.out === summand('V_a')),
      )
      expect(dipole.length).toBeGreaterThan(0)
    }
  })

  it('of the lines of a Fano plane are missing where coordinates are multiplied by themselves, of all points none', () => {
    const missing = (group: string) => {
      const V: AnyRepresentation = tensor(parseAnyGroup(group), 1)
      const all = productMaps(V, V, V).map((map) => ({ out: 0, map }))
      return [all.length, missingProducts([V, V], [V], all, []).length]
    }
    // S(5): x_i y_i, and what linear maps make of it
    expect(missing('S(5)')).toEqual([5, 1])
    // GL(3,2) on the points of the plane has one more orbit of triples
    expect(missing('perm[(0 1 2 3 4 5 6),(1 2)(3 6)]')).toEqual([6, 2])
    expect(missing('Z(5)')).toEqual([25, 1])
  })

  it('that a layer does not have are said, with what they are and why', () => {
    const block = (group: string, text: string, choice: 1 | 2 = 2) =>
      new EquivariantBlock({ repIn: rep(group, text), repOut: rep(group, text), choice, seed: 0 })
    const said = (b: EquivariantBlock) =>
      b.leftOut.map((p) => [p.left.text, p.right.text, p.out.text, p.why, p.maps])
    expect(said(block('O(3)', '16*T(0)+8*V+2*T(2)'))).toEqual([])
    // tensors of three indices: of all pairs that have more than six together nothing is known
    const large = block('O(3)', '16*T(0)+4*V+T(3)')
    expect(said(large)).toEqual([
      ['V', 'T(3)', 'T(3)', 'size', undefined],
      ['T(3)', 'T(3)', 'V', 'size', undefined],
      ['T(3)', 'T(3)', 'T(3)', 'size', undefined],
    ])
    // of pairs of points: their products cost more than the layer may take
    const costly = block('S(3)', '25*T(0)+7*V+2*T(2)')
    expect(said(costly)).toEqual([['T(2)', 'T(2)', 'T(2)', 'cost', expect.any(Number)]])
    const T = rep('S(3)', 'T(2)')
    expect(costly.leftOut[0]!.maps!).toBeLessThan(productMaps(T, T, T).length)
    // with channels to spare the same layer has them: none is left out for its cost
    expect(said(block('S(3)', '400*T(0)+70*V+20*T(2)'))).toEqual([])
    // what was saved before there was a choice says nothing
    expect(said(block('S(3)', '25*T(0)+7*V+2*T(2)', 1))).toEqual([])
    const { repOut } = costly
    expect(new EquivariantBilinear({ rep: repOut, amongPermutations: false }).leftOut).toEqual(costly.leftOut)
  })

  it('of models that were saved without a choice stay those they were trained with', () => {
    const whole = rep('SO(3)xS(10)', '8*T(0)+4*V_a+4*V_b+4*V_a*V_b')
    const before = new EquivariantBlock({ repIn: whole, repOut: whole, choice: 1, seed: 0 })
    const now = new EquivariantBlock({ repIn: whole, repOut: whole, seed: 0 })
    const { choice, ...config } = before.getConfig()
    expect(choice).toBe(1)
    const read = EquivariantBlock.fromConfig<EquivariantBlock>(EquivariantBlock, config)
    expect(read.plan.products.weightCount).toBe(before.plan.products.weightCount)
    expect(now.plan.products.weightCount).toBeGreaterThan(before.plan.products.weightCount)
    expect(
      EquivariantBlock.fromConfig<EquivariantBlock>(EquivariantBlock, now.getConfig()).plan.products
        .weightCount,
    ).toBe(now.plan.products.weightCount)
    expect(() => new EquivariantBlock({ repIn: whole, repOut: whole, choice: 3 as 2 })).toThrow(/choice is 3/)
  })

  it('are counted beforehand', () => {
    for (const [group, from, to] of [
      ['SO(3)xS(5)', 'V_b+V_a*V_b', 'V_a'],
      ['Z(5)', '2*V', 'Alt(V,2)'],
      ['S(12)', 'V', 'V'],
    ] as const) {
      const options = { repIn: rep(group, from), repOut: rep(group, to), layers: 2 }
      const model = emlp({ ...options, seed: 0 })
      expect(emlpParameterCount(options)).toBe(model.parameterCount)
      model.dispose()
    }
  })
})
