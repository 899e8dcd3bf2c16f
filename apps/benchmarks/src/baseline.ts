import { readFile } from 'node:fs/promises'
import { printable, shown } from '@buridan/core'
import { InvalidFileError } from '@buridan/groups'
import type { MachineFacts } from './harness.js'
import type { BenchmarkReport } from './report.js'

/** A case in a report and in one saved before. */
interface Change {
  readonly name: string
  readonly before: number
  readonly now: number
  readonly verdict: 'slower' | 'faster' | 'same'
}

/** What became of the cases that a saved report has too. */
export interface Comparison {
  readonly file: string
  readonly changes: readonly Change[]
  /** Cases of the same name that compare something else. */
  readonly others: readonly string[]
  /** What the machines differ in; ratios of two machines need not agree. */
  readonly machine: readonly string[]
}

/** Ratios nearer than this are taken as the same whatever their spread. */
const NOTICEABLE = 1.1

/** Reads a report that a run before wrote. @throws InvalidFileError if it is none, damaged or of a newer version */
export async function readBaseline(file: string): Promise<BenchmarkReport> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new InvalidFileError(`${file} is no saved report: ${(cause as Error).message}`, { cause })
  }
  const report = value as Partial<BenchmarkReport> | null
  if (typeof report !== 'object' || report === null || !Array.isArray(report.cases) || !report.machine) {
    throw new InvalidFileError(`${file} is no report of the benchmarks`)
  }
  if (report.format !== 1) {
    throw new InvalidFileError(`${file} has format ${shown(report.format)}, this version reads 1`)
  }
  const wrong = report.cases.find(
    (c) => typeof c?.name !== 'string' || ![c.ratio, c.spread?.[0], c.spread?.[1]].every(isRatio),
  )
  if (wrong !== undefined)
    throw new InvalidFileError(`${file} has a case without a ratio and its spread: it was damaged`)
  return report as BenchmarkReport
}

function isRatio(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY
}

/**
 * What became slower or faster: where the middle halves of the ratios do not meet, and their medians differ by more than a
 * tenth.
 */
export function compared(report: BenchmarkReport, baseline: BenchmarkReport, file: string): Comparison {
  const saved = new Map(baseline.cases.map((c) => [c.name, c]))
  const others = report.cases
    .filter(({ name, ours, versus }) => {
      const before = saved.get(name)
      return before && (before.ours !== ours || before.versus !== versus)
    })
    .map((c) => c.name)
  const changes = report.cases.flatMap(({ name, ratio, spread }): Change[] => {
    const before = saved.get(name)
    if (!before || others.includes(name)) return []
    const slower = spread[0] > before.spread[1] && ratio > NOTICEABLE * before.ratio
    const faster = spread[1] < before.spread[0] && NOTICEABLE * ratio < before.ratio
    return [
      { name, before: before.ratio, now: ratio, verdict: slower ? 'slower' : faster ? 'faster' : 'same' },
    ]
  })
  const keys: readonly (keyof MachineFacts | 'backend')[] = ['cpu', 'cores', 'node', 'platform', 'backend']
  const machine = keys
    .filter((key) => report.machine[key] !== baseline.machine[key])
    .map((key) => `${key} was ${plain(baseline.machine[key])} and is ${report.machine[key]}`)
  return { file, changes, others, machine }
}

/** What a file says, short. */
function plain(value: unknown): string {
  return printable(String(value).slice(0, 200))
}

/** The comparison in words, what became slower first. */
export function comparisonText({ file, changes, others, machine }: Comparison): string {
  const of = (verdict: Change['verdict']) => changes.filter((c) => c.verdict === verdict)
  const listed = (list: readonly Change[]) =>
    list.map((c) => `${c.name} ${c.before.toPrecision(3)} → ${c.now.toPrecision(3)}`).join(', ')
  const lines = [
    `Compared with ${file}: ${changes.length} cases are in both.`,
    ...(machine.length > 0 ? [`Not the same machine: ${machine.join('; ')}.`] : []),
    ...(others.length > 0 ? [`Not compared, for they time something else: ${others.join(', ')}.`] : []),
    of('slower').length > 0 ? `Slower: ${listed(of('slower'))}.` : 'Nothing became slower.',
    ...(of('faster').length > 0 ? [`Faster: ${listed(of('faster'))}.`] : []),
  ]
  return lines.join('\n')
}
