import { createWriteStream, existsSync } from 'node:fs'
import { Writable } from 'node:stream'
import { main } from 'buridan'
import fc from 'fast-check'
import { dataSets, jsonOf } from '../../given/data-sets.js'
import { badRows, lists, rows } from '../../given/rows.js'
import { answersOf, linesOf, runCli, streamsOn, textOf, withFiles } from '../../given/run-cli.js'
import { relation } from '../../harness/relation.js'

const FULL = '/dev/full'
const kinds = fc.constantFrom([], ['--json'])

/** Runs with standard output on a device that is full, where there is one; the exit code. */
async function onFullDevice(args: readonly string[], input = ''): Promise<number> {
  if (!existsSync(FULL)) return 3
  const stdout = createWriteStream(FULL)
  try {
    return await main(args, streamsOn(input, stdout))
  } finally {
    stdout.destroy()
  }
}

/** Standard output whose reader goes away after so many writes, and what it got. */
class ShortReader extends Writable {
  readonly #got: Buffer[] = []
  constructor(readonly most: number) {
    super()
  }
  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    if (this.#got.length >= this.most) done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    else {
      this.#got.push(chunk)
      done()
    }
  }
  text(): string {
    return Buffer.concat(this.#got).toString('utf8')
  }
}

export const outputRelations = [
  relation('main', 'an answer on a full device', {
    given: fc.record({ given: rows, kind: kinds }),
    cost: 5,
    one: () => 3,
    other: ({ given: { verb, row }, kind }) => onFullDevice([verb, JSON.stringify(row), ...kind]),
  }),
  relation('main', 'lines, audits and help on a full device', {
    given: fc.record({
      list: lists(3),
      data: dataSets(4),
      help: fc.constantFrom('--help', '--version', 'help'),
    }),
    cost: 10,
    one: () => [3, 3, 3, 3],
    other: ({ list: { verb, rows: list }, data, help }) =>
      withFiles({ 'data.json': JSON.stringify(jsonOf(data)) }, async (path) => [
        await onFullDevice([verb, '--jsonl'], textOf(list)),
        await onFullDevice(['audit', path('data.json'), '--json']),
        existsSync(FULL) ? (await runCli(['audit', path('data.json'), '--html', FULL])).code : 3,
        await onFullDevice([help]),
      ]),
  }),
  relation('main', 'a reader that goes away', {
    given: fc.record({ list: lists(4), most: fc.nat(4) }),
    cost: 10,
    one: async ({ list: { verb, rows: list }, most }) => {
      const { answers } = await answersOf(verb, list)
      return { answers: answers.slice(0, most), code: 0 }
    },
    other: async ({ list: { verb, rows: list }, most }) => {
      const reader = new ShortReader(most)
      const code = await main([verb, '--jsonl'], streamsOn(textOf(list), reader))
      return { answers: linesOf(reader.text()), code }
    },
  }),
  relation('main', 'exit codes, and how many rows are bad', {
    given: fc.record({ list: lists(3, 0), bad: fc.array(badRows, { maxLength: 2 }) }),
    cost: 8,
    one: ({ list: { rows: list }, bad }) => ({
      code: bad.length > 0 ? 1 : 0,
      answers: list.length + bad.length,
    }),
    other: async ({ list: { verb, rows: list }, bad }) => {
      const { code, answers } = await answersOf(verb, [...list, ...bad])
      return { code, answers: answers.length }
    },
  }),
  relation('main', 'wrong usage and files that cannot be read', {
    given: fc.record({
      verb: fc.constantFrom('rank', 'group', 'stabilizer', 'automorphisms'),
      wrong: fc.constantFrom(
        ['--seed', 'x'],
        ['--nothing'],
        ['{}', '{}'],
        [],
        ['--jsonl', '/nothing/there'],
        ['--json'],
        ['--seed'],
      ),
    }),
    one: () => ({ code: 2, out: '' }),
    other: async ({ verb, wrong }) => {
      const { code, out } = await runCli([verb, ...wrong])
      return { code, out }
    },
  }),
  relation('main', 'an option with a wrong value', {
    given: fc.constantFrom(
      ['rank', '--group', 'S(', '--in', 'V', '--out', 'V'],
      ['group', '--generators', '[[0,0]]'],
      ['stabilizer', '--group', 'S(3)', '--rep', 'W', '--x', '[1,1,1]'],
      ['orbit-types', '--group', 'S(3)', '--colours', '-1'],
    ),
    one: () => 2,
    other: async (args) => (await runCli(args)).code,
  }),
  relation('main', 'answers again after others', {
    given: fc.tuple(rows, rows),
    cost: 8,
    one: async ([{ verb, row }]) => (await answersOf(verb, [row])).answers[0],
    other: async ([{ verb, row }, between]) => {
      await answersOf(between.verb, [between.row])
      return (await answersOf(verb, [row, row])).answers[1]
    },
  }),
]
