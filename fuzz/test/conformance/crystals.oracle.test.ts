import { crystalPointGroup } from '@buridan/groups'
import { expect } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { answersTo } from '../../harness/answer.js'
import { askRows } from '../../harness/conformance.js'

interface Row {
  readonly name: string
  readonly lattice: number[][]
  readonly elements: string[]
  /** Fractional. */
  readonly positions: number[][]
  readonly tolerance: number
  /** Schoenflies, lower case. */
  readonly pointGroup: string
  readonly spaceGroupNumber: number
  /** How many, modulo the primitive lattice. */
  readonly operations: number
  readonly centring: number
  /** For each atom the least of its orbit. */
  readonly equivalentAtoms: number[]
}

const rows = conformanceRows<Row>('crystals.jsonl')
const name = (row: Row) => row.name

/** For each atom the least of its orbit, from orbits, or as it is. */
function leasts(atoms: number, orbits: readonly (number | readonly number[])[]): number[] {
  if (orbits.every((o) => typeof o === 'number')) return [...orbits]
  const out = new Array<number>(atoms).fill(-1)
  for (const orbit of orbits as readonly (readonly number[])[]) {
    for (const atom of orbit) out[atom] = Math.min(...orbit)
  }
  return out
}

const factsOf = ({ pointGroup, operations, centring, equivalentAtoms }: Row) => ({
  pointGroup,
  operations,
  centring,
  equivalentAtoms,
})

askRows('crystals.jsonl', 'library', {
  rows,
  name,
  slow: (row) => row.elements.length > 16,
  check(row) {
    const found = crystalPointGroup(row, { tolerance: row.tolerance })
    expect({
      pointGroup: found.name,
      operations: found.operations.length,
      centring: found.centring,
      equivalentAtoms: leasts(row.elements.length, found.equivalentAtoms),
    }).toEqual(factsOf(row))
  },
})

const spaceGroup = ', the space group'

const answerTo = answersTo<Row>(
  'point-group',
  (row) => row.positions,
  ({ lattice, elements, positions, tolerance }) => ({ lattice, elements, positions, tolerance }),
)

askRows('crystals.jsonl', 'command line', {
  rows: rows.flatMap((row) => [row, { ...row, name: row.name + spaceGroup }]),
  name,
  slow: (row) => row.elements.length > 8,
  async check(row) {
    const answer = await answerTo(row)
    expect(answer.error).toBeUndefined()
    const { pointGroup, order, operations, centring, spaceGroupNumber } = answer
    if (row.name.endsWith(spaceGroup)) {
      const count = Array.isArray(operations) ? operations.length : operations
      return expect([spaceGroupNumber, count, centring]).toEqual([
        row.spaceGroupNumber,
        row.operations,
        row.centring,
      ])
    }
    expect([pointGroup, order]).toEqual([row.pointGroup, row.operations])
    expect(leasts(row.elements.length, answer.equivalentAtoms as number[][])).toEqual(row.equivalentAtoms)
  },
})
