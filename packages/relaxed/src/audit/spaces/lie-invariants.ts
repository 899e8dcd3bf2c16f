import { euclideanNorm } from '@buridan/core'
import { FiniteGroup, factorsOf, type LieGroup, type LieRepresentation } from '@buridan/groups'

/** A summand of a representation, with the kinds of its indices: `v` of space, `p` of points. */
interface Block {
  readonly offset: number
  readonly dim: number
  readonly kinds: string | undefined
}

/** The summands of a representation, one after the other. */
export function blocksOf(rep: LieRepresentation): Block[] {
  const points = factorsOf(rep.group).findIndex((f) => f instanceof FiniteGroup)
  return rep.summands.flatMap(({ rep: part, count, offset }) => {
    const kinds = part.axes?.map((a) => (a.factor === points ? 'p' : 'v')).join('')
    return Array.from({ length: count }, (_, k) => ({ offset: offset + k * part.dim, dim: part.dim, kinds }))
  })
}

function spaceDim(rep: LieRepresentation): number {
  return factorsOf(rep.group).find((f): f is LieGroup => !(f instanceof FiniteGroup))!.dim
}

/** The places of the coordinates of each point: of vectors and scalars that points have. Empty if there are none. */
export function pointBlocks(rep: LieRepresentation): number[][] {
  const dim = spaceDim(rep)
  const out: number[][] = []
  for (const { offset, dim: size, kinds } of blocksOf(rep)) {
    const width = kinds === 'p' ? 1 : kinds === 'vp' || kinds === 'pv' ? dim : 0
    if (width === 0) continue
    const n = size / width
    for (let i = 0; i < n; i++) {
      const places = (out[i] ??= [])
      for (let c = 0; c < width; c++) places.push(offset + (kinds === 'pv' ? dim * i + c : c * n + i))
    }
  }
  return out
}

/**
 * 1-Lipschitz invariants: the sorted lengths of points' vectors, the sorted sizes of points' scalars, and the norm of each other summand.
 * O(dim log dim).
 */
export function lipschitzInvariants(rep: LieRepresentation, x: Float64Array): Float64Array {
  const dim = spaceDim(rep)
  const parts = blocksOf(rep).map(({ offset, dim: size, kinds }) => {
    const block = x.subarray(offset, offset + size)
    if (kinds === 'p') return block.map(Math.abs).sort()
    if (kinds === 'vp' || kinds === 'pv') return lengths(block, dim, kinds === 'pv').sort()
    return Float64Array.of(euclideanNorm(block))
  })
  const out = new Float64Array(parts.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** The lengths of vectors, one after the other or coordinate by coordinate. */
function lengths(block: Float64Array, dim: number, pointsFirst: boolean): Float64Array {
  const n = block.length / dim
  const vector = new Float64Array(dim)
  return Float64Array.from({ length: n }, (_, i) => {
    for (let c = 0; c < dim; c++) vector[c] = block[pointsFirst ? dim * i + c : c * n + i]!
    return euclideanNorm(vector)
  })
}

/** The norm of the summands that are vectors or tensors of space. O(dim). */
export function turningNorm(rep: LieRepresentation, y: Float64Array): number {
  const parts = blocksOf(rep).filter(({ kinds }) => kinds === undefined || kinds.includes('v'))
  return euclideanNorm(parts.map(({ offset, dim }) => euclideanNorm(y.subarray(offset, offset + dim))))
}

/** The largest share of a label attributed to a tilt. */
const MOST_TILT = 0.01

/** The change of a label of this size with a frame laid through points of this spread and error. */
export function tiltOf(spread: number, error: number, size: number): number {
  return size * (error < MOST_TILT * spread ? error / spread : MOST_TILT)
}

/** Whether it is of O(3) or SO(3), without pseudoscalars, which `nearStabilizers` does not take where reflections change them. */
export function isInSpace(rep: LieRepresentation): boolean {
  const lie = factorsOf(rep.group).find((f): f is LieGroup => !(f instanceof FiniteGroup))!
  return (
    lie.dim === 3 &&
    /^S?O\(3\)$/.test(lie.name) &&
    rep.summands.every(({ rep: part }) => part.form.kind !== 'determinant' && !/pseudo/.test(part.text))
  )
}

/**
 * An input whose vectors are projected on an axis, or are 0 without one: what all turns about it keep. Undefined for inputs with tensors.
 * O(dim).
 */
export function onAxis(
  rep: LieRepresentation,
  x: Float64Array,
  axis: ArrayLike<number> | undefined,
): Float64Array | undefined {
  const dim = spaceDim(rep)
  const out = x.slice()
  for (const { offset, dim: size, kinds } of blocksOf(rep)) {
    if (kinds === '' || kinds === 'p') continue
    if (kinds !== 'v' && kinds !== 'vp' && kinds !== 'pv') return undefined
    const n = size / dim
    for (let i = 0; i < n; i++) {
      const at = (c: number) => offset + (kinds === 'vp' ? c * n + i : dim * i + c)
      let along = 0
      if (axis) for (let c = 0; c < dim; c++) along += axis[c]! * x[at(c)]!
      for (let c = 0; c < dim; c++) out[at(c)] = axis ? along * axis[c]! : 0
    }
  }
  return out
}
