import { factorial } from '@buridan/core'
import {
  elementsOf,
  type FiniteGroup,
  isIdentity,
  LISTING_LIMITS,
  orbits,
  type Permutation,
  type Representation,
  subgroup,
} from '@buridan/groups'
import { assignment } from './assignment.js'
import { type LabelSearch, type NearestLabel, squaredDistance } from './label-search.js'

const MAX_PASSES = 50

/** Finds the element of a factor that brings a label nearest to a prediction, the rest left as it is. */
interface Factor {
  readonly exact: boolean
  best(label: Float64Array, prediction: ArrayLike<number>): Float64Array
}

/**
 * The stabilizer as a product of groups on disjoint sets of points: those of its generators that overlap belong together.
 * Each factor is gone through, assigned (all permutations of its orbits, for one number or several at every point), or
 * descended along its stabilizer chain; one factor after the other, until none brings the label nearer.
 *
 * Exact if no factor is descended and a point's numbers depend on no other point, so that the distance is a sum over factors.
 */
export class FactorSearch implements LabelSearch {
  readonly exact: boolean
  readonly #factors: readonly Factor[]
  readonly #separable: boolean

  constructor(
    rep: Representation,
    group: FiniteGroup,
    readonly start: Float64Array,
  ) {
    const channels = pointChannels(rep)
    this.#separable = channels !== undefined
    this.#factors = factorsOf(group).map(({ part, points }) => factorFor(rep, part, points, channels))
    this.exact = this.#separable && this.#factors.every((f) => f.exact)
  }

  nearest(prediction: ArrayLike<number>): NearestLabel {
    let label = this.start
    let distance = squaredDistance(label, prediction)
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const before = distance
      for (const factor of this.#factors) {
        label = factor.best(label, prediction)
        distance = squaredDistance(label, prediction)
      }
      if (this.exact || distance >= before - 1e-12 * (1 + before)) break
    }
    return { label, squaredDistance: distance }
  }
}

/** For each point the coordinates of its numbers; undefined if there are others than one-index tensors of permuted points. */
function pointChannels(rep: Representation): number[][] | undefined {
  const out: number[][] = Array.from({ length: rep.group.degree }, () => [])
  for (const { rep: part, count, offset } of rep.summands) {
    const axes = part.pointAxes
    if (axes === undefined || axes.length > 1) return undefined
    const [axis] = axes
    if (axis && axis.vectors !== 'units') return undefined
    for (let c = 0; axis && c < count; c++) {
      for (let p = 0; p < axis.points; p++) out[axis.offset + p]!.push(offset + c * part.dim + p)
    }
  }
  return out
}

/** Generators grouped by overlapping supports. */
function factorsOf(group: FiniteGroup): { part: FiniteGroup; points: number[] }[] {
  const groups: { generators: Permutation[]; points: Set<number> }[] = []
  for (const g of group.generators) {
    const moved = new Set<number>()
    g.forEach((v, p) => {
      if (v !== p) moved.add(p)
    })
    if (moved.size === 0) continue
    const touching = groups.filter((f) => [...moved].some((p) => f.points.has(p)))
    for (const f of touching) groups.splice(groups.indexOf(f), 1)
    groups.push({
      generators: [...touching.flatMap((f) => f.generators), g],
      points: new Set([...moved, ...touching.flatMap((f) => [...f.points])]),
    })
  }
  return groups.map(({ generators, points }) => ({
    part: subgroup(group, generators),
    points: [...points].sort((a, b) => a - b),
  }))
}

function factorFor(
  rep: Representation,
  part: FiniteGroup,
  points: readonly number[],
  channels: number[][] | undefined,
): Factor {
  const own = orbits(part).filter((o) => points.includes(o[0]!) && o.length > 1)
  const all = own.reduce((order, o) => order * factorial(o.length), 1n)
  if (channels && all === part.order) return assigned(channels, own)
  return part.order <= LISTING_LIMITS.orderOfPart ? listed(rep, part) : descended(rep, part)
}

/** Goes through all elements. O(order · cost of ρ). */
function listed(rep: Representation, part: FiniteGroup): Factor {
  const list = elementsOf(part)
  const moved = new Float64Array(rep.dim)
  return {
    exact: true,
    best(label, prediction) {
      let [best, least] = [0, Number.POSITIVE_INFINITY]
      for (let i = 0; i < list.order; i++) {
        rep.applyInto(list.at(i), label, 0, moved, 0)
        const d = squaredDistance(moved, prediction)
        if (d < least) [best, least] = [i, d]
      }
      return best === 0 ? label : rep.apply(list.at(best), label)
    },
  }
}

/** All permutations of each orbit: an assignment of the label's points to the prediction's. O(n³) an orbit. */
function assigned(channels: readonly (readonly number[])[], own: readonly (readonly number[])[]): Factor {
  return {
    exact: true,
    best(label, prediction) {
      const out = label.slice()
      for (const orbit of own) {
        const costs = orbit.map((p) =>
          Float64Array.from(orbit, (q) =>
            channels[p]!.reduce((sum, at, c) => sum + (prediction[at]! - label[channels[q]![c]!]!) ** 2, 0),
          ),
        )
        assignment(costs).forEach((column, row) => {
          const [to, from] = [channels[orbit[row]!]!, channels[orbit[column]!]!]
          to.forEach((at, c) => {
            out[at] = label[from[c]!]!
          })
        })
      }
      return out
    },
  }
}

/** Steps by transversal elements of the stabilizer chain as long as they bring the label nearer: a local minimum. */
function descended(rep: Representation, part: FiniteGroup): Factor {
  const moves = part.chain.levels.flatMap((level) =>
    Array.from(level.orbit, (p) => level.representative(p)).filter((g) => !isIdentity(g)),
  )
  const moved = new Float64Array(rep.dim)
  return {
    exact: false,
    best(label, prediction) {
      let current = label
      let least = squaredDistance(current, prediction)
      for (let better = true; better; ) {
        better = false
        for (const g of moves) {
          rep.applyInto(g, current, 0, moved, 0)
          const d = squaredDistance(moved, prediction)
          if (d >= least) continue
          ;[current, least, better] = [moved.slice(), d, true]
        }
      }
      return current
    },
  }
}
