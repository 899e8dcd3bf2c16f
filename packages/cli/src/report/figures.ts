import { DEGREES, type RunResult, type Task } from '@buridan/tasks'
import { answersAgainstInput } from './charts.js'
import { displacementPatterns } from './displacement.js'
import { bondPatterns, sidePatterns } from './graph-patterns.js'
import { pointSetPatterns } from './point-set-patterns.js'
import { spinPatterns } from './spin-patterns.js'

/** A drawing and what it shows. */
interface Figure {
  readonly svg: string
  readonly caption: string
}

/** What a task's answers look like; undefined where the runs hold none, and for tasks without a drawing of their own. */
export function figureOf(task: Task, results: readonly RunResult[]): Figure | undefined {
  const first = results.filter((r) => r.seed === results[0]?.seed)
  const relaxed = first.find((r) => r.method === task.relaxation)
  switch (task.name) {
    case 'batio3':
      return {
        svg: answersAgainstInput(first, {
          component: 2,
          name: 'P along z, C/m²',
          inputName: 'temperature, °C',
          inputScale: DEGREES,
        }),
        caption:
          'Polarization along z in every domain. The strict network stays at 0; the relaxed one falls into 8, 12, 6 domains and 1.',
      }
    case 'pzt':
      return drawn(
        relaxed,
        displacementPatterns,
        'Displacements in the domains found by the relaxed network, drawn about twice their size; the cell’s corner is lead.',
      )
    case 'spins':
      return drawn(
        relaxed,
        spinPatterns,
        'Ground states found by the relaxed network: the two of the checkerboard, the four of stripes.',
      )
    case 'bond-orders':
      return drawn(
        relaxed,
        () => bondPatterns(task, relaxed!),
        'All structures that the relaxed network gives to a skeleton, bond orders as widths.',
      )
    case 'max-cut':
    case 'independent-set':
      return {
        svg: sidePatterns(task, first),
        caption: 'Sides of the vertices, strict and relaxed: colour is the mean, white a coin toss.',
      }
    case 'decoding':
      return {
        svg: pointSetPatterns(task, first),
        caption: 'Decoded points, strict and relaxed; colour is the kind.',
      }
    default:
      return undefined
  }
}

/** A drawing of the outcomes of a run, if there are any. */
function drawn(
  run: RunResult | undefined,
  draw: (values: readonly (readonly number[])[]) => string,
  caption: string,
): Figure | undefined {
  const values = run?.outcomes.flatMap((o) => o.values) ?? []
  return values.length > 0 ? { svg: draw(values), caption } : undefined
}
