import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checksum, fingerprint } from '../src/index.js'

it('fingerprints tell where one part ends and another begins, and numbers by their bits', () => {
  const text = fc.string({ unit: 'binary', maxLength: 6 })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), fc.array(text, { maxLength: 4 }), (a, b) => {
      expect(fingerprint(a)).toMatch(/^[\da-f]{16}$/)
      // halves of surrogate pairs are one and the same in UTF-8
      const bytes = (parts: readonly string[]) =>
        JSON.stringify(parts.map((part) => [...new TextEncoder().encode(part)]))
      expect(fingerprint(a) === fingerprint(b)).toBe(bytes(a) === bytes(b))
    }),
    { seed: 5, numRuns: 300 },
  )
  expect(fingerprint([Float64Array.of(0)])).not.toBe(fingerprint([Float64Array.of(-0)]))
  expect(fingerprint([Float64Array.of(1, 2)])).not.toBe(fingerprint([Float64Array.of(1), Float64Array.of(2)]))
})

it('fingerprints are of as many rows as there are', () => {
  const rows = Array.from({ length: 300_000 }, (_, i) => Float64Array.of(i))
  const before = fingerprint(rows)
  rows[299_999]![0] = 1
  expect(fingerprint(rows)).not.toBe(before)
})

it('checksums are FNV-1a, and go on', () => {
  // the vectors that the authors of FNV publish: "", "a", "foobar"
  const of = (text: string) => checksum(new TextEncoder().encode(text))
  expect([of(''), of('a'), of('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968])
  expect(checksum(Uint8Array.of(3), checksum(Uint8Array.of(1, 2)))).toBe(checksum(Uint8Array.of(1, 2, 3)))
})
