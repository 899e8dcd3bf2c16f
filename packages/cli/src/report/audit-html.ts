import type { AuditReport } from '@buridan/relaxed'
import type { Audited } from '../audited.js'
import { formatLoss } from '../format-loss.js'
import { drawnUnit, LEGEND, svg, thinned } from './charts.js'
import { html, Markup } from './markup.js'
import { page } from './page.js'

const [PRICE, DISAGREEMENT, VARIANCE] = ['#d55e00', '#e69f00', '#99a']

/** An audit as one page: the floor and its parts, who pays, and the samples that pay most. */
export function auditHtml(title: string, { report, prices, convex }: Audited): string {
  const figures: [string, string][] = [
    ['samples', String(report.samples)],
    ['skipped', String(report.skipped.length)],
    ['with a symmetry', String(report.symmetric)],
    ['orbits', String(report.orbits)],
    ['strict floor', formatLoss(report.strictFloor)],
    ['price of Curie’s principle', formatLoss(report.price, report.strictFloor)],
    ['disagreement along orbits', formatLoss(report.disagreement, report.strictFloor)],
    ['label variance', formatLoss(report.labelVariance)],
    ['largest deviation', formatLoss(report.deviation)],
    ...(convex
      ? ([
          [`strict floor of ${convex.loss}`, formatLoss(convex.strictFloor)],
          [`unavoidable ${convex.loss}`, formatLoss(convex.unavoidable)],
          [`price in ${convex.loss}`, formatLoss(convex.price)],
        ] as [string, string][])
      : []),
  ]
  const rows = figures.map(([name, value]) => html`<tr><th>${name}</th><td class="n">${value}</td></tr>`)
  return page(
    `Audit of ${title}`,
    html`<h1>What symmetry costs: ${title}</h1>
<p>${report.advice}</p>
<table><tbody>${rows}</tbody></table>
<figure>${floorChart(report)}<figcaption>The least squared error of any equivariant model, in its parts, beside the variance of the labels, which is that of the best constant.</figcaption></figure>
<figure>${orderChart(report)}<figcaption>The price by the order of samples’ stabilizers.</figcaption></figure>
<figure>${priceCurve(prices)}<figcaption>How much of the price the samples that pay most pay together.</figcaption></figure>
${worst(report)}
${skipped(report)}`,
  )
}

function floorChart({ price, disagreement, labelVariance }: AuditReport): Markup {
  const { drawn: value, unit } = drawnUnit([price + disagreement, labelVariance])
  const bar = (name: string, values: readonly number[], color: string | undefined) => ({
    type: 'bar',
    name,
    stack: 'all',
    color,
    data: values.map(value),
  })
  return drawn(640, 170, {
    legend: LEGEND,
    grid: { left: 110, right: 30, top: 35, bottom: unit ? 45 : 30 },
    xAxis: { type: 'value', name: unit.trim(), nameLocation: 'middle', nameGap: 28 },
    yAxis: { type: 'category', data: ['label variance', 'strict floor'] },
    series: [
      bar('price', [0, price], PRICE),
      bar('disagreement', [0, disagreement], DISAGREEMENT),
      bar('variance', [labelVariance, 0], VARIANCE),
    ],
  })
}

function orderChart({ orbitTypes }: AuditReport): Markup {
  const { drawn: value, unit } = drawnUnit(orbitTypes.map((t) => t.price))
  return drawn(640, 280, {
    grid: { left: 80, right: 20, top: 30, bottom: 45 },
    xAxis: {
      type: 'category',
      name: 'order of the stabilizer (samples)',
      nameLocation: 'middle',
      nameGap: 28,
      data: orbitTypes.map((t) => `${t.stabilizerOrder} (${t.samples})`),
    },
    yAxis: { type: 'value', name: `price${unit}` },
    series: [{ type: 'bar', color: PRICE, data: orbitTypes.map((t) => value(t.price)) }],
  })
}

/** The share of the price that the samples that pay most pay, over the share of samples that they are. */
function priceCurve(prices: Float64Array): Markup {
  const sorted = prices.slice().sort().reverse()
  const total = sorted.reduce((sum, p) => sum + p, 0)
  const paid = [0]
  for (const p of sorted) paid.push(paid.at(-1)! + p)
  const points = thinned(paid).map(([i, sum]) => [
    (100 * i) / Math.max(1, sorted.length),
    total > 0 ? (100 * sum) / total : 0,
  ])
  const axis = (name: string, gap: number) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: gap,
    min: 0,
    max: 100,
  })
  return drawn(640, 280, {
    grid: { left: 60, right: 20, top: 20, bottom: 45 },
    xAxis: axis('samples, %', 28),
    yAxis: axis('price, %', 38),
    series: [{ type: 'line', color: PRICE, showSymbol: false, data: points }],
  })
}

function worst({ worst: list }: AuditReport): Markup {
  if (list.length === 0) return html``
  const rows = list.map(
    (w) =>
      html`<tr><td class="n">${w.index}</td><td class="n">${formatLoss(w.price)}</td><td class="n">${w.stabilizerOrder}</td></tr>`,
  )
  return html`<h2>Samples that pay most</h2>
<table><thead><tr><th>sample</th><th>price</th><th>order of the stabilizer</th></tr></thead><tbody>${rows}</tbody></table>`
}

function drawn(...chart: Parameters<typeof svg>): Markup {
  return new Markup(svg(...chart))
}

/** So many skipped samples are listed. */
const MOST_SKIPPED = 100

function skipped({ skipped: list }: AuditReport): Markup {
  if (list.length === 0) return html``
  const rows = list
    .slice(0, MOST_SKIPPED)
    .map((s) => html`<tr><td class="n">${s.index}</td><td>${s.message}</td></tr>`)
  const more = list.length - rows.length
  return html`<h2>Skipped samples</h2>
<table><thead><tr><th>sample</th><th>reason</th></tr></thead><tbody>${rows}</tbody></table>${more > 0 ? html`<p>and ${more} more</p>` : ''}`
}
