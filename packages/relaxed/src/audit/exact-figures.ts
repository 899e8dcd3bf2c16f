import { type ExactOrbit, type Member, symmetryOf } from './exact-orbits.js'
import { countingSquare } from './placed-sample.js'
import { type Asymmetry, type Family, squaredDistance } from './sample.js'

/** What samples pay that pay nothing. */
const NOTHING: OrbitFigures = { shares: [], price: 0, disagreement: 0 }

/** What a sample pays for exact symmetries and exact copies. */
interface Share {
  readonly index: number
  readonly price: number
  readonly disagreement: number
}

/** What the samples of an orbit pay, in the squared unit of labels. */
export interface OrbitFigures {
  /** Those of samples that pay nothing may be left out. */
  readonly shares: readonly Share[]
  readonly price: number
  readonly disagreement: number
}

/**
 * The least loss of an equivariant answer to the samples of an orbit, which does not hang on a slope: Σ‖z − P z‖² and the spread of the
 * P z, as far as they count. O(members · dim), and a search for symmetries where a copy or a symmetry is there.
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

/** Nothing is projected that need not be: what a single sample loses is known. */
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
