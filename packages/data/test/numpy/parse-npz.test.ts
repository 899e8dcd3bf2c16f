import { BuridanError, InvalidArgumentError, InvalidFileError, TooLargeError } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../../conformance/in-turn.js'
import { formatNpz, parseNpz } from '../../src/index.js'
import { bytesOf, rowsIn } from './files.js'

interface Row {
  readonly id: string
  readonly bytes: string
  readonly arrays: readonly { name: string; shape: number[]; kind: string; rows: number[][] }[]
}

const rows = rowsIn<Row>('npz-of-numpy.jsonl')
const fileOf = (id: string) => bytesOf(rows.find((row) => row.id === id)!)

/** The file with a number of 32 bits changed, at a distance from the first place with these four letters. */
function changed(file: Uint8Array, letters: string, distance: number, value: number): Uint8Array {
  const out = Buffer.from(file)
  const at = out.indexOf(Buffer.from(letters, 'latin1'))
  expect(at).toBeGreaterThan(-1)
  out.writeUInt32LE(value, at + distance)
  return out
}
const LOCAL = 'PK\x03\x04'
const CENTRAL = 'PK\x01\x02'
const END = 'PK\x05\x06'

describe('archives that NumPy 2.4.6 wrote', () => {
  it.each(rows.map((row) => [row.id, row] as const))('%s', (_, row) => {
    const found = [...parseNpz(bytesOf(row))].map(([name, { shape, kind, rows: count, row: at }]) => ({
      name,
      shape,
      kind,
      rows: Array.from({ length: count }, (__, i) => [...at(i)]),
    }))
    expect(found).toEqual(row.arrays)
  })
})

describe('archives', () => {
  const pair = formatNpz({ x: { numbers: [1, 2] }, y: { numbers: [3, 4] } })

  it('give the arrays that are asked for, and those that can be read', () => {
    expect([...parseNpz(pair, { names: ['y'] }).keys()]).toEqual(['y'])
    expect(() => parseNpz(pair, { names: ['z'] })).toThrow(/no array "z"; it has \["x","y"\]/)
    const bytes = Buffer.from(fileOf('savez'))
    bytes.write('<c8', bytes.indexOf('<f8'), 'latin1')
    // its check sum is that of other numbers
    expect(() => parseNpz(bytes)).toThrow(/x\.npy: it is damaged/)
    const errors: [string, number][] = []
    const rest = parseNpz(bytes, { onError: (error, index) => errors.push([error.message, index]) })
    expect([...rest.keys()]).toEqual(['y'])
    expect(errors).toEqual([[expect.stringMatching(/^x\.npy: /), 0]])
  })

  it('are refused before they are unpacked if they would be too large', () => {
    const zeros = formatNpz({
      zeros: { numbers: new Float32Array(1e6) },
      more: { numbers: new Float32Array(9) },
    })
    expect(zeros.length).toBeLessThan(10_000)
    expect(() => parseNpz(zeros, { maxBytes: 4e6 })).toThrow(TooLargeError)
    expect(parseNpz(zeros, { maxBytes: 4e6, names: ['more'] }).size).toBe(1)
    expect(parseNpz(zeros).get('zeros')!.rows).toBe(1e6)
    // a size that the packed bytes cannot have, and one that is not theirs
    expect(() => parseNpz(changed(zeros, CENTRAL, 24, 2 ** 30))).toThrow(/unpack to/)
    expect(() => parseNpz(changed(pair, CENTRAL, 24, 2 ** 29))).toThrow(/cannot unpack to 536870912/)
    for (const size of [4, 1e5])
      expect(() => parseNpz(changed(zeros, CENTRAL, 24, size))).toThrow(/x?\.npy: it is damaged/)
    // what is stored is there already
    const stored = formatNpz({ x: { numbers: [1, 2] } }, { compressed: false })
    expect(parseNpz(stored, { maxBytes: 0 }).size).toBe(1)
  })

  it('are refused where they are damaged or of another kind', () => {
    expect(() => parseNpz('x' as never)).toThrow(InvalidArgumentError)
    expect(() => parseNpz(pair, { maxBytes: -1 })).toThrow(InvalidArgumentError)
    expect(() => parseNpz(pair, { names: 'x' as never })).toThrow(InvalidArgumentError)
    expect(() => parseNpz(new Uint8Array(30))).toThrow(/no directory/)
    for (const { bytes } of rows) {
      const file = bytesOf({ bytes })
      for (let cut = 0; cut < file.length; cut++) {
        expect(() => parseNpz(file.subarray(0, cut)), String(cut)).toThrow(InvalidFileError)
      }
    }
    expect(() => parseNpz(changed(pair, CENTRAL, 42, 7))).toThrow(/header of a file/)
    expect(() => parseNpz(changed(pair, LOCAL, 30, 0))).toThrow(/another name/)
    expect(() => parseNpz(changed(pair, END, 16, 2 ** 31))).toThrow(/outside/)
    expect(() => parseNpz(changed(pair, END, 4, 1))).toThrow(/several volumes/)
    expect(() => parseNpz(changed(pair, CENTRAL, 8, 0x00080001))).toThrow(/encrypted/)
    expect(() => parseNpz(changed(pair, CENTRAL, 8, 0x000c0000))).toThrow(/method 12/)
    const twice = Buffer.from(Buffer.from(pair).toString('latin1').replaceAll('y.npy', 'x.npy'), 'latin1')
    expect(() => parseNpz(twice)).toThrow(/two files “x\.npy”/)
    const text = Buffer.from(Buffer.from(pair).toString('latin1').replaceAll('y.npy', 'y.txt'), 'latin1')
    expect(() => parseNpz(text)).toThrow(/y\.txt: it is no array/)
  })

  it.runIf(isTurn(1))('with any byte changed are read or refused', () => {
    for (const id of [
      'savez_compressed',
      '64-bit sizes',
      'into a pipe: sizes behind the data, a name of other letters',
    ]) {
      const file = fileOf(id)
      for (let at = 0; at < file.length; at++) {
        for (const change of [1, 0x80, 0xff]) {
          const bytes = Buffer.from(file)
          bytes[at]! ^= change
          try {
            for (const array of parseNpz(bytes).values()) if (array.rows > 0) array.row(0)
          } catch (error) {
            expect(error, `${id}, byte ${at}`).toBeInstanceOf(BuridanError)
          }
        }
      }
    }
  })
})
