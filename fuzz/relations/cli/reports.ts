import { readFile } from 'node:fs/promises'
import type { RunResult, Task } from '@buridan/tasks'
import fc from 'fast-check'
import { writtenRun } from '../../../packages/cli/src/runs/parse-run.js'
import { makeTasks } from '../../../packages/cli/src/runs/task-list.js'
import { taskSettings } from '../../../packages/cli/src/runs/task-settings.js'
import { runCli, withFiles } from '../../given/run-cli.js'
import { sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

interface Run {
  readonly method: RunResult['method']
  readonly seed: number
  readonly epochs: number
  readonly loss: number
}

const METHODS: RunResult['method'][] = ['strict', 'noise', 'relaxed']
let made: Promise<Task> | undefined

/** The file of a run that is over, made up: nothing is trained. */
async function fileOf({ method, seed, epochs, loss: given }: Run): Promise<[name: string, text: string]> {
  made ??= makeTasks(['batio3']).then(([task]) => task!)
  const task = await made
  // no strict one is below a floor
  const loss = method === 'strict' ? Math.max(...task.test.map((t) => t.floor)) + Math.abs(given) : given
  const outcomes = method === task.relaxation ? task.outcomes : []
  const hash = taskSettings(task)
  const result: RunResult = {
    task: 'batio3',
    method,
    seed,
    parameters: 10 + seed,
    steps: epochs * Math.ceil(task.x.length / (task.batchSize ?? task.x.length)),
    seconds: 1,
    loss,
    checks: task.test.map(({ label, optimum, floor }) => ({ label, optimum, floor, loss, answer: [] })),
    curve: [[0, loss]],
    outcomes: outcomes.map(({ label, count }) => ({
      label,
      expected: count,
      found: count,
      values: [],
      samples: [],
    })),
    answers: { x: [[-1], [1]], answers: [[[0, 0, loss]], [[0, 0, 0]]] },
  }
  const text = writtenRun({ epochs, settings: hash, result })
  return [`batio3.${method}.seed${seed}.epochs${epochs}.${hash}.json`, text]
}

const runs = fc.uniqueArray(
  fc.record({
    method: fc.constantFrom(...METHODS),
    seed: fc.nat(1),
    epochs: fc.constantFrom(1, 5),
    loss: fc.constantFrom(0, -1.5, 0.25, 3),
  }),
  { minLength: 2, maxLength: 6, selector: ({ method, seed, epochs }) => `${method} ${seed} ${epochs}` },
)

/** What a report of folders says, in all that it writes. */
async function reportOf(folders: readonly (readonly Run[])[]) {
  const files: Record<string, string> = {}
  for (const [i, list] of folders.entries()) {
    for (const run of list) {
      const [name, text] = await fileOf(run)
      files[`${i}/runs/${name}`] = text
    }
  }
  return withFiles(files, async (path) => {
    const given = folders.map((_, i) => path(String(i)))
    const { code, out, err } = await runCli(['report', ...given, '--out', path('report'), '--json'])
    const written = ['results.json', 'table.md', 'index.html'].map((name) =>
      readFile(path(`report/${name}`), 'utf8'),
    )
    const texts = await Promise.all(written)
    // names within drawings are counted through the life of the process
    return { code, out, err, written: texts.map((text) => text.replace(/zr\d+-[a-z]+-?\d*/g, 'zr')) }
  })
}

export const reportRelations = [
  relation('main', 'a report of one folder, and of several in any order', {
    given: fc.record({ list: runs, places: fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }) }),
    cost: 200,
    one: ({ list }) => reportOf([list]),
    other: ({ list, places }) => {
      const folders = [0, 1, 2].map((f) => list.filter((_, i) => places[i] === f).reverse())
      return reportOf(folders.filter((f) => f.length > 0).reverse())
    },
  }),
  relation('main', 'runs at once, and in shards', {
    given: fc.record({
      seeds: fc.integer({ min: 1, max: 3 }),
      parts: fc.integer({ min: 1, max: 3 }),
      methods: fc.subarray(METHODS, { minLength: 1 }),
    }),
    cost: 200,
    one: ({ seeds, methods }) => kept(seeds, methods, ['1/1']),
    other: ({ seeds, methods, parts }) =>
      kept(
        seeds,
        methods,
        Array.from({ length: Math.min(parts, seeds * methods.length) }, (_, i, n = parts) => `${i + 1}/${n}`),
      ),
    same: sameEntries,
  }),
]

/** The results of parts of a run, all of which are kept already. */
function kept(
  seeds: number,
  methods: readonly RunResult['method'][],
  shards: readonly string[],
): Promise<unknown[]> {
  return filesOf(seeds, methods).then((files) =>
    withFiles(files, async (path) => {
      const out: unknown[] = []
      for (const shard of shards) {
        const args = ['run', 'batio3', '--methods', methods.join(), '--seeds', String(seeds), '--epochs', '1']
        const ended = await runCli([...args, '--shard', shard, '--out', path('kept'), '--json'])
        const { tasks } = JSON.parse(ended.out) as { tasks: { results: unknown[] }[] }
        out.push(...tasks.flatMap(({ results }) => results))
      }
      return out
    }),
  )
}

async function filesOf(
  seeds: number,
  methods: readonly RunResult['method'][],
): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const method of methods) {
    for (let seed = 0; seed < seeds; seed++) {
      const [name, text] = await fileOf({ method, seed, epochs: 1, loss: seed + method.length })
      files[`kept/runs/${name}`] = text
    }
  }
  return files
}
