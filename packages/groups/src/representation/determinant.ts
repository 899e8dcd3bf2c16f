import { ofKind, signOfDeterminant, UnsupportedError } from '@buridan/core'
import { product } from './algebra.js'
import type { AnyGroup, ElementOf } from './any-group.js'
import { baseRepresentation, factorRepresentation, type RepresentationOf } from './base-representation.js'
import { form } from './form.js'
import { MonomialRepresentation } from './monomial-representation.js'
import type { Representation } from './representation.js'
import type { Monomial } from './tensor-index.js'

/** The determinant of an orthogonal representation: ±1. */
class DeterminantRepresentation<G extends AnyGroup> extends MonomialRepresentation<G> {
  constructor(
    readonly inner: Representation<G>,
    factor: number | undefined,
  ) {
    const [text, detail] =
      factor === undefined ? ['pseudo', ''] : [`pseudo_${String.fromCharCode(97 + factor)}`, `${factor}`]
    super(inner.group, 1, 'signed-permutation', text, form('determinant', { detail }))
  }

  override monomial(g: ElementOf<G>): Monomial {
    const { inner } = this
    const sign = inner.isMonomial
      ? signOfMonomial(inner.monomial(g))
      : signOfDeterminant(inner.realMatrix(g).slice(), inner.dim)
    return { image: Uint32Array.of(0), sign: Int8Array.of(sign) }
  }
}

function signOfMonomial({ image, sign }: Monomial): 1 | -1 {
  const seen = new Uint8Array(image.length)
  let positive = true
  for (let i = 0; i < image.length; i++) {
    if (sign[i] === -1) positive = !positive
    for (let j = i, length = 0; !seen[j]; j = image[j]!) {
      seen[j] = 1
      if (length++ > 0) positive = !positive
    }
  }
  return positive ? 1 : -1
}

/**
 * The pseudoscalar representation, ρ(g) = det g: one number that reflections change to its negative. On permutation groups the sign
 * of a permutation. In text `pseudo`, and `pseudo_a`, `pseudo_b` for factors of a product.
 *
 * @param factor - the number of a factor of a direct product, 0 for `pseudo_a`
 * @throws UnsupportedError for a product without `factor`, and where the base representation is not real and orthogonal
 * @throws InvalidArgumentError if `group` is not a group
 * @remarks O(1); each ρ(g) O(d) for signed permutations of a base space of dimension d, else O(d³).
 *
 * @example
 * ```ts
 * import { orthogonal, pseudoscalar, rng } from '@buridan/groups'
 * const inversion = { n: 3, re: Float64Array.of(-1, 0, 0, 0, -1, 0, 0, 0, -1) }
 * console.log(pseudoscalar(orthogonal(3)).apply(inversion, [5])[0]) // → -5
 * ```
 */
export function pseudoscalar<G extends AnyGroup>(group: G, factor?: number): RepresentationOf<G> {
  const made: Representation<AnyGroup> = new DeterminantRepresentation(orthogonalBase(group, factor), factor)
  return made as RepresentationOf<G>
}

/**
 * The representation of axial vectors (pseudovectors) on ℝ³, ρ(g) = det g · g, such as angular velocities, torques and magnetic fields:
 * turned like vectors, and not changed by the inversion. In text `axial`, and `axial_a`, `axial_b` for factors of a product.
 *
 * @param factor - the number of a factor of a direct product, 0 for `axial_a`
 * @throws UnsupportedError for a product without `factor`, and where the base representation is not real, orthogonal and of dimension 3
 * @throws InvalidArgumentError if `group` is not a group
 * @remarks O(1); each ρ(g)x as for V, and once the determinant.
 *
 * @example
 * ```ts
 * import { axialVector, orthogonal } from '@buridan/groups'
 * const mirror = { n: 3, re: Float64Array.of(-1, 0, 0, 0, 1, 0, 0, 0, 1) } // x to −x
 * console.log(axialVector(orthogonal(3)).apply(mirror, [1, 2, 3])) // → Float64Array(3) [ 1, -2, -3 ]
 * ```
 */
export function axialVector<G extends AnyGroup>(group: G, factor?: number): RepresentationOf<G> {
  const V = orthogonalBase(group, factor)
  if (V.dim !== 3) {
    throw new UnsupportedError(
      `axial vectors are those of ℝ³; ${V.text} of ${group.name} has dimension ${V.dim}, on which pseudo*V is det·V`,
    )
  }
  const made: Representation<AnyGroup> = product([new DeterminantRepresentation(V, factor), V])
  return made as RepresentationOf<G>
}

/** The base representation of the group, or of a factor, of which determinants are ±1. */
function orthogonalBase(group: AnyGroup, factor: number | undefined): Representation<AnyGroup> {
  ofKind(group, 'group', 'finite group', 'Lie group', 'product of groups')
  const V: Representation<AnyGroup> =
    factor === undefined ? baseRepresentation(group) : factorRepresentation(group, factor)
  if (V.structure === 'general' || V.complex) {
    throw new UnsupportedError(
      `${V.text} of ${group.name} is ${V.complex ? 'complex' : 'not orthogonal'}; pseudoscalars and axial vectors are those of real orthogonal matrices`,
    )
  }
  return V
}
