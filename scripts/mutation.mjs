// Mutation testing of one package: `npm run mutation -- constraints`, all of it; `-- groups --lines 300 --seed 1`, the mutants
// that lie within 300 lines drawn from all its code; with `--part 2/6` the second sixth of those lines or files.
// All of groups takes more than a day on two cores; a part of it by the tests that are about it,
// `-- groups --files lie/ --tests lie --lines 40`, minutes: what survives those others may kill. So may tests beyond those that a mutant
// meets first, with `--seconds 30` of them: scores with it are from below.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { alone, packages, root } from './workspaces.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lines: { type: 'string' },
    seed: { type: 'string', default: '1' },
    part: { type: 'string', default: '1/1' },
    files: { type: 'string' },
    tests: { type: 'string' },
    seconds: { type: 'string', default: '' },
    concurrency: { type: 'string', default: '2' },
  },
})
const name = positionals[0]
const [part, parts] = values.part.split('/').map(Number)
if (!packages.includes(name) || !(part >= 1 && part <= parts)) {
  console.error(
    'usage: npm run mutation -- PACKAGE [--files part-of-path] [--tests parts,of,names] [--lines N] [--seed S] [--part I/N] [--seconds S]',
  )
  process.exit(2)
}

/** mulberry32: the draw is the same everywhere */
function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What needs a process or a browser of its own to be tested: mutants are met by one process in Node. */
const TESTED_ALONE = /^backend\./

function linesOfCode() {
  const folder = join('packages', name, 'src')
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts' && !TESTED_ALONE.test(file))
    .filter((file) => file.includes(values.files ?? ''))
    .sort()
    .flatMap((file) =>
      readFileSync(join(root, folder, file), 'utf8')
        .split('\n')
        .map((text, i) => ({ file: join(folder, file), line: i + 1, text: text.trim() }))
        .filter(({ text }) => text !== '' && !/^(\*|\/|import |export type |\}|\))/.test(text)),
    )
}

function drawn(lines, count) {
  const next = random(Number(values.seed))
  const rest = [...lines]
  const out = []
  while (out.length < count && rest.length > 0) out.push(rest.splice(Math.floor(next() * rest.length), 1)[0])
  return out
}

function partOf(all) {
  return all.slice(Math.floor(((part - 1) * all.length) / parts), Math.floor((part * all.length) / parts))
}

const lines = linesOfCode()
const mutate = partOf(
  values.lines === undefined
    ? [...new Set(lines.map(({ file }) => file))]
    : drawn(lines, Number(values.lines)).map(({ file, line }) => `${file}:${line}-${line}`),
)
console.log(
  `${mutate.length} ${values.lines === undefined ? 'files' : `of ${lines.length} lines`} of ${name}`,
)
const { status } = spawnSync('stryker', ['run', '--mutate', mutate.join(',')], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    // tests as CI runs them: a mutant that survives costs the time of all
    CI: 'true',
    NIGHTLY: '',
    MUTATED: name,
    CONCURRENCY: values.concurrency,
    MUTATION_TESTS: values.tests ?? '',
    MUTATION_SECONDS: values.seconds,
  },
})
process.exitCode = status ?? 1
if (status === 0) {
  const report = JSON.parse(readFileSync(join(root, 'report', 'mutation', `${name}.json`), 'utf8'))
  refuseLostTests(report)
  countThoseThatStopFiles(report)
}

/** Mutants that no test is asked about survive: all test files of the package must have run. */
function refuseLostTests({ testFiles = {} }) {
  const parts = (values.tests ?? '').split(',')
  const folder = join('packages', name, 'test')
  const lost = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => parts.some((part) => file.endsWith('.test.ts') && file.includes(part)))
    .map((file) => join(folder, file))
    .filter((file) => !(file in testFiles) && !alone.includes(file))
  if (lost.length === 0) return
  console.error(`not run, so that their mutants survive: ${lost.join(', ')}`)
  process.exitCode = 1
}

/** A mutant that stops a test file from loading is said to survive, as the tests of that file are missing: it is killed. */
function countThoseThatStopFiles({ files, testFiles = {} }) {
  const all = Object.values(testFiles).flatMap(({ tests }) => tests).length
  const mutants = Object.values(files).flatMap((file) => file.mutants)
  const of = (...statuses) => mutants.filter(({ status }) => statuses.includes(status))
  const met = of('Killed', 'Timeout', 'Survived', 'NoCoverage').length
  // with less than all tests it cannot be told
  const stopping = (values.seconds ? [] : of('Survived')).filter(
    ({ coveredBy = [], testsCompleted = 0 }) => testsCompleted < (coveredBy.length || all),
  ).length
  const killed = of('Killed', 'Timeout').length + stopping
  console.log(
    `${killed} of ${met} mutants of ${name} are killed, ${stopping} of them by a test file that does not load` +
      (met > 0 ? `: ${Math.round((100 * killed) / met)} %` : ''),
  )
}
