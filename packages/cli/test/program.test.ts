import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { VERBS } from '../src/verbs.js'

const bin = fileURLToPath(new URL('../bin/buridan.js', import.meta.url))
const built = existsSync(fileURLToPath(new URL('../dist/interruptible.js', import.meta.url)))
const folder = await mkdtemp(join(tmpdir(), 'buridan-program-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly out: string
  readonly err: string
}

/** The program in a process of its own, and what it leaves. */
function started(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [bin, ...args], { env: { ...process.env, ...env } })
  let [out, err] = ['', '']
  const heard: (() => void)[] = []
  child.stdout.on('data', (text) => {
    out += String(text)
    for (const hear of heard.splice(0)) hear()
  })
  child.stderr.on('data', (text) => {
    err += String(text)
  })
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, out, err })),
  )
  return { child, ended, output: () => new Promise<void>((resolve) => heard.push(resolve)) }
}

const seconds = (n: number) => new Promise((resolve) => setTimeout(resolve, 1000 * n))

describe.skipIf(!built)('the program', { timeout: 180_000 }, () => {
  it('ends by Ctrl-C with 130 and a sentence, also in the middle of a search that takes long', async () => {
    const { child, ended } = started(['rank', '--group', 'S(4)', '--in', 'T(8)', '--out', 'T(8)+V'])
    // long enough to have begun: the answer itself takes minutes, or is refused
    await seconds(1)
    child.kill('SIGINT')
    const { code, out, err } = await ended
    expect([code, out]).toEqual([130, ''])
    expect(err).toBe('stopped before there was an answer: run the same again to go on\n')
  })

  it('says which rows are answered when Ctrl-C ends it between rows', async () => {
    const { child, ended, output } = started(['rank', '--jsonl'])
    child.stdin.write('{"group":"S(3)","repIn":"V","repOut":"V"}\n'.repeat(2))
    await output()
    await seconds(0.3)
    child.kill('SIGINT')
    const { code, out, err } = await ended
    expect([code, out.trim().split('\n').length]).toEqual([130, 2])
    expect(err).toBe(
      'stopped: lines before line 3 of standard input are answered; give the others to go on\n',
    )
  })

  it('stops a run by Ctrl-C, and the same again goes on', async () => {
    const out = join(folder, 'stopped')
    const args = ['run', 'pzt', '--methods', 'relaxed', '--epochs', '100000', '--seed', '0', '--out', out]
    const { child, ended } = started(args)
    const checkpoints = () => readdir(join(out, 'checkpoints')).catch(() => [])
    for (let i = 0; i < 200 && (await checkpoints()).length === 0; i++) await seconds(0.1)
    child.kill('SIGINT')
    const { code, err } = await ended
    // progress is told in lines where there is no terminal
    expect([code, err]).toEqual([130, expect.stringMatching(/^ *\d+ %.*pzt relaxed seed 0 loss \S+\n/)])
    expect([code, err]).toEqual([
      130,
      expect.stringContaining(`stopped: what is done is kept in ${out}; run the same again to go on\n`),
    ])
    const plan = spawnSync(process.execPath, [bin, ...args, '--dry-run', '--json'], { encoding: 'utf8' })
    expect(JSON.parse(plan.stdout)).toEqual({
      out,
      runs: [{ task: 'pzt', method: 'relaxed', seed: 0, epochs: 100_000, state: 'begun' }],
    })
  })

  it('says its version and its help without TensorFlow.js or the groups', async () => {
    const coverage = join(folder, 'coverage')
    for (const args of [['--version'], ['--help'], ['rank', '--help'], ['completion', 'bash']])
      expect((await started(args, { NODE_V8_COVERAGE: coverage }).ended).code).toBe(0)
    const loaded = await Promise.all(
      (await readdir(coverage)).map(async (name) => {
        const { result } = JSON.parse(await readFile(join(coverage, name), 'utf8')) as {
          result: { url: string }[]
        }
        return result.map((script) => script.url)
      }),
    )
    expect(loaded.flat().filter((url) => /dist\/main\.js/.test(url)).length).toBe(4)
    expect(loaded.flat().filter((url) => /tensorflow|packages\/groups|echarts/.test(url))).toEqual([])
  })

  it('reads rows and files that are packed by gzip, from standard input too', () => {
    const rows = '{"id":1,"group":"S(3)","repIn":"V","repOut":"V"}\n{"id":2,"group":"Q"}\n'
    const run = (args: string[], input: Uint8Array) =>
      spawnSync(process.execPath, [bin, ...args], { input, encoding: 'utf8' })
    const answers = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => ({ ...JSON.parse(line), milliseconds: 0 }))
    const plain = run(['rank', '--jsonl'], Buffer.from(rows))
    const packed = run(['rank', '--jsonl'], gzipSync(rows))
    expect([packed.status, answers(packed.stdout)]).toEqual([1, answers(plain.stdout)])
    const cut = run(['rank', '--jsonl'], gzipSync(rows).subarray(0, 30))
    expect([cut.status, cut.stderr]).toEqual([2, expect.stringMatching(/standard input cannot be read/)])
  })
})

const hasShell = (name: string) => spawnSync(name, ['-c', 'true']).status === 0

describe.skipIf(!built)('completion', () => {
  const script = (shell: string) =>
    spawnSync(process.execPath, [bin, 'completion', shell], { encoding: 'utf8' }).stdout

  it.skipIf(!hasShell('bash'))('offers verbs, options and files in bash', async () => {
    await writeFile(join(folder, 'water.xyz'), '')
    const offered = (...words: string[]) => {
      const list = words.map((w) => `'${w}'`).join(' ')
      const ask = `cd ${folder}; COMP_WORDS=(buridan ${list}); COMP_CWORD=${words.length}; _buridan; printf '%s\\n' "\${COMPREPLY[@]}"`
      const { stdout } = spawnSync('bash', ['-c', `${script('bash')}\n${ask}`], { encoding: 'utf8' })
      return stdout.trim().split('\n')
    }
    expect(offered('r')).toEqual(['rank', 'read', 'run', 'report'])
    expect(offered('rank', '--')).toEqual(expect.arrayContaining(['--in', '--out', '--jsonl']))
    expect(offered('point-group', 'wat')).toEqual(['water.xyz'])
    expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish'])
  })

  it.each(['bash', 'zsh', 'fish'])('for %s is a script of it that names every verb', (shell) => {
    const text = script(shell)
    for (const { name } of VERBS) expect(text).toContain(name)
    if (!hasShell(shell)) return
    const { status, stderr } = spawnSync(shell, ['-n'], { input: text, encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })
})
