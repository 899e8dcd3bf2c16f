import { sparseBasis } from '@buridan/constraints'
import {
  type AnyGroup,
  type AnyRepresentation,
  alternatingPower,
  directSum,
  dual,
  FiniteGroup,
  factorRepresentation,
  groupGrammar,
  MixedProduct,
  pointGroupNames,
  pseudoscalar,
  rng,
  tensor,
  tensorProduct,
  trivial,
  UnsupportedError,
} from '@buridan/groups'
import { conformanceText } from '../../../conformance/read.js'

/** A function that is equivariant by how it is made. */
export interface Lesson {
  readonly name: (typeof LESSONS)[number] | 'dipole'
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly of: (x: Float64Array) => Float64Array
}

/** The names of lessons. */
export const LESSONS = ['x²', 'xy', '|x|²', 'a sign', 'x ∧ y', 'x ⊗ y'] as const

/** Texts of the groups of the catalogue: the examples of the grammar, all point groups, and those of emlp. */
export function catalogue(): string[] {
  return [
    ...new Set([
      ...Object.keys(JSON.parse(conformanceText('groups.json')) as object),
      ...pointGroupNames,
      ...groupGrammar.entries.flatMap((e) => e.examples),
    ]),
  ]
}

/** Squares of more coordinates are tensors of too many. */
const MAX_SQUARE = 6

/** x², xy, |x|², a sign times x, x ∧ y, and for products of groups x ⊗ y, as far as the group has them. */
export function lessonsOf(group: AnyGroup): Lesson[] {
  const factors = factorsOf(group)
  const V: AnyRepresentation = factors.length > 1 ? tensorProduct(...factors) : tensor(group, 1)
  if (V.complex || V.dim === 0) return []
  const scalar: AnyRepresentation = trivial(group)
  const n = V.dim
  const lessons: Lesson[] = []
  const [first, second] = [(x: Float64Array) => x.subarray(0, n), (x: Float64Array) => x.subarray(n, 2 * n)]
  const permutes = V.structure === 'permutation'
  if (permutes) {
    lessons.push({ name: 'x²', repIn: V, repOut: V, of: (x) => x.map((v) => v * v) })
    lessons.push({
      name: 'xy',
      repIn: directSum<AnyRepresentation>(V, V),
      repOut: V,
      of: (x) => first(x).map((v, i) => v * second(x)[i]!),
    })
  } else {
    if (n <= MAX_SQUARE) {
      const repOut = tensorProduct<AnyRepresentation>(V, V)
      lessons.push({ name: 'x²', repIn: V, repOut, of: (x) => outer(x, x) })
    }
    const of = (x: Float64Array) =>
      Float64Array.of(first(x).reduce((sum, v, i) => sum + v * second(x)[i]!, 0))
    lessons.push({ name: 'xy', repIn: directSum<AnyRepresentation>(V, dual(V)), repOut: scalar, of })
  }
  if (factors.length > 1) {
    const [a, b] = factors as [AnyRepresentation, AnyRepresentation]
    lessons.push({
      name: 'x ⊗ y',
      repIn: directSum(a, b),
      repOut: tensorProduct(a, b),
      of: (x) => outer(x.subarray(0, a.dim), x.subarray(a.dim)),
    })
  }
  const square = squareOf(V)
  if (square) lessons.push({ name: '|x|²', repIn: V, repOut: scalar, of: (x) => Float64Array.of(square(x)) })
  const sign = signOf(group)
  if (sign) {
    const repOut = tensorProduct<AnyRepresentation>(sign, V)
    lessons.push({
      name: 'a sign',
      repIn: directSum<AnyRepresentation>(sign, V),
      repOut,
      of: (x) => x.slice(1).map((v) => v * x[0]!),
    })
  }
  if (n > 1 && n <= MAX_SQUARE) {
    lessons.push({
      name: 'x ∧ y',
      repIn: directSum<AnyRepresentation>(V, V),
      repOut: alternatingPower(V, 2) as AnyRepresentation,
      of: (x) => wedge(first(x), second(x)),
    })
  }
  return lessons
}

/** The representations of the factors of a product that has none of its own; none for other groups. */
function factorsOf(group: AnyGroup): AnyRepresentation[] {
  const count =
    group instanceof MixedProduct
      ? group.factors.length
      : group instanceof FiniteGroup && group.base.kind === 'product'
        ? group.base.factors.length
        : 0
  return Array.from({ length: count }, (_, i): AnyRepresentation => factorRepresentation(group, i))
}

/** The quadratic form that the group keeps and that has fewest entries, if there is one; the plain square of orthogonal groups. */
function squareOf(V: AnyRepresentation): ((x: Float64Array) => number) | undefined {
  if (V.structure !== 'general') return (x) => x.reduce((sum, v) => sum + v * v, 0)
  const maps =
    sparseBasis(tensorProduct<AnyRepresentation>(V, V), trivial(V.group) as AnyRepresentation) ?? []
  const random = rng(3)
  const probe = new Float64Array(V.dim).map(() => random.normal())
  const forms = maps.map((map) => (x: Float64Array) => {
    const out = new Float64Array(1)
    map.applyInto(1, outer(x, x), 0, out, 0)
    return out[0]!
  })
  return forms.find((f) => Math.abs(f(probe)) > 1e-9)
}

function signOf(group: AnyGroup): AnyRepresentation | undefined {
  try {
    return pseudoscalar(group) as AnyRepresentation
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined
    throw error
  }
}

function outer(x: Float64Array, y: Float64Array): Float64Array {
  const out = new Float64Array(x.length * y.length)
  for (let i = 0, at = 0; i < x.length; i++) for (let j = 0; j < y.length; j++, at++) out[at] = x[i]! * y[j]!
  return out
}

function wedge(x: Float64Array, y: Float64Array): Float64Array {
  const out: number[] = []
  for (let i = 0; i < x.length; i++)
    for (let j = i + 1; j < x.length; j++) out.push(x[i]! * y[j]! - x[j]! * y[i]!)
  return Float64Array.from(out)
}
