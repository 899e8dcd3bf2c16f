import { apply3, cross, dot, rotationAbout, symmetricEigen, type Vector } from '@buridan/core'

/** Axes of a drawing in space: to the right, up, and towards the reader. */
export type View = readonly [right: Vector, up: Vector, near: Vector]

/** Crystals: y to the right, z up, x towards the reader. */
const UPRIGHT: View = [
  [0, 1, 0],
  [0, 0, 1],
  [1, 0, 0],
]
/** The turns about the vertical, and the tilts about the horizontal after them, that are compared, degrees. */
const TURNS = [-18, -35, -52, 18, 35, 52]
const TILTS = [14, 22, 30]
/** With more points than this the first turn and tilt are taken. */
const MOST_COMPARED = 80

/**
 * A direction that shows points well: along the axis in which they extend least, slightly turned so that the two nearest points of the
 * drawing are as far apart as possible.
 *
 * @param isCrystal - whether to start from the coordinate axes, as cells are drawn, in place of principal axes
 * @remarks O(n²) for each of 18 views.
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

/** The largest extent to the right, the least towards the reader. */
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
