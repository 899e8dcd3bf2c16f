import {
  type AnyRepresentation,
  act,
  isLieRepresentation,
  parseAnyGroup,
  parseRepresentation,
  randomElement,
  rng,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../../../conformance/cpu-time.js'
import { isTurn } from '../../../conformance/in-turn.js'
import { EquivariantBasis, equivariantBasis, type Solver } from '../src/index.js'

const rep = (group: string, text: string): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)
const normal = (n: number, seed: number) => {
  const random = rng(seed)
  return new Float64Array(n).map(() => random.normal())
}
const distance = (a: Float64Array, b: Float64Array) =>
  a.reduce((m, v, i) => Math.max(m, Math.abs(v - b[i]!)), 0)

/** Whether two bases span the same space: they project alike. */
function sameSpan(a: EquivariantBasis, b: EquivariantBasis): void {
  expect(a.rank).toBe(b.rank)
  const [m, n] = a.shape
  for (let seed = 0; seed < 2; seed++) {
    const w = normal(m * n, seed)
    expect(distance(a.project(w), b.project(w))).toBeLessThan(1e-9)
  }
}

describe('solvers', () => {
  const cases: [string, string, string, Solver[]][] = [
    ['S(4)', 'T(2)', 'T(1)', ['diagrams', 'orbits', 'cosets', 'elimination', 'dense', 'iterative']],
    ['S(3)', 'T(2)', 'T(2)', ['diagrams', 'orbits', 'cosets', 'elimination', 'dense', 'iterative']],
    ['Z(5)', 'T(2)', 'V', ['orbits', 'cosets', 'elimination', 'dense', 'iterative']],
    ['RubiksCube', 'V', 'V', ['orbits', 'cosets']],
    ['B(2)', 'T(2)', 'V*V', ['orbits', 'elimination', 'dense', 'iterative']],
    ['D(5)', 'T(2)', 'T(2)', ['dense', 'iterative']],
    ['D(3)', 'R', 'V', ['regular', 'dense', 'iterative']],
    ['D(5)', 'V', 'R', ['regular', 'dense']],
    ['SO(3)', 'T(2)', 'T(1)', ['diagrams', 'elimination', 'dense', 'iterative']],
    ['O(2)', 'T(3)', 'T(1)', ['diagrams', 'elimination', 'dense', 'iterative']],
    ['SO(2)', 'T(2)', 'T(2)', ['diagrams', 'elimination', 'dense', 'iterative']],
    ['SO+(1,1)', 'T(1,1)', 'T(2)', ['diagrams', 'elimination', 'dense', 'iterative']],
    ['O(1,3)', 'T(1,1)', 'T(1,1)', ['diagrams', 'elimination', 'iterative']],
    ['SO(1,3)', 'T(3)', 'T(0,1)', ['diagrams', 'elimination', 'iterative']],
    ['Sp(2)', 'T(1,1)', 'T(2)', ['diagrams', 'elimination', 'iterative']],
    ['SL(2)', 'T(3)', 'T(1)', ['diagrams', 'elimination', 'dense', 'iterative']],
    ['SL(3)', 'T(2)', 'V*', ['diagrams', 'elimination', 'dense', 'iterative']],
    ['GL(2)', 'T(2,1)', 'T(2,1)', ['diagrams', 'elimination', 'iterative']],
    ['SU(2)', 'T(2,1)', 'V', ['diagrams', 'elimination', 'dense', 'iterative']],
    ['U(2)', 'T(1,1)', 'T(1,1)', ['diagrams', 'elimination', 'dense', 'iterative']],
    ['Scaling(2)', 'T(1,1)', 'T(1,1)', ['elimination', 'dense', 'iterative']],
    ['Embed(SO(2),3,1)', 'T(2)', 'V', ['elimination', 'dense', 'iterative']],
    ['SO(3)xS(3)', 'V_a*V_b', 'V_b*V_a+V_a', ['diagrams', 'elimination', 'iterative']],
  ]

  it.each(cases)('of %s, %s → %s, find the same maps', (group, a, b, solvers) => {
    const [first, ...others] = solvers.map((solver) =>
      equivariantBasis(rep(group, a), rep(group, b), { solver }),
    )
    for (const other of others) sameSpan(first!, other)
    // and the solver chosen by cost too
    sameSpan(first!, equivariantBasis(rep(group, a), rep(group, b)))
  })

  it('are not diagrams where these are more than coordinates', () => {
    // invariants of SO(2) in T(k): words of k signs with as many of each
    for (const [group, a, b, rank] of [
      ['SO(1)', 'T(6)', 'T(3)', 1],
      ['O(1)', 'T(5)', 'T(5)', 1],
      ['SO(2)', 'T(4)', 'T(4)', 70],
      ['SO(2)', 'T(5)', 'T(3)', 70],
    ] as const) {
      const time = cpuTime(() => {
        expect([group, a, equivariantBasis(rep(group, a), rep(group, b)).rank]).toEqual([group, a, rank])
      })
      expect(time).toBeLessThan(2000)
    }
  })

  it('are diagrams all the same where these are asked for', () => {
    for (const [group, a, b] of [
      ['SO(1)', 'T(2)', 'T(1)'],
      ['SO(2)', 'T(4)', 'T(4)'],
      ['O(1)', 'T(3)', 'T(3)'],
    ] as const) {
      const basis = equivariantBasis(rep(group, a), rep(group, b), { solver: 'diagrams' })
      expect(basis.explain().map((e) => e.solver)).toEqual(['diagrams'])
      sameSpan(basis, equivariantBasis(rep(group, a), rep(group, b)))
    }
  })

  it('report how sure they are', () => {
    const gaps = (['elimination', 'dense', 'iterative'] as const).map((solver) => {
      const [e] = equivariantBasis(rep('SO(3)', 'T(2)'), rep('SO(3)', 'T(2)'), { solver }).explain()
      return [e!.solver, e!.gap > 1e6, e!.reason]
    })
    expect(gaps[0]).toEqual(['elimination', true, 'whole numbers: exact sparse elimination'])
    expect(gaps[1]!.slice(0, 2)).toEqual(['dense', true])
    expect(gaps[2]!.slice(0, 2)).toEqual(['iterative', true])
    expect(gaps[2]![2]).toMatch(/block Krylov, \d+ cycles, residual \d/)
  })

  it('refuse what they are not made for, with the reason', () => {
    const refused = (group: string, a: string, b: string, solver: string, message: RegExp) =>
      expect(() => equivariantBasis(rep(group, a), rep(group, b), { solver: solver as Solver })).toThrow(
        message,
      )
    refused('D(5)', 'V', 'V', 'elimination', /no whole or simple rational/)
    refused('D(5)', 'V', 'V', 'diagrams', /no tensors over the points of a symmetric group/)
    refused('D(5)', 'V', 'V', 'cosets', /no tensors over points/)
    refused('D(5)', 'V', 'V', 'regular', /regular/)
    refused('SO(3)', 'V', 'V', 'orbits', /does not apply/)
    refused('SO(3)', 'V', 'V', 'magic', /must be one of diagrams, regular/)
    refused('O(3)', 'T(6)', 'T(4)', 'elimination', /59049 unknowns/)
  })

  it('refuse what would not fit, before they start', () => {
    // 4¹⁰ entries, eight vectors of them at a time with their images under eleven powers
    const T5 = rep('Sp(2)', 'T(5)')
    const time = cpuTime(() => {
      expect(() => equivariantBasis(T5, T5, { solver: 'iterative' })).toThrow(
        /over 4 independent maps of 1048576 entries; a block of 8 would take 1408 MiB/,
      )
    })
    expect(time).toBeLessThan(5000)
  })

  it('stop when aborted', () => {
    for (const solver of ['elimination', 'dense', 'iterative'] as const) {
      const signal = { aborted: true }
      expect(() => equivariantBasis(rep('SO(3)', 'T(2)'), rep('SO(3)', 'T(2)'), { solver, signal })).toThrow(
        expect.objectContaining({ code: 'ABORTED' }),
      )
    }
  })

  it.runIf(isTurn(2))(
    'find orbits of stabilizers in groups whose chains would not fit, by Schreier generators',
    () => {
      for (const [group, a, b] of [
        ['S(100) wr S(10)', 'V', 'V'],
        ['(S(90) wr S(10))xS(3)', 'V_a', 'V_a+V_b'],
        ['(S(90) wr S(10))xS(3)', 'V_b', 'V_a*V_b'],
      ] as const) {
        const [cosets, orbits] = (['cosets', 'orbits'] as const).map((solver) =>
          equivariantBasis(rep(group, a), rep(group, b), { solver }),
        )
        expect(cosets!.explain().every((e) => e.solver === 'cosets')).toBe(true)
        sameSpan(cosets!, orbits!)
      }
    },
  )

  it.runIf(isTurn(0))(
    'take products of thousands of points at once: the rank of A wr B is that of A and that of B less one',
    () => {
      for (const [group, rank] of [
        ['S(60) wr S(60)', 2 + 2 - 1],
        ['S(50) wr Z(50)', 2 + 50 - 1],
        ['Z(50) wr S(50)', 50 + 2 - 1],
        ['A(60) wr Dih(45)', 2 + 23 - 1],
      ].slice(0, process.env.NIGHTLY ? 4 : 1) as [string, number][]) {
        const V = rep(group, 'V')
        expect([group, equivariantBasis(V, V).rank]).toEqual([group, rank])
      }
      const tall = rep('S(141) wr S(141)', 'V')
      expect(() => equivariantBasis(tall, tall)).toThrow(/table of 19881·19881 numbers/)
    },
  )

  it('find kernels larger than the first blocks, none cut off', () => {
    // 36 maps of 1296 entries: the block is doubled three times
    const T2 = rep('Z(6)', 'T(2)')
    const V = rep('Z(6)', 'V')
    sameSpan(equivariantBasis(T2, V), equivariantBasis(T2, V, { solver: 'iterative' }))
  })
})

/** The number of standard Young tableaux, by hook lengths. */
function tableaux(shape: readonly number[]): number {
  let count = 1
  let k = 0
  shape.forEach((row, i) => {
    for (let j = 0; j < row; j++) {
      const hook = row - j + shape.filter((r, below) => below > i && r > j).length
      count *= ++k / hook
    }
  })
  return Math.round(count)
}

function partitions(n: number, largest = n): number[][] {
  if (n === 0) return [[]]
  return Array.from({ length: Math.min(n, largest) }, (_, i) =>
    partitions(n - i - 1, i + 1).map((rest) => [i + 1, ...rest]),
  ).flat()
}

const conjugate = (shape: readonly number[]) =>
  Array.from({ length: shape[0] ?? 0 }, (_, j) => shape.filter((r) => r > j).length)

describe('closed forms, against counts of Young tableaux', () => {
  it('O(n): shapes of even rows, at most n of them', () => {
    for (let n = 1; n <= 4; n++) {
      for (const total of [2, 4, 6, 8]) {
        if (n ** total > 70_000) continue
        const expected = partitions(total)
          .filter((s) => s.length <= n && s.every((r) => r % 2 === 0))
          .reduce((sum, s) => sum + tableaux(s), 0)
        expect(equivariantBasis(rep(`O(${n})`, 'T(0)'), rep(`O(${n})`, `T(${total})`)).rank).toBe(expected)
      }
    }
  })

  it('Sp(m): shapes of even columns, at most 2m rows', () => {
    for (const m of [1, 2]) {
      for (const total of [2, 4, 6]) {
        const expected = partitions(total)
          .filter((s) => s.length <= 2 * m && conjugate(s).every((c) => c % 2 === 0))
          .reduce((sum, s) => sum + tableaux(s), 0)
        expect(equivariantBasis(rep(`Sp(${m})`, 'T(0)'), rep(`Sp(${m})`, `T(${total})`)).rank).toBe(expected)
      }
    }
  })

  it('GL(n): squares of the counts of at most n rows; SL(n) and SU(n) also those with a rectangle taken off', () => {
    for (const n of [2, 3]) {
      for (const k of [1, 2, 3, 4]) {
        const expected = partitions(k)
          .filter((s) => s.length <= n)
          .reduce((sum, s) => sum + tableaux(s) ** 2, 0)
        for (const group of [`GL(${n})`, `U(${n})`, `SL(${n})`]) {
          expect(equivariantBasis(rep(group, `T(${k})`), rep(group, `T(${k})`)).rank).toBe(expected)
        }
      }
    }
    // SL(2): invariants of 2k vectors, the Catalan numbers
    for (const [k, catalan] of [1, 1, 2, 5, 14].entries()) {
      expect(equivariantBasis(rep('SU(2)', 'T(0)'), rep('SU(2)', `T(${2 * k})`)).rank).toBe(catalan)
    }
  })

  it('S(n): set partitions of at most n blocks', () => {
    const stirling = (k: number, b: number): number =>
      k === 0 || b === 0 ? Number(k === b) : b * stirling(k - 1, b) + stirling(k - 1, b - 1)
    for (const n of [1, 2, 3, 5]) {
      for (const [k, l] of [
        [1, 1],
        [2, 2],
        [3, 2],
      ] as const) {
        const expected = Array.from({ length: n }, (_, b) => stirling(k + l, b + 1)).reduce((a, b) => a + b)
        expect(equivariantBasis(rep(`S(${n})`, `T(${k})`), rep(`S(${n})`, `T(${l})`)).rank).toBe(expected)
      }
    }
  })
})

const anyCase = fc.constantFrom(
  ['S(5)', '2*V+T(0)', 'V+T(2)'],
  ['O(3)', 'V+T(2)', '2*V+T(0)'],
  ['SO(3)', '(V+T(0))*V', 'T(2)+V'],
  ['O(1,3)', '2*V+V*', 'T(1,1)+V'],
  ['Sp(2)', '(V+T(0))*(V*+V)*', 'V+T(0)+T(2)'],
  ['SO(3)xS(4)', 'V_a*V_b+V_b', 'V_a+V_b+V_b*V_a'],
  ['D(5)', 'V+T(2)', '2*V'],
  ['Z(6)', 'V', 'T(2)+V'],
  ['SL(3)', 'T(2)+V*', 'V*+T(1,1)'],
  ['Scaling(3)', 'V+V*', '2*V'],
)

describe('a basis is an operator', () => {
  it.each([
    ['S(3)', 'T(2)', 'T(1)', 'diagrams'],
    ['S(3)', 'T(2)', 'T(1)', 'orbits'],
    ['S(3)', 'T(2)', 'T(1)', 'cosets'],
    ['S(3)', 'T(2)', 'T(1)', 'elimination'],
    ['D(5)', 'T(2)', 'V', 'dense'],
    ['D(3)', 'R', 'V', 'regular'],
  ])('of %s, %s → %s by %s writes all of the coefficients, whatever stood there', (group, a, b, solver) => {
    const basis = equivariantBasis(rep(group, a), rep(group, b), { solver: solver as Solver })
    const [m, n] = basis.shape
    const w = normal(m * n, 1)
    const out = new Float64Array(basis.rank).fill(7)
    basis.applyTransposeInto(w, out)
    const q = basis.materialize()
    out.forEach((v, k) => {
      let sum = 0
      for (let e = 0; e < m * n; e++) sum += q[k * m * n + e]! * w[e]!
      expect(v).toBeCloseTo(sum, 9)
    })
  })

  it('W applied by structure is W as a matrix, with its rows, columns and transposes', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(1000), ([group, a, b], seed) => {
        const basis = equivariantBasis(rep(group!, a!), rep(group!, b!))
        const [m, n] = basis.shape
        const map = basis.combine(normal(basis.rank, seed))
        const w = map.materialize()
        const [x, y] = [normal(n, seed + 1), normal(m, seed + 2)]
        const image = new Float64Array(m).map((_, i) => x.reduce((s, v, j) => s + w[i * n + j]! * v, 0))
        const back = new Float64Array(n).map((_, j) => y.reduce((s, v, i) => s + w[i * n + j]! * v, 0))
        expect(distance(map.apply(x), image)).toBeLessThan(1e-9)
        expect(distance(map.applyTranspose(y), back)).toBeLessThan(1e-9)
        const [i, j] = [seed % m, seed % n]
        expect(distance(map.row(i), w.subarray(i * n, (i + 1) * n))).toBeLessThan(1e-12)
        expect(
          distance(
            map.column(j),
            new Float64Array(m).map((_, k) => w[k * n + j]!),
          ),
        ).toBeLessThan(1e-12)
        const q = basis.materialize()
        const entries = new Float64Array(basis.rank).map((_, k) => q[k * m * n + i * n + j]!)
        expect(distance(basis.row(i, j), entries)).toBeLessThan(1e-12)
        const k = seed % basis.rank
        expect(distance(basis.column(k), q.subarray(k * m * n, (k + 1) * m * n))).toBeLessThan(1e-12)
        const pairs = new Float64Array(basis.rank).map((_, r) => {
          let sum = 0
          for (let e = 0; e < m * n; e++) sum += q[r * m * n + e]! * y[Math.floor(e / n)]! * x[e % n]!
          return sum
        })
        expect(distance(basis.pairing(x, y), pairs)).toBeLessThan(1e-9)
      }),
      { seed: 11, numRuns: 60 },
    )
  })

  it('is orthonormal, and its maps commute with elements of the group', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(1000), ([group, a, b], seed) => {
        const [repIn, repOut] = [rep(group!, a!), rep(group!, b!)]
        const basis = equivariantBasis(repIn, repOut)
        const c = normal(basis.rank, seed)
        expect(distance(basis.applyTranspose(basis.apply(c)), c)).toBeLessThan(1e-9)
        const g = randomElement(repIn.group, rng(seed))
        const x = normal(repIn.dim, seed + 1)
        const [left, right] = [
          basis.combine(c).apply(act(repIn, g, x)),
          act(repOut, g, basis.combine(c).apply(x)),
        ]
        const size = Math.max(1, ...right.map(Math.abs))
        expect(distance(left, right) / size).toBeLessThan(1e-9)
      }),
      { seed: 12, numRuns: 80 },
    )
  })

  it.runIf(isTurn(0))('is there for sizes whose matrices would not fit', () => {
    const check = (group: string, rank: number, solver: string) => {
      const T2 = rep(group, 'T(2)')
      const basis = equivariantBasis(T2, T2)
      expect([basis.rank, basis.solver]).toEqual([rank, solver])
      return basis
    }
    const s1000 = check('S(1000)', 15, 'diagrams')
    const map = s1000.combine(normal(15, 1))
    const x = normal(10 ** 6, 2)
    const g = randomElement(parseAnyGroup('S(1000)'), rng(3))
    const T2 = s1000.repIn
    const [left, right] = [map.apply(act(T2, g, x)), act(T2, g, map.apply(x))]
    expect(distance(left, right)).toBeLessThan(1e-9)
    expect(() => map.materialize()).toThrow(/8000000000000 bytes/)
    expect(check('S(12)', 15, 'diagrams').residual()).toBeLessThan(1e-10)
    expect(check('Z(64)', 64 ** 3, 'cosets').residual()).toBeLessThan(1e-10)
    if (!process.env.NIGHTLY) return
    expect(check('RubiksCube', 94, 'cosets').residual()).toBeLessThan(1e-10)
    expect(check('ZksZnxZn(4,8)', 65536 ** 2 / 256, 'cosets').residual()).toBeLessThan(1e-10)
  })

  it('tells of a wrong one: residuals are not small by construction', () => {
    const basis = equivariantBasis(rep('SO(3)', 'T(2)'), rep('SO(3)', 'T(2)'))
    const solution = basis.blocks[0]!.solution
    const broken = Object.create(solution, {
      mapInto: {
        value(...[c, k, x, from, y, to]: Parameters<typeof solution.mapInto>) {
          solution.mapInto(c, k, x, from, y, to)
          y[to]! += x[from + 1]!
        },
      },
    })
    expect(() => Object.assign(basis.blocks[0]!, { solution: broken })).toThrow(TypeError)
    const wrong = new EquivariantBasis(basis.repIn, basis.repOut, [{ ...basis.blocks[0]!, solution: broken }])
    expect(basis.residual()).toBeLessThan(1e-12)
    expect(wrong.residual()).toBeGreaterThan(0.1)
    expect(isLieRepresentation(basis.repIn)).toBe(true)
  })
})
