import { BuridanError, InvalidArgumentError, InvalidFileError } from '@buridan/core'
import { describe, expect, it } from 'vitest'
import { npyFile } from '../../../../conformance/npy-file.js'
import { parseNpy } from '../../src/index.js'
import { bytesOf, rowsIn } from './files.js'

/** What NumPy wrote, `refused` as a whole, or when a row is asked for. */
type Row = { readonly id: string; readonly bytes: string } & (
  | { readonly shape: number[]; readonly kind: string; readonly rows: number[][] }
  | { readonly refused: string; readonly row?: number }
)

/** The file with its header changed, which must keep its length. */
function changed(file: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(file).toString('latin1')
  expect(text).toContain(from)
  expect(to).toHaveLength(from.length)
  return Buffer.from(text.replace(from, to), 'latin1')
}

describe('files that NumPy 2.4.6 wrote', () => {
  it.each(rowsIn<Row>('npy-of-numpy.jsonl').map((row) => [row.id, row] as const))('%s', (_, row) => {
    const bytes = bytesOf(row)
    if ('refused' in row) {
      const read = () => (row.row === undefined ? parseNpy(bytes) : parseNpy(bytes).row(row.row))
      expect(read).toThrow(InvalidFileError)
      expect(read).toThrow(row.refused)
      return
    }
    const found = parseNpy(bytes)
    expect([found.shape, found.kind]).toEqual([row.shape, row.kind])
    expect(Array.from({ length: found.rows }, (__, i) => [...found.row(i)])).toEqual(row.rows)
  })
})

describe('NumPy files', () => {
  it('have the shape of the file, and rows that are checked', () => {
    const deep = parseNpy(npyFile([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], '<i4'))
    expect([deep.shape, deep.rows, deep.width]).toEqual([[2, 2, 3], 2, 6])
    expect(deep.row(1)).toEqual(Float64Array.of(7, 8, 9, 10, 11, 12))
    for (const i of [-1, 2, 0.5, Number.NaN]) expect(() => deep.row(i)).toThrow(InvalidArgumentError)
    expect(() => parseNpy('x' as never)).toThrow(InvalidArgumentError)
  })

  it('are refused when damaged', () => {
    const good = npyFile([2, 2], [1, 2, 3, 4])
    expect(parseNpy(good).row(1)).toEqual(Float64Array.of(3, 4))
    for (let cut = 0; cut < good.length; cut++) {
      expect(() => parseNpy(good.subarray(0, cut)), String(cut)).toThrow(BuridanError)
    }
    expect(() => parseNpy(Buffer.concat([good, Buffer.from([0])]))).toThrow(/cut or damaged/)
    expect(() => parseNpy(npyFile([4, 0], []))).toThrow(/no numbers/)
    expect(() => parseNpy(changed(good, '(2, 2), }  ', '(2e0, 2), }'))).toThrow(/damaged: expected a comma/)
    expect(() => parseNpy(changed(good, '(2, 2)', '[2, 2]'))).toThrow(/no tuple/)
    expect(() => parseNpy(changed(good, '(2, 2)', '(-2,2)'))).toThrow(/the length -2/)
    expect(() => parseNpy(changed(good, 'False', "'no '"))).toThrow(/neither True nor False/)
    expect(() => parseNpy(changed(good, "'shape'", "'descr'"))).toThrow(/descr is given twice/)
    expect(() => parseNpy(changed(good, "'shape'", "'shade'"))).toThrow(/has no shape/)
    expect(() => parseNpy(changed(good, "'<f8'", "'<g8'"))).toThrow(/<g8, which is no kind/)
    expect(() => parseNpy(changed(good, '{', '['))).toThrow(/damaged/)
  })

  it('take no room before their size is looked at', () => {
    const good = npyFile([2, 2], [1, 2, 3, 4])
    const spaced = (shape: string) => changed(good, '(2, 2), }'.padEnd(shape.length + 3), `${shape}, }`)
    expect(() => parseNpy(spaced('(2000000000, 2)'))).toThrow(/declares 32000000000 bytes/)
    expect(() => parseNpy(spaced('(99999999999999999999, 2)'))).toThrow(/has the length 1/)
    expect(() => parseNpy(spaced('(9007199254740991, 9007199254740991)'))).toThrow(
      /declares 6.49\S+e\+32 bytes/,
    )
    expect(() => parseNpy(npyFile(Array(65).fill(1), [1]))).toThrow(/65 axes/)
    const deep = npyFile([1], [1], `<f8${'('.repeat(500)}`)
    expect(() => parseNpy(changed(deep, `'<f8${'('.repeat(500)}'`, '('.repeat(505)))).toThrow(/nested/)
    const header = new Uint8Array(12 + 2 ** 21)
    header.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, 0, 0, 32, 0])
    expect(() => parseNpy(header)).toThrow(/header has 2097152 bytes/)
  })

  it('have other spellings of one header', () => {
    const good = npyFile([2, 2], [1, 2, 3, 4])
    for (const text of [
      `{"shape":(2,2,),"fortran_order":False,"descr":"=f8"}`,
      `{ u'descr' : 'f8', 'fortran_order' : False, b"shape" : (2L, 2L) }`,
    ]) {
      const header = text.padEnd(117)
      const bytes = Buffer.from(good)
      bytes.write(header, 10, 'latin1')
      expect(parseNpy(bytes).row(1)).toEqual(Float64Array.of(3, 4))
    }
  })
})
