import {
  arrayOf,
  elementsOf,
  finiteVector,
  InvalidArgumentError,
  inverse,
  type Representation,
  type Stabilizer,
  sameGroup,
  stabilizer,
  UnsupportedError,
} from '@buridan/groups'
import { OrbitIndex } from './orbit-index.js'

/** Options of {@link audit}. */
export interface AuditOptions {
  readonly x: readonly ArrayLike<number>[]
  readonly y: readonly ArrayLike<number>[]
  readonly repIn: Representation
  readonly repOut: Representation
  /** Relative tolerance of stabilizers and orbits, 1e-6 by default. */
  readonly tolerance?: number
  /** How many of the samples that pay most are listed, 5 by default. */
  readonly worst?: number
}

/** The samples whose stabilizers have one order. */
export interface AuditOrbitType {
  readonly stabilizerOrder: number
  readonly samples: number
  readonly orbits: number
  /** Their part of the price, summed over them and divided by all samples. */
  readonly price: number
}

/** What symmetry costs on a data set. Figures are means over samples of squared norms summed over output components. */
export interface AuditReport {
  readonly samples: number
  /** Samples with a stabilizer other than the identity. */
  readonly symmetric: number
  readonly orbits: number
  readonly orbitTypes: readonly AuditOrbitType[]
  /** The least squared error of any equivariant function: price + disagreement. */
  readonly strictFloor: number
  /** The price of Curie's principle, ‖z − P_{G_x} z‖²: what relaxed equivariance can remove. */
  readonly price: number
  /** The spread of the P_{G_x} z along each orbit: labels that disagree. */
  readonly disagreement: number
  readonly labelVariance: number
  /** Samples that pay most of the price. */
  readonly worst: readonly {
    readonly index: number
    readonly price: number
    readonly stabilizerOrder: number
  }[]
  readonly advice: string
}

interface Orbit {
  readonly stabilizer: Stabilizer
  /** Projected labels carried back to the representative. */
  readonly projected: Float64Array[]
}

/**
 * Audits a data set for symmetry: how much of the labels no equivariant model can fit, and on which samples.
 *
 * @param options - rows `x`, `y` and the representations ρ_in, ρ_out of one finite group; ρ_out orthogonal
 * @throws InvalidArgumentError for empty data or NaN, RepresentationMismatchError for rows of the wrong length
 * @throws UnsupportedError if ρ_out is not orthogonal: the floor would be no sum of squared norms
 * @throws TooLargeError if the group is too large to list
 * @remarks O(samples · order · dim). See docs/mathematics.md, “The floor”.
 *
 * @example
 * ```ts
 * import { audit } from '@buridan/relaxed'
 * import { dihedral, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const report = audit({ x: [[1, 1, 1, 1]], y: [[1, 0, 0, 0]], repIn: rep, repOut: rep })
 * console.log(report.strictFloor, report.price) // → 0.75 0.75
 * ```
 */
export function audit(options: AuditOptions): AuditReport {
  const { repIn, repOut, tolerance = 1e-6, worst = 5 } = options
  sameGroup(repIn, repOut)
  if (repOut.structure === 'general') {
    throw new UnsupportedError(
      `the floor needs an orthogonal output representation; ${repOut.text} is not known to be one`,
    )
  }
  const count = arrayOf(options.x, 'x').length
  arrayOf(options.y, 'y')
  if (!count) throw new InvalidArgumentError('x is empty; an audit needs at least one sample')
  if (options.y.length !== count) {
    throw new InvalidArgumentError(`x has ${count} rows and y ${options.y.length}; they must pair up`)
  }
  const index = new OrbitIndex(repIn, tolerance)
  const orbits: Orbit[] = []
  const prices = new Float64Array(count)
  const orbitOf = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const x = finiteVector(options.x[i]!, repIn.dim, `x[${i}]`)
    const y = finiteVector(options.y[i]!, repOut.dim, `y[${i}]`)
    const { orbit, g } = index.place(x)
    orbits[orbit] ??= { stabilizer: stabilizer(repIn, x, { tolerance }), projected: [] }
    const z = new Float64Array(repOut.dim)
    repOut.applyInto(inverse(g), y, 0, z, 0)
    const fixed = projectOnFixed(repOut, orbits[orbit].stabilizer, z)
    orbitOf[i] = orbit
    prices[i] = squaredDistance(z, fixed)
    orbits[orbit].projected.push(fixed)
  }
  const report = summarize(options, orbits, orbitOf, prices, worst)
  if (!Number.isFinite(report.strictFloor) || !Number.isFinite(report.labelVariance)) {
    throw new InvalidArgumentError('the squares of the labels overflow; give y in a larger unit')
  }
  return report
}

/** P_{G_x} z, the mean of ρ(h)z over the stabilizer. */
function projectOnFixed(rep: Representation, { members }: Stabilizer, z: Float64Array): Float64Array {
  if (members.length === 1) return z
  const list = elementsOf(rep.group)
  const out = new Float64Array(rep.dim)
  const moved = new Float64Array(rep.dim)
  for (const h of members) {
    rep.applyInto(list.at(h), z, 0, moved, 0)
    for (let i = 0; i < out.length; i++) out[i]! += moved[i]!
  }
  return out.map((v) => v / members.length)
}

function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum
}

/** Σ ‖v − mean‖². */
function spread(vectors: readonly ArrayLike<number>[], dim: number): number {
  const mean = new Float64Array(dim)
  for (const v of vectors) for (let i = 0; i < dim; i++) mean[i]! += v[i]! / vectors.length
  return vectors.reduce((sum, v) => sum + squaredDistance(v, mean), 0)
}

function summarize(
  { y, repOut }: AuditOptions,
  orbits: readonly Orbit[],
  orbitOf: Int32Array,
  prices: Float64Array,
  worst: number,
): AuditReport {
  const samples = prices.length
  const orderOf = (i: number) => Number(orbits[orbitOf[i]!]!.stabilizer.order)
  const price = prices.reduce((sum, p) => sum + p, 0) / samples
  const disagreement = orbits.reduce((sum, o) => sum + spread(o.projected, repOut.dim), 0) / samples
  const labelVariance = spread(y, repOut.dim) / samples
  const all = Array.from({ length: samples }, (_, i) => i)
  const symmetric = all.filter((i) => orderOf(i) > 1).length
  const paying = all.filter((i) => prices[i]! > 1e-12).sort((a, b) => prices[b]! - prices[a]! || a - b)
  return {
    samples,
    symmetric,
    orbits: orbits.length,
    orbitTypes: byStabilizerOrder(orbits, orbitOf, prices),
    strictFloor: price + disagreement,
    price,
    disagreement,
    labelVariance,
    worst: paying.slice(0, worst).map((i) => ({ index: i, price: prices[i]!, stabilizerOrder: orderOf(i) })),
    advice: advise(price, disagreement, labelVariance, symmetric, samples),
  }
}

function byStabilizerOrder(
  orbits: readonly Orbit[],
  orbitOf: Int32Array,
  prices: Float64Array,
): AuditOrbitType[] {
  const byOrder = new Map<number, { samples: number; orbits: number; price: number }>()
  const entry = (orbit: number) => {
    const order = Number(orbits[orbit]!.stabilizer.order)
    const found = byOrder.get(order) ?? { samples: 0, orbits: 0, price: 0 }
    byOrder.set(order, found)
    return found
  }
  for (let o = 0; o < orbits.length; o++) entry(o).orbits++
  prices.forEach((p, i) => {
    const e = entry(orbitOf[i]!)
    e.samples++
    e.price += p / prices.length
  })
  return [...byOrder].sort(([a], [b]) => a - b).map(([stabilizerOrder, e]) => ({ stabilizerOrder, ...e }))
}

function advise(
  price: number,
  disagreement: number,
  variance: number,
  symmetric: number,
  samples: number,
): string {
  const share = (v: number) => `${((100 * v) / variance).toPrecision(3)} %`
  const negligible = (v: number) => v <= 1e-9 * (variance + v || 1)
  const conflict = negligible(disagreement)
    ? 'Labels agree along orbits.'
    : `Labels disagree along orbits by ${disagreement.toPrecision(3)}, which no model of this symmetry can fit.`
  if (negligible(price)) {
    const why = symmetric === 0 ? 'No sample is symmetric' : 'The labels are as symmetric as their inputs'
    return `${why}: an equivariant model loses nothing to Curie's principle. ${conflict}`
  }
  const cost =
    price < variance
      ? `An equivariant model cannot fit ${share(price)} of the label variance`
      : `An equivariant model fits these labels no better than a constant would (price ${price.toPrecision(3)}, label variance ${variance.toPrecision(3)})`
  return `${cost}, because of ${symmetric} symmetric samples among ${samples}: break the symmetry, with a relaxed-equivariant model. ${conflict}`
}
