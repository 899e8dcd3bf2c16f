import { conformanceRows } from '../../../conformance/read.js'
import type { Structure, StructureRow } from '../../../conformance/structure.js'
import { askRows } from '../../harness/conformance.js'
import { expectRead } from './read-answer.js'

askRows('cif.jsonl', 'command line', {
  rows: conformanceRows<StructureRow<Structure>>('cif.jsonl').filter((row) => !row.contested),
  name: (row) => row.id,
  check: (row) => expectRead(row, 'cif'),
})
