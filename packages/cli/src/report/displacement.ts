import { SITE_POSITIONS, SITES } from '@buridan/tasks'
import { type Arrow, drawing } from './charts.js'

const LOOK: readonly { label: string; size: number; colour: string }[] = [
  { label: 'Pb', size: 26, colour: '#5f6b82' },
  { label: 'Ti', size: 20, colour: '#0072b2' },
  { label: 'O', size: 16, colour: '#a8447f' },
  { label: 'O', size: 16, colour: '#a8447f' },
  { label: 'O', size: 16, colour: '#a8447f' },
]

/** A displacement is drawn this many times its size, per Å in units of the edge. */
const EXAGGERATION = 0.5

/** Oblique parallel projection: y to the right, z up, x towards the reader. */
function project([x, y, z]: readonly [number, number, number]): [number, number] {
  return [y - 0.35 * x, z - 0.3 * x]
}

/** The twelve edges of the cell. */
function cellEdges(): Arrow[] {
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((c): [number, number, number] => [c & 1, (c >> 1) & 1, c >> 2])
  return corners.flatMap((a, i) =>
    corners
      .slice(i + 1)
      .filter((b) => b.filter((v, k) => v !== a[k]).length === 1)
      .map((b) => ({ from: project(a), to: project(b) })),
  )
}

/** The five atoms and their displacements (15 numbers, Å), one drawing for each domain. */
export function displacementPatterns(domains: readonly (readonly number[])[]): string {
  return domains
    .map((displacement, d) => {
      const arrows: Arrow[] = SITES.flatMap((_, s) => {
        const move = displacement.slice(3 * s, 3 * s + 3)
        if (Math.hypot(...move) < 1e-3) return []
        const end = SITE_POSITIONS[s]!.map((v, i) => v + EXAGGERATION * move[i]!) as [number, number, number]
        return [{ from: project(SITE_POSITIONS[s]!), to: project(end) }]
      })
      const points = SITES.map((_, s) => ({ at: project(SITE_POSITIONS[s]!), ...LOOK[s]! }))
      return drawing(`domain ${d + 1}`, points, arrows, cellEdges(), { min: -0.6, max: 1 })
    })
    .join('\n')
}
