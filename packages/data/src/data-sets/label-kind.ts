import { shown } from '@buridan/core'
import { InvalidArgumentError } from '@buridan/groups'

/** What the numbers of a label are, as operations on space change them. */
export type LabelKind = 'scalar' | 'pseudo' | 'vector' | 'axial' | 'tensor' | 'voigt' | 'voigt-strain'

/** How one label of a kind is written, and how it stands in a row. */
export interface KindOfLabel {
  /** The numbers that a file has for it. */
  readonly width: number
  /** Its representation, of operations on space. */
  readonly text: string
  /** The coordinates in that representation, as many. */
  readonly coordinates: (numbers: readonly number[]) => readonly number[]
  /** The root mean square of the factors from numbers to coordinates. */
  readonly factor: number
}

const R = Math.SQRT2

/** On the basis of Sym(V,2): xx, xy, xz, yy, yz, zz, those off the diagonal times √2, so that norms are those of the 3×3 matrix. */
function symmetric(off: number) {
  return ([xx, yy, zz, yz, xz, xy]: readonly number[]) => [
    xx!,
    R * off * xy!,
    R * off * xz!,
    yy!,
    R * off * yz!,
    zz!,
  ]
}

const same = (numbers: readonly number[]) => numbers

/** All kinds, by name. */
const LABEL_KINDS: Readonly<Record<LabelKind, KindOfLabel>> = {
  scalar: { width: 1, text: 'T(0)', coordinates: same, factor: 1 },
  pseudo: { width: 1, text: 'pseudo_a', coordinates: same, factor: 1 },
  vector: { width: 3, text: 'V_a', coordinates: same, factor: 1 },
  axial: { width: 3, text: 'axial_a', coordinates: same, factor: 1 },
  tensor: { width: 9, text: 'V_a*V_a', coordinates: same, factor: 1 },
  voigt: { width: 6, text: 'Sym(V_a,2)', coordinates: symmetric(1), factor: Math.sqrt(3 / 2) },
  'voigt-strain': { width: 6, text: 'Sym(V_a,2)', coordinates: symmetric(1 / 2), factor: Math.sqrt(3 / 4) },
}

/** @throws InvalidArgumentError for another name */
export function checkedKind(name: unknown): LabelKind {
  if (typeof name === 'string' && Object.hasOwn(LABEL_KINDS, name)) return name as LabelKind
  throw new InvalidArgumentError(
    `out is ${shown(name)}; of a label it is ${Object.keys(LABEL_KINDS).join(', ')}`,
  )
}

/**
 * The kind of a label by how many numbers it has: one is a scalar, three are a vector, nine a 3×3 tensor.
 *
 * @throws InvalidArgumentError if they may be several things, or are not of the kind that is given
 */
export function kindOf(name: string, width: number, given: LabelKind | undefined): KindOfLabel {
  if (given !== undefined) {
    const kind = LABEL_KINDS[given]
    if (width % kind.width === 0) return kind
    throw new InvalidArgumentError(
      `${name} has ${width} numbers; out ${given}, or --out ${given}, is for ${kind.width}, or a multiple`,
    )
  }
  if (width === 1) return LABEL_KINDS.scalar
  if (width === 3) return LABEL_KINDS.vector
  if (width === 9) return LABEL_KINDS.tensor
  const six =
    width === 6
      ? 'voigt for a symmetric tensor xx yy zz yz xz xy, such as a stress, voigt-strain for one with 2yz, 2xz, 2xy, '
      : ''
  throw new InvalidArgumentError(
    `${name} has ${width} numbers; say what they are by out, or --out: ${six}vector for several vectors, scalar for numbers that no operation changes`,
  )
}
