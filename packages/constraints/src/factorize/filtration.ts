import {
  type AnyGroup,
  type AnyRepresentation,
  type BaseSpace,
  dual,
  FiniteGroup,
  factorRepresentation,
  factorsOf,
  isLie,
  tensor,
  trivial,
} from '@buridan/groups'
import { SparseMap } from '../maps/sparse-map.js'
import type { StructuredMap } from '../maps/structured-map.js'
import type { MixingSpace, SummandMaps } from './factorization.js'
import { HomSpaces } from './hom-spaces.js'
import { SpannedMaps } from './spanned-maps.js'

/** Numbers of maps by the key of the summand's representation. */
type NumbersOf = Map<string, number[]>

interface Through {
  readonly rep: AnyRepresentation
  readonly from: NumbersOf
  readonly to: NumbersOf
}

/**
 * Spaces by filtration: representations τ from small to large, each with the maps a → τ and τ → b that no smaller one
 * accounts for. As long as all products are independent, they are coordinates of what goes through τ and nothing less. For
 * symmetric groups this mixes channels on sums over indices before it repeats them; what is left of a pair of
 * summands goes through the smaller of the two.
 *
 * @returns undefined if there are too many maps to take apart
 */
export function filtration(repIn: AnyRepresentation, repOut: AnyRepresentation): MixingSpace[] | undefined {
  const [ins, outs] = [distinct(repIn), distinct(repOut)]
  const candidates = candidatesFor(repIn.group, [...ins, ...outs])
  const homs = new HomSpaces(unique([...ins, ...outs, ...candidates]))
  if (ins.some((a) => outs.some((b) => homs.maps(a, b) === undefined))) return undefined
  const covered = new SpannedMaps(homs)
  const spaces: Through[] = []
  const [left, right] = [unique([...ins, ...candidates]), unique([...outs, ...candidates])]
  for (const rep of candidates) {
    const found = through(rep, left, right, covered)
    if (found) spaces.push(found)
  }
  return [
    ...spaces.map((s) => toSpace(s, repIn, repOut, homs)).filter((s) => s.from.length > 0 && s.to.length > 0),
    ...remainders(repIn, repOut, covered),
  ]
}

function distinct(rep: AnyRepresentation): AnyRepresentation[] {
  return unique(rep.summands.map((s) => s.rep))
}

function unique(reps: readonly AnyRepresentation[]): AnyRepresentation[] {
  return [...new Map(reps.map((r) => [r.key, r])).values()]
}

/** Scalars, the base representations and the summands themselves, by dimension. */
function candidatesFor(group: AnyGroup, summands: readonly AnyRepresentation[]): AnyRepresentation[] {
  const largest = Math.max(...summands.map((r) => r.dim))
  return unique([trivial(group), ...basesOf(group), ...summands])
    .filter((r) => r.dim <= largest)
    .sort((a, b) => a.dim - b.dim)
}

function basesOf(group: AnyGroup): AnyRepresentation[] {
  const count = isLie(group) ? factorsOf(group).length : productSize(group.base)
  const bases =
    'factors' in group || (group instanceof FiniteGroup && count > 1)
      ? Array.from({ length: count }, (_, f) => factorRepresentation(group, f))
      : [tensor(group, 1)]
  return bases.flatMap((b) => (b.structure === 'general' ? [b, dual(b)] : [b]))
}

function productSize(base: BaseSpace): number {
  return base.kind === 'product' ? base.factors.length : 1
}

/** What goes through a representation and no earlier one; undefined if nothing does. */
function through(
  rep: AnyRepresentation,
  left: readonly AnyRepresentation[],
  right: readonly AnyRepresentation[],
  covered: SpannedMaps,
): Through | undefined {
  const from: NumbersOf = new Map()
  for (const a of left) {
    const fresh = covered.remaining(a, rep)
    if (fresh.length > 0) from.set(a.key, fresh)
  }
  if (from.size === 0) return undefined
  const sources = left.filter((a) => from.has(a.key))
  const to: NumbersOf = new Map()
  for (const b of right) {
    const accepted = covered.mapsTo(rep, b).filter((k) =>
      covered.accept(
        b,
        sources.map((a) => ({ a, through: rep, firsts: from.get(a.key)!, second: k })),
      ),
    )
    if (accepted.length > 0) to.set(b.key, accepted)
  }
  return to.size === 0 ? undefined : { rep, from, to }
}

function toSpace(
  { rep, from, to }: Through,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  homs: HomSpaces,
): MixingSpace {
  return {
    dim: rep.dim,
    name: rep.text,
    from: onSummands(repIn, from, (a) => homs.maps(a, rep)!),
    to: onSummands(repOut, to, (b) => homs.maps(rep, b)!),
  }
}

function onSummands(
  rep: AnyRepresentation,
  numbers: NumbersOf,
  mapsOf: (part: AnyRepresentation) => readonly StructuredMap[],
): SummandMaps[] {
  return rep.summands.flatMap((s, summand) => {
    const list = numbers.get(s.rep.key)
    return list ? [{ summand, maps: list.map((i) => mapsOf(s.rep)[i]!) }] : []
  })
}

/** What no space accounts for: each pair of summands through the smaller of them, all that go to one summand together. */
function remainders(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  covered: SpannedMaps,
): MixingSpace[] {
  return pairSpaces(repIn, repOut, (a, b) => covered.remainingMaps(a, b))
}

/**
 * Spaces for maps of pairs of summands that are taken one by one: through the output where it is the smaller, all inputs
 * together, else through the input, all outputs together.
 */
export function pairSpaces(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  mapsOf: (a: AnyRepresentation, b: AnyRepresentation) => readonly StructuredMap[],
): MixingSpace[] {
  const pairs = repOut.summands.flatMap((b, o) =>
    repIn.summands.map((a, i) => ({ a: a.rep, b: b.rep, i, o, maps: mapsOf(a.rep, b.rep) })),
  )
  const live = pairs.filter((p) => p.maps.length > 0)
  const spaces: MixingSpace[] = []
  repOut.summands.forEach(({ rep }, o) => {
    const mine = live.filter((p) => p.o === o && p.a.dim >= rep.dim)
    if (mine.length === 0) return
    spaces.push({
      dim: rep.dim,
      name: `to ${rep.text}`,
      from: mine.map((p) => ({ summand: p.i, maps: p.maps })),
      to: [{ summand: o, maps: [SparseMap.identity(rep.dim)] }],
    })
  })
  repIn.summands.forEach(({ rep }, i) => {
    const mine = live.filter((p) => p.i === i && rep.dim < p.b.dim)
    if (mine.length === 0) return
    spaces.push({
      dim: rep.dim,
      name: `from ${rep.text}`,
      from: [{ summand: i, maps: [SparseMap.identity(rep.dim)] }],
      to: mine.map((p) => ({ summand: p.o, maps: p.maps })),
    })
  })
  return spaces
}
