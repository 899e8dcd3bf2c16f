import { fixedSpace } from '@buridan/constraints'
import {
  type AnyRepresentation,
  BuridanError,
  isFiniteRepresentation,
  type Representation,
  restrict,
  rng,
  type SubgroupClass,
  sameGroup,
  stabilizer,
  subgroupClasses,
} from '@buridan/groups'
import { carried, distinct, MAX_DIM } from './carried.js'

/** A way in which features cannot hold what the input has, or the output needs. */
export interface Bottleneck {
  /**
   * `input`: components of the input that no linear map carries into the features. `output`: components of the output that none
   * reaches from them. `symmetry`: features of inputs with a symmetry gain more of it.
   */
  readonly kind: 'input' | 'output' | 'symmetry'
  readonly message: string
}

/** Larger groups are not looked at. */
const MAX_ORDER = 200n

/**
 * Information bottlenecks of features Y between an input X and an output Z:
 *
 * - isotypic components of X without a counterpart in Y: what they hold is lost in the first layer;
 * - components of Z without a counterpart in Y: the output is always zero there;
 * - for a stabilizer H of inputs, generic features of Fix_Y(H) may have a larger stabilizer H̄, the symmetry infimum of H in Y
 *   (finite groups): Y cannot tell H from H̄.
 *
 * @throws RepresentationMismatchError | InvalidArgumentError if the groups differ, or a value is not a representation
 * @remarks O(dim³) and, for finite groups of order up to 200, the subgroups that are stabilizers. docs/mathematics.md,
 * “Bottlenecks”.
 *
 * @example
 * ```ts
 * import { bottlenecks } from '@buridan/emlp'
 * import { orthogonal, parseRepresentation } from '@buridan/groups'
 * const G = orthogonal(3)
 * const rep = (text: string) => parseRepresentation(G, text)
 * console.log(bottlenecks(rep('V'), rep('8*T(0)'), rep('V')).map((b) => b.kind)) // → [ 'input', 'output' ]
 * console.log(bottlenecks(rep('V'), rep('8*T(0)+2*V'), rep('V'))) // → []
 * ```
 */
export function bottlenecks(
  repIn: AnyRepresentation,
  features: AnyRepresentation,
  repOut: AnyRepresentation,
): Bottleneck[] {
  sameGroup(repIn, features)
  sameGroup(features, repOut)
  return [
    ...lostInputs(repIn, features),
    ...unreachedOutputs(features, repOut),
    ...gainedSymmetry(repIn, features),
  ]
}

function lostInputs(repIn: AnyRepresentation, features: AnyRepresentation): Bottleneck[] {
  return distinct(repIn).flatMap((part) => {
    const lost = part.dim - carried(part, features, 'in')
    if (lost === 0) return []
    const message =
      `of ${short(part.text)} in the input, ${lost} of ${part.dim} dimensions have no counterpart in the features ` +
      `${short(features.text)}: no layer can use what they hold. Add ${short(part.text)} to the hidden representation`
    return [{ kind: 'input' as const, message }]
  })
}

function unreachedOutputs(features: AnyRepresentation, repOut: AnyRepresentation): Bottleneck[] {
  return distinct(repOut).flatMap((part) => {
    const missing = part.dim - carried(features, part, 'out')
    if (missing === 0) return []
    const message =
      `of ${short(part.text)} in the output, ${missing} of ${part.dim} dimensions are out of reach of the features ` +
      `${short(features.text)}: they are always 0. Add ${short(part.text)} to the hidden representation`
    return [{ kind: 'output' as const, message }]
  })
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

function gainedSymmetry(repIn: AnyRepresentation, features: AnyRepresentation): Bottleneck[] {
  if (!(isFiniteRepresentation(repIn) && isFiniteRepresentation(features))) return []
  if (repIn.group.order > MAX_ORDER || repIn.dim > MAX_DIM || features.dim > MAX_DIM) return []
  let gains: { before: number; after: bigint }[]
  try {
    const { classes } = subgroupClasses(repIn.group)
    gains = classes.flatMap((c) => gainOf(c, repIn, features))
  } catch (error) {
    // subgroups or stabilizers out of reach say nothing about the features
    if (error instanceof BuridanError) return []
    throw error
  }
  const first = gains[0]
  if (!first) return []
  const message =
    `inputs whose symmetry is a group of order ${first.before} have features with one of order ${first.after}` +
    `${gains.length > 1 ? `, and so for ${gains.length - 1} more kinds of symmetry` : ''}: ` +
    `${short(features.text)} cannot tell them apart. Add ${short(distinct(repIn).at(-1)?.text ?? '')} to the hidden representation`
  return [{ kind: 'symmetry', message }]
}

/** Whether generic features of inputs with stabilizer H have a larger one, for a class that is the stabilizer of an input. */
function gainOf(
  c: SubgroupClass,
  repIn: Representation,
  features: Representation,
): { before: number; after: bigint }[] {
  const { group } = c.representative
  if (genericStabilizerOrder(repIn, group) !== BigInt(c.order)) return []
  const after = genericStabilizerOrder(features, group)
  return after === BigInt(c.order) ? [] : [{ before: c.order, after }]
}

/** The order of the stabilizer of a generic vector of Fix(H). */
function genericStabilizerOrder(
  rep: Representation,
  group: SubgroupClass['representative']['group'],
): bigint {
  const { dim, basis } = fixedSpace(restrict(rep, group))
  const random = rng(0x9e)
  const v = new Float64Array(rep.dim)
  for (let k = 0; k < dim; k++) {
    const weight = random.normal()
    for (let i = 0; i < rep.dim; i++) v[i]! += weight * basis[i * dim + k]!
  }
  return stabilizer(rep, v).order
}
