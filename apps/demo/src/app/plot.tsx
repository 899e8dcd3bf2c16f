import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { plotted } from './plotted.js'

/** A line of a plot. */
export interface PlotLine {
  readonly label: string
  /** The name of a custom property of CSS that is its colour. */
  readonly colour: string
  readonly dashed?: boolean
  readonly values: readonly number[]
}

/** Lines over one axis, drawn anew when they change; what it shows is also said in words, by `label`. */
export function Plot(props: {
  readonly x: readonly number[]
  readonly lines: readonly PlotLine[]
  readonly xLabel: string
  readonly yLabel: string
  readonly label: string
  /** Whether the values go up by factors; what is not positive is left out, what is below a billionth drawn there. */
  readonly isLog?: boolean
  /** A place on the axis that is marked. */
  readonly mark?: number
}) {
  const { x, lines, xLabel, yLabel, label, isLog = false, mark } = props
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | undefined>(undefined)
  const marked = useRef(mark)
  marked.current = mark
  // a plot of nothing has no scale: it is made when there is something
  const isEmpty = x.length === 0
  const shape = JSON.stringify([
    lines.map((l) => [l.label, l.colour, l.dashed]),
    xLabel,
    yLabel,
    isLog,
    isEmpty,
  ])
  useEffect(() => {
    const element = host.current!
    if (isEmpty) return
    const made = new uPlot(optionsFor(props, element, marked), [[], ...lines.map(() => [])], element)
    plot.current = made
    const observer = new ResizeObserver(() => made.setSize(sizeOf(element)))
    observer.observe(element)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const redraw = () => made.redraw(false)
    scheme.addEventListener('change', redraw)
    return () => {
      observer.disconnect()
      scheme.removeEventListener('change', redraw)
      made.destroy()
      plot.current = undefined
    }
  }, [shape])
  useEffect(() => {
    plot.current?.setData([[...x], ...lines.map((l) => plotted(l.values, x.length, isLog))])
  }, [x, lines, isLog, shape])
  useEffect(() => plot.current?.redraw(false), [mark])
  return <div ref={host} class="plot" role="img" aria-label={label} />
}

const HEIGHT = 200

function sizeOf(element: HTMLElement) {
  return { width: Math.max(120, element.clientWidth), height: HEIGHT }
}

/** Colours are read when they are drawn: they follow light and dark. */
function optionsFor(
  { lines, xLabel, yLabel, isLog }: Parameters<typeof Plot>[0],
  element: HTMLElement,
  mark: { readonly current: number | undefined },
): uPlot.Options {
  const colour = (name: string) => getComputedStyle(element).getPropertyValue(name)
  // lines between decades would be a grey field
  const filter: uPlot.Axis.Filter = (_, splits) =>
    splits.map((v) => (isLog && !Number.isInteger(Math.log10(v)) ? null : v))
  const values: uPlot.Axis.Values = (_, splits) =>
    splits.map((v) => (v === null ? '' : v >= 0.01 && v < 1e5 ? v.toLocaleString('en') : v.toExponential(0)))
  const axis = (label: string): uPlot.Axis => ({
    label,
    labelSize: 18,
    size: 44,
    stroke: () => colour('--quiet'),
    grid: { stroke: () => colour('--line'), width: 0.5 },
    ticks: { stroke: () => colour('--line'), width: 0.5 },
  })
  const yAxis = axis(yLabel)
  return {
    ...sizeOf(element),
    scales: { x: { time: false }, ...(isLog ? { y: { distr: 3 as const } } : {}) },
    axes: [
      { ...axis(xLabel), size: 34 },
      {
        ...yAxis,
        grid: { ...yAxis.grid, filter },
        ticks: { ...yAxis.ticks, filter },
        ...(isLog ? { values } : {}),
      },
    ],
    cursor: { show: false },
    legend: { show: false },
    series: [
      {},
      ...lines.map(
        (line): uPlot.Series => ({
          label: line.label,
          stroke: () => colour(line.colour),
          width: 1.8,
          ...(line.dashed ? { dash: [5, 4] } : {}),
          points: { show: false },
        }),
      ),
    ],
    hooks: {
      draw: [
        (u) => {
          if (mark.current === undefined) return
          const at = u.valToPos(mark.current, 'x', true)
          u.ctx.save()
          u.ctx.strokeStyle = colour('--quiet')
          u.ctx.setLineDash([2, 3])
          u.ctx.beginPath()
          u.ctx.moveTo(at, u.bbox.top)
          u.ctx.lineTo(at, u.bbox.top + u.bbox.height)
          u.ctx.stroke()
          u.ctx.restore()
        },
      ],
    },
  }
}
