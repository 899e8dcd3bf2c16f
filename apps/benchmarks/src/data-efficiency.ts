import { join } from 'node:path'
import {
  type DataEfficiencyResult,
  inertiaTask,
  measureDataEfficiency,
  o5Task,
  scatteringTask,
} from '@buridan/tasks'
import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { escaped, POLICY } from './escaped.js'
import { replaceFile } from './replace-file.js'

echarts.use([LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

/** Colours that keep apart for the colour-blind (Okabe & Ito). */
const COLOURS = { emlp: '#009e73', mlp: '#0072b2', 'mlp-augmented': '#e69f00' } as const

/** Options of {@link runDataEfficiency}. */
export interface DataEfficiencyRunOptions {
  readonly quick: boolean
  /** How many seeds each figure is the mean of. */
  readonly seeds: number
  readonly out: string
  readonly onProgress: (text: string) => void
}

/** Trains on the tasks of the E-MLP paper over sizes of the training set; writes the figures and a page with plots. */
export async function runDataEfficiency(options: DataEfficiencyRunOptions): Promise<DataEfficiencyResult[]> {
  const { quick, seeds, out, onProgress } = options
  const tasks = [o5Task(), inertiaTask(), scatteringTask()]
  const results: DataEfficiencyResult[] = []
  for (const task of tasks) {
    results.push(
      ...(await measureDataEfficiency(task, {
        ...(quick
          ? { sizes: [30, 100], hidden: 48, layers: 2, steps: 100, testSize: 100 }
          : { seeds: Array.from({ length: seeds }, (_, s) => s) }),
        onProgress: (method, size, { step, steps }) =>
          onProgress(`${task.name} ${method} ${size}: ${step}/${steps}`),
      })),
    )
  }
  const plots = tasks.map(({ name, title }) =>
    plot(
      title,
      results.filter((r) => r.task === name),
    ),
  )
  await replaceFile(join(out, 'data-efficiency.json'), `${JSON.stringify({ format: 1, results }, null, 1)}\n`)
  await replaceFile(join(out, 'data-efficiency.html'), dataEfficiencyPage(plots, results))
  for (const [i, { name }] of tasks.entries()) {
    await replaceFile(join(out, `data-efficiency-${name}.svg`), plots[i]!)
  }
  return results
}

/** The mean over seeds of a method at a size. */
function meanError(results: readonly DataEfficiencyResult[], method: string, size: number): number {
  const mine = results.filter((r) => r.method === method && r.size === size)
  return mine.reduce((sum, r) => sum + r.error, 0) / mine.length
}

function plot(title: string, results: readonly DataEfficiencyResult[]): string {
  const sizes = [...new Set(results.map((r) => r.size))].sort((a, b) => a - b)
  const methods = [...new Set(results.map((r) => r.method))]
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 560, height: 360 })
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      title: { text: title, textStyle: { fontSize: 14 } },
      legend: { top: 28 },
      grid: { left: 70, right: 20, top: 60, bottom: 50 },
      xAxis: {
        type: 'log',
        name: 'training samples',
        nameLocation: 'middle',
        nameGap: 28,
        min: sizes[0],
        max: sizes.at(-1),
      },
      yAxis: { type: 'log', name: 'relative test error' },
      series: methods.map((method) => ({
        name: method,
        type: 'line',
        color: COLOURS[method],
        data: sizes.map((size) => [size, meanError(results, method, size)]),
      })),
    })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

/** The figures and plots as a page. */
export function dataEfficiencyPage(
  plots: readonly string[],
  results: readonly DataEfficiencyResult[],
): string {
  const rows = results
    .map(
      (r) =>
        `<tr>${[r.task, r.method, r.size, r.seed, r.error.toPrecision(3), r.parameters].map((v) => `<td>${escaped(v)}`).join('')}`,
    )
    .join('\n')
  return `<!doctype html>
<html lang="en"><meta charset="utf-8">
${POLICY}
<title>Data efficiency</title>
<style>body{font-family:system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}
td,th{padding:.1rem .8rem;text-align:right}figure{display:inline-block;margin:0}</style>
<h1>Data efficiency on the tasks of the E-MLP paper</h1>
<p>Root mean square error on test samples, relative to the spread of their labels, after the same steps. Finzi, Welling &amp; Wilson 2021, section 7.1.</p>
${plots.map((p) => `<figure>${p}</figure>`).join('\n')}
<table><tr><th>task<th>method<th>samples<th>seed<th>error<th>parameters
${rows}
</table></html>
`
}

/** A table for the terminal. */
export function dataEfficiencyTable(results: readonly DataEfficiencyResult[]): string {
  const tasks = [...new Set(results.map((r) => r.task))]
  const lines = tasks.flatMap((task) => {
    const mine = results.filter((r) => r.task === task)
    const sizes = [...new Set(mine.map((r) => r.size))]
    return [...new Set(mine.map((r) => r.method))].map(
      (method) =>
        `| ${task} | ${method} | ${sizes.map((s) => `${s}: ${meanError(mine, method, s).toPrecision(2)}`).join(', ')} | ${mine.find((r) => r.method === method)!.parameters} |`,
    )
  })
  return `| task | method | relative test error by training samples | parameters |\n|---|---|---|---|\n${lines.join('\n')}\n`
}
