import { SITES } from '@buridan/tasks'
import { type Arrow, drawing } from './charts.js'

/** Sites of the cell in units of the edge, A at the corner. */
const AT: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [0.5, 0.5, 0.5],
  [0, 0.5, 0.5],
  [0.5, 0, 0.5],
  [0.5, 0.5, 0],
]
const LOOK: readonly { label: string; size: number; colour: string }[] = [
  { label: 'Pb', size: 26, colour: '#556' },
  { label: 'Ti', size: 20, colour: '#0072b2' },
  { label: 'O', size: 16, colour: '#cc79a7' },
  { label: 'O', size: 16, colour: '#cc79a7' },
  { label: 'O', size: 16, colour: '#cc79a7' },
]

/** A displacement is drawn this many times its size, per Å in units of the edge. */
const EXAGGERATION = 0.5

/** Oblique parallel projection: y to the right, z up, x towards the reader. */
function project([x, y, z]: readonly [number, number, number]): [number, number] {
  return [y - 0.35 * x, z - 0.3 * x]
}

/** The five atoms and their displacements (15 numbers, Å), one drawing for each domain. */
export function displacementPatterns(domains: readonly (readonly number[])[]): string {
  return domains
    .map((displacement, d) => {
      const arrows: Arrow[] = SITES.flatMap((_, s) => {
        const move = displacement.slice(3 * s, 3 * s + 3)
        if (Math.hypot(...move) < 1e-3) return []
        const end = AT[s]!.map((v, i) => v + EXAGGERATION * move[i]!) as [number, number, number]
        return [{ from: project(AT[s]!), to: project(end) }]
      })
      const points = SITES.map((_, s) => ({ at: project(AT[s]!), ...LOOK[s]! }))
      return drawing(`domain ${d + 1}`, points, arrows, { min: -0.6, max: 1 })
    })
    .join('\n')
}
