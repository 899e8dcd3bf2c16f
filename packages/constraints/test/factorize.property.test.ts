import {
  type AnyRepresentation,
  act,
  parseAnyGroup,
  parseRepresentation,
  pointGroupNames,
  randomElement,
  rng,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { largestDifference } from '../../../conformance/difference.js'
import { standInsFor } from '../src/factorize/stand-ins.js'
import {
  type BasisBlock,
  channelsOf,
  equivariantBasis,
  type Factorization,
  factorizationCost,
  factorize,
  mixingCount,
} from '../src/index.js'
import type { SpanSolution } from '../src/solutions/span-solution.js'

const rep = (group: string, text: string): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)

/** W of mixing matrices, as the definition says: Σ_τ B_τ (M_τ ⊗ 1) A_τ. */
function matrix(form: Factorization, weights: Float64Array): Float64Array {
  const { repIn, repOut, spaces, order } = form
  const n = repIn.dim
  const w = new Float64Array(repOut.dim * n)
  let at = 0
  for (const space of spaces) {
    const [kIn, kOut] = [channelsOf(repIn, space.from), channelsOf(repOut, space.to)]
    const read = listed(repIn, space.from, order.in)
    const write = listed(repOut, space.to, order.out)
    for (const [a, reader] of read.entries()) {
      for (const [b, writer] of write.entries()) {
        const weight = weights[at + a * kOut + b]!
        const middle: [number, number, number][] = []
        reader.map.forEach((p, j, v) => middle.push([p, reader.at(j), v]))
        writer.map.forEach((i, p, v) => {
          for (const [q, j, u] of middle) if (q === p) w[writer.at(i) * n + j]! += weight * v * u
        })
      }
    }
    at += kIn * kOut
  }
  return w
}

function listed(r: AnyRepresentation, side: Factorization['spaces'][number]['from'], order?: Uint32Array) {
  return side.flatMap(({ summand, maps }) => {
    const { count, offset, rep: part } = r.summands[summand]!
    return Array.from({ length: count }, (_, c) =>
      maps.map((map) => ({
        map,
        at: (k: number) => {
          const place = offset + c * part.dim + k
          return order ? order[place]! : place
        },
      })),
    ).flat()
  })
}

const cases: [string, string, string][] = [
  ['S(5)', '2*T(2)+V', 'T(2)+2*V+T(0)'],
  ['S(3)', 'T(2)', 'T(2)'],
  ['S(2)', 'T(2)+V', 'T(2)'],
  ['Oh', '3*T(0)+2*V+T(2)', '2*T(0)+V+2*T(2)'],
  ['D(4)', '2*R', 'R+V'],
  ['C(4)', '2*V+T(2)', 'V+T(2)'],
  ['Z(5)', '2*V', 'V+T(0)'],
  ['Dih(4)', 'V+T(2)', 'R+V'],
  ['SO(3)', 'T(0)+2*V+T(2)', 'T(2)+V'],
  ['SO(2)', '2*V+T(2)', 'V+T(2)'],
  ['O(5)', '2*V+T(2)', 'T(2)+T(0)'],
  ['SO+(1,3)', 'V+T(2)+V*', 'T(1,1)+V'],
  ['Sp(1)', '(V+T(0))*(V+T(0))', 'V+T(2)'],
  ['SL(2)', 'T(2)+V', 'V*+T(1,1)'],
  ['SO(3)xS(4)', 'V_a*V_b+V_b', 'V_a*V_b+V_a+T(0)'],
  ['Trivial(2)', 'V', '2*V'],
  // independence is told on fewer points
  ...(process.env.NIGHTLY ? [['S(7)', '2*T(2)+V', 'T(2)+2*V+T(0)'] satisfies [string, string, string]] : []),
  ['S(7)', 'T(3)', 'V'],
  ['SO(3)xS(7)', 'V_a*V_b+V_b', 'V_a*V_b+V_a+T(0)'],
  ['O(2)xS(7)', 'V_a*V_b', 'V_a*V_a+V_b*V_b'],
  // by irreducible representations, with endomorphisms ℝ and ℂ
  ['D(3)', 'V+T(2)', 'R'],
  ['C(5)', 'R+T(2)', 'R'],
  // maps in floating point, of which products are 0 but for rounding
  ...['C(6)', 'D(5)', 'D(6)', 'D(7)'].map((group): [string, string, string] => [group, 'V+T(2)', 'V+T(2)']),
  ...pointGroupNames.map((name): [string, string, string] => [name, 'V+T(2)', 'V+T(2)']),
]

describe('stand-ins for large symmetric groups', () => {
  const of = (group: string, ...texts: string[]) => standInsFor(texts.map((text) => rep(group, text)))

  it('are the tensors over six points', () => {
    const found = of('S(9)', 'V', 'T(3)', 'T(0)')!
    expect([...found].map(([key, r]) => [key === r.key, r.text, r.group.name])).toEqual([
      [true, 'V', 'S(6)'],
      [true, 'T(3)', 'S(6)'],
      [true, 'T(0)', 'S(6)'],
    ])
    const product = of('O(2)xS(9)', 'V_a*V_b', 'V_b*V_b*V_b', 'T(0)')!
    expect([...product.values()].map((r) => [r.dim, r.group.name])).toEqual([
      [12, 'O(2)xS(6)'],
      [216, 'O(2)xS(6)'],
      [1, 'O(2)xS(6)'],
    ])
    expect(of('SL(2)xS(7)', '(V_a)**V_b')!.values().next().value!.text).toBe(
      rep('SL(2)xS(6)', '(V_a)**V_b').text,
    )
  })

  it('have as many independent maps', () => {
    const texts = ['T(0)', 'V', 'T(2)', 'T(3)']
    const found = of('S(7)', ...texts)!
    for (const a of texts) {
      for (const b of texts) {
        const small = equivariantBasis(found.get(rep('S(7)', a).key)!, found.get(rep('S(7)', b).key)!).rank
        expect(small).toBe(equivariantBasis(rep('S(7)', a), rep('S(7)', b)).rank)
      }
    }
  })

  it.each([
    ['S(6)', ['V']], // not larger
    ['A(9)', ['V']],
    ['Z(9)', ['V']],
    ['S(9)', ['V', 'T(4)']], // more indices than there would be points for
    ['S(9)', ['V', 'V+T(0)']], // no tensor
    ['SO(3)', ['V']],
    ['SO(3)xS(6)', ['V_b']],
    ['SO(3)xS(9)', ['V_b*V_b*V_b*V_b']],
    ['SO(3)xS(9)', ['V_a+V_b']],
  ])('there are none for %s, %j', (group, texts) => {
    expect(of(group, ...texts)).toBeUndefined()
  })
})

describe('factorizations', () => {
  it.each(cases)('of %s, %s → %s, are coordinates of all equivariant maps', (group, a, b) => {
    const [repIn, repOut] = [rep(group, a), rep(group, b)]
    const form = factorize(repIn, repOut)
    const basis = equivariantBasis(repIn, repOut)
    const count = mixingCount(form)
    expect(count).toBe(basis.rank)
    // the map from weights to coefficients is invertible: its Gram matrix has full rank
    const random = rng(1)
    const rows: Float64Array[] = []
    for (let k = 0; k < count; k++) {
      const unit = new Float64Array(count)
      unit[k] = 1
      const w = matrix(form, unit)
      const c = basis.applyTranspose(w)
      const again = basis.apply(c)
      // equivariant: the projection changes nothing
      expect(largestDifference(again, w)).toBeLessThan(1e-9)
      rows.push(c)
    }
    expect(rankOf(rows)).toBe(count)
    const g = randomElement(repIn.group, random)
    const w = matrix(
      form,
      new Float64Array(count).map(() => random.normal()),
    )
    const x = new Float64Array(repIn.dim).map(() => random.normal())
    const times = (v: Float64Array) =>
      new Float64Array(repOut.dim).map((_, i) => v.reduce((s, u, j) => s + w[i * repIn.dim + j]! * u, 0))
    const [left, right] = [times(act(repIn, g, x)), act(repOut, g, times(x))]
    const size = Math.max(1, ...right.map(Math.abs))
    expect(largestDifference(left, right) / size).toBeLessThan(1e-8)
  })

  it.each([
    ['S(7)', '2*T(2)+V', 'T(2)', 'filtration'],
    ['D(3)', 'V+T(2)', 'R', 'irreducible'],
    ['D(3)', 'R', 'V+T(2)', 'irreducible'],
    ['C(5)', 'R+T(2)', 'R', 'irreducible'],
    ['Z(8)', 'T(3)', 'V', 'pairs'],
  ])('of %s, %s → %s, are by %s', (group, a, b, method) => {
    // each of its own group value, as those are who parse them one by one
    expect(factorize(rep(group, a), rep(group, b)).method).toBe(method)
    const of = parseAnyGroup(group)
    expect(factorize(parseRepresentation(of, a), parseRepresentation(of, b)).method).toBe(method)
  })

  it('mix channels on sums: only what identity and transpose need touches all entries', () => {
    const T2 = rep('S(16)', '16*T(2)')
    const form = factorize(T2, T2)
    expect(
      form.spaces.map((s) => [s.dim, channelsOf(form.repIn, s.from), channelsOf(form.repOut, s.to)]),
    ).toEqual([
      [1, 32, 32],
      [16, 48, 48],
      [256, 32, 16],
    ])
    expect(factorizationCost(form).mixing).toBeLessThan(0.02 * 4096 ** 2)
  })

  it('have the rank where more diagrams depend on each other than are taken apart', () => {
    const T = rep('SO(2)xSO(2)', 'V_a^3*V_b^3')
    const form = factorize(T, T)
    expect([form.method, mixingCount(form)]).toEqual(['pairs', 400])
  })

  it.each([
    ['S(2)', 'T(2)', 'T(2)'],
    ['S(1)', 'T(2)', 'T(1)'],
    ['O(2)', 'T(3)', 'T(3)'],
    ['SO(2)', 'T(2)', 'T(2)'],
    ['Sp(1)', 'T(2)', 'T(2)'],
    ['S(2)xSO(2)', 'V_a^2*V_b', 'V_b*V_a'],
    ['B(2)xO(1)', 'V_a*V_b', 'V_b*V_a^3'],
  ])('of %s, %s → %s: the maps that a basis combines are independent', (group, a, b) => {
    const [{ solution }] = equivariantBasis(rep(group, a), rep(group, b)).blocks as [BasisBlock]
    const maps = (solution as SpanSolution).independent.map((map) => {
      const w = new Float64Array(map.rows * map.cols)
      map.forEach((i, j, v) => {
        w[i * map.cols + j]! += v
      })
      return w
    })
    expect([maps.length, rankOf(maps)]).toEqual([solution.rank, solution.rank])
  })
})

function rankOf(rows: Float64Array[]): number {
  let rank = 0
  const m = rows.map((r) => r.slice())
  const width = m[0]?.length ?? 0
  for (let c = 0; c < width; c++) {
    let pivot = rank
    for (let r = rank; r < m.length; r++) if (Math.abs(m[r]![c]!) > Math.abs(m[pivot]?.[c] ?? 0)) pivot = r
    if (rank >= m.length || Math.abs(m[pivot]![c]!) < 1e-9) continue
    ;[m[rank], m[pivot]] = [m[pivot]!, m[rank]!]
    for (let r = rank + 1; r < m.length; r++) {
      const f = m[r]![c]! / m[rank]![c]!
      for (let k = c; k < width; k++) m[r]![k]! -= f * m[rank]![k]!
    }
    rank++
  }
  return rank
}
