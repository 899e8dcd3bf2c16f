import { dot, length, minus, scaled, type Vector } from '@buridan/core'
import { type AnalysedCrystal, analysed } from '../crystals/analysed-crystal.js'
import type { Crystal } from '../crystals/crystal.js'
import { type CrystalPointGroup, pointGroupOf } from '../crystals/crystal-point-group.js'
import { symmetrizedCell } from '../crystals/symmetrized-cell.js'
import { combination, reciprocal } from '../lattice/lattice-basis.js'
import type { WirePointGroup } from '../wires/wire-point-group.js'

/** A crystal, a slab or a wire moved onto its symmetry. */
export interface SymmetrizedCrystal {
  /** In the given cell, its vectors in Å and fractional positions near the given ones. */
  readonly structure: {
    readonly lattice: readonly [Vector, Vector, Vector]
    readonly elements: Crystal['elements']
    readonly positions: readonly Vector[]
    readonly periodic?: readonly boolean[]
  }
  /** How far an atom or the end of a cell vector was moved at most, Å. */
  readonly displacement: number
  /** The symmetry that it had to the tolerance, and has now exactly; of a wire that of its rod group. */
  readonly symmetry: CrystalPointGroup | WirePointGroup
}

/** Cell vectors and atoms go to the mean of the places that operations and translations bring to them. */
export function symmetrizedCrystal(crystal: Crystal, options: { tolerance?: number }): SymmetrizedCrystal {
  return movedOnto(crystal, analysed(crystal, options))
}

/** A crystal moved onto a symmetry that was found. */
export function movedOnto(crystal: Crystal, found: AnalysedCrystal): SymmetrizedCrystal {
  const { read } = found
  const { keptAs, cell } = found.found
  const { basis, fractions } = symmetrizedCell(found)
  // whole coefficients of the cell vectors, and of the lattice vector between an atom and that of the primitive cell
  const rows = read.lattice.map((v, k) => {
    if (k === read.across) return read.given[k]!
    const [x, y, z] = along(cell.dual, v)
    return combination(basis, [Math.round(x), Math.round(y), Math.round(z)])
  })
  const places = read.places.map((place, i) => {
    const own = fractions.subarray(3 * keptAs[i]!, 3 * keptAs[i]! + 3)
    const [x, y, z] = along(cell.dual, place).map((v, k) => own[k]! + Math.round(v - own[k]!))
    return combination(basis, [x!, y!, z!])
  })
  const [a, b, c] = rows
  const dual = reciprocal([a!, b!, c!])
  const moved = [
    ...rows.map((r, k) => minus(r, read.given[k]!)),
    ...places.map((p, i) => minus(p, read.places[i]!)),
  ]
  return {
    structure: {
      lattice: [scaled(a!, 1 / read.unit), scaled(b!, 1 / read.unit), scaled(c!, 1 / read.unit)],
      elements: crystal.elements.slice(),
      positions: places.map((p) => along(dual, p)),
      ...(crystal.periodic ? { periodic: crystal.periodic.slice() } : {}),
    },
    displacement: moved.reduce((most, v) => Math.max(most, length(v)), 0) / read.unit,
    symmetry: pointGroupOf(found),
  }
}

/** The coefficients of a vector in the basis of which these are the reciprocal vectors. */
function along([a, b, c]: readonly [Vector, Vector, Vector], v: Vector): Vector {
  return [dot(a, v), dot(b, v), dot(c, v)]
}
