import { rng } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { auditData } from '../src/audit-data.js'

type Triple = readonly [number, number, number]
type Cell = readonly [Triple, Triple, Triple]

/** Zincite, with its polarization along the axis. */
const [A, C, U] = [3.25, 5.207, 0.382]
const CELL: Cell = [
  [A, 0, 0],
  [-A / 2, (A * Math.sqrt(3)) / 2, 0],
  [0, 0, C],
]
const inCell = (cell: Cell, f: Triple): Triple => {
  const at = (k: 0 | 1 | 2) => f[0] * cell[0][k] + f[1] * cell[1][k] + f[2] * cell[2][k]
  return [at(0), at(1), at(2)]
}
const atoms = (u = U): (readonly [string, Triple])[] => [
  ['Zn', [1 / 3, 2 / 3, 0]],
  ['Zn', [2 / 3, 1 / 3, 0.5]],
  ['O', [1 / 3, 2 / 3, u]],
  ['O', [2 / 3, 1 / 3, 0.5 + u]],
]

/** The crystal turned, with atoms so many cells apart at most and other vectors of the lattice, rounded. */
function frames(
  seed: number,
  count: number,
  digits: number,
  cells: number,
  skew: readonly Triple[],
  { u = U, stretch = 1 } = {},
) {
  const random = rng(seed)
  const cell: Cell = [CELL[0], CELL[1], [0, 0, C * stretch]]
  return Array.from({ length: count }, () => {
    const q = [0, 1, 2, 3].map(() => random.normal())
    const [w, x, y, z] = q.map((v) => v / Math.hypot(...q)) as [number, number, number, number]
    const turned = ([a, b, c]: Triple) => [
      (1 - 2 * (y * y + z * z)) * a + 2 * (x * y - w * z) * b + 2 * (x * z + w * y) * c,
      2 * (x * y + w * z) * a + (1 - 2 * (x * x + z * z)) * b + 2 * (y * z - w * x) * c,
      2 * (x * z - w * y) * a + 2 * (y * z + w * x) * b + (1 - 2 * (x * x + y * y)) * c,
    ]
    const text = (v: readonly number[]) => v.map((n) => n.toFixed(digits)).join(' ')
    const moved = () => random.int(2 * cells + 1) - cells
    return {
      lattice: skew.map((m) => text(turned(inCell(cell, m)))),
      p: text(turned([0, 0, 0.5])),
      atoms: atoms(u).map(([element, f]): readonly [string, string] => [
        element,
        text(turned(inCell(cell, [f[0] + moved(), f[1] + moved(), f[2] + moved()]))),
      ]),
    }
  })
}

const xyz = (list: ReturnType<typeof frames>) =>
  list
    .map(
      ({ lattice, p, atoms }) =>
        `4\nProperties=species:S:1:pos:R:3 Lattice="${lattice.join(' ')}" pbc="T T T" p="${p}"\n${atoms.map((a) => a.join(' ')).join('\n')}\n`,
    )
    .join('')

function audit(...texts: string[]) {
  const files = texts.map((text, k) => ({ name: `a${k}.xyz`, bytes: new TextEncoder().encode(text) }))
  const { report } = auditData(files, { group: 'O(3)', label: 'p' })
  const orders = report.orbitTypes.map((t) => t.stabilizerOrder)
  return { orbits: report.orbits, orders, precision: report.precision.input, price: report.price }
}

const GIVEN: readonly Triple[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]
const SKEW: readonly Triple[] = [
  [1, 2, 0],
  [0, 1, 0],
  [3, 0, 1],
]

describe('crystals whose cell is rounded as their atoms are', () => {
  it.each([
    [3, 2, GIVEN],
    [4, 3, GIVEN],
    [4, 30, GIVEN],
    [4, 0, SKEW],
    [5, 3, SKEW],
  ] as const)('with %d digits and atoms %d cells apart keep their symmetry', (digits, cells, skew) => {
    const found = audit(xyz([...frames(1, 1, digits, 0, GIVEN), ...frames(2, 7, digits, cells, skew)]))
    expect([found.orbits, found.orders]).toEqual([1, [12]])
    // two of them are told apart, but for the digits
    const other = xyz(frames(3, 1, digits, 0, GIVEN, { u: U + 0.02 }))
    if (10 ** -digits * (cells + 1) > 1e-3) return
    const two = audit(xyz(frames(2, 3, digits, cells, skew)), other)
    expect([two.orbits, two.orders]).toEqual([2, [12]])
  })

  it('are known better the nearer their atoms are', () => {
    const rounding = (Math.sqrt(3) / 2) * 1e-4
    const at = (cells: number, skew = GIVEN) => {
      const list = frames(5, 1, 4, cells, skew)
      return audit(xyz(list)).precision / rounding
    }
    expect(at(0)).toBeGreaterThanOrEqual(1)
    expect(at(0)).toBeLessThan(1.4)
    expect(at(3)).toBeGreaterThan(2)
    expect(at(3)).toBeLessThan(1 + 3 * Math.sqrt(3))
    expect(at(0, SKEW)).toBeGreaterThan(2)
  })

  it('are not known worse for a frame that is scattered more widely than any tolerance', () => {
    const near = xyz(frames(6, 4, 3, 0, GIVEN))
    expect(audit(near + xyz(frames(7, 1, 3, 300, GIVEN))).precision).toBe(audit(near).precision)
  })

  it('are known as well as their atoms where the cell has more digits', () => {
    const [frame] = frames(8, 1, 4, 3, GIVEN)
    const exact = frames(8, 1, 12, 3, GIVEN)[0]!.lattice
    const { precision, orders } = audit(xyz([{ ...frame!, lattice: exact }]))
    expect(precision).toBeCloseTo((Math.sqrt(3) / 2) * 1e-4, 9)
    expect(orders).toEqual([12])
  })

  it('keep their symmetry as slabs, and where one vector is much longer than the others', () => {
    const slabs = xyz([...frames(9, 1, 4, 0, GIVEN), ...frames(10, 6, 4, 0, GIVEN)])
    const { orbits, orders } = audit(slabs.replaceAll('T T T', 'T T F'))
    expect([orbits, orders]).toEqual([1, [6]])
    const long = audit(xyz(frames(14, 9, 4, 0, GIVEN, { stretch: 8 })))
    expect([long.orbits, long.orders]).toEqual([1, [12]])
  })

  it('are alike in a POSCAR in space', () => {
    const files = [...frames(11, 1, 4, 0, GIVEN), ...frames(12, 4, 4, 3, GIVEN), ...frames(13, 2, 4, 2, SKEW)]
    const names = files.map((_, k) => `POSCAR.${k}`)
    const bytes = files.map(({ lattice, atoms }) =>
      new TextEncoder().encode(
        `zincite\n1.0\n${lattice.join('\n')}\nZn O\n2 2\nCartesian\n${atoms.map(([, p]) => p).join('\n')}\n`,
      ),
    )
    const labels = files.map(({ p }, k) => JSON.stringify({ file: names[k], p: p.split(' ').map(Number) }))
    const { report } = auditData(
      [
        ...names.map((name, k) => ({ name, bytes: bytes[k]! })),
        { name: 'labels.jsonl', bytes: new TextEncoder().encode(labels.join('\n')) },
      ],
      { group: 'O(3)', label: 'p' },
    )
    expect([report.orbits, report.orbitTypes.map((t) => t.stabilizerOrder)]).toEqual([1, [12]])
  })
})
