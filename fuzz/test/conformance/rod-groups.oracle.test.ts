import { rng } from '@buridan/core'
import { expect } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { type RodGroupRow, wireOfRow } from '../../../conformance/rod-group-wires.js'
import { answersTo } from '../../harness/answer.js'
import { askRows } from '../../harness/conformance.js'

const rows = conformanceRows<RodGroupRow>('rod-groups.jsonl')

const answerTo = answersTo<RodGroupRow>(
  'point-group',
  (row) => row.generalPositions,
  (row) => {
    const { periodic: pbc, ...wire } = wireOfRow(row, rng(row.number))
    return { ...wire, pbc, tolerance: 1e-3 }
  },
)

askRows('rod-groups.jsonl', 'command line', {
  rows,
  name: (row) => `${row.number}`,
  async check(row) {
    const answer = await answerTo(row)
    expect([answer.error, answer.rodGroupNumber, answer.order, answer.centring]).toEqual([
      undefined,
      row.number,
      row.generalPositions.length,
      1,
    ])
  },
})
