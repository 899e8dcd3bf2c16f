import { equivariantBasis } from '@buridan/constraints'
import { integerIn, type Representation, type Summand, tensorProduct } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { batchOf, constant, expectDimension, normals, single } from './equivariant-linear.js'
import { RepresentationLayer } from './representation-layer.js'
import { toSpec } from './spec.js'

/** The largest dim a · dim b · dim c of an interaction a ⊗ b → c that is solved: by orbits, or densely. */
const MAX_INTERACTION = { orbits: 4_096, dense: 300 }

/** The largest dim a · dim b · rank · dim c that is built: multiplications for each sample and channel. */
const MAX_COST = 10_000

const DEFAULT_CHANNELS = 4

/** One pair of input summands and the outputs it reaches. */
interface Interaction {
  readonly left: Summand
  readonly right: Summand
  readonly channels: number
  readonly targets: readonly { readonly out: number; readonly rank: number; readonly offset: number }[]
  /** Q of all targets side by side: [dim a · dim b, Σ rank · dim c]. */
  readonly maps: Float32Array
  readonly width: number
}

/** A matrix of weights in the layer's one vector of weights. */
interface Slot {
  readonly offset: number
  readonly rows: number
  readonly cols: number
  /** Standard deviation at the start. */
  readonly deviation: number
}

/** An interaction with its constants and where its weights are. */
interface Part {
  readonly interaction: Interaction
  readonly maps: tf.Tensor2D
  readonly u: Slot
  readonly v: Slot
  readonly w: readonly Slot[]
}

/**
 * Bilinear layer with a skip, [batch, dim ρ] → [batch, dim ρ]: x + B(x, x), where B is built from equivariant maps of
 * pairs of non-scalar summands, ρ_a ⊗ ρ_b → ρ_c. For each pair the copies are first mixed to a few channels, u = U x_a
 * and v = V x_b; then y_c = Σ_k w_k Q_k (u ⊗ v). Products with scalars are left to the gates; interactions of over
 * 10 000 multiplications a sample and channel are left out.
 *
 * @remarks O(batch · Σ channels · dim a · dim b · Σ rank · dim c). Finzi, Welling & Wilson 2021, section 5, with
 * learned channel mixing in place of their random choice of pairs.
 *
 * @example
 * ```ts
 * import { EquivariantBilinear } from '@buridan/emlp'
 * import { dihedralPlane, parseRepresentation } from '@buridan/groups'
 * const rep = parseRepresentation(dihedralPlane(4), '4*T(0)+3*V+T(2)')
 * const layer = new EquivariantBilinear({ rep, seed: 1 })
 * console.log(layer.computeOutputShape([null, 14])) // → [ null, 14 ]
 * ```
 */
export class EquivariantBilinear extends RepresentationLayer {
  static className = 'BuridanEquivariantBilinear'
  readonly rep: Representation
  readonly #channels: number
  readonly #seed: number
  #parts: Part[] = []
  /** All weights as one vector: an optimizer's cost is by variable. */
  #weights: tf.LayerVariable | undefined

  constructor(options: {
    readonly rep: Representation
    /** The largest number of channels a pair is mixed to; 4 by default. */
    readonly channels?: number
    readonly seed?: number
    readonly name?: string
  }) {
    super(options)
    this.rep = options.rep
    this.#channels = integerIn(options.channels ?? DEFAULT_CHANNELS, 1, 1e6, 'channels')
    this.#seed = options.seed ?? 0
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    expectDimension(inputShape, this.rep, this.name)
    const interactions = findInteractions(this.rep, this.#channels)
    const slots: Slot[] = []
    let size = 0
    const slot = (rows: number, cols: number, deviation: number): Slot => {
      const made = { offset: size, rows, cols, deviation }
      slots.push(made)
      size += rows * cols
      return made
    }
    this.#parts = interactions.map((interaction) => {
      const { channels, left, right, maps, width, targets } = interaction
      return {
        interaction,
        maps: tf.keep(tf.tensor2d(maps, [left.rep.dim * right.rep.dim, width])),
        u: slot(channels, left.count, 1 / Math.sqrt(left.count)),
        v: slot(channels, right.count, 1 / Math.sqrt(right.count)),
        w: targets.map(({ out, rank }) => {
          const { rep, count } = this.rep.summands[out]!
          const arriving = interactions.flatMap((i) => i.targets).filter((t) => t.out === out).length
          // a tenth of the skip's variance scale, shared by the pairs that arrive at this summand
          return slot(channels * rank, count, 0.1 * Math.sqrt(rep.dim / (channels * rank * arriving)))
        }),
      }
    })
    if (size > 0) {
      const deviations = new Float32Array(size)
      for (const s of slots) deviations.fill(s.deviation, s.offset, s.offset + s.rows * s.cols)
      const start = normals(deviations, this.#seed)
      this.#weights = this.addWeight('weights', [size], 'float32', constant(start))
    }
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = single(inputs) as tf.Tensor2D
      if (!this.#weights) return tf.clone(x)
      const weights = this.#weights.read() as tf.Tensor1D
      const copies = new Map<Summand, tf.Tensor2D>()
      const sums: (tf.Tensor | undefined)[] = this.rep.summands.map(() => undefined)
      for (const part of this.#parts) this.#addInteraction(x, weights, part, copies, sums)
      const pieces = this.rep.summands.map(
        ({ rep, count }, c) => sums[c] ?? tf.zeros([x.shape[0], count * rep.dim]),
      )
      return tf.add(x, pieces.length === 1 ? pieces[0]! : tf.concat(pieces, 1))
    })
  }

  #addInteraction(
    x: tf.Tensor2D,
    weights: tf.Tensor1D,
    { interaction, maps, u, v, w }: Part,
    copies: Map<Summand, tf.Tensor2D>,
    sums: (tf.Tensor | undefined)[],
  ): void {
    const { left, right, channels, targets } = interaction
    const batch = x.shape[0]
    // a broadcast product: thousands of batched outer matrix products of this size are slower
    const outer = tf.mul(
      tf.reshape(mix(x, left, read(weights, u), copies), [batch * channels, left.rep.dim, 1]),
      tf.reshape(mix(x, right, read(weights, v), copies), [batch * channels, 1, right.rep.dim]),
    )
    const mapped = tf.matMul(tf.reshape(outer, [batch * channels, left.rep.dim * right.rep.dim]), maps)
    targets.forEach(({ out, rank, offset }, t) => {
      const { rep, count } = this.rep.summands[out]!
      const all = targets.length === 1 ? mapped : tf.slice(mapped, [0, offset], [-1, rank * rep.dim])
      // [batch, channels · rank, dim] → [batch · dim, channels · rank] · [channels · rank, count]
      const byChannel = tf.transpose(tf.reshape(all, [batch, channels * rank, rep.dim]), [0, 2, 1])
      const mixed = tf.matMul(tf.reshape(byChannel, [batch * rep.dim, channels * rank]), read(weights, w[t]!))
      const y = tf.reshape(tf.transpose(tf.reshape(mixed, [batch, rep.dim, count]), [0, 2, 1]), [
        batch,
        count * rep.dim,
      ])
      const before = sums[out]
      sums[out] = before ? tf.add(before, y) : y
    })
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return [batchOf(inputShape), this.rep.dim]
  }

  override dispose(): ReturnType<tf.layers.Layer['dispose']> {
    for (const { maps } of this.#parts) maps.dispose()
    this.#parts = []
    return super.dispose()
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rep: { ...toSpec(this.rep) }, channels: this.#channels, seed: this.#seed }
  }
}

/** The number of weights an {@link EquivariantBilinear} of a representation has. */
export function bilinearParameterCount(rep: Representation, channels = DEFAULT_CHANNELS): number {
  return findInteractions(rep, channels).reduce((sum, { left, right, channels: c, targets }) => {
    const out = targets.reduce((all, t) => all + c * t.rank * rep.summands[t.out]!.count, 0)
    return sum + c * (left.count + right.count) + out
  }, 0)
}

/** A slot's matrix, [rows, cols]. */
function read(weights: tf.Tensor1D, { offset, rows, cols }: Slot): tf.Tensor2D {
  return tf.reshape(tf.slice1d(weights, offset, rows * cols), [rows, cols])
}

/** The copies of a summand mixed to channels: [batch, channels, dim]. */
function mix(
  x: tf.Tensor2D,
  summand: Summand,
  weights: tf.Tensor2D,
  copies: Map<Summand, tf.Tensor2D>,
): tf.Tensor {
  const { rep, count, offset } = summand
  const batch = x.shape[0]
  let rows = copies.get(summand)
  if (!rows) {
    const part = tf.reshape(tf.slice2d(x, [0, offset], [-1, count * rep.dim]), [batch, count, rep.dim])
    rows = tf.reshape(tf.transpose(part, [0, 2, 1]), [batch * rep.dim, count])
    copies.set(summand, rows)
  }
  const mixed = tf.matMul(rows, weights, false, true)
  return tf.transpose(tf.reshape(mixed, [batch, rep.dim, weights.shape[0]]), [0, 2, 1])
}

function findInteractions(rep: Representation, maxChannels: number): Interaction[] {
  const parts = rep.summands
  const out: Interaction[] = []
  parts.forEach((left, a) => {
    for (const right of parts.slice(a)) {
      if (left.rep.dim === 1 || right.rep.dim === 1) continue
      const interaction = interact(parts, left, right, maxChannels)
      if (interaction.targets.length > 0) out.push(interaction)
    }
  })
  return out
}

function interact(
  parts: readonly Summand[],
  left: Summand,
  right: Summand,
  maxChannels: number,
): Interaction {
  const pair = tensorProduct(left.rep, right.rep)
  const found = parts.flatMap((target, out) => {
    const solver = pair.isMonomial && target.rep.isMonomial ? 'orbits' : 'dense'
    if (pair.dim * target.rep.dim > MAX_INTERACTION[solver]) return []
    const basis = equivariantBasis(pair, target.rep)
    return basis.rank === 0 || pair.dim * basis.rank * target.rep.dim > MAX_COST
      ? []
      : [{ out, rank: basis.rank, dim: target.rep.dim, rows: basis.materialize() }]
  })
  const width = found.reduce((sum, f) => sum + f.rank * f.dim, 0)
  const maps = new Float32Array(pair.dim * width)
  let offset = 0
  const targets = found.map(({ out, rank, dim, rows }) => {
    const at = offset
    for (let column = 0; column < rank * dim; column++) {
      for (let e = 0; e < pair.dim; e++) maps[e * width + at + column] = rows[column * pair.dim + e]!
    }
    offset += rank * dim
    return { out, rank, offset: at }
  })
  return { left, right, channels: Math.min(maxChannels, left.count, right.count), targets, maps, width }
}

tf.serialization.registerClass(EquivariantBilinear)
