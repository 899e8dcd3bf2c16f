import type { CaseResult, MachineFacts } from './harness.js'
import type { Measurement } from './measurement.js'
import type { AbsentCase } from './peer-harness.js'

/** What a run of the benchmarks writes. */
export interface BenchmarkReport {
  readonly format: 1
  readonly machine: MachineFacts & { readonly backend: string }
  readonly cases: readonly CaseResult[]
  readonly measurements: readonly Measurement[]
  /** Cases that were asked for and whose peer is not here. */
  readonly absent: readonly AbsentCase[]
}

/** The report as Markdown. */
export function markdown({ machine, cases, measurements, absent }: BenchmarkReport): string {
  const rows = cases.map(
    (c) =>
      `| ${c.name} | ${c.ours} | ${c.versus} | ${c.ratio.toPrecision(3)} | ${c.spread.map((v) => v.toPrecision(3)).join(' – ')} | ${c.pairs} | ${c.about} |`,
  )
  return `# Benchmarks

${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}, ${machine.platform}, TensorFlow.js backend ${machine.backend}.

Ratios are time of ours over time of the alternative, in one run: below 1 we are faster. The spread is the middle half of the
paired ratios.

| case | ours | versus | ratio | spread | pairs | what |
|---|---|---|---|---|---|---|
${rows.join('\n')}
${measurements.map(measurementList).join('')}${absent.map((a) => `\nNot run: ${a.name}, ${a.absent}.`).join('')}${cases.map(itemsTable).join('')}
`
}

/** A list of what is measured, the values of one name in a line. */
function measurementList({ name, about, values }: Measurement): string {
  const names = [...new Set(values.map((v) => v.name))]
  const lines = names.map((of) => {
    const mine = values.filter((v) => v.name === of)
    return `- ${of}: ${mine.map((v) => `${v.value.toPrecision(3)} ${v.unit}`).join(', ')}`
  })
  return `\n\n${name} (${about}):\n\n${lines.join('\n')}`
}

/** The ratios of the items of a case, the slowest first. */
function itemsTable({ name, items }: CaseResult): string {
  if (!items) return ''
  const sorted = [...items].sort((a, b) => b.ratio - a.ratio)
  return `\n\n${name}: ${sorted.map((i) => `${i.name} ${i.ratio.toPrecision(2)}`).join(', ')}.`
}
