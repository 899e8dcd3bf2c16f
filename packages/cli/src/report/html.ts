import type { RunResult, Task } from '@buridan/tasks'
import { formatLoss } from '../format-loss.js'
import type { TaskReport } from '../task-report.js'
import { learningCurves, regrets } from './charts.js'
import { figureOf } from './figures.js'
import { html, Markup } from './markup.js'
import { page, scrolling } from './page.js'
import { scoredOn } from './tables.js'

/** The whole report as one page that needs nothing from elsewhere. */
export function reportHtml(reports: readonly TaskReport[]): string {
  return page(
    'Buridan: symmetry breaking, results',
    html`<h1>Breaking symmetry: results</h1>
<p>An equivariant network must answer a symmetric input symmetrically (strict), so its loss cannot fall below the floor.
Noise injection and relaxed equivariance can. Parameters, seeds and steps are the same for all methods. A loss on training samples says that a method can break the symmetry of these
samples, and nothing of others.</p>
${summary(reports)}
${reports.map(section)}`,
  )
}

function numbers(values: readonly (string | number)[]): Markup[] {
  return values.map((v) => html`<td class="n">${v}</td>`)
}

function summary(reports: readonly TaskReport[]): Markup {
  const rows = reports.flatMap(({ task, results }) =>
    results.map(
      (r) =>
        html`<tr><td>${task.name}</td><td>${task.scoredOn ?? '–'}</td><td>${r.method}</td>${numbers([r.seed, r.parameters, r.steps])}${numbers([r.loss, task.floor, task.optimum].map((v) => formatLoss(v, task.scale)))}<td>${task.unit}</td><td>${r.outcomes.map((o) => `${o.found} of ${o.expected}`).join(', ')}</td></tr>`,
    ),
  )
  return scrolling(
    'All runs',
    html`<table><thead><tr><th>task</th><th>scored on</th><th>method</th><th>seed</th><th>parameters</th><th>steps</th><th>loss</th><th>strict floor</th><th>optimum</th><th>unit</th><th>outcomes found</th></tr></thead>
<tbody>${rows}</tbody></table>`,
  )
}

function section({ task, audit, results }: TaskReport): Markup {
  const relaxed = results.filter((r) => r.method === task.relaxation)
  return html`<section>
<h2>${task.title}</h2>
<p>${task.science}</p>
<p>Answers are ${scoredOn(task)}. Strict floor ${formatLoss(task.floor, task.scale)} ${task.unit}: ${task.floorSource}. Optimum ${formatLoss(task.optimum, task.scale)}: ${task.optimumSource}.</p>
${audit ? html`<p>Audit of the training data: ${audit.symmetric} of ${audit.samples} samples are symmetric; floor ${formatLoss(audit.strictFloor, task.scale)}, of which ${formatLoss(audit.price, task.scale)} is the price of Curie's principle. ${audit.advice}</p>` : html``}
<figure>${chart(`${task.title}: training loss`, learningCurves(task, results))}<figcaption>Training loss.</figcaption></figure>
<figure>${chart(`${task.title}: how far from the optimum`, regrets(task, results))}<figcaption>How far from the optimum the answers to the inputs scored are, from the worst input to the best, and the strict floor.</figcaption></figure>
${figure(task, results)}
${checks(task, results)}
${outcomes(task, relaxed)}
</section>`
}

/** A chart in a box of its own, in which it scrolls where the page is narrow: its texts stay as large as they are. */
function chart(label: string, svg: string): Markup {
  return html`<div class="scroll chart" tabindex="0" role="img" aria-label="${label}">${new Markup(svg)}</div>`
}

function figure(task: Task, results: readonly RunResult[]): Markup {
  const found = figureOf(task, results)
  if (!found) return html``
  const several = found.svg.indexOf('<svg') !== found.svg.lastIndexOf('<svg')
  const drawn = several
    ? html`<div class="domains" role="img" aria-label="${found.caption}">${new Markup(found.svg)}</div>`
    : chart(found.caption, found.svg)
  return html`<figure>${drawn}<figcaption>${found.caption}</figcaption></figure>`
}

function firstSeed(results: readonly RunResult[]): RunResult[] {
  return results.filter((r) => r.seed === results[0]?.seed)
}

function checks(task: Task, results: readonly RunResult[]): Markup {
  if (task.test.length > 8) return html``
  const first = firstSeed(results)
  const rows = task.test.map(
    (t, i) =>
      html`<tr><td>${t.label}</td>${numbers([t.floor, t.optimum, ...first.map((r) => r.checks[i]?.loss)].map((v) => (v === undefined ? '–' : formatLoss(v, task.scale))))}</tr>`,
  )
  const methods = first.map((r) => html`<th>${r.method}</th>`)
  return scrolling(
    `${task.title}: each input`,
    html`<table><thead><tr><th>input</th><th>strict floor</th><th>optimum</th>${methods}</tr></thead><tbody>${rows}</tbody></table>`,
  )
}

function outcomes({ title }: Task, relaxed: readonly RunResult[]): Markup {
  const rows = relaxed.flatMap((r) =>
    r.outcomes.map(
      (o) =>
        html`<tr><td>${o.label}</td>${numbers([r.seed, o.found, o.expected])}<td>${o.samples.join(' ')}</td><td>${o.evenly ? `${o.evenly.statistic.toFixed(2)} (critical ${o.evenly.critical.toFixed(2)})` : ''}</td></tr>`,
    ),
  )
  if (rows.length === 0) return html``
  return html`<h3>Outcomes of the relaxed network</h3>
${scrolling(`${title}: outcomes`, html`<table><thead><tr><th>input</th><th>seed</th><th>found</th><th>expected</th><th>samples on each</th><th>χ²</th></tr></thead><tbody>${rows}</tbody></table>`)}`
}
