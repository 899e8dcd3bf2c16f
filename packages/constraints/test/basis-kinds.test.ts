import { fingerprint } from '@buridan/core'
import {
  act,
  orthogonal,
  parseAnyGroup,
  parseRepresentation,
  permutationGroup,
  randomElement,
  restrict,
  rng,
  subgroup,
  symmetric,
  tensor,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  affineBasis,
  BasisCache,
  equivariantBasis,
  multilinearBasis,
  parseBasis,
  serializeBasis,
} from '../src/index.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)
const normal = (n: number, seed: number) => {
  const random = rng(seed)
  return new Float64Array(n).map(() => random.normal())
}

describe('multilinear maps', () => {
  it('commute with the group in all arguments together', () => {
    const cases = fc.constantFrom(
      ['SO(3)', ['V', 'V'], 'V'],
      ['O(3)', ['V', 'V', 'T(2)'], 'T(0)'],
      ['S(4)', ['V', 'V'], 'V'],
      ['O(1,3)', ['V', 'V*'], 'T(1,1)'],
      ['D(5)', ['V', 'V'], 'V+T(2)'],
    ) as fc.Arbitrary<[string, string[], string]>
    fc.assert(
      fc.property(cases, fc.nat(100), ([group, ins, out], seed) => {
        const reps = ins.map((text) => rep(group, text))
        const repOut = rep(group, out)
        const basis = multilinearBasis(reps, repOut)
        const c = normal(basis.rank, seed)
        const xs = reps.map((r, k) => normal(r.dim, seed + k + 1))
        const g = randomElement(reps[0]!.group, rng(seed))
        const moved = basis.apply(c, ...reps.map((r, k) => act(r, g, xs[k]!)))
        const expected = act(repOut, g, basis.apply(c, ...xs))
        moved.forEach((v, i) => expect(v).toBeCloseTo(expected[i]!, 8))
        // linear in the first argument
        const doubled = basis.apply(
          c,
          xs[0]!.map((v) => 2 * v),
          ...xs.slice(1),
        )
        doubled.forEach((v, i) => expect(v).toBeCloseTo(2 * basis.apply(c, ...xs)[i]!, 8))
      }),
      { seed: 5, numRuns: 40 },
    )
  })

  it('are the maps of the tensor product, on x ⊗ y ⊗ … in the order of its coordinates', () => {
    for (const [group, ins, out] of [
      ['SO(3)', ['V', 'V'], 'V'],
      ['S(3)', ['V', 'T(2)', 'V'], 'V'],
    ] as const) {
      const reps = ins.map((text) => rep(group, text))
      const basis = multilinearBasis(reps, rep(group, out))
      const c = normal(basis.rank, 1)
      const xs = reps.map((r, k) => normal(r.dim, k + 2))
      const w = basis.linear.apply(c)
      const n = reps.reduce((product, r) => product * r.dim, 1)
      basis.apply(c, ...xs).forEach((v, i) => {
        let sum = 0
        for (let j = 0; j < n; j++) {
          let rest = j
          let entry = w[i * n + j]!
          for (let k = reps.length - 1; k >= 0; k--) {
            entry *= xs[k]![rest % reps[k]!.dim]!
            rest = Math.floor(rest / reps[k]!.dim)
          }
          sum += entry
        }
        expect(v).toBeCloseTo(sum, 9)
        expect(v).not.toBe(0)
      })
    }
  })

  it('refuse wrong numbers of arguments', () => {
    const V = rep('SO(3)', 'V')
    expect(() => multilinearBasis([], V)).toThrow(/at least one/)
    expect(() => multilinearBasis([V, V], V).apply([1], [1, 0, 0])).toThrow(/1 vectors given for 2/)
    expect(() => multilinearBasis([V, V], V).apply([1], [1, 0, 0], [1])).toThrow(/argument 1/)
  })
})

describe('affine maps', () => {
  it('are a linear map and a fixed vector', () => {
    const G = parseAnyGroup('S(5)')
    const [a, b] = [parseRepresentation(G, 'V+T(0)'), parseRepresentation(G, 'T(2)')]
    const basis = affineBasis(a, b)
    expect([basis.linear.rank, basis.bias.rank, basis.rank]).toEqual([7, 2, 9])
    const map = basis.combine(normal(9, 1))
    const g = randomElement(G, rng(2))
    const x = normal(6, 3)
    const [left, right] = [map.apply(act(a, g, x)), act(b, g, map.apply(x))]
    left.forEach((v, i) => expect(v).toBeCloseTo(right[i]!, 10))
    act(b, g, map.bias).forEach((v, i) => expect(v).toBeCloseTo(map.bias[i]!, 12))
  })
})

describe('the cache', () => {
  it('knows equal values, forgets the least recently used, and is its owner’s', () => {
    const cache = new BasisCache({ maxEntries: 2 })
    const get = (n: number) => cache.basis(tensor(symmetric(n), 1), tensor(symmetric(n), 1))
    const first = get(3)
    expect(get(3)).toBe(first)
    get(4)
    expect(get(3)).toBe(first)
    get(5)
    expect(cache.size).toBe(2)
    expect(get(3)).toBe(first)
    expect(new BasisCache().basis(tensor(symmetric(3), 1), tensor(symmetric(3), 1))).not.toBe(first)
    cache.clear()
    expect(cache.size).toBe(0)
  })

  it('does not take groups for one because they have one name', () => {
    const cache = new BasisCache()
    const a = permutationGroup([[1, 2, 0]], { name: 'mine' })
    const b = permutationGroup([[1, 0, 2]], { name: 'mine' })
    expect(cache.basis(tensor(a, 1), tensor(a, 1)).rank).toBe(3)
    expect(cache.basis(tensor(b, 1), tensor(b, 1)).rank).toBe(5)
    const V = tensor(orthogonal(2), 1)
    expect(cache.basis(V, V).rank).toBe(1)
    expect(cache.basis(V, V, { solver: 'dense' }).solver).toBe('dense')
    expect(() => new BasisCache({ maxEntries: 0 })).toThrow(/maxEntries is 0/)
  })
})

describe('saved bases', () => {
  it('read back to the same basis, not only the same space', () => {
    for (const [group, a, b] of [
      ['S(5)', 'V', 'T(2)'],
      ['Oh', 'V', 'T(2)+V'],
      ['D(5)', 'T(2)', 'V+T(2)'],
      ['SO(3)', '(V+T(0))*V', 'T(2)'],
      ['Scaling(2)', 'T(1,1)', 'T(1,1)'],
      ['SO(3)xS(4)', 'V_a*V_b', 'V_b+V_a'],
    ] as const) {
      const basis = equivariantBasis(rep(group, a), rep(group, b))
      const again = parseBasis(JSON.parse(JSON.stringify(serializeBasis(basis))))
      const c = normal(basis.rank, 1)
      expect(again.rank).toBe(basis.rank)
      expect(again.solver).toBe(basis.solver)
      again.apply(c).forEach((v, e) => expect(v).toBeCloseTo(basis.apply(c)[e]!, 12))
    }
    const forced = equivariantBasis(rep('SO(3)', 'T(2)'), rep('SO(3)', 'T(2)'), { solver: 'dense' })
    const again = parseBasis(JSON.parse(JSON.stringify(serializeBasis(forced))))
    again.apply([1, 2, 3]).forEach((v, e) => expect(v).toBeCloseTo(forced.apply([1, 2, 3])[e]!, 14))
  })

  it('give no NaN where large coefficients meet large numbers', () => {
    const V = rep('S(3)', 'V')
    const large = equivariantBasis(V, V).combine([1e250, -1e250])
    expect(Array.from(large.apply([1, 0, 0])).every(Number.isFinite)).toBe(true)
    for (const f of [
      () => large.apply([1e250, 1e250, 1e250]),
      () => large.applyTranspose([1e250, 1e250, 1e250]),
      () => multilinearBasis([V, V], V).apply([1, 2, 3, 4, 5], [1e246, 0, 1], [4, -1e246, 6]),
    ]) {
      expect(f).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    }
  })

  it('are refused when damaged, cut, newer, or without text', () => {
    const saved = JSON.parse(
      JSON.stringify(serializeBasis(equivariantBasis(rep('D(5)', 'V'), rep('D(5)', 'T(2)+V')))),
    )
    const refused = (change: object, message: RegExp) => {
      expect(() => parseBasis({ ...saved, ...change })).toThrow(message)
      expect(() => parseBasis({ ...saved, ...change })).toThrow(
        expect.objectContaining({ code: 'INVALID_FILE' }),
      )
    }
    refused({ kind: 'other' }, /no saved equivariant basis/)
    refused({ version: 99 }, /version 99.*update the package/)
    refused({ version: 1 }, /version 1,.*make the basis again/)
    refused({ version: Symbol('two') }, /version Symbol\(two\)/)
    refused({ blocks: [] }, /has no block/)
    refused({ blocks: [saved.blocks[1]] }, /has no block V → T\(2\)/)
    refused({ blocks: [{ ...saved.blocks[1], values: [1] }, saved.blocks[0]] }, /should hold 4 numbers/)
    refused({ blocks: [{ ...saved.blocks[1], values: ['x', 0, 0, 0] }, saved.blocks[0]] }, /should hold/)
    refused({ repIn: { group: 'D(5', rep: 'V' } }, /cannot be read/)
    refused({ repIn: { group: 'D(6)', rep: 'V' } }, /different groups|does not fit/)
    const block = saved.blocks[1]
    refused(
      { blocks: [{ ...block, values: block.values.map((v: number) => v + 1) }, saved.blocks[0]] },
      /not equivariant/,
    )
    // a vector that is left out or twice there is equivariant too, and a gap can say anything
    const forced = serializeBasis(
      equivariantBasis(rep('Dih(4)', 'V'), rep('Dih(4)', 'V'), { solver: 'dense' }),
    )
    const { values = [], rank, ...others } = forced.blocks[0]!
    expect(rank).toBe(3)
    for (const changed of [
      { ...others, rank: 2, values: values.slice(0, 32) },
      { ...others, rank, values: [...values.slice(0, 32), ...values.slice(0, 16)] },
      { ...others, rank, values, gap: 7 },
      { ...others, rank, values, reason: 'nothing' },
      { ...others, rank, values: values.map((v) => 2 * v) },
    ]) {
      expect(() => parseBasis({ ...forced, blocks: [changed] })).toThrow(/wrong checksum/)
    }
    expect(() => parseBasis({ ...forced, sum: undefined })).toThrow(/wrong checksum/)
    expect(parseBasis(forced).rank).toBe(3)
    expect(() => parseBasis(null)).toThrow(/no saved/)
    const G = symmetric(4)
    const R = restrict(parseRepresentation(G, 'R'), subgroup(G, [[1, 0, 2, 3]]))
    expect(() => serializeBasis(equivariantBasis(R, R))).toThrow(/no text/)
  })
  it('are refused by what is in them, whatever their checksum', () => {
    const saved = JSON.parse(
      JSON.stringify(
        serializeBasis(equivariantBasis(rep('Dih(4)', 'V'), rep('Dih(4)', 'V'), { solver: 'dense' })),
      ),
    )
    const [block] = saved.blocks
    const { values } = block
    /** A file with a checksum of its own, as anybody can make one. */
    const forged = (changes: object, more: object = {}, others: object[] = []) => {
      const blocks = [{ ...block, ...changes }, ...others]
      const parts = blocks.flatMap(({ block, solver, reason, rank, gap, values: v = [] }) => [
        JSON.stringify([block, solver, reason, rank, gap]),
        Float64Array.from(v),
      ])
      const whole = { ...saved, ...more }
      return { ...whole, blocks, sum: fingerprint([JSON.stringify([whole.repIn, whole.repOut]), ...parts]) }
    }
    expect(parseBasis(forged({})).rank).toBe(3)
    const twice = [...values.slice(0, 32), ...values.slice(0, 16)]
    for (const [value, message] of [
      [forged({ rank: 2, values: values.slice(0, 32) }), /rank 2, and the characters say 3/],
      [forged({ rank: 0, values: [] }), /rank 0, and the characters say 3/],
      [forged({ values: twice }), /not orthonormal/],
      [forged({ values: values.map((v: number) => v * 1e-8) }), /not orthonormal/],
      [forged({ gap: 'x' }), /gap "x"; it must be a number or null/],
      [forged({ gap: -1 }), /gap -1; it must be/],
      [forged({ rank: '3' }), /rank "3"; it must be a whole number/],
      [forged({ solver: 'magic' }), /solver "magic"; it must be one of/],
      [forged({ reason: 'a\u001b[2Jb' }), /reason .*; it must be a line of characters that are seen/],
      [forged({ reason: 7 }), /reason 7; it must be/],
      [forged({ zz: 1 }), /a block of the saved basis has an unknown field "zz"/],
      [forged({}, { zz: 1 }), /the value of the saved basis has an unknown field "zz"/],
      [
        forged({}, { repIn: { ...saved.repIn, zz: 1 } }),
        /a representation of the saved basis has an unknown field/,
      ],
      [forged({}, {}, [block]), /has the block .* twice/],
      [
        forged({}, {}, [{ ...block, block: 'a → b' }]),
        /has a block "a → b", which its representations have not/,
      ],
      [forged({ values: undefined }), /solved by dense and is saved without numbers/],
      [forged({ solver: 'orbits' }), /solved by orbits and is saved with numbers/],
    ] as [object, RegExp][]) {
      expect(() => parseBasis(value), String(message)).toThrow(message)
      expect(() => parseBasis(value)).toThrow(expect.objectContaining({ code: 'INVALID_FILE' }))
    }
    expect(() => parseBasis({ ...saved, blocks: [null] })).toThrow(/a block of the saved basis is null/)
    const exact = JSON.parse(
      JSON.stringify(serializeBasis(equivariantBasis(rep('S(4)', 'V'), rep('S(4)', 'V')))),
    )
    expect(() => parseBasis({ ...exact, blocks: [{ ...exact.blocks[0], gap: 7 }] })).toThrow(
      /saved with gap 7/,
    )
  })
})
