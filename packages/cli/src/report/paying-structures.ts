import type { PayingSample } from '@buridan/relaxed'
import type { SampleStructure } from '../audit-structures.js'
import type { Audited } from '../audited.js'
import { formatLoss } from '../format-loss.js'
import { per } from './audit-curves.js'
import { elementLook } from './element-looks.js'
import { html, type Markup } from './markup.js'
import { scrolling } from './page.js'
import { short } from './scales.js'
import { structureDrawing } from './structure-drawing.js'

/** Of longer names the beginning is shown. */
const LONGEST_NAME = 80

/** The samples that pay most: drawn where they are sets of atoms, and in a table. */
export function payingSamples({ report, lengthUnit, structures = [] }: Audited): Markup {
  if (report.worst.length === 0) return html``
  const drawn = structures.flatMap((structure) => {
    const sample = report.worst.find((w) => w.index === structure.index)
    return sample ? [structureFigure(structure, sample, lengthUnit)] : []
  })
  const arrows = structures.some((s) => s.vectors.length > 0)
    ? html` Arrows are the label, in each drawing in proportion to its longest; around an atom whose arrow points at you or away there is a ring.`
    : ''
  return html`<h2>Samples that pay most</h2>
<p class="quiet">First those that lose most at every slope, then those that ask for the steepest models.${arrows}</p>
${drawn.length > 0 ? html`<div class="structures">${drawn}</div>` : ''}
${payingTable(report.worst, lengthUnit)}`
}

function structureFigure(structure: SampleStructure, sample: PayingSample, lengthUnit: string): Markup {
  const { index, atoms, elements, name } = structure
  const title = name === undefined ? `Sample ${index}` : shortened(name)
  const counts = countsOf(elements)
  const what = counts.map(([symbol, count]) => `${count} ${symbol}`).join(', ')
  const picture =
    elements.length > 0
      ? structureDrawing(structure, `${title}: ${what}`)
      : html`<p>${atoms} atoms, too many to draw.</p>`
  const legend = counts.map(
    ([symbol, , colour]) => html`<span class="dot" style="background:${colour}"></span>${symbol} `,
  )
  return html`<figure>${picture}<figcaption><strong>${title}</strong><br>
index ${index}, ${groupOf(sample)}${sample.requiredSlope === 'infinite' ? '' : html`, ${short(sample.distance)}${lengthUnit === '' ? '' : ` ${lengthUnit}`} from it`}<br>
price ${formatLoss(sample.price)}, required slope ${slopeOf(sample, lengthUnit)}<br>
${legend}</figcaption></figure>`
}

function shortened(name: string): string {
  const letters = [...name]
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME).join('')}…` : name
}

/** Symbols with their numbers and colours, in the order in which they come. */
function countsOf(elements: readonly string[]): [symbol: string, count: number, colour: string][] {
  const found = new Map<string, [string, number, string]>()
  for (const element of elements) {
    const { symbol, colour } = elementLook(element)
    const known = found.get(symbol)
    if (known) known[1]++
    else found.set(symbol, [symbol, 1, colour])
  }
  return [...found.values()]
}

function payingTable(worst: readonly PayingSample[], lengthUnit: string): Markup {
  const rows = worst.map(
    (w) =>
      html`<tr><td class="n">${w.index}</td><td class="n">${formatLoss(w.price)}</td><td class="n">${slopeOf(w, '')}</td><td class="n">${short(w.asymmetry)}</td><td class="n">${formatLoss(w.distance)}</td><td>${groupOf(w)}</td></tr>`,
  )
  return scrollingTable(lengthUnit, rows)
}

function scrollingTable(lengthUnit: string, rows: readonly Markup[]): Markup {
  const unit = lengthUnit === '' ? '' : `, ${lengthUnit}`
  return scrolling(
    'Samples that pay most',
    html`<table><thead><tr><th class="n" scope="col">sample</th><th class="n" scope="col">price</th><th class="n" scope="col">required slope${per(lengthUnit)}</th><th class="n" scope="col">label lost</th><th class="n" scope="col">distance${unit}</th><th scope="col">symmetry</th></tr></thead><tbody>${rows}</tbody></table>`,
  )
}

function slopeOf({ requiredSlope }: PayingSample, lengthUnit: string): string {
  return requiredSlope === 'infinite' ? '∞' : `${short(requiredSlope)}${per(lengthUnit)}`
}

/** The symmetry by name, or by its order. */
function groupOf({ pointGroup, stabilizerOrder }: PayingSample): Markup {
  const order = stabilizerOrder === 'infinite' ? 'of infinite order' : `of order ${stabilizerOrder}`
  return pointGroup === undefined ? html`a symmetry ${order}` : html`${groupName(pointGroup)}, ${order}`
}

/** A point group as chemists write it, such as D₃ₕ. */
export function groupName(name: string): Markup {
  const parts = /^([a-z])([0-9∞]*[a-z]?)$/.exec(name)
  return parts ? html`${parts[1]!.toUpperCase()}<sub>${parts[2]!}</sub>` : html`${name}`
}
