import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { main } from '../../src/main.js'
import { Progress } from '../../src/progress.js'
import { VERBS } from '../../src/verbs.js'
import { runCli } from '../run-cli.js'
import { folder } from './folder.js'
import { answer, answers, kept, refused, type Sentence, words } from './sentence.js'

const RANK = ['rank', '--group', 'S(3)', '--in', 'V', '--out', 'V']
const ROW = '{"group":"S(3)","repIn":"V","repOut":"V"}'

export const conventions: readonly Sentence[] = [
  words('# The command line: `buridan`'),
  kept('`packages/cli`, published as `buridan`, bin `packages/cli/bin/buridan.js`.', async () => {
    const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ name: 'buridan', bin: { buridan: './bin/buridan.js' } })
  }),
  words(
    'It is how people use the packages from a shell or another language, and how results are checked from outside.',
  ),
  kept('**Conventions.** `--json` prints one JSON object.', async () => {
    const { out } = await runCli([...RANK, '--json'])
    expect(out.trimEnd().split('\n').length).toBe(1)
    expect(JSON.parse(out).rank).toBe(2)
  }),
  kept(
    "`--jsonl` reads one JSON object a line from standard input, or from a file named after it, and answers each with one line, in order, in one process, flushing as it goes; a field `id` of the row comes back, an error carries the line's number;",
    async () => {
      const rows = `{"id":"b","group":"S(3)","repIn":"V","repOut":"V"}\n\n{"id":[1],"group":"Q"}\n${ROW}\n`
      await writeFile(join(folder, 'rows.jsonl'), rows)
      const [piped, named] = [
        await answers(['rank', '--jsonl'], rows),
        await answers(['rank', '--jsonl', join(folder, 'rows.jsonl')], ''),
      ]
      for (const { code, lines } of [piped, named]) {
        expect([code, lines.length]).toEqual([1, 3])
        expect(lines[0]).toMatchObject({ id: 'b', rank: 2 })
        expect(lines[1]).toMatchObject({ id: [1], error: { code: 'PARSE_ERROR', line: 3 } })
        expect(lines[2]).toMatchObject({ rank: 2 })
      }
      // each answer is there before the next row is given
      const stdin = new PassThrough()
      const stdout = new PassThrough()
      const ended = main(['rank', '--jsonl'], { stdin, stdout } as never)
      for (let i = 0; i < 3; i++) {
        stdin.write(`${ROW}\n`)
        const text = String(await new Promise((resolve) => stdout.once('data', resolve)))
        expect(JSON.parse(text).rank).toBe(2)
      }
      stdin.end()
      expect(await ended).toBe(0)
    },
  ),
  kept('a bad row is answered `{"error":{"code","message"}}` and the run goes on.', async () => {
    const { code, lines } = await answers(['rank', '--jsonl'], `[]\n{}\n{"group":1}\n${ROW}\n`)
    expect(code).toBe(1)
    for (const line of lines.slice(0, 3))
      expect(line.error).toMatchObject({ code: 'INVALID_ARGUMENT', message: expect.any(String) })
    expect(lines[3]).toMatchObject({ rank: 2 })
  }),
  kept('Without them, a short human table.', async () => {
    const { out } = await runCli(RANK)
    expect(out).toMatch(/^rank +2\nsize +9\nsolver +diagrams\n/)
  }),
  kept(
    "Exit codes: 0 done; 1 some rows or frames failed (counted and named); 2 wrong usage, a wrong option's value and an unreadable file included;",
    async () => {
      const files: Record<string, string> = {
        'data.json': '{"group":"S(2)","repIn":"V","repOut":"V","x":[[1,1],[1]],"y":[[1,0],[1,1]]}',
        'two.xyz': '1\n\nH 0 0 0\n1\n\nH 0 0\n',
        'cut.cif': 'data_x loop_ _atom_site_label',
      }
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
      const path = (name: string) => join(folder, name)
      for (const [args, code] of [
        [RANK, 0],
        [['rank', '--help'], 0],
        [['rank', '{"group":"Q","repIn":"V","repOut":"V"}'], 1],
        [['audit', path('data.json')], 1],
        [['point-group', path('two.xyz')], 1],
        [['rank', '--group', 'Q', '--in', 'V', '--out', 'V'], 2],
        [['rank', '--group', 'S(3)', '--in', 'V'], 2],
        [['rank', '{'], 2],
        [['stabilizer', '--group', 'S(3)', '--rep', 'V', '--x', '[1]'], 2],
        [['stabilizer', '--group', 'S(3)', '--rep', 'V', '--x', '1,2'], 2],
        [['run', 'pzt', '--shard', '3/2'], 2],
        [['nonsense'], 2],
        [['rank', '--jsonl', path('absent')], 2],
        [['read', path('absent.xyz')], 2],
        [['read', path('cut.cif')], 2],
        [['audit', path('absent.xyz'), '--group', 'O(3)', '--label', 'energy'], 2],
      ] as const) {
        const ended = await runCli(args)
        expect([args, ended.code]).toEqual([args, code])
        if (code === 2) expect([args, ended.out, ended.err]).toEqual([args, '', expect.stringMatching(/./)])
      }
      expect((await runCli(['audit', path('data.json')])).err).toMatch(/^1 of 2 samples are skipped/)
      expect((await runCli(['point-group', path('two.xyz')])).out).toMatch(/frame +1\nerror .*line 6/)
    },
  ),
  kept(
    '3 the output could not be written (full disk, closed file: never a silent 0; a closed pipe is quiet);',
    async () => {
      const stdout = (code: string) =>
        new Writable({ write: (_c, _e, done) => done(Object.assign(new Error(code), { code })) })
      const full = await runCli(RANK, { stdout: stdout('ENOSPC') })
      expect([full.code, full.err]).toEqual([3, expect.stringMatching(/could not be written: ENOSPC/)])
      expect((await runCli(RANK, { stdout: stdout('EBADF') })).code).toBe(3)
      expect(await runCli(RANK, { stdout: stdout('EPIPE') })).toEqual({ code: 0, out: '', err: '' })
      expect((await runCli([...RANK, '--basis', folder])).code).toBe(3)
    },
  ),
  kept('130 after Ctrl-C, with a sentence that says how to go on.', async () => {
    // the program itself is asked in program.test.ts
    const controller = new AbortController()
    controller.abort()
    const stderr = new PassThrough()
    const { signal } = controller
    for (const args of [RANK, ['run', 'pzt', '--out', join(folder, 'stopped')]]) {
      expect(await main(args, { stderr, stdout: new PassThrough(), signal } as never)).toBe(130)
      expect(String(stderr.read())).toMatch(/^stopped.*run the same again to go on\n$/)
    }
    const stdin = new PassThrough()
    stdin.end(`${ROW}\n`)
    expect(
      await main(['rank', '--jsonl'], { stdin, stderr, stdout: new PassThrough(), signal } as never),
    ).toBe(130)
    expect(String(stderr.read())).toMatch(/^stopped: lines before line 1 of standard input are answered/)
  }),
  kept('Nothing but answers on standard output.', async () => {
    await writeFile(
      join(folder, 'one.json'),
      '{"group":"S(2)","repIn":"V","repOut":"V","x":[[1,1]],"y":[[1,0]]}',
    )
    for (const args of [RANK, ['audit', join(folder, 'one.json')], ['run', '--list']]) {
      const { code, out, err } = await runCli([...args, '--json'])
      expect([args, code, err, typeof JSON.parse(out)]).toEqual([args, 0, '', 'object'])
    }
    for (const args of [
      ['rank'],
      ['nonsense'],
      ['rank', '--nonsense'],
      [],
      ['help', 'nonsense'],
      ['audit'],
      ['completion', 'tcsh'],
    ])
      await refused(args)
  }),
  kept(
    'Progress on standard error: a bar on a terminal, a line now and then elsewhere (`--quiet` for none).',
    async () => {
      // of a run of the program in program.test.ts; --quiet with the sentence on run
      const shown = (isTTY: boolean) => {
        let text = ''
        const stream = { isTTY, columns: 100, write: (more: string) => (text += more) }
        const progress = new Progress(stream as never)
        for (let done = 0; done <= 10; done++) progress.update(done / 10, 'task')
        progress.clear()
        return text
      }
      expect(shown(true).split('\r\x1b[K')).toEqual([
        '',
        `${'░'.repeat(30)}   0 %  task`,
        expect.stringMatching(/^█{30} 100 %.* {2}task$/),
        '',
      ])
      expect(shown(false)).toBe('  0 %  task\n')
    },
  ),
  kept(
    'Messages use the names of options (`--in is missing`), never echo more than 200 characters of input, and escape what a terminal would obey.',
    async () => {
      expect((await refused(['rank', '--group', 'S(3)', '--out', 'V'])).err).toMatch(/--in is missing/)
      expect((await refused(['rank', '--group', 'S(3)', '--in', 'V+', '--out', 'V'])).err).toMatch(
        /--in: .* at column 3 of “V\+”/,
      )
      expect((await refused(['rank', '{"group":"S(3)","repOut":"V"}'])).err).toMatch(/repIn is missing/)
      for (const long of ['a'.repeat(5000), '\x1b[2J'.repeat(500)]) {
        for (const args of [
          ['rank', '--group', long, '--in', 'V', '--out', 'V'],
          ['rank', '--group', 'S(3)', '--in', 'V', '--out', long],
          ['rank', JSON.stringify({ group: long })],
          ['read', '--format', long],
          ['help', long],
          [long],
        ]) {
          const { err } = await refused(args)
          expect(err.length).toBeLessThan(1500)
          expect(err.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
          expect(err).not.toContain('a'.repeat(201))
        }
      }
    },
  ),
  kept('`-` is standard input; `.gz` is read through.', async () => {
    const xyz = '1\nenergy=2\nH 0 0 0\n'
    await writeFile(join(folder, 'h.xyz.gz'), gzipSync(xyz))
    await writeFile(join(folder, 'rows.jsonl.gz'), gzipSync(`${ROW}\n`))
    const right = await answer(['read', '-', '--format', 'extxyz'], xyz)
    expect(right.frames).toMatchObject([{ elements: ['H'], info: { energy: 2 } }])
    expect(await answer(['read', join(folder, 'h.xyz.gz')])).toEqual(right)
    expect(await answer(['point-group', join(folder, 'h.xyz.gz')])).toMatchObject({ pointGroup: 'kh' })
    expect((await answers(['rank', '--jsonl', join(folder, 'rows.jsonl.gz')], '')).lines).toMatchObject([
      { rank: 2 },
    ])
  }),
  kept('`--help` on every verb lists examples;', async () => {
    // those of rows are run, without the files and pipes that others need
    for (const { examples } of VERBS) {
      for (const example of examples.filter((line) => !/[|<]|\.(xyz|g6|cif|jsonl|npy)|POSCAR/.test(line))) {
        const words = [...example.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!)
        const args = words.slice(1).map((word) => (word.endsWith('.npz') ? join(folder, word) : word))
        const { code, err } = await runCli(args)
        expect([example, words[0], code, err]).toEqual([example, 'buridan', 0, ''])
      }
    }
    const verbs = [...VERBS.map((v) => v.name), 'audit', 'run', 'report', 'completion']
    for (const verb of verbs) {
      const { code, out } = await runCli([verb, '--help'])
      expect([verb, code, out]).toEqual([verb, 0, expect.stringMatching(`\nExamples:\n  .*buridan ${verb} `)])
    }
  }),
  kept('`buridan help groups` is the grammar below;', async () => {
    const { code, out } = await runCli(['help', 'groups'])
    expect(code).toBe(0)
    for (const words of ['S(5)', 'perm[(0 1 2),(0 1)]', 'grid(', 'Oh', 'm-3m', 'wr', 'T(p,q)', 'axial'])
      expect([words, out.includes(words)]).toEqual([words, true])
  }),
  kept('`buridan completion bash|zsh|fish`.', async () => {
    // what bash offers is asked in program.test.ts
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, out } = await runCli(['completion', shell])
      expect([code, out.includes('point-group')]).toEqual([0, true])
    }
  }),
  kept(
    'One thing has one type: orders are numbers where they are below 2⁵³ and strings above, in every verb; infinite is the string `"infinite"` in every verb.',
    async () => {
      const n = 30
      const star = { n, edges: Array.from({ length: n - 1 }, (_, i) => [0, i + 1]) }
      for (const [args, field] of [
        [['group', '--group'], 'order'],
        [['subgroups', '--group'], 'order'],
        [['orbit-types', '--colours', '2', '--group'], 'order'],
        [['characters', '--group'], 'order'],
        [['stabilizer', '--rep', 'V', '--x', '[1,1,1]', '--group'], 'order'],
      ] as const)
        expect([args, (await answer([...args, 'S(3)']))[field]]).toEqual([args, 6])
      expect((await answer(['automorphisms', '--n', '3', '--edges', '[]'])).autOrder).toBe(6)
      const factorial = (k: number): bigint => (k < 2 ? 1n : BigInt(k) * factorial(k - 1))
      expect((await answer(['group', '--group', 'S(30)'])).order).toBe(String(factorial(30)))
      expect((await answer(['automorphisms', JSON.stringify(star)])).autOrder).toBe(String(factorial(29)))
      const x = JSON.stringify(Array(30).fill(1))
      expect((await answer(['stabilizer', '--group', 'S(30)', '--rep', 'V', '--x', x])).order).toBe(
        String(factorial(30)),
      )
      const axis = await answer(['stabilizer', '--group', 'O(3)', '--rep', 'V', '--x', '[0,0,1]'])
      expect([axis.order, axis.orbitSize]).toEqual(['infinite', 'infinite'])
      const pair = ['--elements', '["H","H"]', '--positions', '[[0,0,0],[0,0,1]]']
      expect((await answer(['point-group', ...pair])).order).toBe('infinite')
    },
  ),
]
