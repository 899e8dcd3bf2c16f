import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint } from '@buridan/core'
import { afterAll, describe, expect, it } from 'vitest'
import { everything, isTurn } from '../../../conformance/in-turn.js'
import { runCli } from './run-cli.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-run-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]) => runCli(args)

interface Results {
  tasks: {
    task: string
    results: { method: string; seed: number; loss: number; seconds: number; curve: unknown }[]
  }[]
}

const resultsIn = async (path: string) =>
  JSON.parse(await readFile(join(path, 'results.json'), 'utf8')) as Results
/** Everything but how long it took. */
const figures = ({ tasks }: Results) =>
  tasks.map((t) =>
    t.results.map(({ method, seed, loss, curve }) => ({ task: t.task, method, seed, loss, curve })),
  )

const runFile = async (out: string, start: string) =>
  (await readdir(join(out, 'runs'))).find((n) => n.startsWith(start))!

/** The text of a run with the checksum that it has: of one that was changed by who wishes to deceive. */
function signed({ sum: _, ...run }: { sum?: string }): string {
  return JSON.stringify({ ...run, sum: fingerprint([JSON.stringify(run)]) })
}

const small = ['pzt', '--epochs', '1', '--seeds', '2', '--methods', 'strict,relaxed']

describe('runs in parts', () => {
  it.runIf(everything)('are together the whole: shards merged by report give the same figures', async () => {
    expect((await run('run', ...small, '--out', join(folder, 'whole'))).code).toBe(0)
    const parts: string[] = []
    for (const i of [1, 2]) {
      const out = join(folder, `part-${i}`)
      parts.push(out)
      expect((await run('run', ...small, '--shard', `${i}/2`, '--out', out)).code).toBe(0)
      expect((await readdir(join(out, 'runs'))).length).toBe(2)
    }
    const merged = await run('report', ...parts, '--out', join(folder, 'merged'))
    expect(merged.code).toBe(0)
    expect(merged.out).toMatch(/\| pzt \| Å² \| 0\.7584 \| 0 \|/)
    const [whole, together] = [
      await resultsIn(join(folder, 'whole')),
      await resultsIn(join(folder, 'merged')),
    ]
    const sorted = (r: Results) =>
      figures(r).map((t) => t.sort((a, b) => a.seed - b.seed || a.method.localeCompare(b.method)))
    expect(sorted(together)).toEqual(sorted(whole))
    const table = await readFile(join(folder, 'merged', 'table.md'), 'utf8')
    expect(merged.out).toContain(table.trim())
    const page = await readFile(join(folder, 'merged', 'index.html'), 'utf8')
    expect(page).not.toMatch(/(src|href)=|url\((?!#)|@import|<script/)
  })

  it.runIf(isTurn(2))(
    'are not done again when they are there, and refused when they are damaged',
    async () => {
      const out = join(folder, 'again')
      expect((await run('run', 'pzt', '--epochs', '3', '--seed', '1', '--out', out)).code).toBe(0)
      const path = join(out, 'runs', await runFile(out, 'pzt.relaxed.seed1.epochs3.'))
      const before = await readFile(path, 'utf8')
      // a time that no training takes shows that it was not done again
      const changed = before.replace(/"seconds":[\d.e-]+/, '"seconds":4242')
      await writeFile(path, signed(JSON.parse(changed)))
      const again = await run('run', 'pzt', '--epochs', '3', '--seed', '1', '--out', out, '--json')
      expect(again.out).toMatch(/"seconds":4242/)
      const former = signed({ ...JSON.parse(before), format: 1 })
      for (const damaged of [before.slice(0, 100), changed, former, '{}', '{"format":2}', '[]', 'null', '']) {
        await writeFile(path, damaged)
        const refused = await run('run', 'pzt', '--epochs', '3', '--seed', '1', '--out', out, '--json')
        expect([refused.code, JSON.parse(refused.out).error.code]).toEqual([2, 'INVALID_FILE'])
        expect(await readFile(path, 'utf8')).toBe(damaged)
        expect((await run('report', out, '--out', join(folder, 'x'))).code).toBe(2)
      }
      expect((await run('report', join(folder, 'nowhere'))).err).toMatch(/holds no runs/)
    },
  )

  it('of a task with other data or settings are neither taken for those asked for nor reported', async () => {
    const out = join(folder, 'other')
    const args = ['run', 'pzt', '--epochs', '3', '--seed', '1', '--methods', 'strict', '--out', out]
    expect((await run(...args)).code).toBe(0)
    const name = await runFile(out, 'pzt.strict')
    const [, settings] = /\.([0-9a-f]{12})\.json$/.exec(name)!
    const path = join(out, 'runs', name)
    const other = path.replace(settings!, '0123456789ab')
    const text = (await readFile(path, 'utf8'))
      .replace(settings!, '0123456789ab')
      .replace(/"seconds":[\d.e-]+/, '"seconds":4242')
    await rename(path, other)
    await writeFile(other, signed(JSON.parse(text)))
    const refused = await run('report', out, '--out', join(folder, 'other-report'))
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringMatching(/1 of 1 runs of pzt .* other data or settings[\s\S]*no run that counts/),
    ])
    const [task] = (JSON.parse((await run(...args, '--json')).out) as Results).tasks
    expect(task!.results[0]!.seconds).not.toBe(4242)
    const kept = await run('report', out, '--out', join(folder, 'other-report'), '--json')
    expect([kept.code, kept.err]).toEqual([0, expect.stringMatching(/^warning: 1 of 2 runs of pzt/)])
    expect((JSON.parse(kept.out) as Results).tasks[0]!.results.map((r) => r.seconds)).toEqual([
      task!.results[0]!.seconds,
    ])
    expect(await readFile(other, 'utf8')).toBe(signed(JSON.parse(text)))
  })

  it('are refused, before anything is trained, written or printed, where a file is of another run or was changed', async () => {
    const args = ['run', 'pzt', '--epochs', '2', '--seeds', '2', '--methods', 'strict,relaxed']
    const out = join(folder, 'whole-runs')
    expect((await run(...args, '--out', out)).code).toBe(0)
    const names = await readdir(join(out, 'runs'))
    const texts = new Map<string, string>()
    for (const name of names) texts.set(name, await readFile(join(out, 'runs', name), 'utf8'))
    // the last of the plan: those before it are right
    const last = names.find((n) => n.startsWith('pzt.relaxed.seed1'))!
    const changedSettings = /: (settings|task) is/
    // biome-ignore lint/suspicious/noExplicitAny: files that were changed hold anything
    type Anything = any
    const scaled = (r: Anything, by: number) => {
      for (const check of r.result.checks) check.loss *= by
      r.result.loss *= by
    }
    const changes: [string | ((run: Anything) => void), RegExp][] = [
      ['pzt.strict.seed1', /of another run .* method is strict in it, not relaxed; it was renamed/],
      ['pzt.relaxed.seed0', /of another run .* seed is 0 in it, not 1/],
      [(r) => (r.result.task = 'batio3'), /task is batio3 in it, not pzt/],
      [(r) => (r.settings = '0123456789ab'), /settings is 0123456789ab in it/],
      [(r) => (r.epochs = 3), /epochs is 3 in it, not 2/],
      [(r) => (r.format = 3), /has format 3, this version reads 2: update the program, or delete it/],
      [(r) => (r.format = 1), /has format 1, this version reads 2: delete it to run it again/],
      [(r) => (r.result.loss += 1e-6), /the loss is .* and the mean of the losses of its inputs/],
      [(r) => (r.result.checks[3].loss /= 2), /the loss is /],
      [(r) => scaled(r, 0.01), /the loss of input 0 is .*, and its answer scores/],
      [(r) => (r.result.outcomes = []), /a run of relaxed has outcomes of [1-9]\d* inputs, and it has 0/],
      [(r) => (r.result.solved = { right: 1, of: 1 }), /counts right answers, and the task has none/],
      [(r) => r.result.checks.pop(), /scores of \d+ inputs/],
      [(r) => (r.result.checks[0].floor *= 0.99), /the floor or the optimum of input 0/],
      [(r) => (r.result.steps = 3), /3 steps are not those of 2 epochs/],
      [(r) => (r.result.parameters = 0.5), /parameters is 0.5, not a count/],
      [(r) => (r.result.seconds = -1), /seconds is -1/],
      [(r) => r.result.curve.reverse(), /curve are not in order/],
      [(r) => (r.result.outcomes[0].found = -1), /outcomes are not counts/],
      [(r) => r.result.outcomes[0].samples.pop(), /outcomes and their samples/],
      [(r) => r.result.answers.x[0].pop(), /an input has other than/],
      [(r) => r.result.answers.answers[0][0].pop(), /an answer has other than/],
      [(r) => (r.result.loss = null), /holds no run/],
      [(r) => delete r.result.curve, /holds no run/],
    ]
    for (const [change, said] of changes) {
      const place = join(folder, 'changed-runs')
      await rm(place, { recursive: true, force: true })
      await mkdir(join(place, 'runs'), { recursive: true })
      for (const [name, text] of texts) {
        const changed = JSON.parse(
          name === last && typeof change === 'string'
            ? texts.get(names.find((n) => n.startsWith(change))!)!
            : text,
        )
        if (name === last && typeof change !== 'string') change(changed)
        await writeFile(join(place, 'runs', name), signed(changed))
      }
      // seeds that are not there would be trained
      const again = await run('run', 'pzt', '--epochs', '2', '--seeds', '3,0,1', '--out', place)
      expect([again.code, again.out]).toEqual([2, ''])
      expect(again.err).toMatch(said)
      expect(await readdir(place)).toEqual(['runs'])
      expect((await readdir(join(place, 'runs'))).length).toBe(names.length)
      // a report is of what files hold, whatever their names
      const report = await run('report', place, '--out', join(folder, 'changed-report'))
      const isWhole = typeof change === 'string' || changedSettings.test(again.err)
      if (isWhole) await rm(join(folder, 'changed-report'), { recursive: true })
      else expect([String(change), report.code, report.out]).toEqual([String(change), 2, ''])
      expect(existsSync(join(folder, 'changed-report'))).toBe(false)
    }
  }, 120_000)

  it('of two folders that differ are told apart in a warning', async () => {
    const args = ['run', 'pzt', '--epochs', '1', '--seed', '0', '--methods', 'strict']
    const [one, two] = [join(folder, 'one'), join(folder, 'two')]
    for (const out of [one, two]) expect((await run(...args, '--out', out)).code).toBe(0)
    const both = ['report', one, two, '--out', join(folder, 'both')]
    expect((await run(...both)).err).toBe('')
    const path = join(two, 'runs', await runFile(two, 'pzt'))
    const changed = JSON.parse(await readFile(path, 'utf8'))
    for (const check of changed.result.checks) {
      check.loss *= 2
      // of many numbers answers are not kept
      check.answer = []
    }
    changed.result.loss *= 2
    await writeFile(path, signed(changed))
    const { code, err } = await run(...both)
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^warning: two runs of pzt by strict with seed 0 differ: .*\n$/),
    ])
  })

  it('that were changed are refused, and one that was renamed to a stricter method, checksum and all', async () => {
    const out = join(folder, 'forged')
    const args = ['run', 'pzt', '--epochs', '2', '--seeds', '1', '--methods', 'strict,relaxed', '--out', out]
    expect((await run(...args)).code).toBe(0)
    const [strict, relaxed] = await Promise.all(
      ['pzt.strict', 'pzt.relaxed'].map(async (start) => join(out, 'runs', await runFile(out, start))),
    )
    const [before, other] = await Promise.all([strict!, relaxed!].map((path) => readFile(path, 'utf8')))
    const better = JSON.parse(before!)
    better.result.parameters = 7
    better.result.loss = 0.001
    for (const check of better.result.checks) check.loss = 0.001
    const withoutAnswers = structuredClone(better)
    for (const check of withoutAnswers.result.checks) check.answer = []
    const renamed = JSON.parse(other!)
    renamed.result.method = 'strict'
    const another = structuredClone(renamed)
    another.result.method = 'best'
    for (const [text, words] of [
      [JSON.stringify(better), /was changed since it was written: its checksum is another; delete it to run/],
      [signed(better), /the loss of input 0 is 0.001, and no strict one is below 0\.\d+/],
      [signed(withoutAnswers), /the loss of input 0 is 0.001, and no strict one is below 0\.\d+/],
      [signed(renamed), /a run of strict has outcomes of 0 inputs, and it has [1-9]/],
    ] as const) {
      await writeFile(strict!, text)
      for (const command of [args, ['report', out, '--out', join(folder, 'forged-report')]]) {
        const refused = await run(...command)
        expect([refused.code, refused.out, refused.err]).toEqual([2, '', expect.stringMatching(words)])
      }
    }
    await writeFile(strict!, signed(another))
    const reported = await run('report', out, '--out', join(folder, 'forged-report'))
    expect([reported.code, reported.err]).toEqual([
      2,
      expect.stringMatching(/"best" is no method of the task/),
    ])
    await writeFile(strict!, before!)
    expect((await run(...args)).code).toBe(0)
  })

  it('refuse parts that are none', async () => {
    for (const shard of ['0/3', '4/3', '1', 'a/b', '1/0', '1/3/4', '-1/3']) {
      expect((await run('run', 'pzt', `--shard=${shard}`, '--out', join(folder, 'none'))).code).toBe(2)
    }
  })
})

const bin = fileURLToPath(new URL('../bin/buridan.js', import.meta.url))
const built = await readFile(fileURLToPath(new URL('../dist/main.js', import.meta.url)))
  .then(() => true)
  .catch(() => false)

describe.skipIf(!built)('a run that is killed', { timeout: 240_000 }, () => {
  it('goes on to the same weights', async () => {
    const args = ['run', 'pzt', '--methods', 'relaxed', '--epochs', '1000', '--seed', '0']
    const out = join(folder, 'killed')
    // fifty kills of a training at random moments are a test of their own; this is one of a whole run, once the first checkpoint is there
    const child = spawn(process.execPath, [bin, ...args, '--out', out], { stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const timer = setTimeout(() => child.kill('SIGKILL'), 4000)
    await ended
    clearTimeout(timer)
    expect((await run(...args, '--out', out)).code).toBe(0)
    expect((await run(...args, '--out', join(folder, 'unkilled'))).code).toBe(0)
    const [killed, unkilled] = [await resultsIn(out), await resultsIn(join(folder, 'unkilled'))]
    expect(figures(killed)).toEqual(figures(unkilled))
    expect(await readdir(join(out, 'checkpoints'))).toEqual([])
  })
})

// a queue of each kind trains every part: half a minute, and none but those who change recipes break them
describe.skipIf(!built || !process.env.NIGHTLY)('the recipes for job queues', () => {
  const recipe = (name: string) =>
    fileURLToPath(new URL(`../../../docs/public/recipes/${name}`, import.meta.url))
  const command = { BURIDAN: `${process.execPath} ${bin}`, BURIDAN_ARGS: 'pzt batio3 --epochs 2 --seeds 1' }

  async function bash(script: string[], env: Record<string, string>): Promise<number> {
    const child = spawn('bash', script, { stdio: 'ignore', env: { ...process.env, ...command, ...env } })
    return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  }

  it('run every part, as Slurm’s array and as Kubernetes’ indexed job would', async () => {
    const yaml = await readFile(recipe('kubernetes-job.yaml'), 'utf8')
    const block = /- \|\n((?: {14}.*\n)+)/.exec(yaml)![1]!.replaceAll(/^ {14}/gm, '')
    const slurm = join(folder, 'slurm')
    const kubernetes = join(folder, 'kubernetes')
    for (const i of [1, 2]) {
      const array = { SLURM_ARRAY_TASK_ID: String(i), SLURM_ARRAY_TASK_MAX: '2', BURIDAN_RUNS: slurm }
      expect(await bash([recipe('slurm-array.sh')], array)).toBe(0)
      const indexed = { JOB_COMPLETION_INDEX: String(i - 1), PARTS: '2', RUNS: kubernetes }
      expect(await bash(['-c', block], indexed)).toBe(0)
    }
    for (const place of [slurm, kubernetes]) {
      const parts = [1, 2].map((i) => join(place, `part-${i}`))
      const merged = await run('report', ...parts, '--out', join(place, 'report'), '--json')
      const { tasks } = JSON.parse(merged.out) as Results
      expect(tasks.map((t) => t.results.length)).toEqual([3, 3])
    }
  })
})
