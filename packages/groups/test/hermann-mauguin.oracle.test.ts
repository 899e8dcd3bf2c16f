import { isSameGroup, parseGroup, pointGroupNames } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'

/** Hermann–Mauguin symbol, Schoenflies and order of the 32 classes: International Tables for Crystallography A, table 3.2.1.3. */
const CLASSES = [
  ['1', 'C1', 1],
  ['-1', 'Ci', 2],
  ['2', 'C2', 2],
  ['m', 'Cs', 2],
  ['2/m', 'C2h', 4],
  ['222', 'D2', 4],
  ['mm2', 'C2v', 4],
  ['mmm', 'D2h', 8],
  ['4', 'C4', 4],
  ['-4', 'S4', 4],
  ['4/m', 'C4h', 8],
  ['422', 'D4', 8],
  ['4mm', 'C4v', 8],
  ['-42m', 'D2d', 8],
  ['4/mmm', 'D4h', 16],
  ['3', 'C3', 3],
  ['-3', 'S6', 6],
  ['32', 'D3', 6],
  ['3m', 'C3v', 6],
  ['-3m', 'D3d', 12],
  ['6', 'C6', 6],
  ['-6', 'C3h', 6],
  ['6/m', 'C6h', 12],
  ['622', 'D6', 12],
  ['6mm', 'C6v', 12],
  ['-6m2', 'D3h', 12],
  ['6/mmm', 'D6h', 24],
  ['23', 'T', 12],
  ['m-3', 'Th', 24],
  ['432', 'O', 24],
  ['-43m', 'Td', 24],
  ['m-3m', 'Oh', 48],
] as const

/** The last space group of each class, in the order above. */
const LAST = [
  1, 2, 5, 9, 15, 24, 46, 74, 80, 82, 88, 98, 110, 122, 142, 146, 148, 155, 161, 167, 173, 174, 176, 182, 186,
  190, 194, 199, 206, 214, 220, 230,
]

describe('Hermann–Mauguin symbols', () => {
  it.each(CLASSES)('%s is %s, of order %i', (symbol, name, order) => {
    const group = parseGroup(symbol)
    expect([group.name, group.order]).toEqual([name, BigInt(order)])
    expect(isSameGroup(group, parseGroup(name))).toBe(true)
    expect(parseGroup(` ${symbol} x S(3) `).order).toBe(6n * BigInt(order))
    expect(parseGroup(`Z(2)x${symbol}`).name).toBe(`Z(2)x${name}`)
    expect(parseGroup(`(${symbol}) wr S(2)`).order).toBe(2n * BigInt(order) ** 2n)
  })

  it('are all that crystals have, as their space groups say', () => {
    type Row = { pointGroup: string; spaceGroupNumber: number | null }
    const rows = conformanceRows<Row>('crystals.jsonl').filter((r) => r.spaceGroupNumber)
    expect(rows.length).toBeGreaterThan(50)
    for (const { pointGroup, spaceGroupNumber } of rows) {
      const symbol = CLASSES[LAST.findIndex((last) => spaceGroupNumber! <= last)]![0]
      expect(parseGroup(symbol).name.toLowerCase(), symbol).toBe(pointGroup)
    }
  })

  it('cover the 32, and nothing but the 32', () => {
    const icosahedral = ['I', 'Ih']
    expect(new Set(CLASSES.map(([, name]) => name))).toEqual(
      new Set(pointGroupNames.filter((n) => !icosahedral.includes(n))),
    )
  })

  it.each([
    ['m3m', 'm-3m'],
    ['m\u03043m', undefined],
    ['m3\u0304m', 'm-3m'],
    ['m3\u0305m', 'm-3m'],
    ['4/m-32/m', 'm-3m'],
    ['4/m3\u03042/m', 'm-3m'],
    ['m3', 'm-3'],
    ['2/m-3', 'm-3'],
    ['−43m', '-43m'],
    ['4\u03043m', '-43m'],
    ['2/m2/m2/m', 'mmm'],
    ['4/m2/m2/m', '4/mmm'],
    ['6/m2/m2/m', '6/mmm'],
    ['-4m2', '-42m'],
    ['-62m', '-6m2'],
    ['3m1', '3m'],
    ['31m', '3m'],
    ['321', '32'],
    ['312', '32'],
    ['-3m1', '-3m'],
    ['-31m', '-3m'],
    ['-32/m', '-3m'],
    ['3/m', '-6'],
    ['-2', 'm'],
    ['112/m', '2/m'],
  ])('%s is another way to write %s', (text, symbol) => {
    if (symbol) expect(parseGroup(text).name).toBe(parseGroup(symbol).name)
    else expect(() => parseGroup(text)).toThrow(/at column 1/)
  })

  it.each([
    ['2mm', 'x', 'mm2'],
    ['m2m', 'y', 'mm2'],
    ['121', 'y', '2'],
    ['1m1', 'y', 'm'],
    ['12/m1', 'y', '2/m'],
  ])('%s has its axis along %s, and is refused with %s', (text, axis, usual) => {
    expect(() => parseGroup(`S(3)x${text}`)).toThrow(`along ${axis}; name it ${usual},`)
    expect(() => parseGroup(`S(3)x${text}`)).toThrow(/at column 6/)
  })

  it.each(['5', '-5', '5/m', 'm5', '4/', '/m', '-', '--4', 'mm', 'mmmm', '33', '2/', '7', '00'])(
    '%s is refused',
    (text) => {
      expect(() => parseGroup(text)).toThrow(/at column 1 /)
    },
  )
})
