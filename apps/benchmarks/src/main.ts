import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { backend } from '@buridan/emlp'
import { groupPeers } from './cases/group-peers.js'
import { rankRows } from './cases/rank-rows.js'
import { trainingStep } from './cases/training-step.js'
import { type CaseResult, machineFacts, runCase } from './harness.js'
import { type AbsentCase, runPeerCase } from './peer-harness.js'
import { findProgram } from './peers.js'
import { type BenchmarkReport, markdown } from './report.js'

const CASES = [rankRows, trainingStep, ...groupPeers]
const USAGE = `usage: npm run bench -- [case…] [--list] [--pairs N] [--out FOLDER]`

async function main(): Promise<number> {
  let parsed: ReturnType<typeof readArguments>
  try {
    parsed = readArguments()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`)
    return 2
  }
  const { names, list, pairs, out } = parsed
  if (list) {
    for (const c of CASES) process.stdout.write(`${c.name.padEnd(16)}${c.about}\n`)
    return 0
  }
  const cases = names.length > 0 ? CASES.filter((c) => names.includes(c.name)) : CASES
  const results: CaseResult[] = []
  const absent: AbsentCase[] = []
  for (const c of cases) {
    const options = { pairs, onProgress: (pair: number, of: number) => progress(`${c.name} ${pair}/${of}`) }
    progress(c.name)
    if ('setup' in c) {
      results.push(await runCase(c, options))
      continue
    }
    const program = findProgram(c.program)
    if (program) results.push(await runPeerCase(c, program, options))
    else
      absent.push({
        name: c.name,
        about: c.about,
        absent: `${c.program} is not installed (Debian: ${c.package})`,
      })
  }
  progress('')
  const report: BenchmarkReport = {
    format: 1,
    machine: { ...machineFacts(), backend },
    cases: results,
    absent,
  }
  await mkdir(out, { recursive: true })
  await replaceFile(join(out, 'benchmarks.json'), `${JSON.stringify(report, null, 1)}\n`)
  await replaceFile(join(out, 'benchmarks.md'), markdown(report))
  process.stdout.write(`${markdown(report)}\nwritten to ${out}/benchmarks.json and ${out}/benchmarks.md\n`)
  return 0
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      pairs: { type: 'string', default: '15' },
      out: { type: 'string', default: 'report' },
    },
  })
  const pairs = Number(values.pairs)
  if (!Number.isInteger(pairs) || pairs < 1)
    throw new Error(`--pairs is ${values.pairs}; it must be a positive integer`)
  const unknown = positionals.find((name) => !CASES.some((c) => c.name === name))
  if (unknown !== undefined) {
    throw new Error(`case ${unknown} is not known; there are ${CASES.map((c) => c.name).join(', ')}`)
  }
  return { names: positionals, list: values.list, pairs, out: values.out }
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.tmp`, text)
  await rename(`${path}.tmp`, path)
}

process.exitCode = await main()
