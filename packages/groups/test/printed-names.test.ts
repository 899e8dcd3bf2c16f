import {
  crystalPointGroup,
  elementsOf,
  type FiniteGroup,
  findPointGroup,
  LieGroup,
  orthogonal,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  pointGroup,
  pointGroupNames,
  rng,
  specialOrthogonal,
  stabilizer,
  tensor,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'

const AXES = [2, 3, 4, 5, 6, 7, 8, 10, 12]
/** Every kind of finite point group: those of crystals, icosahedral ones, and axial ones. */
const FINITE = [
  ...new Set([
    ...pointGroupNames,
    ...AXES.flatMap((n) => [`C${n}`, `C${n}v`, `C${n}h`, `S${2 * n}`, `D${n}`, `D${n}h`, `D${n}d`]),
  ]),
]

/** The elements of a point group as 3×3 matrices. */
function matrices(group: FiniteGroup): Float64Array[] {
  const V = tensor(group, 1)
  const list = elementsOf(group)
  return Array.from({ length: list.order }, (_, e) => {
    const columns = [0, 1, 2].map((c) =>
      V.apply(
        list.at(e),
        [0, 1, 2].map((i) => Number(i === c)),
      ),
    )
    return Float64Array.from({ length: 9 }, (_, k) => columns[k % 3]![Math.floor(k / 3)]!)
  })
}

function moved(m: Float64Array, p: readonly number[]): number[] {
  return [0, 1, 2].map((i) => m[3 * i]! * p[0]! + m[3 * i + 1]! * p[1]! + m[3 * i + 2]! * p[2]!)
}

/** Three orbits of points in general position, and something in the middle: what has these symmetries and no others. */
function molecule(group: FiniteGroup) {
  const all = matrices(group)
  const orbits = [
    [2.13, 0.71, 1.37],
    [0.53, 1.91, 2.77],
    [1.77, 2.31, 0.29],
  ].map((p) => all.map((m) => moved(m, p)))
  return {
    elements: ['Xe', ...orbits.flatMap((o, k) => o.map(() => ['C', 'O', 'N'][k]!))],
    positions: [[0, 0, 0], ...orbits.flat()],
  }
}

const spellings = (name: string) => [name, name.toLowerCase(), name.toUpperCase()]

describe('names that are printed are names that are read', () => {
  it.each(FINITE.filter((name) => name !== 'Ih' || process.env.NIGHTLY))('%s, of a molecule', (name) => {
    const group = pointGroup(name)
    const { name: printed, order } = findPointGroup(molecule(group), { tolerance: 1e-4 })
    expect(printed).toBe(name.toLowerCase())
    for (const text of [printed, ...spellings(name), ` ${printed} `]) {
      const read = parseGroup(text)
      expect([read.order, read.name]).toEqual([BigInt(order!), group.name])
      expect(read.generators).toEqual(group.generators)
      expect(parseGroup(read.name).generators).toEqual(group.generators)
    }
    expect(pointGroup(printed).generators).toEqual(group.generators)
    expect(parseGroup(`${printed}xS(3)`).order).toBe(6n * group.order)
    expect(parseGroup(`S(3) x ${printed}`).name).toBe(`S(3)x${group.name}`)
  })

  const CUBIC = [
    [10, 0, 0],
    [0, 10, 0],
    [0, 0, 10],
  ]
  const HEXAGONAL = [
    [10, 0, 0],
    [-5, 5 * Math.sqrt(3), 0],
    [0, 0, 12],
  ]
  it.each(pointGroupNames.filter((n) => n !== 'I' && n !== 'Ih'))('%s, of a crystal', (name) => {
    const group = pointGroup(name)
    const six = /6/.test(name) && name !== 'S6'
    const lattice = six || /^(C3h|D3h)$/.test(name) ? HEXAGONAL : CUBIC
    const { elements: symbols, positions } = molecule(group)
    const [c, b, a] = [lattice[2]![2]!, lattice[1]![1]!, lattice[1]![0]! / lattice[1]![1]!]
    const fractional = positions.map(([x, y, z]) => [(x! - a * y!) / lattice[0]![0]!, y! / b, z! / c])
    const found = crystalPointGroup(
      { elements: symbols, positions: fractional, lattice },
      { tolerance: 1e-4 },
    )
    expect([found.name, found.order]).toEqual([name.toLowerCase(), Number(group.order)])
    expect(parseGroup(found.name).generators).toEqual(group.generators)
  })

  const line = (a: string, b: string) => ({
    elements: [a, b],
    positions: [
      [0, 0, 0],
      [0, 0, 1],
    ],
  })
  const alongZ = [0, 0, 1]
  const turn = [0, -1, 0, 1, 0, 0, 0, 0, 0]
  const plate = [1, 0, 0, 0, 1, 0, 0, 0, -2]
  const O3 = orthogonal(3)
  const SO3 = specialOrthogonal(3)
  const typeOf = (group: typeof O3, p: number, x: number[]) => stabilizer(tensor(group, p), x).orbitType
  it.each([
    ['a line with two ends', 'c∞v', findPointGroup(line('C', 'O')).name, 1, alongZ],
    ['a line with equal ends', 'd∞h', findPointGroup(line('O', 'O')).name, 2, plate],
    ['a point', 'kh', findPointGroup({ elements: ['H'], positions: [[0, 0, 0]] }).name, 1, [0, 0, 0]],
    ['a vector under O(3)', 'c∞v', typeOf(O3, 1, alongZ), 1, alongZ],
    ['an axial vector under O(3)', 'c∞h', typeOf(O3, 2, turn), 2, turn],
    ['a plate under O(3)', 'd∞h', typeOf(O3, 2, plate), 2, plate],
    ['a vector under SO(3)', 'c∞', typeOf(SO3, 1, alongZ), 1, alongZ],
    ['a plate under SO(3)', 'd∞', typeOf(SO3, 2, plate), 2, plate],
    ['nothing under SO(3)', 'k', typeOf(SO3, 1, [0, 0, 0]), 1, [0, 0, 0]],
    ['nothing under O(3)', 'kh', typeOf(O3, 1, [0, 0, 0]), 1, [0, 0, 0]],
  ] as const)('%s: %s', (_, name, printed, power, x) => {
    expect(printed).toBe(name)
    for (const text of [...spellings(name), name.replace('∞', 'inf')]) {
      const group = parseAnyGroup(text)
      expect(group).toBeInstanceOf(LieGroup)
      expect(parseAnyGroup(group.name).name).toBe(group.name)
      // the group keeps what it is the stabilizer of, and draws its elements from all of its components
      const rep = parseRepresentation(group as LieGroup, `T(${power})`)
      const random = rng(3)
      const determinants = new Set<number>()
      for (let k = 0; k < 40; k++) {
        const g = (group as LieGroup).haarSample(random)
        rep.apply([g], x).forEach((v, i) => {
          expect(v).toBeCloseTo(x[i]!, 9)
        })
        const m = g.re
        determinants.add(
          Math.round(
            m[0]! * (m[4]! * m[8]! - m[5]! * m[7]!) -
              m[1]! * (m[3]! * m[8]! - m[5]! * m[6]!) +
              m[2]! * (m[3]! * m[7]! - m[4]! * m[6]!),
          ),
        )
      }
      expect(determinants.size).toBe(/[vh]$/.test(name) ? 2 : 1)
    }
    expect(parseAnyGroup(`${name}xS(2)`).name).toBe(`${parseAnyGroup(name).name}xS(2)`)
  })

  it('what looks like one and is none is refused with its column, and no name changes its meaning', () => {
    for (const text of ['d∞v', 'c0', 's3', 'c501', 'x', 'kv', 'ohh', 'q', 's(4)', 'z(3)'])
      expect(() => parseAnyGroup(text), text).toThrow(/at column 1 /)

    expect(parseRepresentation(parseGroup('C(4)'), 'V').dim).toBe(2)
    expect(parseRepresentation(parseGroup('c4'), 'V').dim).toBe(3)
    expect([parseGroup('S(4)').order, parseGroup('S4').order, parseGroup('s4').order]).toEqual([24n, 4n, 4n])
    expect(parseAnyGroup('O(3)').name).toBe('O(3)')
    expect(parseGroup('o').order).toBe(24n)
  })
})
