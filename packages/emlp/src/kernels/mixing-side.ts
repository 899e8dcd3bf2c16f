import { isIdentity, type StructuredMap, type SummandMaps } from '@buridan/constraints'
import type { AnyRepresentation } from '@buridan/groups'

/** Copies of a summand that are read or written as they are: channel `channel + step · copy`, all coordinates. */
interface Copies {
  readonly offset: number
  readonly count: number
  readonly channel: number
  readonly step: number
}

/** Entries of the other maps: coordinate `source` of the vector, `place` in the space's dim × channels. */
interface Entries {
  readonly source: Int32Array
  readonly place: Int32Array
  readonly value: Float32Array
}

/** Copies of a summand whose map is applied by its structure: its entries are too many to list. */
export interface Structured {
  readonly map: StructuredMap
  readonly scale: number
  readonly offset: number
  readonly count: number
  /** Coordinates of a copy. */
  readonly length: number
  readonly channel: number
  readonly step: number
}

/** How one side of a space is read from vectors, or written to them. */
export interface Side {
  readonly dim: number
  readonly channels: number
  readonly direction: 'from' | 'to'
  readonly copies: readonly Copies[]
  readonly structured: readonly Structured[]
  readonly entries: Entries
  /** Places that are the constant 1, for the bias. */
  readonly constant: { readonly place: Int32Array; readonly value: Float32Array }
  /** Whether the copies alone fill every place. */
  readonly isFull: boolean
  /** Operations a row, in those of an entry. */
  readonly cost: number
  /** Each summand's maps, its factors, and its first channel. */
  readonly parts: readonly SidePart[]
}

/** The maps of one summand: copy c's map k is channel `channel + c · maps + k`. */
interface SidePart {
  readonly summand: number
  readonly channel: number
  readonly maps: readonly StructuredMap[]
  /** Scales each map to squared norm m for m rows: unit variance in gives unit variance out. */
  readonly scales: readonly number[]
}

/** Maps with more entries are applied by their structure. */
const MAX_LISTED = 2 ** 15

/** A copied number costs this part of an entry. */
const COPYING = 0.4

/**
 * Lays out one side. A coordinate from `inputs` on is the constant 1.
 */
export function sideOf(
  side: readonly SummandMaps[],
  rep: AnyRepresentation,
  order: Uint32Array | undefined,
  direction: 'from' | 'to',
  inputs = Number.POSITIVE_INFINITY,
): Side {
  const parts: SidePart[] = []
  let channels = 0
  for (const { summand, maps } of side) {
    parts.push({ summand, channel: channels, maps, scales: maps.map(scaleOf) })
    channels += rep.summands[summand]!.count * maps.length
  }
  const dim = side[0] ? side[0].maps[0]![direction === 'from' ? 'rows' : 'cols'] : 0
  const copies: Copies[] = []
  const structured: Structured[] = []
  const lists: ListedMap[] = []
  for (const part of parts) {
    const { count, offset, rep: summand } = rep.summands[part.summand]!
    part.maps.forEach((map, k) => {
      const plain = !order && isIdentity(map)
      const last = offset + count * summand.dim
      // the last copy of a scalar may be the constant
      const copied = plain ? (last > inputs ? count - 1 : count) : 0
      const channel = part.channel + k
      const step = part.maps.length
      if (copied > 0) copies.push({ offset, count: copied, channel, step })
      if (copied === 0 && !order && map.nonzeros > MAX_LISTED) {
        structured.push({ map, scale: part.scales[k]!, offset, count, length: summand.dim, channel, step })
        return
      }
      for (let c = copied; c < count; c++) {
        const place = channel + c * step
        lists.push({ map, scale: part.scales[k]!, at: offset + c * summand.dim, channel: place })
      }
    })
  }
  const { entries, constant } = listed(lists, { channels, direction, order, inputs, length: rep.dim })
  const copied = copies.reduce((sum, c) => sum + c.count * dim, 0)
  const implicit = structured.reduce((sum, m) => sum + m.count * m.map.cost, 0)
  return {
    dim,
    channels,
    direction,
    copies,
    structured,
    entries,
    constant,
    isFull: copied === dim * channels,
    cost: entries.value.length + COPYING * copied + implicit,
    parts,
  }
}

/** A map of one copy whose entries are listed. */
interface ListedMap {
  readonly map: StructuredMap
  readonly scale: number
  /** First coordinate of the copy, and its channel. */
  readonly at: number
  readonly channel: number
}

/** The entries of maps by their coordinates, and those of coordinates from `inputs` on, which are the constant 1. */
function listed(
  maps: readonly ListedMap[],
  to: {
    readonly channels: number
    readonly direction: 'from' | 'to'
    readonly order: Uint32Array | undefined
    readonly inputs: number
    /** The number of coordinates. */
    readonly length: number
  },
): Pick<Side, 'entries' | 'constant'> {
  const { channels, direction, order, inputs, length } = to
  const reads = direction === 'from'
  const each = (visit: (coordinate: number, place: number, value: number) => void) => {
    for (const { map, scale, at, channel } of maps) {
      map.forEach((i, j, v) => {
        const k = at + (reads ? j : i)
        visit(order ? order[k]! : k, (reads ? i : j) * channels + channel, scale * v)
      })
    }
  }
  const next = new Int32Array(length + 1)
  each((coordinate) => {
    next[coordinate + 1]!++
  })
  for (let k = 0; k < length; k++) next[k + 1]! += next[k]!
  const total = next[length]!
  const first = next[Math.min(inputs, length)]!
  const [source, place, value] = [new Int32Array(total), new Int32Array(total), new Float32Array(total)]
  each((coordinate, p, v) => {
    const e = next[coordinate]!++
    source[e] = coordinate
    place[e] = p
    value[e] = v
  })
  return {
    entries: {
      source: source.subarray(0, first),
      place: place.subarray(0, first),
      value: value.subarray(0, first),
    },
    constant: { place: place.subarray(first), value: value.subarray(first) },
  }
}

function scaleOf(map: StructuredMap): number {
  let norm = 0
  map.forEach((_i, _j, v) => {
    norm += v * v
  })
  return Math.sqrt(map.rows / norm)
}
