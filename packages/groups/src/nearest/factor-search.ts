import { compose, factorial, identityPermutation, isIdentity, type Permutation } from '@buridan/core'
import { elementsOf, type FiniteGroup, orbits, subgroup } from '@buridan/permutations'
import type { Representation } from '../representation/representation.js'
import { assignment } from './assignment.js'
import type { Factor } from './factor.js'
import { type Nearest, type NearestSearch, squaredDistance } from './nearest-search.js'
import { byProfiles } from './profiles.js'
import { signedChannels, signedFactor } from './signed-factor.js'

const MAX_PASSES = 50

/**
 * A group as a product of groups on disjoint sets of points: those of its generators that overlap belong together.
 * Each factor is gone through, assigned (all permutations of its orbits, for one number or several at every point), or
 * descended along its stabilizer chain; one factor after the other, until none brings the image nearer.
 *
 * Exact if no factor is descended and there is only one, or a point's numbers depend on no other point, so that the distance is a sum over
 * factors.
 */
export class FactorSearch implements NearestSearch<Permutation> {
  readonly exact: boolean
  readonly #factors: readonly Factor[]
  readonly #identity: Permutation
  /** Points laid on those of a vector that are most alike, where that is an element of the group. */
  readonly #profiles: ((y: ArrayLike<number>) => Permutation) | undefined

  /** @param largest - the largest order of a factor that is gone through */
  constructor(
    readonly rep: Representation,
    group: FiniteGroup,
    readonly x: Float64Array,
    largest: bigint,
  ) {
    const channels = pointChannels(rep)
    const signed = signedChannels(rep, group)
    this.#factors = signed
      ? [signedFactor(signed)]
      : channels === undefined && group.order <= largest
        ? [listed(rep, group)]
        : factorsOf(group).map(({ part, points }) => factorFor(rep, part, points, channels, largest))
    this.#identity = identityPermutation(group.degree)
    const separable = channels !== undefined || this.#factors.length < 2
    this.exact = separable && this.#factors.every((f) => f.exact)
    this.#profiles = this.exact ? undefined : byProfiles(rep, group, x)
  }

  nearest(y: ArrayLike<number>, start?: Permutation): Nearest<Permutation> {
    const begun = this.#descend(this.#identity, y)
    if (this.exact) return begun
    const starts = [start, this.#profiles?.(y)].filter((g) => g !== undefined)
    const ends = starts.map((g) => this.#descend(g, y))
    return ends.reduce((a, b) => (b.squaredDistance < a.squaredDistance ? b : a), begun)
  }

  #descend(start: Permutation, y: ArrayLike<number>): Nearest<Permutation> {
    let element = start
    let image = isIdentity(start) ? this.x : this.rep.apply(start, this.x)
    let distance = squaredDistance(image, y)
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const before = distance
      for (const factor of this.#factors) {
        const g = factor.best(image, y)
        if (!g) continue
        element = compose(g, element)
        image = this.rep.apply(g, image)
        distance = squaredDistance(image, y)
      }
      if (this.exact || distance >= before - 1e-12 * (1 + before)) break
    }
    return { element, image, squaredDistance: distance }
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
    part: groups.length === 1 ? group : subgroup(group, generators),
    points: [...points].sort((a, b) => a - b),
  }))
}

function factorFor(
  rep: Representation,
  part: FiniteGroup,
  points: readonly number[],
  channels: number[][] | undefined,
  largest: bigint,
): Factor {
  const own = orbits(part).filter((o) => points.includes(o[0]!) && o.length > 1)
  const all = own.reduce((order, o) => order * factorial(o.length), 1n)
  if (channels && all === part.order) return assigned(channels, own, rep.group.degree)
  return part.order <= largest ? listed(rep, part) : descended(rep, part)
}

/** Goes through all elements. O(order · cost of ρ). */
function listed(rep: Representation, part: FiniteGroup): Factor {
  const list = elementsOf(part)
  const moved = new Float64Array(rep.dim)
  return {
    exact: true,
    best(image, y) {
      let best = -1
      let least = squaredDistance(image, y)
      for (let i = 0; i < list.order; i++) {
        rep.applyInto(list.view(i), image, 0, moved, 0)
        const d = squaredDistance(moved, y)
        if (d < least) [best, least] = [i, d]
      }
      return best < 0 ? undefined : list.at(best)
    },
  }
}

/** All permutations of each orbit: an assignment of the image's points to the vector's. O(n³) an orbit. */
function assigned(
  channels: readonly (readonly number[])[],
  own: readonly (readonly number[])[],
  degree: number,
): Factor {
  return {
    exact: true,
    best(image, y) {
      const out = identityPermutation(degree)
      for (const orbit of own) {
        const costs = orbit.map((p) =>
          Float64Array.from(orbit, (q) =>
            channels[p]!.reduce((sum, at, c) => sum + (y[at]! - image[channels[q]![c]!]!) ** 2, 0),
          ),
        )
        assignment(costs).forEach((column, row) => {
          out[orbit[column]!] = orbit[row]!
        })
      }
      return isIdentity(out) ? undefined : out
    },
  }
}

/** Steps by transversal elements of the stabilizer chain as long as they bring the image nearer: a local minimum. */
function descended(rep: Representation, part: FiniteGroup): Factor {
  const moves = part.chain.levels.flatMap((level) =>
    Array.from(level.orbit, (p) => level.representative(p)).filter((g) => !isIdentity(g)),
  )
  const moved = new Float64Array(rep.dim)
  return {
    exact: false,
    best(image, y) {
      let element: Permutation | undefined
      let current = image
      let least = squaredDistance(current, y)
      for (let better = true; better; ) {
        better = false
        for (const g of moves) {
          rep.applyInto(g, current, 0, moved, 0)
          const d = squaredDistance(moved, y)
          if (d >= least) continue
          element = element ? compose(g, element) : g.slice()
          ;[current, least, better] = [moved.slice(), d, true]
        }
      }
      return element
    },
  }
}
