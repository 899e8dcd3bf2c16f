import { apply3, length, type Matrix3, minus, type Vector } from '@buridan/core'
import type { Structure } from './crystal.js'
import { mayBeNear, plus, wrapped } from './lattice.js'

/** Atoms of the rarest element: every operation permutes them. */
export function rarest({ labels }: Structure): number[] {
  const byLabel = new Map<string | number, number[]>()
  labels.forEach((label, i) => {
    const list = byLabel.get(label)
    if (list) list.push(i)
    else byLabel.set(label, [i])
  })
  return [...byLabel.values()].reduce((a, b) => (b.length < a.length ? b : a))
}

/** Under a map that leaves atoms and cell vectors within a tolerance, distances of neighbours change by at most so many times that. */
const CHANGE = 8

/**
 * The atoms of a crystal on which the first of the rarest atoms of another may come to lie: of its label, and as far from their nearest
 * neighbours, within what the tolerance allows. O(atoms · atoms of that label).
 */
export function startsOf(s: Structure, tolerance: number, target = s): number[] {
  const first = rarest(s)[0]!
  const spacing = spacingOf(s, first)
  return [...target.points.keys()].filter(
    (a) =>
      target.labels[a] === s.labels[first] &&
      ((a === first && target === s) || Math.abs(spacingOf(target, a) - spacing) <= CHANGE * tolerance),
  )
}

/** The distance of an atom from the nearest other atom, or from the nearest of its own translates. */
function spacingOf({ basis, dual, points }: Structure, atom: number): number {
  let nearest = Math.min(...basis.map(length))
  points.forEach((p, i) => {
    if (i === atom || !mayBeNear(dual, p, points[atom]!, nearest)) return
    nearest = Math.min(nearest, length(wrapped(basis, dual, minus(p, points[atom]!))))
  })
  return nearest
}

/** Images of the atoms under x ↦ Rx + t among those of a crystal, with t adjusted so that the mean difference vanishes. */
export function match(s: Structure, matrix: Matrix3, t: Vector, tolerance: number, target = s) {
  const images = new Uint32Array(s.points.length)
  const used = new Uint8Array(s.points.length)
  const differences: Vector[] = []
  for (let p = 0; p < images.length; p++) {
    const moved = plus(apply3(matrix, s.points[p]!), t)
    let nearest = -1
    let distance = tolerance
    let difference: Vector = [0, 0, 0]
    for (let q = 0; q < images.length; q++) {
      if (target.labels[q] !== s.labels[p]) continue
      const point = target.points[q]!
      if (!mayBeNear(target.dual, moved, point, distance)) continue
      const d = wrapped(target.basis, target.dual, minus(moved, point))
      if (length(d) > distance) continue
      nearest = q
      distance = length(d)
      difference = d
    }
    if (nearest < 0 || used[nearest]) return undefined
    used[nearest] = 1
    images[p] = nearest
    differences.push(difference)
  }
  const mean = differences.reduce((sum, d) => plus(sum, d), [0, 0, 0])
  const shift: Vector = [mean[0] / images.length, mean[1] / images.length, mean[2] / images.length]
  const deviation = differences.reduce((most, d) => Math.max(most, length(minus(d, shift))), 0)
  return { images, translation: minus(t, shift), deviation }
}
