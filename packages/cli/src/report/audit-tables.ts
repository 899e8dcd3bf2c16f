import type { AuditFigures, AuditReport } from '@buridan/relaxed'
import type { Audited } from '../audited.js'
import { formatLoss } from '../format-loss.js'
import { html, type Markup } from './markup.js'
import { scrolling } from './page.js'
import { groupName } from './paying-structures.js'

/** The most skipped samples listed. */
const MOST_SKIPPED = 100

/** All figures of an audit: of the whole, by part, by orbit type, and the samples to check. */
export function auditTables(audited: Audited): Markup {
  const { report } = audited
  return html`<h2>Figures</h2>
${figures(audited)}
${counts(audited)}
${parts(report)}
${orbitTypes(report)}
${disagreeing(report)}
${skipped(report)}`
}

type Row = readonly (string | number | Markup)[]

/** A table whose first column names each row; the others are numbers, except the ones named. */
function table(
  caption: string,
  heads: readonly string[],
  rows: readonly Row[],
  texts: readonly string[] = [],
): Markup {
  const isText = (k: number) => texts.includes(heads[k]!)
  const head = heads.map(
    (h, k) => html`<th scope="col"${k === 0 || isText(k) ? '' : html` class="n"`}>${h}</th>`,
  )
  const body = rows.map((row) => {
    const cells = row.map((cell, k) =>
      k === 0
        ? html`<th scope="row">${cell}</th>`
        : html`<td${isText(k) ? '' : html` class="n"`}>${cell}</td>`,
    )
    return html`<tr>${cells.reduce((all, cell) => html`${all}${cell}`)}</tr>`
  })
  return scrolling(
    caption,
    html`<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  )
}

function figures({ report, convex }: Audited): Markup {
  const { perComponent, intervals, labelVariance, strictFloor } = report
  const row = (name: string, key: 'strictFloor' | 'price' | 'disagreement' | 'labelVariance'): Row => {
    const scale = key === 'labelVariance' ? 0 : strictFloor
    const interval = key === 'labelVariance' ? undefined : intervals?.[key]
    return [
      name,
      formatLoss(report[key], scale),
      interval ? interval.map((v) => formatLoss(v, scale)).join(' to ') : '–',
      formatLoss(perComponent[key], scale),
      labelVariance > 0 && report[key] <= 1e6 * labelVariance
        ? Number(((100 * report[key]) / labelVariance).toPrecision(3)).toString()
        : '–',
    ]
  }
  const other: Row[] = convex
    ? [
        [`strict floor of ${convex.loss}`, formatLoss(convex.strictFloor), '–', '–', '–'],
        [`unavoidable ${convex.loss}`, formatLoss(convex.unavoidable), '–', '–', '–'],
        [`price in ${convex.loss}`, formatLoss(convex.price), '–', '–', '–'],
      ]
    : []
  return table(
    'Squared errors, means over samples',
    ['figure', 'per sample', '95 % interval', 'per component', '% of the variance'],
    [
      row('strict floor', 'strictFloor'),
      row('price of Curie’s principle', 'price'),
      row('disagreement of copies', 'disagreement'),
      row('label variance', 'labelVariance'),
      ...other,
    ],
  )
}

function counts({ report, lengthUnit }: Audited): Markup {
  const unit = lengthUnit === '' ? '' : ` ${lengthUnit}`
  const { precision, searched } = report
  return table(
    'Samples',
    ['of the data', 'value'],
    [
      ['samples', report.samples],
      ['skipped', report.skipped.length],
      ['with a symmetry', report.symmetric],
      ['orbits', report.orbits],
      ['precision of inputs', `${formatLoss(precision.input)}${unit}`],
      ['precision of labels', formatLoss(precision.label)],
      ['largest deviation', `${formatLoss(report.deviation)}${unit}`],
      ['symmetries sought within', `${formatLoss(searched.symmetries)}${unit}`],
      ['copies sought within', `${formatLoss(searched.copies)}${unit}`],
    ],
  )
}

function parts({ parts: list }: AuditReport): Markup {
  if (list.length === 0) return html``
  const row = (f: AuditFigures): Row => [
    f.samples,
    f.symmetric,
    formatLoss(f.strictFloor),
    formatLoss(f.price, f.strictFloor),
    formatLoss(f.disagreement, f.strictFloor),
    formatLoss(f.labelVariance),
  ]
  return table(
    'By kind of sample',
    ['kind', 'samples', 'symmetric', 'strict floor', 'price', 'disagreement', 'label variance'],
    list.map((f) => [f.name, ...row(f)]),
  )
}

function orbitTypes({ orbitTypes: list }: AuditReport): Markup {
  return table(
    'Orbit types: samples by their exact symmetry',
    ['symmetry', 'order', 'samples', 'orbits', 'part of the price'],
    list.map((t) => [
      t.name === undefined ? (t.stabilizerOrder === 1 ? 'none' : 'not named') : groupName(t.name),
      t.stabilizerOrder === 'infinite' ? '∞' : t.stabilizerOrder,
      t.samples,
      t.orbits,
      formatLoss(t.price),
    ]),
  )
}

function disagreeing({ disagreeing: list }: AuditReport): Markup {
  if (list.length === 0) return html``
  return html`<h2>Copies that disagree</h2>
${table(
  'Copies of one input with different labels',
  ['samples', 'number', 'part of the disagreement'],
  list.map((d) => [
    `${d.indices.join(', ')}${d.samples > d.indices.length ? ', …' : ''}`,
    d.samples,
    formatLoss(d.disagreement),
  ]),
)}`
}

function skipped({ skipped: list }: AuditReport): Markup {
  if (list.length === 0) return html``
  const more = list.length - MOST_SKIPPED
  return html`<h2>Skipped samples</h2>
${table(
  'Samples that could not be audited',
  ['sample', 'reason'],
  list.slice(0, MOST_SKIPPED).map((s) => [s.index, s.message]),
  ['reason'],
)}${more > 0 ? html`<p>and ${more} more</p>` : ''}`
}
