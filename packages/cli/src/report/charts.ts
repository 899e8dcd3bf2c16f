import { printable } from '@buridan/core'
import type { RunResult, Task } from '@buridan/tasks'
import { BarChart, GraphChart, LineChart, LinesChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

echarts.use([
  BarChart,
  GraphChart,
  LineChart,
  LinesChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  SVGRenderer,
])

/** Methods by the variables of the page, whose colours keep apart for the colour-blind. */
const METHODS = [
  'strict',
  'noise',
  'relaxed',
  'positional',
  'canonical',
  'breaking-set',
  'augmented',
] as const
const COLOURS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(METHODS.map((method) => [method, `var(--m-${method})`])),
  'breaking-input': 'var(--m-relaxed)',
}

/** The method of a run as charts name it: their library keeps texts as names of fields, and those that every object has would not be its own. */
function nameOf({ method }: RunResult): string {
  return method in {} ? `“${method}”` : printable(method)
}

/** What is not a method, in a file of others, has the colour of the library. */
function colourOf(method: string): string | undefined {
  return Object.hasOwn(COLOURS, method) ? COLOURS[method] : undefined
}

/** Colours are the page's, in light and in dark. */
export const INK = 'var(--quiet)'
const TEXT = { color: 'var(--ink)', fontFamily: 'system-ui, sans-serif', fontSize: 14 }
const AXIS = {
  nameTextStyle: TEXT,
  axisLabel: { color: 'var(--quiet)', fontSize: 14 },
  axisLine: { lineStyle: { color: 'var(--quiet)' } },
  axisTick: { lineStyle: { color: 'var(--quiet)' } },
  splitLine: { lineStyle: { color: 'var(--line)' } },
}
const THEME = {
  textStyle: TEXT,
  legend: { textStyle: TEXT },
  title: { textStyle: TEXT },
  valueAxis: AXIS,
  logAxis: AXIS,
  categoryAxis: AXIS,
}

/** Where names of series stand: without a browser texts are measured too short by up to the usual gap. */
const LEGEND = { top: 0, itemGap: 24 }

/** A chart as SVG, in the colours of the page that it stands in. */
export function svg(width: number, height: number, option: echarts.EChartsCoreOption): string {
  const chart = echarts.init(null, THEME, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, ...option })
    // its styles are for pointers, in fixed colours, and would hold for the whole page
    return chart.renderToSVGString().replace(/<style\s*>[\s\S]*?<\/style>/g, '')
  } finally {
    chart.dispose()
  }
}

/**
 * Values in a unit for which an axis can be drawn: the library fails where all are below 1e-20, and writes many digits of very large ones.
 *
 * @returns how values become those drawn, and what the name of the axis says of the unit, nothing where it is 1
 */
function drawnUnit(values: Iterable<number>): { drawn: (value: number) => number; unit: string } {
  let most = 0
  for (const v of values) if (Number.isFinite(v)) most = Math.max(most, Math.abs(v))
  if (most === 0 || (most >= 1e-9 && most < 1e12)) return { drawn: (v) => v, unit: '' }
  // the least power of ten that float64 holds with all digits
  const power = Math.max(-307, Math.floor(Math.log10(most)))
  return { drawn: (v) => v / 10 ** power, unit: ` in 1e${power}` }
}

/** A mark at a level, such as the strict floor. */
function level(name: string, value: number) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: INK, type: 'dashed' },
    label: { formatter: name, position: 'insideEndTop', color: 'var(--ink)', fontSize: 14 },
    data: [{ yAxis: value }],
  }
}

/** Training losses of all runs over steps; logarithmic where all losses are positive. */
export function learningCurves(task: Task, results: readonly RunResult[]): string {
  const positive = results.every((r) => r.curve.every(([, loss]) => loss > 0))
  const floorAt = 1e-8 * task.scale
  const { drawn, unit } = drawnUnit(positive ? [] : results.flatMap((r) => r.curve.map(([, loss]) => loss)))
  const methods = [...new Set(results.map(nameOf))]
  return svg(640, 340, {
    legend: { ...LEGEND, data: methods },
    grid: { left: 80, right: 20, top: 40, bottom: 45 },
    xAxis: { type: 'value', name: 'step', nameLocation: 'middle', nameGap: 28 },
    yAxis: positive
      ? {
          type: 'log',
          name: task.unit,
          min: 'dataMin',
          axisLabel: { formatter: (v: number) => (v >= 0.01 && v < 1e4 ? String(v) : v.toExponential(0)) },
        }
      : {
          type: 'value',
          name: task.unit + unit,
          max: (v: { max: number }) => Math.min(v.max, drawn(0.3 * task.scale)),
          scale: true,
        },
    series: results.map((r, i) => ({
      type: 'line',
      name: nameOf(r),
      showSymbol: false,
      color: colourOf(r.method),
      lineStyle: { width: 1.6 },
      data: r.curve.map(([step, loss]) => [step, positive ? Math.max(loss, floorAt) : drawn(loss)]),
      ...(i === 0 ? { markLine: level('strict floor', drawn(task.floor)) } : {}),
    })),
  })
}

/** By how much the score of each input is above its optimum, from the largest to the smallest. */
export function sortedRegrets(
  checks: readonly { readonly loss: number; readonly optimum: number }[],
): number[] {
  return checks.map((c) => c.loss - c.optimum).sort((a, b) => b - a)
}

/** Scores less the optimum over the inputs scored, for each run and for the strict floor from the largest to the smallest. */
export function regrets(task: Task, results: readonly RunResult[]): string {
  const floors = task.test.map((t) => ({ loss: t.floor, optimum: t.optimum }))
  const { drawn, unit } = drawnUnit([floors, ...results.map((r) => r.checks)].flatMap(sortedRegrets))
  const curve = (checks: Parameters<typeof sortedRegrets>[0]) =>
    thinned(sortedRegrets(checks)).map(([i, v]) => [i + 1, drawn(v)])
  const floor = {
    type: 'line',
    name: 'strict floor',
    color: INK,
    showSymbol: false,
    lineStyle: { type: 'dashed', width: 1.2 },
    step: 'middle',
    data: curve(floors),
  }
  return svg(640, 300, {
    legend: { ...LEGEND, data: [...new Set(results.map(nameOf)), 'strict floor'] },
    grid: { left: 80, right: 20, top: 40, bottom: 45 },
    xAxis: {
      type: 'value',
      name: 'inputs scored',
      nameLocation: 'middle',
      nameGap: 28,
      min: 1,
      max: Math.max(2, task.test.length),
    },
    yAxis: { type: 'value', name: task.unit + unit },
    series: [
      ...results.map((r) => ({
        type: 'line',
        name: nameOf(r),
        color: colourOf(r.method),
        showSymbol: task.test.length === 1,
        lineStyle: { width: 1.6 },
        step: 'middle',
        data: curve(r.checks),
      })),
      floor,
    ],
  })
}

/** At most about so many of the values, with their places; the first and the last are kept. */
function thinned(values: readonly number[], most = 300): [number, number][] {
  const stride = Math.max(1, Math.ceil(values.length / most))
  return values.flatMap((v, i): [number, number][] =>
    i % stride === 0 || i === values.length - 1 ? [[i, v]] : [],
  )
}

/** One component of all answers against the input, a panel of points for each method. */
export function answersAgainstInput(
  results: readonly RunResult[],
  options: { component: number; name: string; inputName: string; inputScale: number },
): string {
  const inputs = drawnUnit(results.flatMap((r) => r.answers.x.map((x) => x[0]! * options.inputScale)))
  const components = drawnUnit(
    results.flatMap((r) => r.answers.answers.flatMap((list) => list.map((a) => a[options.component]!))),
  )
  return svg(640, 340, {
    legend: { ...LEGEND, data: [...new Set(results.map(nameOf))] },
    grid: { left: 70, right: 20, top: 40, bottom: 45 },
    xAxis: {
      type: 'value',
      name: options.inputName + inputs.unit,
      nameLocation: 'middle',
      nameGap: 28,
      scale: true,
      axisLine: { onZero: false },
    },
    yAxis: {
      type: 'value',
      name: options.name + components.unit,
      nameLocation: 'middle',
      nameGap: 45,
      axisLine: { onZero: false },
    },
    series: results.map((r) => ({
      type: 'scatter',
      name: nameOf(r),
      color: colourOf(r.method),
      symbolSize: r.method === 'relaxed' ? 5 : 7,
      data: r.answers.x.flatMap((x, i) =>
        r.answers.answers[i]!.map((answer) => [
          inputs.drawn(x[0]! * options.inputScale),
          components.drawn(answer[options.component]!),
        ]),
      ),
    })),
  })
}

/** An arrow in a drawing. */
export interface Arrow {
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
}

/** A drawing of points with labels and arrows, equal scales on both axes. */
export function drawing(
  title: string,
  points: readonly { at: readonly [number, number]; label: string; size: number; colour: string }[],
  arrows: readonly Arrow[],
  edges: readonly Arrow[],
  bounds: { min: number; max: number },
): string {
  const axis = { type: 'value', min: bounds.min, max: bounds.max, show: false }
  return svg(210, 230, {
    title: { text: title, left: 'center', textStyle: { ...TEXT, fontWeight: 'normal' } },
    grid: { left: 10, right: 10, top: 30, bottom: 10 },
    xAxis: axis,
    yAxis: axis,
    series: [
      {
        type: 'lines',
        coordinateSystem: 'cartesian2d',
        lineStyle: { color: INK, width: 1, opacity: 1 },
        data: edges.map((a) => ({ coords: [a.from, a.to] })),
      },
      {
        type: 'scatter',
        data: points.map((p) => ({
          value: p.at,
          symbolSize: p.size,
          itemStyle: { color: p.colour },
          label: { show: true, formatter: p.label, position: 'inside', color: '#fff', fontSize: 10 },
        })),
      },
      {
        type: 'lines',
        coordinateSystem: 'cartesian2d',
        symbol: ['none', 'arrow'],
        symbolSize: 7,
        lineStyle: { color: 'var(--price)', width: 2, opacity: 1 },
        data: arrows.map((a) => ({ coords: [a.from, a.to] })),
      },
    ],
  })
}
