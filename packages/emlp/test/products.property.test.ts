import { type AnyRepresentation, parseAnyGroup, parseRepresentation } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { chooseProducts, type ProductOptions } from '../src/kernels/product-choice.js'
import { productMaps } from '../src/kernels/product-maps.js'
import { planProducts } from '../src/kernels/product-plan.js'
import { kindsOf } from '../src/kernels/summand-kinds.js'

const rep = (group: string, text: string): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)

const options = (more: Partial<ProductOptions>): ProductOptions => ({
  channels: 4,
  skip: true,
  amongPermutations: true,
  choice: 1,
  ...more,
})

describe('products of summands', () => {
  it.each([
    ['S(3)', '2*T(0)+7*V+2*T(2)'],
    ['S(3)', 'V+T(2)'],
    ['S(3)', 'T(0)+2*V+Alt(V,2)'],
    ['S(4)', 'V+2*Alt(V,2)+Sym(V,2)'],
    ['Z(4)', '4*V+2*T(2)'],
    ['S(4)', '4*V+T(2)'],
    ['Z(6)', '3*T(0)+5*V'],
    ['Oh', '8*T(0)+4*V+2*T(2)'],
    ['SO(3)', '8*T(0)+5*V+2*T(2)'],
    ['O(3)xS(4)', '8*T(0)+2*V_a+2*V_b+2*V_a*V_b'],
  ])('of %s, %s are taken in turn, the maps of fewest entries first, as long as they fit', (group, text) => {
    const space = rep(group, text)
    const kinds = kindsOf(space)
    const known = new Map<string, ReturnType<typeof productMaps>>()
    const mapsOf: typeof productMaps = (a, b, c) => {
      const key = [a.key, b.key, c.key].join(' ')
      known.set(key, known.get(key) ?? productMaps(a, b, c))
      return known.get(key)!
    }
    const { pairs } = chooseProducts(kinds, kinds, options({}), mapsOf)
    const budget = 2 * space.dim
    const every = pairs.flatMap((pair) =>
      kinds.flatMap(({ rep: to }, out) =>
        mapsOf(kinds[pair.left]!.rep, kinds[pair.right]!.rep, to).map((map, turn) => ({
          turn,
          entries: map.nonzeros,
          cost: pair.channels * map.rows,
          taken: pair.targets.some((t) => t.out === out && t.maps.includes(map)),
        })),
      ),
    )
    const taken = every.filter((q) => q.taken)
    const spent = (of: typeof taken) => of.reduce((sum, q) => sum + q.cost, 0)
    expect(taken.length).toBe(pairs.flatMap((p) => p.targets.flatMap((t) => t.maps)).length)
    expect(taken.length).toBeGreaterThan(0)
    expect(spent(taken)).toBeLessThanOrEqual(budget)
    for (const q of every.filter((each) => !each.taken)) {
      const before = taken.filter((r) => r.turn < q.turn || (r.turn === q.turn && r.entries <= q.entries))
      expect(spent(before) + q.cost).toBeGreaterThan(budget)
    }
    // one entry for each summand that a pair goes to
    for (const { targets } of pairs) expect(new Set(targets.map((t) => t.out)).size).toBe(targets.length)
  })

  it('of tensors and others of a Lie group are left out where equations would be solved for long, and said to be', () => {
    const kinds = kindsOf(rep('SO(4)', '40*Sym(V,2)+20*T(2)'))
    const [S, T] = [rep('SO(4)', 'Sym(V,2)'), rep('SO(4)', 'T(2)')]
    const asked: string[] = []
    const find: typeof productMaps = (a, b, c) => {
      asked.push([a.text, b.text, c.text].join(' '))
      return []
    }
    const { leftOut, pairs } = chooseProducts(kinds, kinds, options({ choice: 2 }), find)
    expect(pairs).toEqual([])
    const said = leftOut.map((p) => [p.left.text, p.right.text, p.out.text].join(' '))
    // 10 · 10 · 16 numbers and more, and not 10 · 10 · 10
    expect(said).toContain(`${S.text} ${S.text} ${T.text}`)
    expect(said).toContain(`${S.text} ${T.text} ${T.text}`)
    expect(said).not.toContain(`${S.text} ${S.text} ${S.text}`)
    // tensors alone are made of diagrams
    expect(said).not.toContain(`${T.text} ${T.text} ${T.text}`)
    expect(leftOut.every((p) => p.why === 'size' && p.maps === undefined)).toBe(true)
    expect(asked.filter((triple) => said.includes(triple))).toEqual([])
    expect(asked).toContain(`${S.text} ${S.text} ${S.text}`)
    // models of the first versions were trained with them
    chooseProducts(kinds, kinds, options({ choice: 1 }), find)
    expect(asked.filter((triple) => said.includes(triple)).length).toBeGreaterThan(0)
  })

  it.each([
    ['S(3)', '2*T(0)+7*V+2*T(2)'],
    ['Oh', '8*T(0)+4*V+2*T(2)'],
    ['O(3)xS(4)', '8*T(0)+2*V_a+2*V_b+2*V_a*V_b'],
  ])(
    'of %s, %s are planned: of unit variance, each map as its entries, none of them read in vain',
    (group, text) => {
      const space = rep(group, text)
      for (const skip of [true, false]) {
        const plan = planProducts(space, space, options({ skip, choice: 2 }))
        const deviations = new Float32Array(plan.weightCount)
        for (const s of plan.sources)
          deviations.fill(1 / Math.sqrt(s.count), s.at, s.at + s.channels * s.count)
        for (const t of plan.targets) {
          const sigma = (skip ? 0.1 : 1) / Math.sqrt(Math.max(1, t.channels))
          deviations.fill(sigma, t.at, t.at + t.channels * t.count)
        }
        expect(plan.deviations).toEqual(deviations)
        for (const pair of plan.pairs) {
          const { first, second, maps, width, entries } = pair
          const [left, right] = [plan.sources[pair.left]!, plan.sources[pair.right]!]
          expect(maps.length).toBe(first.length * width)
          expect(
            first.every((k) => k >= 0 && k < left.dim) && second.every((k) => k >= 0 && k < right.dim),
          ).toBe(true)
          expect(new Set(Array.from(first, (k, e) => k * right.dim + second[e]!)).size).toBe(first.length)
          for (const t of pair.targets) {
            const { dim } = plan.targets[t.out]!
            for (let q = 0; q < t.rank; q++) {
              let square = 0
              for (let row = 0; row < first.length; row++)
                for (let k = 0; k < dim; k++) square += maps[row * width + t.column + q * dim + k]! ** 2
              expect(square).toBeCloseTo(dim, 4)
            }
          }
          const written = new Float32Array(maps.length)
          entries.value.forEach((v, e) => {
            written[entries.row[e]! * width + entries.column[e]!] = v
          })
          expect(written).toEqual(maps)
          for (let row = 0; row < first.length; row++)
            expect(maps.subarray(row * width, (row + 1) * width).some((v) => v !== 0)).toBe(true)
        }
      }
    },
  )
})
