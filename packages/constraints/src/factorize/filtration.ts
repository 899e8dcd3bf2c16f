import {
  type AnyGroup,
  type AnyRepresentation,
  type BaseSpace,
  dual,
  FiniteGroup,
  factorRepresentation,
  factorsOf,
  isLie,
  MixedProduct,
  tensor,
  trivial,
} from '@buridan/groups'
import { SparseMap } from '../maps/sparse-map.js'
import type { StructuredMap } from '../maps/structured-map.js'
import { Echelon } from './echelon.js'
import type { MixingSpace, SummandMaps } from './factorization.js'
import { Homs } from './homs.js'

/** Maps by the text of the summand's representation. */
type MapsOf = Map<string, StructuredMap[]>

interface Through {
  readonly rep: AnyRepresentation
  readonly from: MapsOf
  readonly to: MapsOf
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
  const homs = new Homs()
  const [ins, outs] = [distinct(repIn), distinct(repOut)]
  if (ins.some((a) => outs.some((b) => homs.maps(a, b) === undefined))) return undefined
  const candidates = candidatesFor(repIn.group, [...ins, ...outs])
  const covered = new Map<string, Echelon>()
  const spaces: Through[] = []
  const [left, right] = [unique([...ins, ...candidates]), unique([...outs, ...candidates])]
  for (const rep of candidates) {
    const found = through(rep, left, right, homs, covered)
    if (found) spaces.push(found)
  }
  return [
    ...spaces.map((s) => toSpace(s, repIn, repOut)).filter((s) => s.from.length > 0 && s.to.length > 0),
    ...remainders(repIn, repOut, homs, covered),
  ]
}

function distinct(rep: AnyRepresentation): AnyRepresentation[] {
  return unique(rep.summands.map((s) => s.rep))
}

function unique(reps: readonly AnyRepresentation[]): AnyRepresentation[] {
  return [...new Map(reps.map((r) => [r.text, r])).values()]
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
    group instanceof MixedProduct || (group instanceof FiniteGroup && count > 1)
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
  homs: Homs,
  covered: Map<string, Echelon>,
): Through | undefined {
  const from: MapsOf = new Map()
  for (const a of left) {
    let echelon = covered.get(keyOf(a, rep)) ?? new Echelon()
    const fresh = (homs.maps(a, rep) ?? []).filter((map) => {
      const more = echelon.with(homs.values(a, rep, (x, y) => map.applyInto(1, x, 0, y, 0)))
      if (more) echelon = more
      return more !== undefined
    })
    if (fresh.length > 0) from.set(a.text, fresh)
  }
  if (from.size === 0) return undefined
  const sources = left.filter((a) => from.has(a.text))
  const to: MapsOf = new Map()
  for (const b of right) {
    const accepted = (homs.maps(rep, b) ?? []).filter((map) => accept(map, b, sources, from, homs, covered))
    if (accepted.length > 0) to.set(b.text, accepted)
  }
  return to.size === 0 ? undefined : { rep, from, to }
}

/** Accepts a map to b if its products with the maps from every source are all new. */
function accept(
  map: StructuredMap,
  b: AnyRepresentation,
  sources: readonly AnyRepresentation[],
  from: MapsOf,
  homs: Homs,
  covered: Map<string, Echelon>,
): boolean {
  const updates: [string, Echelon][] = []
  for (const a of sources) {
    if (homs.maps(a, b) === undefined) return false
    const products = from.get(a.text)!.map((first) => homs.productValues(a, b, first, map))
    const more = (covered.get(keyOf(a, b)) ?? new Echelon()).withAll(products)
    if (!more) return false
    updates.push([keyOf(a, b), more])
  }
  for (const [key, echelon] of updates) covered.set(key, echelon)
  return true
}

function keyOf(a: AnyRepresentation, b: AnyRepresentation): string {
  return `${a.text} → ${b.text}`
}

function toSpace(
  { rep, from, to }: Through,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
): MixingSpace {
  return { dim: rep.dim, name: rep.text, from: onSummands(repIn, from), to: onSummands(repOut, to) }
}

function onSummands(rep: AnyRepresentation, maps: MapsOf): SummandMaps[] {
  return rep.summands.flatMap((s, summand) => {
    const list = maps.get(s.rep.text)
    return list ? [{ summand, maps: list }] : []
  })
}

/** What no space accounts for: each pair of summands through the smaller of them, all that go to one summand together. */
function remainders(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  homs: Homs,
  covered: ReadonlyMap<string, Echelon>,
): MixingSpace[] {
  const rest = (a: AnyRepresentation, b: AnyRepresentation): StructuredMap[] => {
    let echelon = covered.get(keyOf(a, b)) ?? new Echelon()
    return homs.maps(a, b)!.filter((map) => {
      const more = echelon.with(homs.values(a, b, (x, y) => map.applyInto(1, x, 0, y, 0)))
      if (more) echelon = more
      return more !== undefined
    })
  }
  return pairSpaces(repIn, repOut, rest)
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
