import { auditData, mergeData, partOfData } from 'buridan/browser'
import fc from 'fast-check'
import { type DataSet, dataSets, floorOf, groupText, jsonOf } from '../../given/data-sets.js'
import { FLOATS, kindsOf, type NpyKind, npyOf, READ } from '../../given/npy.js'
import { images, renamed } from '../../given/permutations.js'
import { answerOf, withFiles } from '../../given/run-cli.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const FIGURES = ['samples', 'symmetric', 'orbits', 'price', 'disagreement', 'labelVariance']
const closely = closeTo(1e-9, 1e-12)

const figuresOf = (report: Record<string, unknown>) =>
  report.error ? { error: report.error } : Object.fromEntries(FIGURES.map((name) => [name, report[name]]))

const auditJson = (data: unknown, options: readonly string[] = []) =>
  withFiles({ 'data.json': typeof data === 'string' ? data : JSON.stringify(data) }, (path) =>
    answerOf(['audit', path('data.json'), ...options]),
  )

const auditNpy = ({ group, x, y }: DataSet, kind: NpyKind, yKind: NpyKind = kind) =>
  withFiles({ 'x.npy': npyOf(x, kind), 'y.npy': npyOf(y, yKind) }, (path) =>
    answerOf(['audit', path('x.npy'), path('y.npy'), '--group', groupText(group), '--in', 'V', '--out', 'V']),
  )

export const dataRelations = [
  relation('main', 'the floor of a data set by its definition', {
    given: dataSets(5, [0, 1, 2, -1, 0.5]),
    cost: 5,
    one: async (data) => figuresOf(await auditJson(jsonOf(data))),
    other: floorOf,
    same: closely,
  }),
  relation('auditData', 'the floor of a data set by its definition', {
    given: dataSets(5, [0, 1, 2, -1, 0.5]),
    cost: 4,
    one: (data) => {
      const { report, prices } = auditData([
        { name: 'a.json', bytes: new TextEncoder().encode(JSON.stringify(jsonOf(data))) },
      ])
      return {
        ...figuresOf({ ...report }),
        mean: prices.reduce((sum, p) => sum + p, 0) / prices.length,
        floor: report.strictFloor,
      }
    },
    other: (data) => {
      const floor = floorOf(data)
      return { ...floor, mean: floor.price, floor: floor.price + floor.disagreement }
    },
    same: closely,
  }),
  relation('partOfData mergeData', 'the rows of a data set in one file', {
    given: fc.record({ data: dataSets(5, [0, 1, 2, -1, 0.5]), cut: fc.nat(5) }),
    cost: 5,
    one: ({ data, cut }) => {
      const bytes = (text: string) => new TextEncoder().encode(text)
      const part = (from: number, to?: number) => {
        const own = { ...data, x: data.x.slice(from, to), y: data.y.slice(from, to) }
        return partOfData([{ name: 'a.json', bytes: bytes(JSON.stringify(jsonOf(own))) }]).text
      }
      return plain(
        mergeData([part(0, cut), part(cut)].map((text) => ({ name: 'a.part', bytes: bytes(text) }))),
      )
    },
    other: ({ data }) => plain(audited(data)),
  }),
  relation('auditData', 'asked again, after all of the first answer was overwritten', {
    given: dataSets(),
    cost: 3,
    one: (data) => plain(audited(data)),
    other: (data) => {
      const file = fileOf(data)
      const bytes = file.bytes.slice()
      overwrite(auditData([file]))
      return file.bytes.every((b, i) => b === bytes[i]) ? plain(audited(data)) : 'the file was changed'
    },
  }),
  relation('main', 'points of a data set renamed', {
    given: dataSets().chain((data) => fc.record({ data: fc.constant(data), by: images(data.group.degree) })),
    cost: 6,
    one: async ({ data }) => figuresOf(await auditJson(jsonOf(data))),
    other: async ({ data: { group, x, y }, by }) => {
      const to = (rows: DataSet['x']) => rows.map((row) => row.map((_, i) => row[by.indexOf(i)]!))
      return figuresOf(await auditJson(jsonOf({ group: renamed(group, by), x: to(x), y: to(y) })))
    },
    same: closely,
  }),
  relation('main', 'options in place of the fields of a data set', {
    given: fc.record({
      data: dataSets(),
      left: fc.subarray(['group', 'repIn', 'repOut']),
      wrong: fc.boolean(),
    }),
    cost: 6,
    one: ({ data }) => auditJson({ ...jsonOf(data), more: [1] }),
    other: ({ data, left, wrong }) => {
      const { x, y, ...fields } = jsonOf(data)
      const flags: Readonly<Record<string, string>> = { group: '--group', repIn: '--in', repOut: '--out' }
      const options = left.flatMap((field) => [flags[field]!, fields[field] as string])
      for (const field of left) {
        if (wrong) fields[field] = 'T(7)'
        else delete fields[field]
      }
      return auditJson({ y, more: [1], x, ...fields }, options)
    },
  }),
  relation('main', 'JSON with line ends, blanks, a byte order mark and exponents', {
    given: fc.record({
      data: dataSets(),
      mark: fc.boolean(),
      blank: fc.constantFrom('', ' ', '\t', '\r\n'),
      number: fc.nat(3),
    }),
    cost: 6,
    one: ({ data }) => auditJson(jsonOf(data)),
    other: ({ data: { group, x, y }, mark, blank, number }) => {
      const word = (v: number) => [`${v}`, `${v}.0`, `${v * 10}E-1`, `0.${v}e+1`][number]!
      const list = (words: readonly string[]) => `[${blank}${words.join(`${blank},${blank}`)}${blank}]`
      const rows = (given: DataSet['x']) => list(given.map((row) => list(row.map(word))))
      const fields = [
        `"x":${blank}${rows(x)}`,
        `"group" : ${JSON.stringify(groupText(group))}`,
        '"repIn":"V"',
        `"y":${rows(y)}`,
      ]
      return auditJson(
        `${mark ? '\ufeff' : ''}${blank}{${fields.join(`,${blank}`)},"repOut":"\\u0056"}${blank}`,
      )
    },
  }),
  relation('main', 'NumPy files of many kinds in place of JSON', {
    given: fc.record({ data: dataSets(), x: kindsOf(READ), y: kindsOf(READ) }),
    cost: 6,
    one: ({ data }) => auditJson(jsonOf(data)),
    other: ({ data, x, y }) => auditNpy(data, x, y),
  }),
  relation('main', 'NumPy files of halves and negative numbers', {
    given: fc.record({
      data: dataSets(5, [0, -1.5, 2, 0.25, -3]),
      x: kindsOf(FLOATS),
      y: kindsOf(FLOATS),
    }),
    cost: 6,
    one: ({ data }) => auditJson(jsonOf(data)),
    other: ({ data, x, y }) => auditNpy(data, x, y),
  }),
  relation('main', 'samples in another order', {
    given: dataSets(),
    cost: 6,
    one: async (data) => figuresOf(await auditJson(jsonOf(data))),
    other: async ({ group, x, y }) =>
      figuresOf(await auditJson(jsonOf({ group, x: [...x].reverse(), y: [...y].reverse() }))),
    same: closely,
  }),
  relation('main', 'bad samples between good ones', {
    given: fc.record({
      data: dataSets(),
      bad: fc.constantFrom<unknown>([], [1, 'a'], null, 7, [Number.MAX_VALUE]),
    }),
    cost: 6,
    one: async ({ data }) => figuresOf(await auditJson(jsonOf(data))),
    other: async ({ data, bad }) => {
      const x = data.x.flatMap((row) => [bad, row])
      const y = data.y.flatMap((row) => [row, row])
      const report = await auditJson({ ...jsonOf(data), x, y })
      const places = (report.skipped as { index: number }[]).map((s) => s.index)
      return places.some((index, i) => index !== 2 * i) ? { places } : figuresOf(report)
    },
    same: closely,
  }),
  relation('main', 'inputs and labels that are very large or small', {
    given: fc.record({
      data: dataSets(4, [0, 1, 2, -1, 0.5]),
      inputs: fc.constantFrom(-160, -60, 0, 60, 160),
      labels: fc.constantFrom(-100, -60, 0, 60, 140),
    }),
    cost: 6,
    one: async ({ data }) => ratiosOf(await auditJson(jsonOf(data))),
    other: async ({ data, inputs, labels }) => {
      const by = (rows: DataSet['x'], power: number) => rows.map((row) => row.map((v) => v * 10 ** power))
      return ratiosOf(await auditJson(jsonOf({ ...data, x: by(data.x, inputs), y: by(data.y, labels) })))
    },
    same: closeTo(1e-9, 1e-9),
  }),
  relation('main', 'figures that no number holds, which are refused', {
    given: fc.record({
      data: dataSets(4, [0, 1, 2, -1]),
      power: fc.constantFrom(-300, -200, -165, -150, -140, 154, 160, 200, 300),
    }),
    cost: 6,
    one: async ({ data, power }) => {
      const y = data.y.map((row) => row.map((v) => v * 10 ** power))
      const report = await auditJson(jsonOf({ ...data, y }))
      // entries that are too large are skipped, and named
      if (report.error || (report.skipped as unknown[]).length > 0) return 'refused or alike'
      const usual = await auditJson(jsonOf(data))
      const alike = FIGURES.filter(
        (f) => Number.isFinite(report[f]) && (report[f] === 0) === (usual[f] === 0),
      )
      return alike.length === FIGURES.length ? 'refused or alike' : report
    },
    other: () => 'refused or alike',
  }),
  relation('main', 'another loss: the squared one has the floor itself', {
    given: dataSets(4),
    cost: 10,
    one: async (data) => {
      const { convex, strictFloor } = await auditJson(jsonOf(data), ['--loss', 'squared'])
      return convex === undefined ? null : [(convex as { strictFloor: number }).strictFloor, strictFloor]
    },
    other: async (data) => {
      const { strictFloor } = await auditJson(jsonOf(data))
      return [strictFloor, strictFloor]
    },
    same: closeTo(1e-5, 1e-6),
  }),
]

const fileOf = (data: DataSet) => ({
  name: 'a.json',
  bytes: new TextEncoder().encode(JSON.stringify(jsonOf(data))),
})
const audited = (data: DataSet) => auditData([fileOf(data)])
const plain = ({ report, prices }: ReturnType<typeof auditData>) => ({ report, prices })

/** Writes into all that can be written. */
function overwrite(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    overwrite(part)
    try {
      ;(value as Record<string, unknown>)[key] = -7
    } catch {
      // frozen
    }
  }
}

/** What does not change with the sizes of inputs and labels. */
function ratiosOf(report: Record<string, unknown>): unknown {
  if (report.error) return report.error
  const { samples, symmetric, orbits, price, disagreement, labelVariance } = report as Record<string, number>
  const share = (v: number) => (labelVariance! > 0 ? Math.sqrt(v / labelVariance!) : 0)
  return { samples, symmetric, orbits, price: share(price!), disagreement: share(disagreement!) }
}
