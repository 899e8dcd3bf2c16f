import { InvalidArgumentError } from '@buridan/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { npyFile } from '../../../../conformance/npy-file.js'
import { formatNpy, formatNpz, type NpyContent, parseNpy, parseNpz } from '../../src/index.js'
import { bytesOf, rowsIn } from './files.js'

const ARRAYS = [
  Float64Array,
  Float32Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
] as const

/** Small natural numbers in any of the arrays, with a shape. */
const contents = fc
  .record({
    lengths: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
    kind: fc.nat(ARRAYS.length + 2),
    seed: fc.nat(99),
  })
  .map(({ lengths, kind, seed }) => {
    const list = Array.from({ length: lengths.reduce((p, n) => p * n, 1) }, (_, i) => (seed + 7 * i) % 100)
    const array = ARRAYS[kind]
    if (array) return { numbers: array.from(list), shape: lengths, list }
    if (kind === ARRAYS.length) return { numbers: BigInt64Array.from(list.map(BigInt)), shape: lengths, list }
    if (kind === ARRAYS.length + 1)
      return { numbers: BigUint64Array.from(list.map(BigInt)), shape: lengths, list }
    return { numbers: list, shape: lengths, list }
  })

const all = (bytes: Uint8Array) => {
  const { shape, rows, row } = parseNpy(bytes)
  return [shape, Array.from({ length: rows }, (_, i) => [...row(i)]).flat()]
}

describe('arrays that are written', () => {
  it('are those that NumPy writes, to the byte', () => {
    expect(formatNpy([1, 2, 3, 4], [2, 2])).toEqual(Uint8Array.from(npyFile([2, 2], [1, 2, 3, 4])))
    const rows = rowsIn<{ id: string; bytes: string }>('npy-of-numpy.jsonl')
    const file = (id: string) => Uint8Array.from(bytesOf(rows.find((row) => row.id === id)!))
    expect(formatNpy([2.5], [])).toEqual(file('a single number'))
    expect(formatNpy([], [0, 3])).toEqual(file('no rows'))
    expect(formatNpy([false, true, true, true, true, true], [2, 3])).toEqual(file('bool'))
    expect(formatNpy(Int8Array.of(0, 1, 2, 100, 7, 3), [2, 3])).toEqual(file('int8'))
    expect(formatNpy(BigInt64Array.of(2n ** 53n, -(2n ** 53n), 2n ** 60n, -(2n ** 63n)))).toEqual(
      file('int64 that float64 holds'),
    )
  })

  it('are read again', () => {
    fc.assert(
      fc.property(contents, ({ numbers, shape, list }) => {
        expect(all(formatNpy(numbers, shape))).toEqual([shape, list])
      }),
      { seed: 21, numRuns: 300 },
    )
    const part = new Float32Array([9, 1, 2, 9]).subarray(1, 3)
    expect(all(formatNpy(part))).toEqual([[2], [1, 2]])
  })

  it('are refused where the numbers do not fit', () => {
    const bad: readonly [unknown, unknown?][] = [
      ['1'],
      [[1, '2']],
      [[true, 1]],
      [[1, undefined]],
      [new DataView(new ArrayBuffer(8))],
      [[1, 2], [3]],
      [
        [1, 2],
        [2, -1],
      ],
      [
        [1, 2],
        [0.5, 4],
      ],
      [[1], Array(65).fill(1)],
      [[1], '1'],
    ]
    for (const [numbers, shape] of bad) {
      expect(() => formatNpy(numbers as never, shape as never), String(numbers)).toThrow(InvalidArgumentError)
    }
  })
})

describe('archives that are written', () => {
  it('are read again, packed or not, from an object or a map', () => {
    const names = fc.constantFrom('x', 'y.npy', '__proto__', 'constructor', 'a/b', 'größe', '0')
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(names, contents), { selector: ([n]) => n }),
        fc.boolean(),
        (list, compressed) => {
          const bytes = formatNpz(new Map(list), { compressed })
          const found = parseNpz(bytes)
          expect([...found.keys()]).toEqual(list.map(([name]) => name))
          for (const [name, { list: numbers, shape }] of list) {
            const { shape: read, rows, row } = found.get(name)!
            expect([read, Array.from({ length: rows }, (_, i) => [...row(i)]).flat()]).toEqual([
              shape,
              numbers,
            ])
          }
          expect(formatNpz(new Map(list), { compressed })).toEqual(bytes)
        },
      ),
      { seed: 22, numRuns: 100 },
    )
    const object = { b: { numbers: [1] }, a: { numbers: Int8Array.of(2, 3), shape: [2, 1] } }
    expect(formatNpz(object)).toEqual(formatNpz(new Map<string, NpyContent>(Object.entries(object))))
    expect(parseNpz(formatNpz({})).size).toBe(0)
  })

  it('are refused with the name of the array', () => {
    expect(() => formatNpz({ x: { numbers: [1, 2], shape: [3] } })).toThrow(/"x": the shape \(3\)/)
    expect(() => formatNpz({ x: null as never })).toThrow(/the array "x"/)
    for (const name of ['', 'a\0', 'x'.repeat(256), '\ud800']) {
      expect(() => formatNpz({ [name]: { numbers: [1] } }), name).toThrow(/name of an array/)
    }
    expect(() => formatNpz(3 as never)).toThrow(InvalidArgumentError)
    expect(() => formatNpz({}, { compressed: 1 as never })).toThrow(/compressed is 1/)
  })
})
