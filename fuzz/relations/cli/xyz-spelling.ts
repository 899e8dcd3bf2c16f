import { auditData, labelsIn } from 'buridan/browser'
import fc from 'fast-check'
import { frames } from '../../given/frames.js'
import { answerOf, withFiles } from '../../given/run-cli.js'
import { spellings, xyzOf } from '../../given/xyz-text.js'
import { relation } from '../../harness/relation.js'

const LABELS = ['dipole', 'energy', 'forces']
const asked = fc.record({
  list: fc.array(frames, { minLength: 1, maxLength: 4 }),
  spelling: spellings,
  group: fc.constantFrom('O(3)', 'SO(3)', 'Oh', 'c2v'),
  label: fc.constantFrom(...LABELS),
})
const bytes = (text: string) => new TextEncoder().encode(text)

export const spellingRelations = [
  relation('main', 'the text of extended XYZ, which means the same', {
    given: asked,
    cost: 20,
    one: ({ list, group, label }) => auditOf(xyzOf(list), group, label),
    other: ({ list, group, label, spelling }) => auditOf(xyzOf(list, spelling), group, label),
  }),
  relation('auditData', 'the text of extended XYZ, which means the same', {
    given: asked,
    cost: 20,
    one: ({ list, group, label }) => audited(xyzOf(list), group, label),
    other: ({ list, group, label, spelling }) => audited(xyzOf(list, spelling), group, label),
  }),
  relation('auditData', 'by the command line', {
    given: asked,
    cost: 20,
    one: ({ list, group, label, spelling }) =>
      JSON.parse(JSON.stringify(audited(xyzOf(list, spelling), group, label).report)),
    other: ({ list, group, label, spelling }) => auditOf(xyzOf(list, spelling), group, label),
  }),
  relation('labelsIn', 'the text of extended XYZ, which means the same', {
    given: asked,
    one: () => [...LABELS],
    other: ({ list, spelling }) =>
      labelsIn([{ name: 'a.xyz', bytes: bytes(xyzOf(list, spelling)) }])
        .filter((name) => LABELS.includes(name))
        .sort(),
  }),
]

function auditOf(text: string, group: string, label: string): Promise<unknown> {
  return withFiles({ 'a.xyz': text }, (path) =>
    answerOf(['audit', path('a.xyz'), '--group', group, '--label', label]),
  )
}

function audited(text: string, group: string, label: string) {
  const { report, prices } = auditData([{ name: 'a.xyz', bytes: bytes(text) }], { group, label })
  return { report, prices }
}
