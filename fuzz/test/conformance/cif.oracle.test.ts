import { type AtomSite, parseCif } from '@buridan/data'
import { InvalidFileError } from '@buridan/groups'
import { expect } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import type { Structure, StructureRow } from '../../../conformance/structure.js'
import { askRows } from '../../harness/conformance.js'
import { expectRead } from './read-answer.js'

/** A block of a CIF, and its atoms. */
interface Block extends Structure {
  readonly lengths: readonly number[]
  /** Of the asymmetric unit, as the text gives them. */
  readonly sites: readonly AtomSite[]
  /** How many. */
  readonly operations: number
}

const rows = conformanceRows<StructureRow<Block>>('cif.jsonl').filter((row) => !row.contested)
const name = (row: StructureRow<Block>) => row.id

askRows('cif.jsonl', 'library', {
  rows,
  name,
  check({ text, ok, structures }) {
    if (!ok) return expect(() => parseCif(text)).toThrow(InvalidFileError)
    // one block is read
    expect(structures.length).toBe(1)
    const { lengths, sites, operations } = structures[0]!
    const found = parseCif(text)
    expect(found.lengths).toEqual(lengths)
    expect(found.operations.length).toBe(operations)
    expect(found.sites.map(({ position, ...site }) => site)).toEqual(
      sites.map(({ position, ...site }) => site),
    )
    found.sites.forEach(({ position }, i) => {
      const away = position.map((v, c) => v - sites[i]!.position[c]!)
      const ångström = away.map((v, c) => (v - Math.round(v)) * lengths[c]!)
      expect(Math.hypot(...ångström)).toBeLessThan(0.02)
    })
  },
})

askRows('cif.jsonl', 'command line', { rows, name, check: (row) => expectRead(row, 'cif') })
