import { InvalidFileError } from '@buridan/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../../conformance/read.js'
import { expectStructure, type Structure, type StructureRow } from '../../../../conformance/structure.js'
import { formatPoscar, parsePoscar } from '../../src/index.js'

const rows = conformanceRows<StructureRow<Structure>>('poscar.jsonl')

describe('POSCAR files, against the manual and other readers', () => {
  it.each(rows.filter((r) => r.ok))('$id: $why', ({ text, structures, contested }) => {
    // what readers disagree about is read as the manual of VASP says, or refused
    let found: ReturnType<typeof parsePoscar>
    try {
      found = parsePoscar(text)
    } catch (error) {
      if (contested && error instanceof InvalidFileError) return
      throw error
    }
    const [expected] = structures
    expectStructure({ cell: found.lattice, elements: found.elements, positions: found.positions }, expected!)
    expect(found.elements).toEqual(expected!.elements)
  })

  it.each(rows.filter((r) => !r.ok))('$id is refused: $why', ({ text }) => {
    expect(() => parsePoscar(text)).toThrow(InvalidFileError)
  })
})

const zincite = rows.find(({ id }) => id === 'poscar-blank-end')!.text.trimEnd()

describe('a POSCAR file', () => {
  it('keeps its title, its velocities, what may move, and says what is not read', () => {
    const found = parsePoscar(rows.find(({ id }) => id === 'poscar-contcar-md')!.text)
    expect([found.title, found.velocities]).toEqual(['unknown system', Array(6).fill([0, 0, 0])])
    expect(found.warnings).toEqual([expect.stringMatching(/^what follows from line 23 on is not read: 1$/)])
    expect(parsePoscar(rows.find(({ id }) => id === 'poscar-velocities-mode')!.text).velocities![4]).toEqual([
      0.001234, -0.000456, 0,
    ])
    const { selective } = parsePoscar(rows.find(({ id }) => id === 'poscar-selective-lower')!.text)
    expect(selective!.slice(0, 2)).toEqual([
      [true, false, true],
      [false, false, false],
    ])
    const withCell = `${zincite}\nLattice velocities and vectors\n 1\n 0 0 0\n 0 0 0\n 0 0 0\n\n`
    expect(parsePoscar(withCell).warnings).toEqual(['lines 13 to 17, how the cell moves, are not read'])
    const direct = `${zincite}\nDirect\n${'0 0 0\n'.repeat(4)}`
    expect(parsePoscar(direct).warnings).toEqual(['lines 14 to 17, velocities in cells a step, are not read'])
    expect(parsePoscar(direct).velocities).toBeUndefined()
  })

  it('is as precise as its digits: half of the last in each direction', () => {
    const cell = (mode: string, scale: number, row: string) =>
      parsePoscar(`a\n${scale}\n2 0 0\n0 3 0\n0 0 6\nCu\n1\n${mode}\n${row}\n`).precision
    // half a hundredth of the diagonal (2, 3, 6)
    expect(cell('Direct', 1, '0.25 0.5 0')).toBeCloseTo(0.035, 12)
    expect(cell('Direct', 2, '0.25 0.5 0')).toBeCloseTo(0.07, 12)
    expect(cell('Cartesian', 2, '0.25 0.5 0')).toBeCloseTo(2 * Math.sqrt(3) * 0.005, 12)
    expect(cell('Direct', 1, '0.250000 0.5 0')).toBeCloseTo(3.5e-6, 15)
  })

  it('of VASP 4 has its elements behind the positions, or is refused', () => {
    const old = (behind: readonly string[]) =>
      `a\n1\n4 0 0\n0 4 0\n0 0 4\n1 1\nDirect\n0 0 0 ${behind[0]}\n0.5 0.5 0.5 ${behind[1]}\n`
    expect(parsePoscar(old(['cs', 'CL'])).elements).toEqual(['Cs', 'Cl'])
    expect(() => parsePoscar(old(['', '']))).toThrow(/line 8 .* put a line of species/)
    expect(() => parsePoscar(old(['Cs', '! site 2']))).toThrow(/line 9 .* put a line of species/)
  })

  it.each([
    [/Zn O\n/, 'Zn O\n2 2\nO Zn\n', /line 8 .*“O Zn”; it must be Direct or Cartesian/],
    [/\n1\.0\n/, '\n0\n', /line 2 .*scale/],
    [/\n1\.0\n/, '\n1 -1 1\n', /line 2 .*three positive/],
    [/0\.8819000000/, '0.8819000000 O\n0.1 0.2 0.3', /line 13 .*one more row/],
    [/0\.3819000000/, '0.3819000000 Zn', /line 11 .*atom of Zn, where .* O/],
    [/2 2\n/, '2 2222222\n', /line 7 .*2222224 atoms/],
    [/2 2\n/, '0 0\n', /line 7 .*0 atoms/],
    [/Direct/, 'Selective\nDirect', /line 10 .*T or F/],
    [/5\.2070000000/, '0', /line 5 .*plane/],
    [/0\.3819000000/, '0x10', /line 11 .*“0x10”/],
    [/0\.3819000000/, 'NaN', /line 11 .*“NaN”/],
    [/0\.3819000000/, '1e999', /line 11 .*“1e999”/],
  ])('is refused with its line where it is wrong: %s → %s', (from, to, message) => {
    expect(from.test(zincite)).toBe(true)
    expect(() => parsePoscar(zincite.replace(from, to))).toThrow(message)
  })

  it('is read back as it was written, to the last bit', () => {
    const number = fc.double({ noNaN: true, min: -3, max: 3 }).map((v) => v + 0)
    const triple = fc.tuple(number, number, number)
    const atom = fc.record({ element: fc.constantFrom('H', 'O', 'Fe', 'Ti', 'X'), position: triple })
    fc.assert(
      fc.property(
        fc.array(atom, { minLength: 1, maxLength: 9 }),
        fc.tuple(number, number, number),
        (atoms, [p, q, r]) => {
          const lattice = [
            [4 + p, 0, 0],
            [q, 5, 0],
            [r, p, 6],
          ] as const
          const structure = {
            lattice,
            elements: atoms.map((a) => a.element),
            positions: atoms.map((a) => a.position),
          }
          const found = parsePoscar(formatPoscar(structure, 'again'))
          expect({ ...found, precision: undefined }).toEqual({
            ...structure,
            title: 'again',
            warnings: [],
            precision: undefined,
          })
        },
      ),
      { numRuns: 200, seed: 11 },
    )
  })

  it('is not written of what could not be read', () => {
    const cubic = [[1, 0, 0], [0, 1, 0], [0, 0, 1]] as const // biome-ignore format: a matrix
    const write = (elements: string[], title?: string) =>
      formatPoscar({ lattice: cubic, elements, positions: elements.map(() => [0, 0, 0] as const) }, title)
    expect(() => write([])).toThrow(/0 elements/)
    for (const bad of ['', '1', 'Ti O', 'Ti_pv', '#']) expect(() => write([bad])).toThrow(/symbol/)
    expect(() => write(['H'], 'a\nb')).toThrow(/one line/)
  })
})
