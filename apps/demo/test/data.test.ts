import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EXAMPLES, readData, writeData } from '../src/data/data-state.js'
import { packFiles, unpackFiles } from '../src/data/shared-files.js'

it('the state of the data is read from the address that was written; an example there is not is named', () => {
  const text = fc.string({ maxLength: 200 })
  fc.assert(
    fc.property(
      fc.record({
        example: fc.constantFrom('', ...EXAMPLES.map((e) => e.key)),
        files: fc.string({ maxLength: 9000 }),
        group: text,
        repIn: text,
        repOut: text,
        label: text,
        tolerance: text,
      }),
      (state) => {
        expect(readData(new URLSearchParams(writeData(state).toString()))).toEqual({ state })
      },
    ),
    { seed: 12, numRuns: 100 },
  )
  const { state, problem } = readData(new URLSearchParams('example=secrets'))
  expect([state.example, problem]).toEqual(['', expect.stringContaining('secrets')])
})

const bytes = fc.uint8Array({ maxLength: 400 }).map((b) => Uint8Array.from(b))
const files = fc.array(fc.record({ name: fc.string({ maxLength: 20 }), bytes }), {
  minLength: 1,
  maxLength: 3,
})

it('small files are packed into the address and out again, to the last byte', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (own) => {
      const text = await packFiles(own)
      expect(text).toMatch(/^[\w-]+$/)
      expect(await unpackFiles(text!)).toEqual(own)
    }),
    { seed: 21, numRuns: 60 },
  )
  // noise cannot be made smaller; zeros can
  const noise = Uint8Array.from({ length: 20_000 }, (_, i) => (i * i * 2654435761) >>> 13)
  expect(await packFiles([{ name: 'noise', bytes: noise }])).toBeUndefined()
  expect((await packFiles([{ name: 'zeros', bytes: new Uint8Array(20_000) }]))!.length).toBeLessThan(200)
  expect(await packFiles([{ name: 'large', bytes: new Uint8Array(2 ** 22 + 1) }])).toBeUndefined()
})

it('what is damaged in the address is refused, and never read as something else', async () => {
  await fc.assert(
    fc.asyncProperty(files, fc.nat(), fc.nat(), async (own, at, to) => {
      const text = (await packFiles(own))!
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      const place = at % text.length
      const other = alphabet[to % 64]!
      // the last character may hold bits that say nothing
      fc.pre(other !== text[place] && place < text.length - 1)
      const damaged = text.slice(0, place) + other + text.slice(place + 1)
      await expect(unpackFiles(damaged)).rejects.toThrow(/damaged/)
      await expect(unpackFiles(text.slice(0, place))).rejects.toThrow(/damaged/)
    }),
    { seed: 22, numRuns: 60 },
  )
  for (const text of ['', '!!', 'AAAA', '__proto__'])
    await expect(unpackFiles(text)).rejects.toThrow(/damaged/)
})

it('what unpacks to more than files may be is refused before it is unpacked', async () => {
  const bomb = await new Response(
    new Blob([new Uint8Array(2 ** 25)]).stream().pipeThrough(new CompressionStream('deflate')),
  ).arrayBuffer()
  const text = Buffer.from(bomb).toString('base64url')
  await expect(unpackFiles(text)).rejects.toThrow(/damaged/)
})
