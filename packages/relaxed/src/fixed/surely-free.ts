import { BuridanError, orbitsOfMoves, rng } from '@buridan/core'
import {
  type AnyRepresentation,
  FiniteGroup,
  factorsOf,
  isFiniteRepresentation,
  LieGroup,
  type LieRepresentation,
  type Representation,
  stabilizer,
} from '@buridan/groups'

/** Whether every nontrivial subgroup moves x by more than a distance; false if that is not clear at once. O(dim · log dim). */
export type FreeTest = (x: Float64Array, distance: number) => boolean

/**
 * A test that most samples without symmetry pass, so that no stabilizer needs to be searched for: coordinates, or points in space, all
 * differ by numbers that move with them, and only the identity leaves all of them in place.
 */
export function freeTest(rep: AnyRepresentation): FreeTest {
  return isFiniteRepresentation(rep) ? ofCoordinates(rep) : ofPoints(rep)
}

const never: FreeTest = () => false

/** Coordinates of a signed permutation representation on which the group acts faithfully, distinguished by their values. */
function ofCoordinates(rep: Representation): FreeTest {
  const summands = rep.summands
    .filter(({ rep: part }) => part.isMonomial)
    .sort((a, b) => a.rep.dim - b.rep.dim)
    .map((summand) => ({ ...summand, orbit: undefined as readonly number[] | undefined }))
  return (x, distance) =>
    summands.some((summand) => {
      const { rep: part, count, offset } = summand
      // computed only if smaller summands do not decide: it takes long for large ones
      summand.orbit ??= faithfulOrbit(part)
      const { orbit } = summand
      if (orbit.length === 0) return false
      const isSigned = part.structure !== 'permutation'
      const values = new Float64Array(orbit.length)
      for (let at = offset; at < offset + count * part.dim; at += part.dim) {
        for (let k = 0; k < orbit.length; k++) {
          const v = x[at + orbit[k]!]!
          values[k] = isSigned ? Math.abs(v) : v
        }
        // a change of sign is visible only in coordinates that are not 0
        if (areApart(values, distance) && (!isSigned || values[0]! > distance)) return true
      }
      return false
    })
}

/** The largest orbit of coordinates, if only the identity fixes each of them; otherwise empty. */
function faithfulOrbit(rep: Representation): readonly number[] {
  const moves = rep.group.generators.map((g) => rep.monomial(g).image)
  const { numbers, sizes } = orbitsOfMoves(rep.dim, moves.length, (i, k) => moves[k]![i]!)
  const largest = sizes.reduce((best, size, k) => (size > sizes[best]! ? k : best), 0)
  const orbit = [...numbers.keys()].filter((i) => numbers[i] === largest)
  const random = rng(0)
  const generic = new Float64Array(rep.dim)
  for (const i of orbit) generic[i] = random.normal()
  try {
    return stabilizer(rep, generic).order === 1n ? orbit : []
  } catch (error) {
    if (error instanceof BuridanError) return []
    throw error
  }
}

/** Whether all numbers differ by more than a distance. Sorts them in place. */
function areApart(values: Float64Array, distance: number): boolean {
  values.sort()
  for (let i = 1; i < values.length; i++) if (!(values[i]! - values[i - 1]! > distance)) return false
  return true
}

/**
 * Every nontrivial group moves vectors that span space: a reflection by at least 2√λ, λ the least eigenvalue of Σ v vᵀ. √λ must exceed this
 * many times the distance.
 */
const SPANNING = 10
/** Pivots up to this share of the trace may be rounding. */
const NO_PIVOT = 1e-12

/** Points distinguished by their scalars and the lengths of their vectors, which span space. */
function ofPoints(rep: LieRepresentation): FreeTest {
  const factors = factorsOf(rep.group)
  const [space, ...others] = factors.filter((f) => f instanceof LieGroup)
  const finite = factors.filter((f) => f instanceof FiniteGroup)
  const isOrthogonal = space !== undefined && /^S?O\(\d+\)$/.test(space.name)
  if (!isOrthogonal || others.length > 0 || finite.length > 1 || space.dim < 1) return never
  const d = space.dim
  const n = finite[0]?.degree ?? 0
  const pointsFactor = factors.findIndex((f) => f instanceof FiniteGroup)
  const blocks = rep.summands.flatMap(({ rep: part, count, offset }) => {
    const kind = part.axes?.map((a) => (a.factor === pointsFactor ? 'p' : 'v')).join('')
    const size = { v: d, p: n, vp: d * n, pv: d * n }[kind ?? '']
    if (size !== part.dim) return []
    return Array.from({ length: count }, (_, copy) => ({ kind, at: offset + copy * part.dim }))
  })
  const ofAPoint = blocks.filter(({ kind }) => kind !== 'v').length
  const gram = new Float64Array(d * d)
  const vector = new Float64Array(d)
  const marks = new Float64Array(n)
  return (x, distance) => {
    gram.fill(0)
    marks.fill(0)
    let channel = 0
    for (const { kind, at } of blocks) {
      // different weights whose squares add up to at most 1, so that marks change by no more than x does
      const weight = kind === 'v' ? 0 : (1 - 0.5 ** ++channel) / Math.sqrt(ofAPoint)
      for (let p = 0; p < (kind === 'v' ? 1 : n); p++) {
        if (kind === 'p') {
          marks[p]! += weight * x[at + p]!
          continue
        }
        let square = 0
        for (let c = 0; c < d; c++) {
          vector[c] = x[kind === 'vp' ? at + c * n + p : at + p * d + c]!
          square += vector[c]! ** 2
        }
        if (kind !== 'v') marks[p]! += weight * Math.sqrt(square)
        for (let r = 0; r < d; r++) for (let c = 0; c <= r; c++) gram[r * d + c]! += vector[r]! * vector[c]!
      }
    }
    return areApart(marks, distance) && leastEigenvalue(gram, d) > (SPANNING * distance) ** 2
  }
}

/**
 * A lower bound of the least eigenvalue of a symmetric matrix given by its lower triangle, diagonal included: the determinant over the
 * largest possible product of the other eigenvalues, by the inequality of means. 0 if a pivot may be rounding. Overwrites the matrix.
 * O(d³).
 */
function leastEigenvalue(a: Float64Array, d: number): number {
  let trace = 0
  for (let i = 0; i < d; i++) trace += a[i * d + i]!
  const most = trace / Math.max(1, d - 1)
  let bound = most
  for (let k = 0; k < d; k++) {
    const pivot = a[k * d + k]!
    if (!(pivot > NO_PIVOT * trace)) return 0
    bound *= pivot / most
    for (let i = k + 1; i < d; i++) {
      const factor = a[i * d + k]! / pivot
      for (let j = k + 1; j <= i; j++) a[i * d + j]! -= factor * a[j * d + k]!
    }
  }
  return bound
}
