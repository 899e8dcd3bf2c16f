import { formatNpy, formatNpz, type NpyNumbers, parseNpy, parseNpz } from '@buridan/data'
import fc from 'fast-check'
import { kindsOf, npyOf, READ } from '../../given/npy.js'
import { archives, npzOf } from '../../given/npz.js'
import { relation } from '../../harness/relation.js'

/** Arrays of small numbers, by what a header calls them. */
const ARRAYS: Readonly<Record<string, (list: readonly number[]) => NpyNumbers>> = {
  '<f8': (list) => [...list],
  '<f4': (list) => Float32Array.from(list),
  '|i1': (list) => Int8Array.from(list),
  '<i2': (list) => Int16Array.from(list),
  '<i4': (list) => Int32Array.from(list),
  '<i8': (list) => BigInt64Array.from(list.map(BigInt)),
  '|u1': (list) => Uint8Array.from(list),
  '<u2': (list) => Uint16Array.from(list),
  '<u4': (list) => Uint32Array.from(list),
  '<u8': (list) => BigUint64Array.from(list.map(BigInt)),
}

const rowsOfNumbers = fc.record({
  kind: fc.constantFrom(...Object.keys(ARRAYS)),
  rows: fc
    .integer({ min: 1, max: 6 })
    .chain((width) =>
      fc.array(fc.array(fc.nat(100), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
    ),
})

export const arrays = [
  relation('parseNpy', 'rows as NumPy writes them, in any kind of numbers and order of bytes and axes', {
    given: fc
      .record({
        kind: kindsOf(READ),
        rows: fc
          .integer({ min: 1, max: 6 })
          .chain((width) =>
            fc.array(fc.array(fc.nat(100), { minLength: width, maxLength: width }), { maxLength: 4 }),
          ),
      })
      .filter(({ rows }) => rows.length > 0),
    one: ({ kind, rows }) => {
      const { shape, rows: count, width, row } = parseNpy(npyOf(rows, kind))
      return [
        shape.reduce((product, n) => product * n, 1),
        width,
        Array.from({ length: count }, (_, i) => row(i)),
      ]
    },
    other: ({ rows }) => [rows.length * rows[0]!.length, rows[0]!.length, rows],
  }),
  relation('parseNpz', 'stored or packed, sizes before or behind, in 32 or 64 bits: the arrays alone', {
    given: archives,
    one: (archive) => [...parseNpz(npzOf(archive))].map(([name, array]) => [name, ...contentOf(array)]),
    other: ({ arrays: list }) =>
      list.map(({ name, kind, rows }) => [name, ...contentOf(parseNpy(npyOf(rows, kind)))]),
    cost: 2,
  }),
  relation('parseNpz', 'asked for by name, one at a time', {
    given: archives,
    one: (archive) => {
      const bytes = npzOf(archive)
      return archive.arrays.map(({ name }) => contentOf(parseNpz(bytes, { names: [name] }).get(name)!))
    },
    other: (archive) => [...parseNpz(npzOf(archive)).values()].map(contentOf),
    cost: 4,
  }),
  relation('formatNpy', 'the file that NumPy writes, little-endian, in C order', {
    given: rowsOfNumbers,
    one: ({ rows, kind }) => formatNpy(ARRAYS[kind]!(rows.flat()), [rows.length, rows[0]!.length]),
    other: ({ rows, kind }) =>
      npyOf(rows, { descr: kind, fortran: false, version: 1, deep: false, header: 0 }),
  }),
  relation('formatNpz', 'packed or not, the arrays in an object or a map: those that were given', {
    given: fc.record({
      list: fc.uniqueArray(
        fc.record({ name: fc.constantFrom('a', 'b', '0', 'é/ü'), content: rowsOfNumbers }),
        {
          selector: ({ name }) => name,
          maxLength: 3,
        },
      ),
      compressed: fc.boolean(),
      isMap: fc.boolean(),
    }),
    one: ({ list, compressed, isMap }) => {
      const pairs = list.map(({ name, content: { rows, kind } }) => {
        const numbers = ARRAYS[kind]!(rows.flat())
        return [name, { numbers, shape: [rows.length, rows[0]!.length] }] as const
      })
      const bytes = formatNpz(isMap ? new Map(pairs) : Object.fromEntries(pairs), { compressed })
      return Object.fromEntries([...parseNpz(bytes)].map(([name, { shape, row }]) => [name, [shape, row(0)]]))
    },
    other: ({ list }) =>
      Object.fromEntries(
        list.map(({ name, content: { rows } }) => [name, [[rows.length, rows[0]!.length], rows[0]]]),
      ),
    cost: 4,
  }),
]

function contentOf({ shape, kind, rows, row }: ReturnType<typeof parseNpy>): unknown[] {
  return [shape, kind, Array.from({ length: rows }, (_, i) => row(i))]
}
