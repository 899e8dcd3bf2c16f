import { type Comparison, comparisonText } from './baseline.js'
import { escaped, POLICY } from './escaped.js'
import type { CaseResult } from './harness.js'
import type { Measurement } from './measurement.js'
import { ratioPlot } from './plot.js'
import type { BenchmarkReport } from './report.js'

/** The report as one page with its plots, which asks no other host for anything. */
export function html(report: BenchmarkReport, comparison: Comparison | undefined): string {
  const { machine, cases, measurements, absent } = report
  const missing = absent.map((a) => `<li>${escaped(a.name)}: ${escaped(a.absent)}</li>`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
${POLICY}
<meta name="viewport" content="width=device-width">
<title>Buridan: benchmarks</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1b1b1b }
  table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd }
  td.number { text-align: right; font-variant-numeric: tabular-nums } .slower { color: #a03020; font-weight: 600 } svg { max-width: 100%; height: auto }
</style>
<h1>Benchmarks</h1>
<p>${escaped(machine.cpu)}, ${escaped(machine.cores)} cores, ${escaped(machine.memoryGiB)} GiB, Node ${escaped(machine.node)}, ${escaped(machine.platform)}, TensorFlow.js backend ${escaped(machine.backend)}.</p>
<p>Ratios are time of ours over time of the alternative, in one run: below 1 we are faster. Lines are the middle half of the paired ratios.</p>
${comparison ? `<p${comparison.changes.some((c) => c.verdict === 'slower') ? ' class="slower"' : ''}>${escaped(comparisonText(comparison)).replaceAll('\n', '<br>')}</p>` : ''}
${cases.length > 0 ? ratioPlot(cases, comparison) : ''}
${cases.length > 0 ? `<table><tr><th>case<th>ours<th>versus<th>ratio<th>spread<th>pairs<th>what</tr>${cases.map(row).join('')}</table>` : ''}
${measurements.map(measurementTable).join('')}
${missing.length > 0 ? `<h2>Not run</h2><ul>${missing.join('')}</ul>` : ''}
</html>
`
}

function row(c: CaseResult): string {
  const spread = c.spread.map((v) => v.toPrecision(3)).join(' – ')
  return `<tr><td>${escaped(c.name)}<td>${escaped(c.ours)}<td>${escaped(c.versus)}<td class="number">${c.ratio.toPrecision(3)}<td class="number">${spread}<td class="number">${escaped(c.pairs)}<td>${escaped(c.about)}</tr>`
}

function measurementTable({ name, about, values }: Measurement): string {
  const rows = values.map(
    (v) =>
      `<tr><td>${escaped(v.name)}<td class="number">${v.value.toPrecision(3)}<td>${escaped(v.unit)}</tr>`,
  )
  return `<h2>${escaped(name)}</h2><p>${escaped(about)}</p><table>${rows.join('')}</table>`
}
