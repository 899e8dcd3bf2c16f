import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EXAMPLES, readData, writeData } from '../src/data/data-state.js'

it('the state of the data is read from the address that was written; an example there is not is named', () => {
  const text = fc.string({ maxLength: 200 })
  fc.assert(
    fc.property(
      fc.record({
        example: fc.constantFrom('', ...EXAMPLES.map((e) => e.key)),
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
