import { printable } from '@buridan/core'
import { LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Comparison } from './baseline.js'
import type { CaseResult } from './harness.js'

echarts.use([LineChart, ScatterChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer])

/** Ratios of all cases on a logarithmic axis, the middle half of them as a line, a saved report's beside, as SVG. */
export function ratioPlot(cases: readonly CaseResult[], comparison: Comparison | undefined): string {
  // what hides or turns the text beside it is written out, here as in the page
  const named = cases.map((c) => ({ ...c, name: printable(c.name) }))
  const names = named.map((c) => c.name)
  const chart = echarts.init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: 760,
    height: 110 + 26 * cases.length,
  })
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      legend: { top: 8, data: comparison ? ['now', 'before'] : ['now'] },
      grid: { left: 150, right: 30, top: 40, bottom: 50 },
      xAxis: {
        type: 'log',
        name: 'time of ours over time of the alternative',
        nameLocation: 'middle',
        nameGap: 28,
      },
      yAxis: { type: 'category', data: names, inverse: true },
      series: [
        ...named.map((c) => ({
          type: 'line' as const,
          symbol: 'none',
          silent: true,
          color: '#1f5f8b',
          lineStyle: { width: 3, color: '#1f5f8b' },
          data: c.spread.map((v) => [v, c.name]),
        })),
        {
          name: 'now',
          type: 'scatter',
          color: '#1f5f8b',
          symbolSize: 9,
          data: named.map((c) => [c.ratio, c.name]),
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: '#888888' },
            label: { formatter: 'as fast' },
            data: [{ xAxis: 1 }],
          },
        },
        {
          name: 'before',
          type: 'scatter',
          color: '#c1662f',
          symbol: 'diamond',
          symbolSize: 8,
          data: (comparison?.changes ?? []).map((c) => [c.before, printable(c.name)]),
        },
      ],
    })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}
