import { expect } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { answerOf } from '../../harness/answer.js'
import { askRows } from '../../harness/conformance.js'

interface Row {
  readonly name: string
  readonly elements: string[]
  readonly positions: number[][]
  readonly tolerance: number
  readonly pointGroup: string
}

askRows('measured-point-groups.jsonl', 'command line', {
  rows: conformanceRows<Row>('measured-point-groups.jsonl'),
  name: (row) => row.name,
  // the package's own tests ask the function that the verb calls for all rows
  slow: (row) => row.elements.length > 5,
  async check({ elements, positions, tolerance, pointGroup }) {
    const answer = await answerOf('point-group', { elements, positions, tolerance })
    expect(answer.pointGroup).toBe(pointGroup)
    expect(answer.deviation).toBeLessThanOrEqual(tolerance)
  },
})
