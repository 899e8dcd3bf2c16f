import { auditData, labelsIn } from 'buridan/browser'
import fc from 'fast-check'
import { relation } from '../../harness/relation.js'

/** Comments that could make a reader go back and forth: a beginning, what is repeated, an end. */
const SHAPES: readonly (readonly [string, string, string])[] = [
  ['', 'a', ''],
  ['', ' ', 'x'],
  ['', '"', ''],
  ['', "'", ''],
  ['x="', '\\', ''],
  ['x="', ' ', 'b"'],
  ['x="1', ' ,', 'b"'],
  ['x="', '1 ', '"'],
  ['x=[', '1,', '1]'],
  ['x=', '[', ''],
  ['x=', '[[1],', ''],
  ['x=[[1]', ',[1]', ''],
  ['x={', '{ ', ''],
  ['', '=', ''],
  ['', 'a=', ''],
  ['', 'a= ', ''],
  ['', 'a=1 ', ''],
  ['', 'a ', ''],
  ['', ',', ''],
  ['', 'pbc ', ''],
  ['pbc', ' ', ''],
  ['', 'lattice', ''],
  ['Properties=', 'a:', ''],
  ['Properties=species:S:1:pos:R:3', ':a', ''],
  ['', 'species:S:1:', ''],
  ['x=', '1', ''],
  ['x=1e', '9', ''],
  ['x=', '1.', ''],
  ['x=', '\t', '1'],
  ['x', '\u00a0', '=1'],
  ['', '“', ''],
  ['Properties=species:S:1:pos:R:3 y="', 'x', ''],
]
const SIZE = 150_000

function textOf([start, again, end]: readonly [string, string, string], letters: number): string {
  return `${start}${again.repeat(Math.ceil(letters / again.length))}${end}`
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** What is made of a file, or the code of its refusal: both at any length alike. */
function outcome(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === undefined) throw error
    return code
  }
}

const given = fc.constantFrom(...SHAPES)

export const longRelations = [
  relation('labelsIn', 'comments twice as long', {
    given,
    cost: 60,
    one: (shape) => outcome(() => labelsIn([fileOf(shape, SIZE)]).map((name) => name.slice(0, 9))),
    other: (shape) => outcome(() => labelsIn([fileOf(shape, 2 * SIZE)]).map((name) => name.slice(0, 9))),
  }),
  relation('auditData', 'comments twice as long, and lines of atoms', {
    given,
    cost: 60,
    one: (shape) => outcome(() => audited(shape, SIZE)),
    other: (shape) => outcome(() => audited(shape, 2 * SIZE)),
  }),
]

function fileOf(shape: (typeof SHAPES)[number], letters: number) {
  return { name: 'a.xyz', bytes: bytes(`1\n${textOf(shape, letters)}\nH 0 0 0\n`) }
}

function audited(shape: (typeof SHAPES)[number], letters: number) {
  const text = textOf(shape, letters)
  const frames = `1\nenergy=1\nH 0 0 0 ${text}\n1\nenergy=1 ${text}\nH 0 0 0\n1\nProperties=species:S:1:pos:R:3 energy=1\n${text}\n`
  const { report } = auditData([{ name: 'a.xyz', bytes: bytes(frames) }], { group: 'O(3)', label: 'energy' })
  return { samples: report.samples, skipped: report.skipped.map((s) => [s.index, s.code]) }
}
