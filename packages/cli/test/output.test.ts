import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { printableLines } from '@buridan/core'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { writeWhole } from '../src/atomic-write.js'
import { main } from '../src/main.js'
import { printableJson, shortMessage } from '../src/printable.js'
import { formatFields, formatTable } from '../src/table.js'
import { runCli } from './run-cli.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-output-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = runCli

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

const data = await file('data.json', '{"group":"S(2)","repIn":"V","repOut":"V","x":[[1,1]],"y":[[1,0]]}')
const RANK = ['rank', '--group', 'S(3)', '--in', 'V', '--out', 'V']
const ROW = '{"group":"S(3)","repIn":"V","repOut":"V"}'

/** A stream that takes so many writes and fails then. */
function failing(code: string, takes = 0): Writable {
  let left = takes
  return new Writable({
    write: (_chunk, _encoding, done) =>
      done(left-- > 0 ? null : Object.assign(new Error(`${code}: no`), { code })),
  })
}

describe('answers that cannot be written', () => {
  const commands = [
    RANK,
    [...RANK, '--json'],
    ['group', '--group', 'S(3)'],
    ['rank', ROW],
    ['audit', data],
    ['audit', data, '--json'],
    ['rank', '--help'],
    ['--version'],
  ]

  it.each(commands)('end %s %s with 3 and a sentence', async (...args) => {
    const { code, err } = await run(args, { stdout: failing('ENOSPC') })
    expect([code, err]).toEqual([3, 'error: standard output could not be written: ENOSPC: no\n'])
  })

  it.each(commands)('end %s %s so too where standard output is closed', async (...args) => {
    for (const close of [(s: Writable) => s.destroy(), (s: Writable) => s.end()]) {
      const stdout = failing('EBADF')
      close(stdout)
      expect((await run(args, { stdout })).code).toBe(3)
    }
  })

  it('end rows early, and errors in JSON are answers', async () => {
    const rows = `${ROW}\n`.repeat(1000)
    const { code, err } = await run(['rank', '--jsonl'], { input: rows, stdout: failing('ENOSPC', 2) })
    expect([code, err]).toEqual([3, 'error: standard output could not be written: ENOSPC: no\n'])
    expect((await run(['rank', '{', '--json'], { stdout: failing('ENOSPC') })).code).toBe(3)
  })

  it('are quiet for a reader that went away, and messages that cannot be written change no exit code', async () => {
    for (const args of [...commands, ['rank', '--jsonl']]) {
      expect(await run(args, { input: ROW, stdout: failing('EPIPE') })).toEqual({ code: 0, out: '', err: '' })
    }
    expect((await run(['rank', '{"group":1}'], { stderr: failing('ENOSPC') })).code).toBe(1)
    expect((await run(['rank', '--nonsense'], { stderr: failing('ENOSPC') })).code).toBe(2)
    expect((await run(RANK, { stderr: failing('ENOSPC') })).code).toBe(0)
  })

  it('or pages that cannot end with 3 and the name of the file', async () => {
    const plain = await file('plain', '')
    for (const args of [
      ['audit', data, '--html', join(plain, 'audit.html')],
      ['audit', data, '--html', folder],
      ['run', 'pzt', '--epochs', '1000000', '--out', join(plain, 'report')],
    ]) {
      const { code, err } = await run(args)
      expect([args, code]).toEqual([args, 3])
      expect(err).toMatch(/(plain|buridan-output-\S+) could not be written: E[A-Z]+/)
    }
  })

  it('draw figures of any size', async () => {
    for (const size of [1e-140, 1e-16, 1e-9, 1, 1e12, 1e150]) {
      // the first sample pays, the second differs from it by rounding errors
      const y = [
        [size, 0, 0],
        [size / 3, size / 3, size / 3],
      ]
      const rows = {
        group: 'S(3)',
        repIn: 'V',
        repOut: 'V',
        x: [
          [1, 1, 0],
          [1, 1, 1],
        ],
        y,
      }
      for (const samples of [y.slice(0, 1), y.slice(1), y]) {
        const at = samples.length === 2 ? 0 : y.indexOf(samples[0]!)
        const text = JSON.stringify({ ...rows, x: rows.x.slice(at, at + samples.length), y: samples })
        const page = join(folder, 'sizes.html')
        const { code, err } = await run(['audit', await file('sizes.json', text), '--html', page])
        expect([size, code, err]).toEqual([size, 0, ''])
        const shown = readFileSync(page, 'utf8')
        // a label alone that keeps the symmetry leaves nothing to draw
        expect(shown).toMatch(at === 0 ? /<svg/ : /there is nothing to draw/)
        // half of the first label is lost, a quarter of its square in each of two places, in any unit
        const floor = Number(/strict floor<\/th><td class="n">([^<]*)</.exec(shown)?.[1])
        if (at === 0)
          expect([size, (floor * samples.length) / size ** 2]).toEqual([size, expect.closeTo(0.5, 2)])
        else expect([size, floor / size ** 2]).toEqual([size, expect.closeTo(0, 9)])
      }
    }
  })

  const bin = fileURLToPath(new URL('../bin/buridan.js', import.meta.url))
  const full = existsSync('/dev/full')
  it.skipIf(!full)('a device is written to, not replaced; a link stays one', async () => {
    await expect(writeWhole('/dev/full', 'x')).rejects.toThrow(/\/dev\/full could not be written: ENOSPC/)
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true)
    const target = await file('target.html', 'old')
    await symlink(target, join(folder, 'link.html'))
    await writeWhole(join(folder, 'link.html'), 'new')
    expect(await readFile(target, 'utf8')).toBe('new')
  })

  it.skipIf(!full || !existsSync(fileURLToPath(new URL('../dist/index.js', import.meta.url))))(
    'on a full disk, by the built command',
    () => {
      const sh = (line: string, input = '') => {
        const { status, stderr } = spawnSync('sh', ['-c', line, process.execPath, bin], {
          input,
          encoding: 'utf8',
        })
        return [status, stderr]
      }
      const said = /^error: standard output could not be written: ENOSPC/
      for (const args of ['rank --group "S(3)" --in V --out V', 'rank --jsonl']) {
        const [status, stderr] = sh(`"$0" "$1" ${args} > /dev/full`, `${ROW}\n`.repeat(10))
        expect([args, status]).toEqual([args, 3])
        expect(stderr).toMatch(said)
      }
      expect(sh(`"$0" "$1" rank --jsonl | head -n 1 > /dev/null`, `${ROW}\n`.repeat(2000))).toEqual([0, ''])
      expect(sh('"$0" "$1" rank --nonsense 2> /dev/full')).toEqual([2, ''])
    },
  )
})

describe('rows of a file', () => {
  const answers = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => {
        const { milliseconds: _, ...rest } = JSON.parse(line)
        return rest
      })

  const rows: Record<string, string[]> = {
    rank: [ROW, '{"group":"Z(4)","repIn":"V","repOut":"T(2)"}'],
    group: ['{"group":"S(3)"}', '{"generators":[[1,2,0]]}'],
    subgroups: ['{"group":"S(3)"}'],
    'orbit-types': ['{"group":"S(3)","colours":2}'],
    characters: ['{"group":"S(3)"}'],
    automorphisms: ['{"n":3,"edges":[[0,1]]}'],
    'point-group': ['{"elements":["H","H"],"positions":[[0,0,0],[0,0,1]]}'],
    stabilizer: ['{"group":"S(3)","rep":"V","x":[1,1,0]}'],
  }

  it.each(Object.entries(rows))('%s answers them as those of standard input', async (verb, lines) => {
    const text = `${lines.join('\n')}\n`
    const name = await file(`${verb}.jsonl`, text)
    const expected = await run([verb, '--jsonl'], { input: text })
    expect(expected.code).toBe(0)
    expect(answers(expected.out).length).toBe(lines.length)
    for (const args of [
      ['--jsonl', name],
      [`--jsonl=${name}`],
      ['--jsonl', '-'],
      ['--jsonl', '--seed', '0', name],
      ['--seed', '0', '--jsonl', name],
    ]) {
      const { code, out, err } = await run([verb, ...args], { input: args[1] === '-' ? text : '' })
      expect([args, code, err]).toEqual([args, 0, ''])
      expect(answers(out)).toEqual(answers(expected.out))
    }
  })

  it('of graph6 too', async () => {
    const name = await file('graphs.g6', 'C~\nIsP@OkWHG\n')
    for (const args of [
      ['--g6', '--jsonl', name],
      ['--jsonl', name, '--g6'],
      ['--jsonl', '--g6', name],
    ]) {
      const { code, out } = await run(['automorphisms', ...args])
      expect([code, answers(out).map((a) => a.autOrder)]).toEqual([0, [24, 120]])
    }
  })

  it('are filled by options as a single row is', async () => {
    const name = await file('bare.jsonl', '{"repOut":"V"}\n{"repOut":"T(2)"}\n')
    const fill = ['--group', 'S(3)', '--in', 'V']
    const whole = `${['V', 'T(2)'].map((repOut) => JSON.stringify({ group: 'S(3)', repIn: 'V', repOut })).join('\n')}\n`
    const expected = answers((await run(['rank', '--jsonl'], { input: whole })).out)
    for (const args of [
      ['rank', '--jsonl', name, ...fill],
      ['rank', ...fill, '--jsonl', name],
    ]) {
      const { code, out } = await run(args)
      expect([code, answers(out)]).toEqual([0, expected])
    }
    const x = await file('x.jsonl', '{"x":[1,1,0]}\n')
    const filled = await run([
      'stabilizer',
      '--group',
      'S(3)',
      '--rep',
      'V',
      '--tolerance',
      '1e-3',
      '--jsonl',
      x,
    ])
    expect(answers(filled.out)[0].order).toBe(2)
    expect((await run(['stabilizer', '--tolerance', 'x', '--jsonl', x])).err).toMatch(/--tolerance/)
  })

  it('that cannot be read end with 2 and a sentence', async () => {
    for (const [args, said] of [
      [['rank', '--jsonl', join(folder, 'absent.jsonl')], /absent\.jsonl cannot be read: ENOENT/],
      [['rank', '--jsonl', folder], /cannot be read: EISDIR/],
      [['rank', '--jsonl', ROW], /cannot be read/],
      [['rank', '--jsonl', data, ROW], /too many/],
      [['audit', join(folder, 'absent.json')], /absent\.json cannot be read: ENOENT/],
      [['report', join(folder, 'absent')], /absent cannot be read: ENOENT/],
    ] as const) {
      const { code, out, err } = await run([...args])
      expect([args, code, out]).toEqual([args, 2, ''])
      expect(err).toMatch(said)
    }
    const stdin = new PassThrough()
    const messages = new PassThrough()
    stdin.destroy(Object.assign(new Error('EISDIR: it is a folder'), { code: 'EISDIR' }))
    expect(
      await main(['rank', '--jsonl'], { stdin, stdout: new PassThrough(), stderr: messages } as never),
    ).toBe(2)
    expect(String(messages.read())).toMatch(/standard input cannot be read: EISDIR/)
  })
})

const HOSTILE = [
  '\x1b]0;owned\x07',
  '\x1b[2J',
  '\x9b31m',
  '\x7f',
  '\x00',
  '\r',
  '\u2028',
  '\u202egnp',
  '\u2066',
  '\x85',
]
/** All that a terminal might obey, but the ends of our own lines. */
const obeyed = (text: string) => text.replaceAll('\n', '').match(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u)

describe('what a terminal would obey', () => {
  it('is shown in tables and messages, and escaped in JSON', async () => {
    for (const evil of HOSTILE) {
      const xyz = await file(
        'evil.xyz',
        `1\nProperties=species:S:1:pos:R:3:a${evil}b:R:1 "k${evil}"=1\nH 0 0 0 0\n`,
      )
      const rows = await file(
        'evil.jsonl',
        `${JSON.stringify({ group: `Q${evil}`, repIn: 'V', repOut: 'V' })}\n`,
      )
      for (const args of [
        ['audit', xyz, '--group', 'O(3)', '--label', `none${evil}`],
        ['audit', xyz, '--group', `Q${evil}`, '--label', 'q'],
        ['audit', `absent${evil}`],
        ['rank', '--group', `Q${evil}`, '--in', 'V', '--out', 'V'],
        ['rank', '--group', 'S(3)', '--in', `V+${evil}`, '--out', 'V'],
        ['rank', `{"group":"${evil}`],
        ['rank', JSON.stringify({ group: { a: evil }, repIn: 'V', repOut: 'V' })],
        ['rank', `--none${evil}`],
        [`rank${evil}`],
        ['rank', '--seed', evil],
        ['rank', '--jsonl', `absent${evil}`],
        ['rank', '--jsonl', rows],
        ['stabilizer', '--group', 'S(2)', '--rep', 'V', '--x', evil],
        ['run', evil],
        ['run', 'pzt', '--methods', evil],
        ['run', 'pzt', '--seeds', evil],
        ['run', 'pzt', '--shard', evil],
        ['run', 'pzt', '--out', join(data, evil)],
        ['report', `none${evil}`],
      ]) {
        for (const json of [[], ['--json']]) {
          const { code, out, err } = await run([...args, ...json])
          expect([args, json, code > 0]).toEqual([args, json, true])
          expect((out + err).trim()).not.toBe('')
          expect([args, obeyed(out), obeyed(err)]).toEqual([args, null, null])
          // one message is one line, and a guess at what was meant another
          const lines = (out + err)
            .trim()
            .split('\n')
            .filter((line) => !line.startsWith('(Did you mean'))
          expect([args, lines.length]).toEqual([args, 1])
        }
      }
    }
  })

  it('keeps its meaning in JSON, and cells stay on their lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE, '\n'), (text, evil) => {
        const value = { [text]: `${text}${evil}${text}` }
        expect(JSON.parse(printableJson(value))).toEqual(value)
        expect(obeyed(printableJson(value))).toBeNull()
        expect(obeyed(printableLines(`${text}${evil}`))).toBeNull()
        expect(formatTable([text, 'b'], [[evil, text]]).split('\n').length).toBe(3)
        expect(
          formatFields({ [`${text}${evil}`]: evil, b: [text, evil], c: { [evil]: text } }).split('\n').length,
        ).toBe(3)
      }),
      { seed: 4, numRuns: 300 },
    )
  })

  it('is not repeated at length', async () => {
    for (const long of [
      'a'.repeat(50_000),
      'a b '.repeat(20_000),
      '“a” '.repeat(20_000),
      '['.repeat(50_000),
    ]) {
      for (const args of [
        ['rank', '--group', long, '--in', 'V', '--out', 'V'],
        ['rank', '--group', 'S(3)', '--in', long, '--out', 'V'],
        ['rank', long],
        ['rank', JSON.stringify({ group: { long }, repIn: 'V', repOut: 'V' })],
        ['rank', `--${long}`],
        ['rank', '--seed', long],
        ['stabilizer', '--group', 'S(2)', '--rep', 'V', '--x', long],
        [long],
        ['audit', long],
        ['audit', data, '--group', long],
        ['run', long],
        ['run', 'pzt', '--methods', long],
        ['run', 'pzt', '--seeds', long],
        ['run', 'pzt', '--shard', long],
        ['report', long],
      ]) {
        const { out, err } = await run([...args, '--json'])
        const about = args.map((a) => a.slice(0, 20))
        expect([about, (out + err).length < 1200]).toEqual([about, true])
        expect((out + err).trim()).not.toBe('')
      }
    }
    expect(shortMessage(`“${'a'.repeat(300)}” is not`)).toBe(`“${'a'.repeat(199)}…” is not`)
  })
})
