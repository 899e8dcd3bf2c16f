import fc from 'fast-check'
import { badRows, type GivenRow, lists, rows } from '../../given/rows.js'
import { type Answer, answerOf, answersOf, linesOf, runCli, textOf, withFiles } from '../../given/run-cli.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const FLAGS: Readonly<Record<string, string>> = { repIn: 'in', repOut: 'out' }
/** Fields that no option fills. */
const WITHOUT_OPTION = ['nonMembers']

/** A row as options in place of JSON. */
function asOptions(row: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(row).flatMap(([field, value]) => [
    `--${FLAGS[field] ?? field}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
}

const oneByOne = async (verb: string, list: readonly unknown[]): Promise<Answer[]> => {
  const out: Answer[] = []
  for (const row of list) out.push(await answerOf([verb, JSON.stringify(row)]))
  return out
}

const withOrder = lists(4, 2).chain((given) =>
  fc.record({
    verb: fc.constant(given.verb),
    rows: fc.constant(given.rows),
    keys: fc.array(fc.nat(100), { minLength: given.rows.length, maxLength: given.rows.length }),
  }),
)

/** The places of rows in another order. */
const orderOf = (keys: readonly number[]) =>
  keys.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]! || b - a)

export const rowRelations = [
  relation('main', 'rows one by one, and as lines of standard input', {
    given: lists(),
    cost: 12,
    one: ({ verb, rows: list }) => oneByOne(verb, list),
    other: async ({ verb, rows: list }) => (await answersOf(verb, list)).answers,
  }),
  relation('main', 'lines of standard input, and of a file, named before or after --jsonl', {
    given: fc.record({ list: lists(), before: fc.boolean() }),
    cost: 12,
    one: async ({ list: { verb, rows: list } }) => answersOf(verb, list),
    other: ({ list: { verb, rows: list }, before }) =>
      withFiles({ 'rows.jsonl': textOf(list) }, async (path) => {
        const file = path('rows.jsonl')
        const args = before ? [verb, file, '--jsonl'] : [verb, '--jsonl', file]
        const { code, out } = await runCli(args)
        return { code, answers: linesOf(out) }
      }),
  }),
  relation('main', 'rows in another order', {
    given: withOrder,
    cost: 12,
    one: async ({ verb, rows: list, keys }) => {
      const { answers } = await answersOf(verb, list)
      return orderOf(keys).map((i) => answers[i])
    },
    other: async ({ verb, rows: list, keys }) =>
      (
        await answersOf(
          verb,
          orderOf(keys).map((i) => list[i]),
        )
      ).answers,
  }),
  relation('main', 'bad rows between good ones', {
    given: fc.record({ list: lists(3), bad: fc.array(badRows, { minLength: 1, maxLength: 3 }) }),
    cost: 12,
    one: async ({ list: { verb, rows: list } }) => (await answersOf(verb, list)).answers,
    other: async ({ list: { verb, rows: list }, bad }) => {
      const mixed = list.flatMap((row, i) => [bad[i % bad.length], row])
      const { code, answers } = await answersOf(verb, [...mixed, bad[0]])
      const errors = answers.filter((_, i) => i % 2 === 0)
      if (code !== 1 || errors.some((a) => a.error === undefined)) return { code, errors }
      return answers.filter((_, i) => i % 2 === 1)
    },
  }),
  relation('main', 'the id of a row, which comes back', {
    given: fc.record({
      list: lists(3),
      bad: badRows,
      ids: fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant({ a: [1] })), {
        minLength: 4,
        maxLength: 4,
      }),
    }),
    cost: 12,
    one: async ({ list: { verb, rows: list }, ids }) => {
      const { answers } = await answersOf(verb, list)
      return [...answers.map((answer, i) => ({ id: ids[i], ...answer })), ids[3]]
    },
    other: async ({ list: { verb, rows: list }, ids }) => {
      const given = [...list, { group: 7, n: 'x', elements: 1 }]
      const at = (i: number) => (i === list.length ? 3 : i)
      const { answers } = await answersOf(
        verb,
        given.map((row, i) => ({ ...row, id: ids[at(i)] })),
      )
      return [...answers.slice(0, -1), answers.at(-1)!.id]
    },
  }),
  relation('main', 'errors, and their lines', {
    given: fc.record({ list: lists(3), bad: badRows, blank: fc.nat(2) }),
    cost: 8,
    one: ({ list: { rows: list }, blank }) => [blank + 1, blank + 2 + list.length],
    other: async ({ list: { verb, rows: list }, bad, blank }) => {
      const text = `${'\n'.repeat(blank)}${textOf([bad, ...list, bad])}`
      const answers = linesOf((await runCli([verb, '--jsonl'], text)).out)
      return answers.flatMap(({ error }) =>
        (error as { line?: number })?.line === undefined ? [] : [(error as { line: number }).line],
      )
    },
  }),
  relation('main', 'options in place of the fields of a row', {
    given: rows.filter(({ row }) => WITHOUT_OPTION.every((field) => !(field in row))),
    cost: 6,
    one: ({ verb, row }) => answerOf([verb, JSON.stringify(row)]),
    other: ({ verb, row }) => answerOf([verb, ...asOptions(row)]),
  }),
  relation('main', 'an option over fields of all rows', {
    given: rows.filter(({ row }) => WITHOUT_OPTION.every((field) => !(field in row))),
    cost: 6,
    one: async (given) => {
      const answer = await answerOf([given.verb, JSON.stringify(given.row)])
      return [answer, answer]
    },
    other: async ({ verb, row }) => {
      const [first] = Object.keys(row) as [string]
      const { [first]: value, ...rest } = row
      return (await answersOf(verb, [rest, { ...rest, [first]: false }], asOptions({ [first]: value })))
        .answers
    },
  }),
  relation('main', 'the text of rows: line ends, blanks, a byte order mark, escapes, chunks', {
    given: fc.record({
      list: lists(3),
      end: fc.constantFrom('\n', '\r\n', '\n\n', ' \r\n', '\n \t\n'),
      mark: fc.boolean(),
      last: fc.boolean(),
      escaped: fc.boolean(),
      chunk: fc.constantFrom(1, 2, 7, 64, 65536),
    }),
    cost: 12,
    one: ({ list: { verb, rows: list } }) => answersOf(verb, list),
    other: async ({ list: { verb, rows: list }, end, mark, last, escaped, chunk }) => {
      const line = (row: object) => {
        const text = JSON.stringify(row, null, ' ').replaceAll('\n', ' ')
        return escaped
          ? text.replace(
              /[A-Z∞](?=[^"]*"[,:} ])/g,
              (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
            )
          : text
      }
      const reversed = list.map((row) => Object.fromEntries(Object.entries(row).reverse()))
      const text = `${mark ? '\ufeff' : ''}${reversed.map(line).join(end)}${last ? end : ''}`
      const { code, out } = await runCli([verb, '--jsonl'], text, chunk)
      return { code, answers: linesOf(out) }
    },
  }),
  relation('main', 'seeds of what is random', {
    given: fc.record({ given: rows, seed: fc.nat(1e6) }),
    cost: 6,
    one: ({ given: { verb, row } }) => answerOf([verb, JSON.stringify(row)]),
    other: ({ given: { verb, row }, seed }) => answerOf([verb, JSON.stringify({ ...row, seed })]),
    same: closeTo(0, 1e-9),
  }),
  relation('main', 'figures of the table for people', {
    given: rows,
    cost: 6,
    one: async ({ verb, row }) => withNumbers(rounded(await answerOf([verb, JSON.stringify(row)]))),
    other: async (given) => withNumbers(await readTable(given)),
  }),
]

/** Numbers to nine digits, as they are shown to people. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, v: unknown) =>
      typeof v === 'number' && !Number.isInteger(v) ? Number(v.toPrecision(9)) : v,
    ),
  )
}

/** What the table for people says, as an answer: numbers are read, texts stay texts. */
async function readTable({ verb, row }: GivenRow): Promise<Answer> {
  const { out } = await runCli([verb, JSON.stringify(row)])
  const lines = out.trimEnd().split('\n')
  const found: Record<string, unknown> = {}
  for (let i = 0; i < lines.length; i++) {
    const [, name, rest] = /^(\S+) *(.*)$/.exec(lines[i]!)!
    if (rest !== '' || !lines[i + 1]?.startsWith('  ')) {
      found[name!] = readCell(rest!)
      continue
    }
    const part: string[] = []
    while (lines[i + 1]?.startsWith('  ')) part.push(lines[++i]!)
    found[name!] = readPart(part)
  }
  delete found.milliseconds
  return found
}

function readPart([header, rules, ...rest]: string[]): Answer[] {
  const places = [...rules!.matchAll(/─+/g)].map((m) => [m.index, m.index + m[0].length] as const)
  const cells = (line: string) =>
    places.map(([from, to], i) => line.slice(from, i === places.length - 1 ? undefined : to).trim())
  const names = cells(header!)
  return rest.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i], readCell(cell)])))
}

/** Orders may be texts or numbers, which a table does not tell apart. */
function withNumbers(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (_, v: unknown) =>
    typeof v === 'string' && /^\d+$/.test(v) ? Number(v) : v,
  )
}

function readCell(cell: string): unknown {
  try {
    return JSON.parse(cell)
  } catch {
    return cell
  }
}
