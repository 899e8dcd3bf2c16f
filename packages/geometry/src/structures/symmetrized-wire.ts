import { apply3, dot, length, minus, scaled, transpose3, type Vector } from '@buridan/core'
import type { Crystal } from '../crystals/crystal.js'
import { plus, reciprocal } from '../lattice/lattice-basis.js'
import { type AnalysedWire, analysedWire } from '../wires/analysed-wire.js'
import { matrixOfMotion } from '../wires/wire-motion.js'
import { wirePointGroupOf } from '../wires/wire-point-group.js'
import type { SymmetrizedCrystal } from './symmetrized-crystal.js'

/** Each atom goes to the mean of the places that operations bring to it; the cell stays. */
export function symmetrizedWire(crystal: Crystal, options: { tolerance?: number }): SymmetrizedCrystal {
  const found = analysedWire(crystal, options)
  const { frame, centre, given } = found.wire
  const places = meansOf(found).map((p) => plus(apply3(frame, p), centre))
  const dual = reciprocal(given.vectors)
  const [a, b, c] = given.vectors.map((v) => scaled(v, 1 / given.unit))
  const moved = places.map((p, i) => length(minus(p, given.places[i]!)))
  return {
    structure: {
      lattice: [a!, b!, c!],
      elements: crystal.elements.slice(),
      positions: places.map((p): Vector => [dot(dual[0], p), dot(dual[1], p), dot(dual[2], p)]),
      periodic: [0, 1, 2].map((k) => given.along.includes(k)),
    },
    displacement: moved.reduce((most, d) => Math.max(most, d), 0) / given.unit,
    symmetry: wirePointGroupOf(found),
  }
}

/** By coordinates about the axis. */
function meansOf({ wire: { points, period }, found }: AnalysedWire): Vector[] {
  const { motions, operations, onAxis } = found
  const backs = motions.map((m) => transpose3(matrixOfMotion(m)))
  return Array.from({ length: points.length / 3 }, (_, i) => {
    let sum: Vector = [0, 0, 0]
    operations.forEach(({ action }, g) => {
      const j = 3 * action[i]!
      const { shift } = motions[g]!
      const back = apply3(backs[g]!, [points[j]!, points[j + 1]!, points[j + 2]! - shift])
      const cells = Math.round((points[3 * i + 2]! - back[2]) / period)
      sum = plus(sum, [back[0], back[1], back[2] + cells * period])
    })
    const [x, y, z] = scaled(sum, 1 / operations.length)
    return onAxis ? [0, 0, z] : [x, y, z]
  })
}
