import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { printable, printableLines } from '@buridan/core'
import { backend } from '@buridan/emlp'
import { BuridanError } from '@buridan/groups'
import { compared, comparisonText, readBaseline } from './baseline.js'
import { crystalPeers } from './cases/crystal-peers.js'
import { groupPeers } from './cases/group-peers.js'
import { rankRows } from './cases/rank-rows.js'
import { layerS16, trainingGrid } from './cases/training-grid.js'
import { dataEfficiencyTable, runDataEfficiency } from './data-efficiency.js'
import { type CaseResult, machineFacts, runCase } from './harness.js'
import type { Measurement } from './measurement.js'
import { measurementCases } from './measurements.js'
import { type AbsentCase, runPeerCase } from './peer-harness.js'
import { findProgram } from './peers.js'
import { replaceFile } from './replace-file.js'
import { type BenchmarkReport, markdown } from './report.js'
import { html } from './report-html.js'

const CASES = [rankRows, ...trainingGrid, layerS16, ...measurementCases, ...groupPeers, ...crystalPeers]
const USAGE = `usage: npm run bench -- [case…] [--list] [--pairs N] [--baseline FILE] [--out FOLDER]
       npm run bench -- data-efficiency [--quick] [--seeds N] [--out FOLDER]`

async function main(): Promise<number> {
  let parsed: ReturnType<typeof readArguments>
  try {
    parsed = readArguments()
  } catch (error) {
    process.stderr.write(`${printable(error instanceof Error ? error.message : String(error))}\n${USAGE}\n`)
    return 2
  }
  const { names, list, help, pairs, out, quick, seeds, baseline } = parsed
  if (help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  if (list) {
    for (const c of CASES) process.stdout.write(`${c.name.padEnd(20)}${c.about}\n`)
    return 0
  }
  if (names[0] === 'data-efficiency') {
    await mkdir(out, { recursive: true })
    const found = await runDataEfficiency({ quick, seeds, out, onProgress: progress })
    progress('')
    process.stdout.write(
      `${dataEfficiencyTable(found)}\nwritten to ${printable(out)}/data-efficiency.json and .html, plots beside\n`,
    )
    return 0
  }
  // read before anything is run: a damaged one should not cost an hour
  const saved = baseline === undefined ? undefined : await readBaseline(baseline)
  const cases = names.length > 0 ? CASES.filter((c) => names.includes(c.name)) : CASES
  const results: CaseResult[] = []
  const measurements: Measurement[] = []
  const absent: AbsentCase[] = []
  for (const c of cases) {
    const options = { pairs, onProgress: (pair: number, of: number) => progress(`${c.name} ${pair}/${of}`) }
    progress(c.name)
    if ('measure' in c) {
      measurements.push(c.measure())
      continue
    }
    if ('setup' in c) {
      results.push(await runCase(c, options))
      continue
    }
    const program = c.program === undefined ? '' : findProgram(c.program)
    if (program !== undefined) results.push(await runPeerCase(c, program, options))
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
    measurements,
    absent,
  }
  await mkdir(out, { recursive: true })
  await replaceFile(join(out, 'benchmarks.json'), `${JSON.stringify(report, null, 1)}\n`)
  const comparison = saved && compared(report, saved, baseline!)
  const text = `${markdown(report)}${comparison ? `\n${comparisonText(comparison)}\n` : ''}`
  await replaceFile(join(out, 'benchmarks.md'), text)
  await replaceFile(join(out, 'benchmarks.html'), html(report, comparison))
  process.stdout.write(
    printableLines(`${text}\nwritten to ${printable(out)}/benchmarks.json, .md and .html\n`),
  )
  return 0
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      pairs: { type: 'string', default: '15' },
      seeds: { type: 'string', default: '1' },
      baseline: { type: 'string' },
      out: { type: 'string', default: 'report' },
    },
  })
  const pairs = Number(values.pairs)
  if (!Number.isInteger(pairs) || pairs < 1)
    throw new Error(`--pairs is ${values.pairs}; it must be a positive integer`)
  const seeds = Number(values.seeds)
  if (!Number.isInteger(seeds) || seeds < 1)
    throw new Error(`--seeds is ${values.seeds}; it must be a positive integer`)
  const known = (name: string) => name === 'data-efficiency' || CASES.some((c) => c.name === name)
  const unknown = positionals.find((name) => !known(name))
  if (unknown !== undefined) {
    throw new Error(`case ${unknown} is not known; there are ${CASES.map((c) => c.name).join(', ')}`)
  }
  const { list, help, quick, out, baseline } = values
  return { names: positionals, list, help, quick, seeds, pairs, out, baseline }
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof BuridanError)) throw error
  process.stderr.write(`${error.name}: ${error.message}\n`)
  process.exitCode = 1
}
