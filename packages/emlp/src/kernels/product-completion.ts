import { type StructuredMap, sparseBasis } from '@buridan/constraints'
import { euclideanNorm, OrthonormalSet } from '@buridan/core'
import { type AnyGroup, type AnyRepresentation, rng } from '@buridan/groups'
import { applied, entriesNorm, entryCount } from './map-entries.js'

/** A map a ⊗ b → c and the number of its target. */
export interface TargetMap {
  readonly out: number
  readonly map: StructuredMap
}

/** Maps between targets of more than this, dim c · dim c′, are not looked for: only those of the map itself count. */
const MAX_BETWEEN = 2 ** 12
/** Of more maps to a target it is not asked which are in reach of others: that takes the cube of their number. */
const MAX_ASKED = 300
/** Pairs of maps before a product, at most. */
const MAX_MIXTURES = 64
/** What a vector has beside a space is rounding up to this part of its length. */
const ROUNDING = 1e-6

/** Positions among all maps: of equal representations they are the same. */
const known = new WeakMap<AnyGroup, Map<string, readonly number[]>>()

/**
 * Which products of a pair are missing: of all maps a ⊗ b → c those, of few entries first, that are not sums of L Q (M ⊗ N) with Q among
 * the taken ones and equivariant L, M and N, as the linear maps of a block and of the next one are. With them every equivariant
 * product of the two summands is in reach.
 *
 * Where maps to a target are too many, all that are not taken are missing: what is in reach is not asked.
 *
 * Maps are compared by what they do to a few random vectors: different ones are found equal with probability 0, up to rounding.
 */
export function missingProducts(
  pair: readonly [AnyRepresentation, AnyRepresentation],
  targets: readonly AnyRepresentation[],
  all: readonly TargetMap[],
  taken: readonly TargetMap[],
): readonly TargetMap[] {
  const { group } = pair[0]
  const places = taken.map((t) => all.indexOf(t))
  const key = [...pair.map((r) => r.key), ...targets.map((r) => r.key), all.length, places].join(' | ')
  const found = known.get(group) ?? new Map<string, readonly number[]>()
  known.set(group, found)
  let missing = found.get(key)
  if (!missing) {
    missing = find(pair, targets, all, taken).map((t) => all.indexOf(t))
    found.set(key, missing)
  }
  return missing.map((i) => all[i]!)
}

/** Whether the maps to a target are so many that those are called missing which may be in reach. */
export function areMany(all: readonly TargetMap[], out: number): boolean {
  return all.reduce((count, t) => count + Number(t.out === out), 0) > MAX_ASKED
}

function find(
  [a, b]: readonly [AnyRepresentation, AnyRepresentation],
  targets: readonly AnyRepresentation[],
  all: readonly TargetMap[],
  taken: readonly TargetMap[],
): TargetMap[] {
  const random = rng(0x9d)
  // 0 where nothing is asked
  const counts = targets.map((_, out) => (areMany(all, out) ? 0 : all.filter((t) => t.out === out).length))
  // as many numbers of each map as there are maps to its target, and one to spare
  const probes = Math.max(1, ...targets.map((c, out) => Math.ceil((counts[out]! + 1) / Math.max(1, c.dim))))
  const z = Array.from({ length: probes }, () =>
    Float64Array.from({ length: a.dim * b.dim }, () => random.normal()),
  )
  const before = mixtures(a, b, z)
  const spaces = targets.map((c) => new OrthonormalSet(c.dim * probes))
  const take = ({ out, map }: TargetMap) => {
    for (const mixed of before) {
      const images = mixed.map((v) => applied(map, v))
      // products of maps may be 0: what is there then is rounding beside this
      const size = entriesNorm(map) * euclideanNorm(joined(mixed))
      targets.forEach((c, to) => {
        if (spaces[to]!.size >= counts[to]!) return
        for (const after of between(targets[out]!, c)) {
          if (after === 'same') spaces[to]!.add(joined(images), ROUNDING, size)
          else {
            const moved = joined(images.map((v) => applied(after, v)))
            spaces[to]!.add(moved, ROUNDING, size * entriesNorm(after))
          }
        }
      })
    }
  }
  for (const t of taken) take(t)
  const rest = all.filter((t) => !taken.includes(t)).sort((x, y) => entryCount(x.map) - entryCount(y.map))
  return rest.filter((t) => {
    const isNew = counts[t.out] === 0 || isBeside(spaces[t.out]!, joined(z.map((v) => applied(t.map, v))))
    if (isNew) take(t)
    return isNew
  })
}

/** The vectors of a ⊗ b, and what M ⊗ N makes of them for the maps of a and of b, if those are few. */
function mixtures(a: AnyRepresentation, b: AnyRepresentation, z: readonly Float64Array[]) {
  const [left, right] = [between(a, a), between(b, b)]
  if (left.length * right.length > MAX_MIXTURES) return [z]
  return left.flatMap((m) => right.map((n) => z.map((v) => ofColumns(m, ofColumns(n, v, b.dim), a.dim))))
}

/** The transpose of v, [rows, d], after a map of its rows. */
function ofColumns(map: StructuredMap | 'same', v: Float64Array, d: number): Float64Array {
  const rows = v.length / d
  const out = new Float64Array(v.length)
  for (let r = 0; r < rows; r++) {
    const row = v.subarray(r * d, (r + 1) * d)
    const image = map === 'same' ? row : applied(map, row)
    for (let i = 0; i < d; i++) out[i * rows + r] = image[i]!
  }
  return out
}

function isBeside(space: OrthonormalSet, v: Float64Array): boolean {
  const rest = v.slice()
  space.project(rest)
  return euclideanNorm(rest) > ROUNDING * euclideanNorm(v)
}

function between(from: AnyRepresentation, to: AnyRepresentation): readonly (StructuredMap | 'same')[] {
  if (from.dim * to.dim > MAX_BETWEEN) return from.key === to.key ? ['same'] : []
  return sparseBasis(from, to, { most: MAX_BETWEEN }) ?? []
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
