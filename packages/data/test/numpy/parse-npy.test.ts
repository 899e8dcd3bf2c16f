import { BuridanError, InvalidArgumentError } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { npyFile } from '../../../../conformance/npy-file.js'
import { parseNpy } from '../../src/index.js'

describe('NumPy files', () => {
  it('have the shape of the file, and rows that are checked', () => {
    const deep = parseNpy(npyFile([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], '<i4'))
    expect([deep.shape, deep.rows, deep.width]).toEqual([[2, 2, 3], 2, 6])
    expect(deep.row(1)).toEqual(Float64Array.of(7, 8, 9, 10, 11, 12))
    for (const i of [-1, 2, 0.5, Number.NaN]) expect(() => deep.row(i)).toThrow(InvalidArgumentError)
    expect(() => parseNpy('x' as never)).toThrow(InvalidArgumentError)
  })

  it('are refused when damaged, or of other numbers', () => {
    const good = npyFile([2, 2], [1, 2, 3, 4])
    expect(parseNpy(good).row(1)).toEqual(Float64Array.of(3, 4))
    expect(parseNpy(npyFile([3], [1, 2, 3])).width).toBe(1)
    for (let cut = 0; cut < good.length; cut += 7) {
      expect(() => parseNpy(good.subarray(0, cut)), String(cut)).toThrow(BuridanError)
    }
    expect(() => parseNpy(Buffer.concat([good, Buffer.from([0])]))).toThrow(/cut or damaged/)
    expect(() => parseNpy(npyFile([2, 2], [1, 2, 3, 4], '<c16'))).toThrow(/<c16/)
    const records = Buffer.from(good.toString('latin1').replace("'<f8'", '[]   '), 'latin1')
    expect(() => parseNpy(records)).toThrow(/records/)
    expect(() => parseNpy(npyFile([4, 0], []))).toThrow(/no numbers/)
    const huge = Buffer.from(good.toString('latin1').replace('(2, 2)', '(2000000000, 2)'), 'latin1')
    expect(() => parseNpy(huge)).toThrow(BuridanError)
    const fortran = Buffer.from(good.toString('latin1').replace('False', 'True '), 'latin1')
    expect(parseNpy(fortran).row(1)).toEqual(Float64Array.of(2, 4))
    const halves = npyFile([1, 3], [], '<f2')
    const words = Buffer.from(Uint16Array.of(0x3c00, 0xc000, 0x0001).buffer)
    expect(parseNpy(Buffer.concat([halves, words])).row(0)).toEqual(Float64Array.of(1, -2, 2 ** -24))
  })
})
