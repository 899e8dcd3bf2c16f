import { apply3, cross, dot, rotationAbout, symmetricEigen, type Vector } from '@buridan/core'

/** Axes of a drawing in space: to the right, up, and towards the reader. */
export type View = readonly [right: Vector, up: Vector, near: Vector]

/** Crystals: y to the right, z up, x towards the reader. */
const UPRIGHT: View = [
  [0, 1, 0],
  [0, 0, 1],
  [1, 0, 0],
]
/** Turns about the vertical and then the horizontal that are compared, degrees. */
const TURNS = [-18, -35, -52, 18, 35, 52]
const TILTS = [14, 22, 30]
/** Of more points than these the first turn is taken. */
const MOST_COMPARED = 80

/**
 * A direction that shows points well: along the axis in which they extend least, slightly turned, so that the two nearest are as far apart in the drawing as they can be.
 *
 * @param isCrystal - whether points are shown in their own axes, as cells are drawn
 * @remarks O(n²) for some turns.
 */
export function viewOf(points: readonly Vector[], isCrystal: boolean): View {
  const start = isCrystal ? UPRIGHT : principalView(points)
  const compared = points.length > MOST_COMPARED ? [] : points
  let [best, most] = [turned(start, TURNS[0]!, TILTS[0]!), -1]
  for (const turn of TURNS) {
    for (const tilt of TILTS) {
      const view = turned(start, turn, tilt)
      const apart = leastDistance(compared, view)
      if (apart > most * (1 + 1e-6)) [best, most] = [view, apart]
    }
  }
  return best
}

/** Along the largest extent to the right, along the least towards the reader. */
function principalView(points: readonly Vector[]): View {
  const moments = new Float64Array(9)
  for (const p of points) {
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) moments[3 * i + j]! += p[i]! * p[j]!
  }
  const { vectors } = symmetricEigen(moments, 3)
  const axis = (k: number): Vector => [vectors[3 * k]!, vectors[3 * k + 1]!, vectors[3 * k + 2]!]
  const [right, up] = [axis(2), axis(1)]
  return [right, up, cross(right, up)]
}

function turned(view: View, turn: number, tilt: number): View {
  const about = (axis: Vector, degrees: number) => rotationAbout(axis, (degrees * Math.PI) / 180)
  const first = about(view[1], turn)
  const right = apply3(first, view[0])
  const second = about(right, tilt)
  return [right, apply3(second, view[1]), apply3(second, apply3(first, view[2]))]
}

function leastDistance(points: readonly Vector[], [right, up]: View): number {
  const flat = points.map((p) => [dot(p, right), dot(p, up)] as const)
  let least = Number.POSITIVE_INFINITY
  flat.forEach(([x, y], i) => {
    for (let j = 0; j < i; j++) least = Math.min(least, Math.hypot(x - flat[j]![0], y - flat[j]![1]))
  })
  return least
}
