import type { AuditReport } from '@buridan/relaxed'
import type { Audited } from '../audited.js'
import { curves } from './audit-curves.js'
import { auditTables } from './audit-tables.js'
import { html, type Markup } from './markup.js'
import { page } from './page.js'
import { payingSamples } from './paying-structures.js'
import { keys, px } from './plot.js'
import { slopeHistogram } from './slope-histogram.js'

/**
 * An audit as one page: its result in a sentence, the floor by slope beside the data's own slope, the slopes that samples require, the
 * worst samples, drawn if they are atoms, and all figures in tables.
 */
export function auditHtml(title: string, audited: Audited): string {
  const { report, sentence } = audited
  return page(
    `Audit of ${title}`,
    html`<h1>What symmetry costs: ${title}</h1>
<p class="sentence">${sentence}</p>
<p class="quiet">${report.advice}</p>
${floorInParts(report)}
<h2>The floor by slope</h2>
${curves(audited)}
<h2>Required slopes</h2>
${slopeHistogram(audited)}
${payingSamples(audited)}
${auditTables(audited)}`,
  )
}

/** The strict floor by price and disagreement, next to the variance of the labels. */
function floorInParts({ price, disagreement, labelVariance }: AuditReport): Markup {
  const whole = Math.max(price + disagreement, labelVariance)
  if (whole === 0)
    return html`<p>Labels do not differ, and no error is lost to symmetry: there is nothing to draw.</p>`
  const width = (v: number) => (320 * v) / whole
  const [first, second] = [width(price), width(disagreement)]
  const rest = Math.max(0, width(labelVariance) - first - second)
  const bar = (at: number, size: number, classes: string) =>
    html`<rect class="${classes}" x="${px(at)}" width="${px(size)}" height="22"/>`
  return html`<figure><svg class="plot" viewBox="0 0 320 22" role="img" aria-label="The label variance in parts">${bar(0, first, 'f-price')}${bar(first, second, 'f-disagreement')}${bar(first + second, rest, 'f-rest')}</svg>
<figcaption>${keys([
    ['f-price', 'lost at symmetric inputs'],
    ['f-disagreement', 'lost where copies disagree'],
    ['f-rest', 'left of the label variance'],
  ])}
The least squared error of any equivariant model, however steep, beside the variance of the labels, which is that of the best constant.</figcaption></figure>`
}
