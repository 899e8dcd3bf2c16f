import type { RunResult, Task } from '@buridan/tasks'
import { formatLoss } from '../format-loss.js'
import type { TaskReport } from '../task-report.js'
import { learningCurves, regrets } from './charts.js'
import { figureOf } from './figures.js'
import { escapeHtml, page } from './page.js'

/** The whole report as one page that needs nothing from elsewhere. */
export function reportHtml(reports: readonly TaskReport[]): string {
  return page(
    'Buridan: symmetry breaking, results',
    `<h1>Breaking symmetry: results</h1>
<p>An equivariant network must answer a symmetric input symmetrically (strict), so its loss cannot fall below the floor.
Noise injection and relaxed equivariance can. Parameters, seeds and steps are the same for all methods.</p>
${summary(reports)}
${reports.map(section).join('\n')}`,
  )
}

function summary(reports: readonly TaskReport[]): string {
  const rows = reports.flatMap(({ task, results }) =>
    results.map(
      (r) =>
        `<tr><td>${escapeHtml(task.name)}</td><td>${r.method}</td>${[r.seed, r.parameters, r.steps].map((v) => `<td class="n">${v}</td>`).join('')}` +
        `${[r.loss, task.floor, task.optimum].map((v) => `<td class="n">${formatLoss(v)}</td>`).join('')}<td>${escapeHtml(task.unit)}</td>` +
        `<td>${r.outcomes.map((o) => `${o.found} of ${o.expected}`).join(', ')}</td></tr>`,
    ),
  )
  return `<div class="scroll"><table><thead><tr><th>task</th><th>method</th><th>seed</th><th>parameters</th><th>steps</th><th>loss</th><th>strict floor</th><th>optimum</th><th>unit</th><th>outcomes found</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`
}

function section({ task, audit, results }: TaskReport): string {
  const relaxed = results.filter((r) => r.method === task.relaxation)
  return `<section>
<h2>${escapeHtml(task.title)}</h2>
<p>${escapeHtml(task.science)}</p>
<p>Strict floor ${formatLoss(task.floor)} ${escapeHtml(task.unit)}: ${escapeHtml(task.floorSource)}. Optimum ${formatLoss(task.optimum)}: ${escapeHtml(task.optimumSource)}.</p>
${audit ? `<p>Audit of the training data: ${audit.symmetric} of ${audit.samples} samples are symmetric; floor ${formatLoss(audit.strictFloor)}, of which ${formatLoss(audit.price)} is the price of Curie's principle. ${escapeHtml(audit.advice)}</p>` : ''}
<figure>${learningCurves(task, results)}<figcaption>Training loss.</figcaption></figure>
<figure>${regrets(task, results)}<figcaption>How far from the optimum the answers to the test inputs are, from the worst input to the best, and the strict floor.</figcaption></figure>
${figure(task, results)}
${checks(task, results)}
${outcomes(relaxed)}
</section>`
}

function figure(task: Task, results: readonly RunResult[]): string {
  const found = figureOf(task, results)
  if (!found) return ''
  const several = found.svg.indexOf('<svg') !== found.svg.lastIndexOf('<svg')
  return `<figure${several ? ' class="domains"' : ''}>${found.svg}<figcaption>${escapeHtml(found.caption)}</figcaption></figure>`
}

function firstSeed(results: readonly RunResult[]): RunResult[] {
  return results.filter((r) => r.seed === results[0]?.seed)
}

function checks(task: Task, results: readonly RunResult[]): string {
  if (task.test.length > 8) return ''
  const first = firstSeed(results)
  const rows = task.test.map(
    (t, i) =>
      `<tr><td>${escapeHtml(t.label)}</td><td class="n">${formatLoss(t.floor)}</td><td class="n">${formatLoss(t.optimum)}</td>${first.map((r) => `<td class="n">${formatLoss(r.checks[i]!.loss)}</td>`).join('')}</tr>`,
  )
  return `<div class="scroll"><table><thead><tr><th>input</th><th>strict floor</th><th>optimum</th>${first.map((r) => `<th>${r.method}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`
}

function outcomes(relaxed: readonly RunResult[]): string {
  const rows = relaxed.flatMap((r) =>
    r.outcomes.map(
      (o) =>
        `<tr><td>${escapeHtml(o.label)}</td><td class="n">${r.seed}</td><td class="n">${o.found}</td><td class="n">${o.expected}</td><td>${o.samples.join(' ')}</td><td>${o.evenly ? `${o.evenly.statistic.toFixed(2)} (critical ${o.evenly.critical.toFixed(2)})` : ''}</td></tr>`,
    ),
  )
  if (rows.length === 0) return ''
  return `<h3>Outcomes of the relaxed network</h3>
<div class="scroll"><table><thead><tr><th>input</th><th>seed</th><th>found</th><th>expected</th><th>samples on each</th><th>χ²</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`
}
