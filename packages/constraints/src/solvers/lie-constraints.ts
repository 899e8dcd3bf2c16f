import {
  type AlgebraElement,
  algebraOf,
  discreteGeneratorsOf,
  factorsOf,
  type LieRepresentation,
  UnsupportedError,
} from '@buridan/groups'
import { SparseMap } from '../maps/sparse-map.js'
import { blockText } from './block-text.js'
import {
  type Constraint,
  type ConstraintSystem,
  complexGenerators,
  refuseUnknowns,
} from './constraint-system.js'
import { settled } from './settled.js'

/**
 * The equations of a Lie group or a product on representations that are not tensors over base representations, such as
 * symmetric powers: dρ of a basis of the Lie algebra, and ρ of the discrete generators.
 *
 * @throws TooLargeError above 2²⁴ unknowns
 * @throws UnsupportedError for a complex group whose basis or discrete generators are neither real nor imaginary
 */
export function lieConstraints(repIn: LieRepresentation, repOut: LieRepresentation): ConstraintSystem {
  refuseUnknowns(repIn.dim * repOut.dim, blockText(repIn, repOut))
  const constraints: Constraint[] = algebraOf(repIn.group).map((a) => {
    const part = partOf(repIn, a)
    return {
      left: sparse(repOut.derivative(a)[part], repOut.dim),
      right: sparse(repIn.derivative(a)[part], repIn.dim),
    }
  })
  for (const g of discreteGeneratorsOf(repIn.group)) {
    const [left, right] = [repOut.complexMatrix(g), repIn.complexMatrix(g)]
    if ([left, right].some((m) => m.im?.some((v) => v !== 0))) {
      throw complexGenerators(repIn.group.name)
    }
    constraints.push({ left: sparse(left.re, repOut.dim), right: sparse(right.re, repIn.dim) })
  }
  return { rows: repOut.dim, cols: repIn.dim, constraints, text: blockText(repIn, repOut) }
}

/**
 * The part that an element of the basis consists of. Maps over ℂ that commute with iA are those that commute with A, so that an
 * imaginary element gives a real equation.
 */
function partOf({ group }: LieRepresentation, { factor, index }: AlgebraElement): 're' | 'im' {
  const its = factorsOf(group)[factor]!
  const { re, im } = 'ownAlgebra' in its ? its.ownAlgebra[index]! : { re: [], im: undefined }
  if (!im?.some((v) => v !== 0)) return 're'
  if (re.every((v) => v === 0)) return 'im'
  throw new UnsupportedError(
    `the Lie algebra of ${group.name} has a basis that is neither real nor imaginary: maps of powers are not solved`,
  )
}

function sparse(m: Float64Array | undefined, dim: number): SparseMap {
  return SparseMap.fromDense((m ?? new Float64Array(dim * dim)).map(settled), 0, dim, dim)
}
