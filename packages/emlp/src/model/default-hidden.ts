import {
  type AnyRepresentation,
  alternatingPower,
  directSum,
  multiple,
  symmetricPower,
  tensorProduct,
  trivial,
} from '@buridan/groups'
import { isTrivial } from '../core/trivial.js'
import { uniformRepresentation } from './hidden.js'
import { Reach } from './reach.js'

/** Summands of more dimensions are left to whoever gives the hidden representation by hand. */
const MAX_NEEDED = 1024
/** Representations of more dimensions are not tried as what joins the input with the output. */
const MAX_JOIN = 32
/** Representations that join the input with the output, at most. */
const MAX_JOINS = 2
/** Up to so many channels every smaller number is looked at, of more as many to each doubling, back to this part of them. */
const ALL_NUMBERS = 1024
const LOOK_BACK = 1 / 4
/** Copies of what is needed for each in input or output, at least: what is there, and what it is multiplied with. */
const LEAST = 2
/** Copies that are needed at most, as many as are multiplied with each other. */
const MOST = 4

/**
 * The hidden representation of a network ρ_in → ρ_out of about `channels` dimensions. It is the uniform one if that holds what input and
 * output need: each of their summands that is not trivial, and where neither linear maps nor products of these lead from the one to the
 * other, what joins them. Else it begins with those, of which half of the channels go to each in equal shares, and goes on with the uniform
 * one of the other channels. Two copies of each are always there, four of permutation representations of the input and of those that input or
 * output have more than once, and a quarter of the channels for the uniform ones, also where that takes more channels than were asked for.
 */
export function defaultHidden(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  channels: number,
): AnyRepresentation {
  const ends = kindsOf(repIn, repOut).filter((rep) => rep.dim <= MAX_NEEDED)
  const needed = ends.map((rep) => ({ rep, least: leastOf(rep, repIn, repOut) }))
  const plainOf = (n: number): AnyRepresentation => {
    const uniform: AnyRepresentation = uniformRepresentation(repIn.group, n)
    return held(needed, uniform) ? uniform : grown(needed, n)
  }
  const plain = withNoLess(needed, plainOf, channels)
  const joins = joining(repIn, repOut, plain).map((rep) => ({ rep, least: LEAST }))
  const all = [...needed, ...joins]
  return joins.length === 0 ? plain : withNoLess(all, (n) => grown(all, n), channels)
}

/**
 * The representation of a number of channels with as many copies of what is needed as any of fewer channels has: uniform ones of a few
 * channels more may begin with larger tensors, and have fewer of the others. What is added is taken from the scalars, up to half of them.
 */
function withNoLess(
  needed: readonly Needed[],
  of: (channels: number) => AnyRepresentation,
  channels: number,
): AnyRepresentation {
  const rep = of(channels)
  const most = needed.map((n) => countIn(rep, n.rep))
  for (const n of smallerNumbers(channels)) {
    const fewer = of(n)
    needed.forEach((one, k) => {
      most[k] = Math.max(most[k]!, countIn(fewer, one.rep))
    })
  }
  if (needed.every((n, k) => countIn(rep, n.rep) === most[k])) return rep
  const scalar: AnyRepresentation = trivial(rep.group)
  const added = needed.reduce((sum, n, k) => sum + (most[k]! - countIn(rep, n.rep)) * n.rep.dim, 0)
  const scalars = countIn(rep, scalar)
  const terms = rep.summands.map((s) => {
    const k = needed.findIndex((n) => n.rep.key === s.rep.key)
    if (s.rep.key === scalar.key)
      return { rep: s.rep, count: Math.max(scalars - added, Math.ceil(scalars / 2)) }
    return { rep: s.rep, count: k < 0 ? s.count : most[k]! }
  })
  return directSum(...terms.map(({ rep: part, count }) => multiple(count, part)))
}

function countIn(rep: AnyRepresentation, part: AnyRepresentation): number {
  return rep.summands.reduce((sum, s) => sum + (s.rep.key === part.key ? s.count : 0), 0)
}

/** Smaller numbers of channels, those of a list that is the same for all numbers. */
function smallerNumbers(channels: number): number[] {
  const numbers: number[] = []
  for (let n = Math.max(1, Math.floor(channels * LOOK_BACK)); n < channels; ) {
    const step = 2 ** Math.max(0, Math.floor(Math.log2(n / ALL_NUMBERS)) + 1)
    if (n % step === 0) numbers.push(n)
    n = step * (Math.floor(n / step) + 1)
  }
  return numbers
}

/** A representation, and copies of it at least. */
interface Needed {
  readonly rep: AnyRepresentation
  readonly least: number
}

function leastOf(rep: AnyRepresentation, ...ends: readonly AnyRepresentation[]): number {
  const copies = ends.map(({ summands }) =>
    summands.reduce((sum, s) => sum + (s.rep.key === rep.key ? s.count : 0), 0),
  )
  // pointwise functions of one copy know nothing of the other points
  return rep.structure === 'permutation' && copies[0]! > 0
    ? MOST
    : Math.min(MOST, LEAST * Math.max(1, ...copies))
}

/** The different summands that are not trivial. */
function kindsOf(...reps: readonly AnyRepresentation[]): AnyRepresentation[] {
  const all = reps.flatMap((rep) => rep.summands.map((s) => s.rep))
  return [...new Map(all.map((rep) => [rep.key, rep])).values()].filter((r) => r.dim > 0 && !isTrivial(r))
}

/** What of ρ_in and ρ_out is too large for {@link defaultHidden}. */
export function tooLarge(repIn: AnyRepresentation, repOut: AnyRepresentation): AnyRepresentation[] {
  return kindsOf(repIn, repOut).filter((rep) => rep.dim > MAX_NEEDED)
}

function held(needed: readonly Needed[], whole: AnyRepresentation): boolean {
  return needed.every(({ rep, least }) =>
    whole.summands.some((s) => s.rep.key === rep.key && s.count >= least),
  )
}

/** What is needed and the uniform representation of the channels that are left, equal summands together. */
function grown(needed: readonly Needed[], channels: number): AnyRepresentation {
  const { group } = needed[0]!.rep
  const first = needed.map(({ rep, least }) => ({
    rep,
    count: Math.max(least, Math.floor(channels / (2 * needed.length * rep.dim))),
  }))
  const used = first.reduce((sum, { rep, count }) => sum + count * rep.dim, 0)
  const rest: AnyRepresentation = uniformRepresentation(
    group,
    Math.max(channels - used, Math.ceil(channels / 4)),
  )
  const scalar: AnyRepresentation = trivial(group)
  const terms = new Map([[scalar.key, { rep: scalar, count: 0 }]])
  for (const { rep, count } of [...first, ...rest.summands]) {
    terms.set(rep.key, { rep, count: (terms.get(rep.key)?.count ?? 0) + count })
  }
  return directSum(
    ...[...terms.values()].flatMap(({ rep, count }) => (count > 0 ? [multiple(count, rep)] : [])),
  )
}

/** What leads from the input to outputs that linear maps and products do not reach: powers and products of their summands. */
function joining(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  hidden: AnyRepresentation,
): AnyRepresentation[] {
  const reachOf = (more: readonly AnyRepresentation[]) =>
    new Reach(repIn, directSum<AnyRepresentation>(hidden, ...more), repOut)
  const joins: AnyRepresentation[] = []
  let reach = reachOf([])
  while (!reach.isWhole && joins.length < MAX_JOINS) {
    const better = candidates([...kindsOf(repIn), ...joins])
      .map((rep) => ({ rep, reach: reachOf([...joins, rep]) }))
      .find((c) => c.reach.size > reach.size)
    if (!better) break
    joins.push(better.rep)
    reach = better.reach
  }
  return joins
}

/** Squares and products of representations, the smallest first. */
function candidates(reps: readonly AnyRepresentation[]): AnyRepresentation[] {
  const all = reps.flatMap((a, i) => [
    ...(a.dim > 1 && a.dim ** 2 <= 2 * MAX_JOIN ? [alternatingPower(a, 2), symmetricPower(a, 2)] : []),
    ...reps.slice(i).flatMap((b) => (a.dim * b.dim <= MAX_JOIN ? [tensorProduct(a, b)] : [])),
  ]) as AnyRepresentation[]
  return all.filter((rep) => rep.dim > 0 && !isTrivial(rep)).sort((a, b) => a.dim - b.dim)
}
