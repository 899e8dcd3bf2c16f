import { parseNpy } from '@buridan/data'
import fc from 'fast-check'
import { kindsOf, npyOf, READ } from '../../given/npy.js'
import { relation } from '../../harness/relation.js'

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
]
