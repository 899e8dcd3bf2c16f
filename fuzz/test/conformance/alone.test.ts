import { describe, expect, it } from 'vitest'
import { askRows, metAlone } from '../../harness/conformance.js'

const file = 'rows of this test'

// for the processes alone
if (process.env.CONFORMANCE_ROW !== undefined) {
  askRows(file, 'library', {
    rows: ['met', 'not met', 'endless'],
    name: (row) => row,
    check(row) {
      if (row === 'not met') throw new Error(row)
      while (row === 'endless');
    },
  })
}

describe.skipIf(!process.env.NIGHTLY || process.env.CONFORMANCE_ROW !== undefined)(
  'a row in a process of its own',
  () => {
    it.each([
      ['met', true],
      ['not met', false],
      ['endless', false],
    ])('that is %s', async (row, met) => {
      expect(await metAlone(`${file}, library: ${row}`, 5)).toBe(met)
    })
  },
)
