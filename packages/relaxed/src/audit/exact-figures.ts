import { type ExactOrbit, type Member, symmetryOf } from './exact-orbits.js'
import { countingSquare } from './placed-sample.js'
import { type Asymmetry, type Family, squaredDistance } from './sample.js'

/** The figures of an orbit that loses nothing. */
const NOTHING: OrbitFigures = { shares: [], price: 0, disagreement: 0 }

/** The loss of a sample due to exact symmetries and exact copies. */
interface Share {
  readonly index: number
  readonly price: number
  readonly disagreement: number
}

/** The losses of the samples of an orbit, in the squared unit of labels. */
export interface OrbitFigures {
  /** Samples without a loss may be left out. */
  readonly shares: readonly Share[]
  readonly price: number
  readonly disagreement: number
}

/**
 * The least loss of an equivariant answer to the samples of an orbit, at any slope: Σ‖z − P z‖² and the spread of the P z, each as far as
 * {@link counting} counts it. O(members · dim), and a search for symmetries if there are copies and a stabilizer.
 */
export function exactFigures(family: Family, orbit: ExactOrbit): OrbitFigures {
  const { members, stabilizer, leader } = orbit
  const [first] = members
  if (members.length === 1) return ofOne(first!, stabilizer)
  const symmetry = symmetryOf(family, leader, stabilizer)
  const fixed = members.map(({ z }) => symmetry.label(z))
  const answer = meanOf(fixed)
  const spreads = fixed.map((v) => squaredDistance(v, answer))
  const spread = spreads.reduce((sum, s) => sum + s, 0)
  const error = Math.sqrt(members.reduce((sum, m) => sum + m.placed.labelError ** 2, 0) / members.length)
  const square = spread / members.length
  const share = square > 0 ? countingSquare(square, error) / square : 0
  const shares = members.map(
    (m, i): Share => ({
      index: m.placed.sample.index,
      price: countingSquare(squaredDistance(m.z, fixed[i]!), m.placed.labelError),
      disagreement: share * spreads[i]!,
    }),
  )
  return {
    shares,
    price: shares.reduce((sum, s) => sum + s.price, 0),
    disagreement: shares.reduce((sum, s) => sum + s.disagreement, 0),
  }
}

/** The loss of a single sample is known already: nothing is projected. */
function ofOne({ placed }: Member, stabilizer: Asymmetry | undefined): OrbitFigures {
  const { sample, losses, labelError } = placed
  const loss = stabilizer === undefined ? 0 : losses[sample.chain.indexOf(stabilizer)]!
  const price = countingSquare(loss, labelError)
  if (price === 0) return NOTHING
  return { shares: [{ index: sample.index, price, disagreement: 0 }], price, disagreement: 0 }
}

/** The mean of some vectors of one length. */
export function meanOf(vectors: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(vectors[0]!.length)
  for (const v of vectors) for (let k = 0; k < sum.length; k++) sum[k]! += v[k]! / vectors.length
  return sum
}
