import { euclideanDistance, euclideanNorm, type Matrix3, rotationAbout, type Vector } from '@buridan/core'
import {
  act,
  baseRepresentation,
  elementsOf,
  FiniteGroup,
  factorsOf,
  identityPermutation,
  type LieElement,
  type LieRepresentation,
  pointGroup,
  UnsupportedError,
} from '@buridan/groups'

/** Turns about an axis: their mean is exact for tensors of fewer vectors than this. */
const TURNS = 12
/** An angle that is no fraction of a full turn, and an axis in general position. */
const OTHER = { angle: 1, axis: [0.48, 0.6, 0.64] } as const
/** Another rotation may change the mean by at most this share of the norm of the label. */
const ROUNDING = 1e-10

let icosahedral: readonly Matrix3[] | undefined

/** The 60 rotations of the icosahedron, whose mean is that of all rotations for tensors of up to five vectors. */
function icosahedralRotations(): readonly Matrix3[] {
  if (!icosahedral) {
    const rep = baseRepresentation(pointGroup('I'))
    const list = elementsOf(rep.group)
    icosahedral = Array.from({ length: list.order }, (_, i) => rep.realMatrix(list.view(i)))
  }
  return icosahedral
}

/**
 * The mean of a label over all turns about an axis, or over all rotations, as the mean over finitely many, checked by another one. O(60 ·
 * cost of acting).
 *
 * @throws UnsupportedError for tensors of too many vectors: more than five for all rotations, more than eleven for turns about an axis
 */
export function rotationMean(
  rep: LieRepresentation,
  axis: Vector | undefined,
  z: Float64Array,
): Float64Array {
  const rotations = axis
    ? Array.from({ length: TURNS }, (_, k) => rotationAbout(axis, (2 * Math.PI * k) / TURNS))
    : icosahedralRotations()
  const sum = new Float64Array(z.length)
  for (const matrix of rotations) {
    act(rep, elementOf(rep, matrix), z).forEach((v, i) => {
      sum[i]! += v
    })
  }
  const mean = sum.map((v) => v / rotations.length)
  const other = rotationAbout(axis ?? OTHER.axis, OTHER.angle)
  if (euclideanDistance(act(rep, elementOf(rep, other), mean), mean) > ROUNDING * euclideanNorm(z)) {
    throw new UnsupportedError(
      `labels in ${rep.text.slice(0, 60)} are not averaged over all rotations: tensors of up to five vectors are`,
    )
  }
  return mean
}

/** The element that rotates space and leaves the order of points as it is. */
function elementOf(rep: LieRepresentation, re: Matrix3): LieElement {
  const parts = factorsOf(rep.group).map((f) =>
    f instanceof FiniteGroup ? identityPermutation(f.degree) : { n: 3, re },
  )
  return 'factors' in rep.group ? parts : { n: 3, re }
}
