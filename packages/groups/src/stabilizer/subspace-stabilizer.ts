import { euclideanNorm, identityPermutation, innerProduct, type Rng, UnsupportedError } from '@buridan/core'
import { permutationGroup } from '@buridan/permutations'
import type { LieElement } from '../lie/lie-factors.js'
import { LieGroup, type MixedProduct } from '../lie/lie-group.js'
import { orthogonal, specialOrthogonal } from '../lie/orthogonal-groups.js'
import { isProper, preservesLengths } from '../lie/rotation-group.js'
import type { LieRepresentation } from '../representation/representation.js'
import type { RotationOperation, RotationStabilizer } from './rotation-result.js'

/** Whether it is O(d) or SO(d), alone, of another space than ℝ³, which has stabilizers of more kinds of vectors. */
export function isOrthogonalOfSpace(group: LieGroup | MixedProduct): group is LieGroup {
  return group instanceof LieGroup && group.dim !== 3 && preservesLengths(group)
}

/**
 * The stabilizer of vectors, pseudoscalars and scalars in O(d) or SO(d): the orthogonal group of what is normal to all of the vectors; x checked,
 * tolerance relative. O(d² · (d + vectors)).
 */
export function subspaceStabilizer(
  rep: LieRepresentation,
  x: Float64Array,
  tolerance: number,
): RotationStabilizer {
  const group = rep.group as LieGroup
  const d = group.dim
  const norm = euclideanNorm(x)
  const { vectors, pseudoscalars } = readVectors(rep, x, d)
  const reflected = 2 * euclideanNorm(pseudoscalars)
  const proper = isProper(group) || reflected > tolerance * norm
  const { spanned, left, before } = spanOf(vectors, (tolerance * norm) / 2)
  const normal = complementOf(spanned, d)
  const m = normal.length
  const whole = proper ? specialOrthogonal : orthogonal
  const reflection =
    proper || m === 0 ? undefined : onNormal(normal, d, (v) => v.map((c, i) => (i === 0 ? -c : c)))
  const draw = (random: Rng) => {
    if (m === 0) return onNormal(normal, d, (v) => v)
    const { re } = whole(m).haarSample(random)
    return onNormal(normal, d, (v) => v.map((_, i) => innerProduct(re.subarray(i * m, (i + 1) * m), v)))
  }
  const dimension = (m * (m - 1)) / 2
  const element = (re: Float64Array): LieElement => ({ n: d, re })
  const identity = onNormal(normal, d, (v) => v)
  const operations: RotationOperation[] = [identity, ...(reflection ? [reflection] : [])].map(
    (matrix, k) => ({
      matrix,
      determinant: k === 0 ? 1 : -1,
      images: identityPermutation(0),
      deviation: k === 0 ? 0 : 2 * left,
    }),
  )
  const order = dimension > 0 ? undefined : BigInt(operations.length)
  return {
    orbitType: m <= 1 && (proper || m === 0) ? 'trivial' : `${proper ? 'SO' : 'O'}(${m})`,
    order,
    dimension,
    group: new LieGroup({
      name: `${proper ? 'SO' : 'O'}(${m}) on ${m} of ${d} dimensions`,
      dim: d,
      complex: false,
      algebra: pairs(m).map(([i, j]) => ({ n: d, re: turnOf(normal[i]!, normal[j]!) })),
      discrete: reflection ? [{ n: d, re: reflection }] : [],
      unitary: true,
      haar: (random) => ({ n: d, re: draw(random) }),
    }),
    permutations: permutationGroup([], { degree: 0 }),
    operations: dimension === 0 ? operations : [],
    axis: undefined,
    orbitDimension: (d * (d - 1)) / 2 - dimension,
    defect: norm === 0 ? 0 : Math.max(2 * left, proper ? 0 : reflected) / norm,
    gap:
      norm === 0
        ? Number.POSITIVE_INFINITY
        : Math.min(
            2 * before,
            proper && !isProper(group) && reflected > 0 ? reflected : Number.POSITIVE_INFINITY,
          ) / norm,
    randomElement: (random) => element(draw(random)),
    components: reflection ? 2n : 1n,
    componentGenerators: reflection ? [element(reflection)] : [],
    transversal: m === d && (!proper || isProper(group)) ? [identity] : undefined,
  }
}

/** Vectors, pseudoscalars and scalars off the coordinates of a representation. */
function readVectors(rep: LieRepresentation, x: Float64Array, d: number) {
  const vectors: Float64Array[] = []
  const pseudoscalars: number[] = []
  let at = 0
  for (const part of rep.summands.flatMap((s) => Array.from({ length: s.count }, () => s.rep))) {
    const block = x.slice(at, at + part.dim)
    at += part.dim
    if (part.form.kind === 'determinant') pseudoscalars.push(block[0]!)
    else if (part.axes?.length === 1 && part.dim === d) vectors.push(block)
    else if (part.axes?.length !== 0) {
      throw new UnsupportedError(
        `the stabilizer of a vector of ${part.text} in ${rep.group.name} is not known: scalars, pseudoscalars and vectors are`,
      )
    }
  }
  return { vectors, pseudoscalars }
}

/**
 * An orthonormal basis of the space that vectors span, up to a distance: each time along what is left of the one of which most is left. How much
 * is left of all of them, and was before the last.
 */
function spanOf(vectors: readonly Float64Array[], distance: number) {
  const rest = vectors.map((v) => v.slice())
  const spanned: Float64Array[] = []
  const amount = () => euclideanNorm(rest.map(euclideanNorm))
  let [left, before] = [amount(), Number.POSITIVE_INFINITY]
  while (left > distance) {
    const longest = rest.reduce((a, b) => (euclideanNorm(b) > euclideanNorm(a) ? b : a))
    const size = euclideanNorm(longest)
    const along = longest.map((v) => v / size)
    for (const b of spanned) subtract(along, b)
    const again = euclideanNorm(along)
    const next = along.map((v) => v / again)
    spanned.push(next)
    for (const v of rest) subtract(v, next)
    before = left
    left = amount()
  }
  return { spanned, left, before }
}

/** v ← v − ⟨b, v⟩ b, twice, for what rounding leaves. */
function subtract(v: Float64Array, b: Float64Array): void {
  for (let time = 0; time < 2; time++) {
    const inner = innerProduct(b, v)
    for (let i = 0; i < v.length; i++) v[i]! -= inner * b[i]!
  }
}

/** An orthonormal basis of what is normal to orthonormal vectors of ℝᵈ. */
function complementOf(spanned: readonly Float64Array[], d: number): Float64Array[] {
  const all = [...spanned]
  while (all.length < d) {
    const rests = Array.from({ length: d }, (_, i) => {
      const e = new Float64Array(d)
      e[i] = 1
      for (const b of all) subtract(e, b)
      return e
    })
    const longest = rests.reduce((a, b) => (euclideanNorm(b) > euclideanNorm(a) + 1e-9 ? b : a))
    const size = euclideanNorm(longest)
    all.push(longest.map((v) => v / size))
  }
  return all.slice(spanned.length)
}

/** The matrix that acts on coordinates along some orthonormal vectors of ℝᵈ, and leaves what is normal to them. */
function onNormal(
  normal: readonly Float64Array[],
  d: number,
  act: (coordinates: Float64Array) => Float64Array,
): Float64Array {
  const out = new Float64Array(d * d)
  for (let j = 0; j < d; j++) {
    const before = Float64Array.from(normal, (v) => v[j]!)
    const after = act(before)
    for (let i = 0; i < d; i++) {
      let entry = i === j ? 1 : 0
      for (let k = 0; k < normal.length; k++) entry += (after[k]! - before[k]!) * normal[k]![i]!
      out[i * d + j] = entry
    }
  }
  return out
}

/** u vᵀ − v uᵀ. */
function turnOf(u: Float64Array, v: Float64Array): Float64Array {
  const d = u.length
  return Float64Array.from({ length: d * d }, (_, e) => {
    const [i, j] = [Math.floor(e / d), e % d]
    return u[i]! * v[j]! - v[i]! * u[j]!
  })
}

function pairs(m: number): [number, number][] {
  return Array.from({ length: m }, (_, i) =>
    Array.from({ length: i }, (_, j): [number, number] => [i, j]),
  ).flat()
}
