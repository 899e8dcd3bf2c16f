import type { AuditReport } from '@buridan/relaxed'
import type { Audited } from '../audited.js'
import { html, type Markup } from './markup.js'
import { dataMark, type Frame, type Key, keys, plot, px } from './plot.js'
import { linearScale, logScale, short } from './scales.js'

/** The axis extends beyond the first and the last slope by this factor. */
const ROOM = 2

/** The floor by slope, and the slope of the data by distance. */
export function curves(audited: Audited): Markup {
  return html`<div class="pair">${floorFigure(audited)}${dataFigure(audited)}</div>`
}

/** The unit of floors: percent of the label variance, or of the largest floor if labels hardly vary. */
function unitOf({ labelVariance }: AuditReport, most: number): { whole: number; name: string } {
  return labelVariance > 0 && most <= 10 * labelVariance
    ? { whole: labelVariance, name: '% of the label variance' }
    : { whole: most > 0 ? most : 1, name: '% of the largest floor' }
}

function floorFigure({ report, lengthUnit }: Audited): Markup {
  const { strictFloor, slopeOfData } = report
  const floorBySlope = knownFloors(report)
  const [first] = floorBySlope
  if (!first) {
    return html`<figure><p>There is no curve of the floor by slope: ${emptyCurve(report)}.</p></figure>`
  }
  const { whole, name } = unitOf(report, first[1])
  const share = (v: number) => (100 * v) / whole
  const own = slopeOfData.upper !== undefined && slopeOfData.upper > 0 ? slopeOfData.upper : undefined
  const slopes = [first[0], floorBySlope.at(-1)![0], ...(own === undefined ? [] : [own])]
  const x = {
    name: axisName('slope', lengthUnit),
    scale: logScale(Math.min(...slopes), Math.max(...slopes), ROOM),
  }
  const y = { name: `floor, ${name}`, scale: linearScale(Math.max(share(first[1]), share(strictFloor))) }
  const drawn = plot('The floor at each slope', x, y, ({ x: at, y: up, box }) => {
    // the floor at a slope also holds at smaller slopes: a step that ends there
    let steps = `M${box.left} ${px(up(share(first[1])))}`
    floorBySlope.forEach(([slope], k) => {
      const next = floorBySlope[k + 1]?.[1] ?? strictFloor
      steps += `H${px(at(slope))}V${px(up(share(next)))}`
    })
    const strict = px(up(share(strictFloor)))
    return html`<path class="curve c-price" d="${steps}H${box.right}"/>
<path class="strict c-ink" d="M${box.left} ${strict}H${box.right}"/>
${own === undefined ? '' : dataMark(at(own), box)}`
  })
  const list: Key[] = [
    ['curve c-price', 'floor at a slope'],
    ['strict c-ink', `floor at every slope, ${short(share(strictFloor))} %`],
    ...(own === undefined
      ? []
      : [['mark c-data', `slope of the data, ${short(own)}${per(lengthUnit)}`] as const]),
  ]
  return html`<figure>${drawn}<figcaption>${keys(list)}
A model whose answer changes by at most a slope times the distance of two inputs misses at least this. To the right of the curve’s last step only exact symmetries and exact copies cost anything.</figcaption></figure>`
}

/** The curve, with the floor at the slope of the data in its place. */
function knownFloors({ floorBySlope, slopeOfData: { upper }, floorAtSlopeOfData }: AuditReport) {
  if (floorBySlope.length === 0 || !upper || floorAtSlopeOfData === undefined) return floorBySlope
  const others = floorBySlope.filter(([slope]) => slope !== upper)
  return [...others, [upper, floorAtSlopeOfData] as const].sort(([a], [b]) => a - b)
}

function emptyCurve({ labelVariance }: AuditReport): string {
  return labelVariance === 0
    ? 'all labels are the same, and keep every symmetry'
    : 'distances between these inputs are not known to be kept by the group, or nothing is lost at any slope'
}

function dataFigure({ report, lengthUnit }: Audited): Markup {
  const { curve, pairs } = report.slopeOfData
  const ranges = curve.filter((r) => r.upper > 0 && r.from > 0)
  if (ranges.length === 0) {
    const why =
      curve.length === 0
        ? 'no two samples can be compared that are not copies of each other'
        : `the labels of all ${pairs} pairs of samples that can be compared are equal`
    return html`<figure><p>There is no curve of the data’s own slope: ${why}.</p></figure>`
  }
  const slopes = ranges.flatMap((r) => (r.median > 0 ? [r.median, r.upper] : [r.upper]))
  const x = {
    name: axisName('distance of two samples', lengthUnit, ''),
    scale: logScale(ranges[0]!.from, ranges.at(-1)!.to, 1.3),
  }
  // at least a power of ten: otherwise a level curve would look steep
  const [least, most] = [Math.min(...slopes), Math.max(...slopes)]
  const more = Math.max(1.3, Math.sqrt(10) * Math.sqrt(least / most))
  const y = { name: axisName('slope', lengthUnit), scale: logScale(least, most, more) }
  const drawn = plot('Slope of the data by distance', x, y, (frame) => {
    const line = (pick: (r: (typeof ranges)[number]) => number, classes: string) => {
      const shown = ranges.filter((r) => pick(r) > 0)
      const points = shown.map(
        (r) => [frame.x(Math.sqrt(r.from) * Math.sqrt(r.to)), frame.y(pick(r))] as const,
      )
      return html`<path class="${`curve c-${classes}`}" d="M${points.map(([a, b]) => `${px(a)} ${px(b)}`).join('L')}"/>
${points.map(([a, b]) => html`<circle class="${`f-${classes}`}" cx="${px(a)}" cy="${px(b)}" r="3"/>`)}`
    }
    return html`${guide(frame, ranges)}${line((r) => r.upper, 'data')}${line((r) => r.median, 'rest')}`
  })
  return html`<figure>${drawn}<figcaption>${keys([
    ['curve c-data', 'nine in ten pairs are below'],
    ['curve c-rest', 'median'],
    ['guide c-ink', 'one over the distance'],
  ])}
${verdictText(report)}</figcaption></figure>`
}

/** The slopes of labels that differ equally however near inputs are, drawn from the last of the ranges. */
function guide({ x, y, box }: Frame, ranges: AuditReport['slopeOfData']['curve']): Markup {
  const last = ranges.at(-1)!
  const far = Math.sqrt(last.from) * Math.sqrt(last.to)
  const points: string[] = []
  for (let k = 0; k <= 40; k++) {
    const distance = far * (ranges[0]!.from / far) ** (k / 40)
    const at = y(last.upper * (far / distance))
    points.push(`${px(x(distance))} ${px(at)}`)
    if (at <= box.top) break
  }
  return html`<path class="guide c-ink" d="M${points.join('L')}"/>`
}

/** The verdict on the labels, and how the curve decides it. */
function verdictText({ verdict, slopeOfData: { pairs, growth } }: AuditReport): Markup {
  const rule =
    'Labels that are a smooth function of the inputs have a level curve; those that break a symmetry, or disagree, grow towards near samples as the dotted line does. Slopes are lower bounds.'
  const power = growth === undefined ? '' : ` (they change with the power ${short(growth)} of the distance)`
  const says = {
    level: `Here slopes stay level${power}: the labels look like a function of the inputs.`,
    grows: `Here slopes grow as samples get nearer${power}: the labels are not a smooth function of the inputs.`,
    unclear: `Here slopes neither stay level nor clearly grow${power}: nothing is decided.`,
    unknown: `Here nothing is decided: ${pairs < 20 ? `${pairs} ${pairs === 1 ? 'pair' : 'pairs'} of samples can be compared, and it takes 20` : 'all samples are about as far apart'}.`,
  }
  return html`${says[verdict]} ${rule}`
}

/** A unit after a number. */
export function per(lengthUnit: string): string {
  return lengthUnit === '' ? '' : ` per ${lengthUnit}`
}

function axisName(name: string, lengthUnit: string, before = 'per '): string {
  return lengthUnit === '' ? name : `${name}, ${before}${lengthUnit}`
}
