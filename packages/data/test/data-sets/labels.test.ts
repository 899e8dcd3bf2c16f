import { type AnyRepresentation, act } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import {
  type AtomsFrame,
  describedLabels,
  frameDataSets,
  frameLabels,
  type LabelKind,
  parseFrames,
  parseXyz,
} from '../../src/index.js'

const framesOf = (comment: string, columns = '', values = '') =>
  parseFrames(
    `2\nProperties=species:S:1:pos:R:3${columns} ${comment}\nC 0 0 0${values}\nO 0 0 1.13${values}\n`,
    'xyz',
  )

function rowOf(label: string, comment: string, out?: LabelKind, columns = '', values = '') {
  const { sets } = frameDataSets(framesOf(comment, columns, values), {
    group: 'O(3)',
    label,
    ...(out ? { out } : {}),
  })
  const { y, repOut } = sets[0]!
  return { y: [...y.row(0)], repOut }
}

/** x to y to z to −x: a quarter turn of y to z after one of x to y, and a reflection. */
const G = Float64Array.of(0, 0, -1, 1, 0, 0, 0, 1, 0)
const turned = (rep: AnyRepresentation, y: readonly number[]) => [
  ...act(rep, [{ n: 3, re: G }, Uint32Array.of(0, 1)], Float64Array.from(y)),
]

/** The matrix G M G⊤ of nine numbers. */
const conjugated = (m: readonly number[]) =>
  Array.from({ length: 9 }, (_, k) => {
    const [i, j] = [Math.floor(k / 3), k % 3]
    let sum = 0
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) sum += G[3 * i + a]! * m[3 * a + b]! * G[3 * j + b]!
    return sum
  })
const voigtOf = (m: readonly number[], shear = 1) => [
  m[0],
  m[4],
  m[8],
  shear * m[5]!,
  shear * m[2]!,
  shear * m[1]!,
]
const close = (a: readonly number[], b: readonly number[]) => {
  expect(a.length).toBe(b.length)
  a.forEach((v, i) => expect(v).toBeCloseTo(b[i]!, 12))
}

describe('labels', () => {
  it('are scalars, vectors and 3×3 tensors by how many numbers they have', () => {
    for (const [value, dim, text] of [
      ['-1.5', 1, 'T(0)'],
      ['"1 2 3"', 3, 'V_a'],
      ['"1 2 3 4 5 6 7 8 9"', 9, 'V_a^2'],
      ['[[1,2,3],[4,5,6],[7,8,9]]', 9, 'V_a^2'],
    ] as const) {
      const { y, repOut } = rowOf('l', `l=${value}`)
      expect([y.length, repOut.dim, repOut.text]).toEqual([dim, dim, text])
    }
    expect(rowOf('l', 'l=[[1,2,3],[4,5,6],[7,8,9]]').y).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('of six numbers, or of others, are what is said', () => {
    for (const width of [2, 4, 5, 6, 12]) {
      const value = `l="${Array.from({ length: width }, (_, i) => i + 1).join(' ')}"`
      expect(() => rowOf('l', value)).toThrow(
        new RegExp(`l has ${width} numbers; say what they are by out, or --out`),
      )
      const { y, repOut } = rowOf('l', value, 'scalar')
      expect(turned(repOut, y)).toEqual(y)
    }
    expect(() => rowOf('l', 'l="1 2 3 4 5 6"')).toThrow(/voigt for a symmetric tensor xx yy zz yz xz xy/)
    expect(() => rowOf('l', 'l="1 2 3 4"', 'vector')).toThrow(
      /l has 4 numbers; out vector, or --out vector, is for 3/,
    )
    expect(() => rowOf('l', 'l="1 2 3"', 'polar' as never)).toThrow(
      /out is "polar"; of a label it is scalar, pseudo, vector/,
    )
  })

  it('turn as the tensors that they are', () => {
    const m = [1, 2, 3, 2, 5, 7, 3, 7, 11]
    const at = (numbers: readonly unknown[], out?: LabelKind) => rowOf('l', `l="${numbers.join(' ')}"`, out)
    const full = at(m)
    close(turned(full.repOut, full.y), at(conjugated(m)).y)
    for (const [out, shear] of [
      ['voigt', 1],
      ['voigt-strain', 2],
    ] as const) {
      const { y, repOut } = at(voigtOf(m, shear), out)
      close(turned(repOut, y), at(voigtOf(conjugated(m), shear), out).y)
      // norms are those of the matrix
      expect(Math.hypot(...y)).toBeCloseTo(Math.hypot(...m), 12)
    }
    // an axial vector is that of an antisymmetric matrix: what is turned by det G times G
    const axial = at([1, 2, 3], 'axial')
    close(
      turned(axial.repOut, axial.y),
      at(
        [-3, 1, 2].map((v) => -v),
        'axial',
      ).y,
    )
    const vector = at([1, 2, 3])
    close(turned(vector.repOut, vector.y), [-3, 1, 2])
    expect(turned(at([5], 'pseudo').repOut, [5])[0]).toBeCloseTo(-5, 12)
    const two = at([1, 2, 3, 4, 5, 6], 'vector')
    close(turned(two.repOut, two.y), [-3, 1, 2, -6, 4, 5])
  })

  it('of atoms turn with each of them', () => {
    const at = (columns: string, values: string, out?: LabelKind) => rowOf('l', '', out, columns, values)
    const m = [1, 2, 3, 2, 5, 7, 3, 7, 11]
    const both = (numbers: readonly number[]) => numbers.flatMap((v) => [v, v])
    close(turned(at(':l:R:3', ' 1 2 3').repOut, both([1, 2, 3])), both([-3, 1, 2]))
    const { y, repOut } = at(':l:R:6', ` ${voigtOf(m).join(' ')}`, 'voigt')
    expect(repOut.text).toBe('Sym(V_a,2)*V_b')
    close(turned(repOut, y), at(':l:R:6', ` ${voigtOf(conjugated(m)).join(' ')}`, 'voigt').y)
    const full = at(':l:R:9', ` ${m.join(' ')}`)
    close(turned(full.repOut, full.y), at(':l:R:9', ` ${conjugated(m).join(' ')}`).y)
    const axial = at(':l:R:3', ' 1 2 3', 'axial')
    close(turned(axial.repOut, axial.y), at(':l:R:3', ' 3 -1 -2', 'axial').y)
    const scalars = at(':l:R:3', ' 1 2 3', 'scalar')
    expect([scalars.repOut.text, scalars.y]).toEqual(['3*V_b', [1, 1, 2, 2, 3, 3]])
    const vectors = at(':l:R:6', ' 1 2 3 4 5 6', 'vector')
    close(turned(vectors.repOut, vectors.y), both([-3, 1, 2, -6, 4, 5]))
  })

  it('that are not there are answered by those that are', () => {
    const frames = framesOf('energy=1 dipole="1 2 3"', ':forces:R:3:q:R:1', ' 0 0 0 1') as AtomsFrame[]
    const there =
      'there are energy (1 number), dipole (3 numbers), forces (3 numbers an atom), q (1 number an atom)'
    expect(describedLabels(frames)).toBe(there)
    expect(() => frameDataSets(frames, { group: 'O(3)', label: 'force' })).toThrow(
      `no frame has force; ${there}`,
    )
    // what is there and no number is said, of a frame and of all
    const wrong = parseXyz('1\nenergy=NaN\nH 0 0 0\n1\nenergy=abc\nH 0 0 0\n1\nenergy="1 2"\nH 0 0 0\n')
    const asked = { group: 'O(3)', label: 'energy' }
    expect(() => frameDataSets(wrong.slice(0, 2), asked)).toThrow(
      /^energy is "NaN", not numbers; there are no/,
    )
    const { skipped } = frameDataSets([...frames, ...frames, ...wrong], asked)
    expect(skipped.map(({ error }) => error.message)).toEqual([
      'it has no energy of 1 number: its energy is "NaN"',
      'it has no energy of 1 number: its energy is "abc"',
      'it has no energy of 1 number: its energy is [1,2]',
    ])
    const odd = { ...wrong[0]!, info: { energy: 1 } } as never
    expect(() => frameDataSets([odd], asked)).toThrow(/^no frame has energy; there are no labels/)
    const other = parseXyz('1\nenergy="1 2"\nH 0 0 0\n')
    expect(frameLabels([...frames, ...other]).filter((l) => l.name === 'energy')).toEqual([
      { name: 'energy', of: 'whole', width: 1, frames: 1 },
      { name: 'energy', of: 'whole', width: 2, frames: 1 },
    ])
    expect(describedLabels(parseXyz('1\n\nH 0 0 0\n'))).toMatch(/there are no labels/)
    const many = parseXyz(`1\n${Array.from({ length: 50 }, (_, i) => `k${i}=1`).join(' ')}\nH 0 0 0\n`)
    expect(describedLabels(many)).toMatch(/k19 \(1 number\), …$/)
    expect(() => frameLabels([{}] as never)).toThrow(/the frame has no elements/)
  })
})

describe('the precision of a data set', () => {
  const precisionOf = (text: string, label: string, out?: LabelKind) =>
    frameDataSets(parseFrames(text, 'xyz'), { group: 'O(3)', label, ...(out ? { out } : {}) }).precision

  it('is read from the digits of coordinates and of labels', () => {
    const at = (x: string, e: string) => precisionOf(`2\ne=${e}\nO 0 0 0\nO 0 0 ${x}\n`, 'e')
    expect(at('1.2', '-1.5')).toMatchObject({ position: (Math.sqrt(3) / 2) * 0.1, label: 0.05 })
    // zeros at the end are digits too
    expect(at('1.200', '-1.5000').position).toBeCloseTo((Math.sqrt(3) / 2) * 1e-3, 15)
    expect(at('1.200', '-1.5000').label).toBeCloseTo(5e-5, 15)
    expect(at('1.2e-1', '-15.00D-1').label).toBeCloseTo(5e-4, 15)
    // whole numbers are exact
    expect(at('1', '7').label).toBeLessThan(1e-12)
    expect(at('1.2', '7').rounding).toBeCloseTo(Math.sqrt(3) * 0.1, 12)
  })

  it('is never better than 64 units in the last place', () => {
    const at = (digits: number) =>
      precisionOf(`2\ne=1.${'3'.repeat(digits)}\nO 0 0 0\nO 0 0 2.${'1'.repeat(digits)}\n`, 'e')
    expect(at(30)).toMatchObject({
      position: expect.closeTo(64 * 2 ** -52 * 1.0555, 16),
      label: expect.closeTo(64 * 2 ** -52 * 1.3333, 16),
    })
    expect(at(3).position).toBeCloseTo((Math.sqrt(3) / 2) * 1e-3, 15)
  })

  // their precision was sought without end: vectors were made shorter by what is not a number
  it.each(['4 0 0 0 -7e235 0 0 0 5', '4 0 0 1e20 1e20 0 0 0 5', '1e-14 0 0 0 3 0 0 0 3'])(
    'of a cell whose vectors float64 loses beside each other, %s, is refused',
    (lattice) => {
      const text = `2\nLattice="${lattice}" pbc="T T T" e=1.5\nO 0 0 0\nO 0 0 1.25\n`
      expect(() => precisionOf(text, 'e')).toThrow(
        'positions along the longer are rounded to more than the shorter',
      )
    },
  )

  it('of a label as a whole is the norm over its numbers', () => {
    const text = (v: string) => `1\nProperties=species:S:1:pos:R:3:f:R:3 l="${v}"\nO 0 0 0 0.10 0 0\n`
    expect(precisionOf(text('1.25 0 0'), 'l').label).toBeCloseTo(0.005 * Math.sqrt(3), 12)
    expect(precisionOf(text('1.25 0 0'), 'f').label).toBeCloseTo(0.005 * Math.sqrt(3), 12)
    // shears count twice in the norm of a matrix, and are half of engineering strains
    const six = text('0.1 0 0 0 0 0')
    expect(precisionOf(six, 'l', 'voigt').label).toBeCloseTo(0.05 * 3, 12)
    expect(precisionOf(six, 'l', 'voigt-strain').label).toBeCloseTo(0.05 * Math.sqrt(3 + 1.5), 12)
  })
})
