import {
  compose,
  finiteVector,
  InvalidArgumentError,
  inverse,
  objectOf,
  type Permutation,
  permutation,
  RepresentationMismatchError,
  shown,
} from '@buridan/core'
import { type ComplexMatrix, inverseMatrix, multiplyMatrices } from './complex-matrix.js'

/** A permutation of a finite factor's points, or a matrix. */
type Part = Permutation | ComplexMatrix

/** The required shape of a factor: a finite group has points, a Lie group matrices and an algebra. */
interface FactorShape {
  readonly name: string
  readonly degree?: number
  readonly dim?: number
  readonly ownAlgebra?: readonly ComplexMatrix[]
}

/** The parts of an element, one for each factor, each of the size and the kind of its factor. O(entries). */
export function checkedParts(name: string, factors: readonly FactorShape[], g: unknown): readonly Part[] {
  const parts: readonly Part[] = Array.isArray(g) ? g : [objectOf(g as object, 'an element') as ComplexMatrix]
  if (parts.length !== factors.length) {
    throw new RepresentationMismatchError(
      `an element of ${name} has ${factors.length} parts, not ${parts.length}`,
    )
  }
  return factors.map((f, i) =>
    f.degree === undefined
      ? checkedMatrix(parts[i] as ComplexMatrix, f.dim!, f.name)
      : permutation(parts[i] as ArrayLike<number>, f.degree),
  )
}

function checkedMatrix(matrix: ComplexMatrix, dim: number, name: string): ComplexMatrix {
  const { n, re, im } = objectOf(matrix, `an element of ${name}`)
  if (n !== dim) {
    throw new RepresentationMismatchError(
      `an element of ${name} is a ${dim} × ${dim} matrix { n, re, im? }; n is ${shown(n)}`,
    )
  }
  const real = finiteVector(re, dim * dim, `re of an element of ${name}`)
  return im === undefined
    ? { n, re: real }
    : { n, re: real, im: finiteVector(im, dim * dim, `im of an element of ${name}`) }
}

/** The parts of an element, which need not be a list. */
function partsOf(g: unknown): readonly Part[] {
  return Array.isArray(g) ? g : [g as ComplexMatrix]
}

/** g⁻¹, part by part; unchecked. */
export function invertedParts(g: unknown): readonly Part[] {
  return partsOf(g).map((part) => ('n' in part ? inverseMatrix(part) : inverse(part)))
}

/** gh, part by part; unchecked. */
export function multipliedParts(g: unknown, h: unknown): readonly Part[] {
  const others = partsOf(h)
  return partsOf(g).map((part, i) =>
    'n' in part
      ? multiplyMatrices(part, others[i] as ComplexMatrix)
      : compose(part, others[i] as Permutation),
  )
}

/** Throws unless the value is an element of the basis of a factor's Lie algebra. */
export function refuseOtherAlgebra(
  name: string,
  factors: readonly FactorShape[],
  a: { readonly factor: number; readonly index: number },
): void {
  const { factor, index } = objectOf(a, 'an element of the Lie algebra')
  const algebra = Number.isInteger(factor) ? factors[factor]?.ownAlgebra : undefined
  if (!Number.isInteger(index) || algebra?.[index] === undefined) {
    throw new InvalidArgumentError(
      `{ factor: ${shown(factor)}, index: ${shown(index)} } is no basis element of the Lie algebra of ${name}`,
    )
  }
}
