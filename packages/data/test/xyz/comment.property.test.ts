import { InvalidFileError } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readComment } from '../../src/xyz/comment.js'

describe('any pairs', () => {
  const key = fc
    .string({ minLength: 1, maxLength: 8 })
    .filter((k) => !/properties|lattice|pbc|comment/i.test(k))
  const scalar = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.string().map((s) => `${s}.`),
  )
  const quoted = (s: string) => `"${s.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
  const written = (v: unknown): string =>
    Array.isArray(v)
      ? `[${v.map(written).join(', ')}]`
      : typeof v === 'string'
        ? quoted(v)
        : v === true
          ? 'T'
          : v === false
            ? 'F'
            : String(v)
  const value = fc.oneof(
    scalar,
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
    fc.array(fc.boolean(), { minLength: 1 }),
    fc.array(fc.string(), { minLength: 1 }),
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.array(fc.integer(), { minLength: 1, maxLength: 4 }))
      .map(([rows, row]) => Array.from({ length: rows }, () => row)),
  )

  it('come back as they were written, in every order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(key, value), { selector: ([k]) => k, maxLength: 6 }), (pairs) => {
        const texts = pairs.map(([k, v]) => `${quoted(k)} = ${written(v)}`)
        const cell = 'Lattice="1 0 0 0 1 0 0 0 1"'
        const expected = Object.fromEntries(pairs)
        expect(Object.fromEntries(readComment([cell, ...texts].join(' '), 2).info)).toEqual(expected)
        expect(Object.fromEntries(readComment([...texts.reverse(), cell].join('\t'), 2).info)).toEqual(
          expected,
        )
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  it('and any other text are read or refused with the line', () => {
    const letters = [...'=="\'[]{},\\ \tTFpos:R3.1eD', 'Properties=', 'Lattice=', 'pbc=']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 30 }), (parts) => {
        try {
          readComment(parts.join(''), 4)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidFileError)
          expect((error as Error).message).toMatch(/^line 4: /)
        }
      }),
      { seed: 12, numRuns: 3000 },
    )
  })
})
