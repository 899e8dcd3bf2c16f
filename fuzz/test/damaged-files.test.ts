import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { equivariantBasis, parseBasis, serializeBasis } from '@buridan/constraints'
import { formatNpz, formatSdf, parseCif, parseMolecules, parseNpz, parseSdf } from '@buridan/data'
import {
  parseDigraph6,
  parseDimacs,
  parseEdgeList,
  parseGraph6,
  parseGroup,
  parseRepresentation,
  parseSparse6,
} from '@buridan/groups'
import { main } from 'buridan'
import { auditData } from 'buridan/browser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTurn } from '../../conformance/in-turn.js'
import { npyFile } from '../../conformance/npy-file.js'
import { damaged } from './damage.js'
import { expectOrderly, holdsNaN } from './outcome.js'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const fromTasks = (name: string) => readFile(new URL(`../../packages/tasks/data/${name}`, import.meta.url))

const x = [
  [1, 1, 1, 1],
  [1, 0, 1, 0],
]
const y = [
  [1, 0, 0, 0],
  [2, 1, 0, 1],
]
const water = [
  '3',
  'Properties=species:S:1:pos:R:3 dipole="0 0 0.7"',
  'O 0 0 0.12',
  'H 0 0.76 -0.48',
  'H 0 -0.76 -0.48',
]

/** A data set that `audit` reads, as its files and what is said beside them. */
interface DataSet {
  readonly name: string
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly options: Readonly<Record<string, string>>
}

const sets: DataSet[] = [
  {
    name: 'pairs',
    files: [
      {
        name: 'pairs.json',
        bytes: bytesOf(JSON.stringify({ group: 'Dih(4)', repIn: 'V', repOut: 'V', x, y })),
      },
    ],
    options: {},
  },
  {
    name: 'NumPy',
    files: [
      { name: 'x.npy', bytes: npyFile([2, 4], x.flat()) },
      { name: 'y.npy', bytes: npyFile([2, 4], y.flat()) },
    ],
    options: { group: 'Dih(4)', in: 'V', out: 'V' },
  },
  {
    name: 'XYZ',
    files: [{ name: 'water.xyz', bytes: bytesOf([...water, ...water, ''].join('\n')) }],
    options: { group: 'O(3)', label: 'dipole' },
  },
]

beforeAll(async () => {
  const lines = (await fromTasks('molecules.jsonl')).toString().split('\n').slice(0, 2)
  sets.push({
    name: 'molecules',
    files: [{ name: 'molecules.jsonl', bytes: bytesOf(lines.join('\n')) }],
    options: { group: 'O(3)', label: 'bonds' },
  })
})

/** The set with one of its files damaged. */
function withDamage({ files }: DataSet, seed: number) {
  return files.map((f, i) => (seed % files.length === i ? { ...f, bytes: damaged(f.bytes, seed) } : f))
}

describe.each([0, 1, 2, 3])('data set %i', (k) => {
  it('is read where it is whole', () => {
    const { files, options } = sets[k]!
    expect(auditData(files, options).report.samples).toBeGreaterThan(0)
  })

  it('is read or refused in words where it is damaged', async () => {
    const set = sets[k]!
    for (const seed of inTurn([...Array(200).keys()])) {
      await expectOrderly(() => auditData(withDamage(set, seed), set.options), false)
    }
    expect.assertions(0)
  })
})

describe('other files', () => {
  it.each([
    ['crystals', () => fromTasks('BaTiO3.cif'), (text: string) => parseCif(text)],
    ['molecules', () => fromTasks('molecules.jsonl').then((b) => b.subarray(0, 3000)), parseMolecules],
    [
      'SDF',
      async () => {
        const text = (await fromTasks('molecules.jsonl')).subarray(0, 3000).toString().split('\n')[0]!
        const read = parseMolecules(text)[0]!
        const molecule = { ...read, info: new Map([['energy', '-1.5']]) }
        return bytesOf(formatSdf([molecule, molecule]))
      },
      parseSdf,
    ],
    ['graph6', async () => bytesOf('IsP@OkWHG'), parseGraph6],
    ['sparse6', async () => bytesOf(':Fa@x^'), parseSparse6],
    ['digraph6', async () => bytesOf('&DI?AO?'), parseDigraph6],
    ['DIMACS', async () => bytesOf('c cycle\np edge 4 4\ne 1 2\ne 2 3\ne 3 4\ne 4 1\n'), parseDimacs],
    ['edge lists', async () => bytesOf('0 1\n1 2\n2 3\n3 0\n'), parseEdgeList],
    [
      'bases',
      async () => {
        const rep = parseRepresentation(parseGroup('D(5)'), 'T(2)')
        return bytesOf(JSON.stringify(serializeBasis(equivariantBasis(rep, rep))))
      },
      (text: string) => parseBasis(JSON.parse(text) as never),
    ],
  ])('%s are read or refused in words where they are damaged', async (_, whole, parse) => {
    const bytes = await whole()
    for (const seed of inTurn([...Array(200).keys()])) {
      const text = textOf(damaged(bytes, seed))
      // whoever reads JSON text has it parsed by the platform
      if (parse.name === '' && !isJson(text) && bytes[0] === 123) continue
      await expectOrderly(() => (parse as (t: string) => unknown)(text), false)
    }
    expect.assertions(0)
  })
})

it('archives of NumPy are read or refused in words where they are damaged', async () => {
  for (const compressed of [true, false]) {
    const bytes = formatNpz(
      { x: { numbers: x.flat(), shape: [2, 4] }, y: { numbers: y.flat() } },
      { compressed },
    )
    for (const seed of inTurn([...Array(200).keys()])) {
      await expectOrderly(
        () => [...parseNpz(damaged(bytes, seed)).values()].map((array) => array.rows),
        false,
      )
    }
  }
  expect.assertions(0)
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('on disk, by the command line', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'buridan-damaged-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each([0, 1, 2, 3])(
    'data set %i gets an answer or one line of why not; no file is changed',
    async (k) => {
      const set = sets[k]!
      const page = join(folder, 'audit.html')
      for (const seed of inTurn([...Array(process.env.NIGHTLY ? 40 : 20).keys()])) {
        const files = withDamage(set, seed)
        const paths = files.map((f) => join(folder, f.name))
        for (const [i, f] of files.entries()) await writeFile(paths[i]!, f.bytes)
        await writeFile(page, 'what was there before')
        const options = Object.entries(set.options).flatMap(([key, value]) => [`--${key}`, value])
        const { code, out, err } = await run(['audit', ...paths, ...options, '--json', '--html', page])
        for (const [i, f] of files.entries())
          expect(Buffer.compare(await readFile(paths[i]!), f.bytes)).toBe(0)
        // 1 with a report: some samples are skipped and named
        const report = out === '' ? undefined : JSON.parse(out)
        if (report?.error === undefined && report !== undefined) {
          expect(holdsNaN(report)).toBe(false)
          expect(code).toBe(report.skipped.length > 0 ? 1 : 0)
        } else {
          expect(code).toBeGreaterThan(0)
          expect(out + err).not.toMatch(/\n\s+at /)
          expect((out + err).trim().length).toBeGreaterThan(10)
          expect(await readFile(page, 'utf8')).toBe('what was there before')
        }
        const known = [...files.map((f) => f.name), 'audit.html']
        expect((await readdir(folder)).filter((f) => !known.includes(f) && !isOfSet(f))).toEqual([])
      }
    },
  )

  function isOfSet(name: string): boolean {
    return sets.some((set) => set.files.some((f) => f.name === name))
  }
})

async function run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const texts = [stdout, stderr].map((stream) => {
    const chunks: Buffer[] = []
    stream.on('data', (c: Buffer) => chunks.push(c))
    return () => Buffer.concat(chunks).toString('utf8')
  })
  stdin.end()
  const code = await main(args, { stdin, stdout, stderr } as never)
  await new Promise((resolve) => setImmediate(resolve))
  return { code, out: texts[0]!(), err: texts[1]!() }
}
