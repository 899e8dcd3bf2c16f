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
interface Structured {
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
  const list: Listed[] = []
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
        map.forEach((i, j, v) => {
          const [p, coordinate] = direction === 'from' ? [i, j] : [j, i]
          const at = offset + c * summand.dim + coordinate
          const place = p * channels + channel + c * part.maps.length
          list.push({ source: order ? order[at]! : at, place, value: part.scales[k]! * v })
        })
      }
    })
  }
  const constant = list.filter((e) => e.source >= inputs)
  const entries = list
    .filter((e) => e.source < inputs)
    .sort((a, b) => a.source - b.source || a.place - b.place)
  const copied = copies.reduce((sum, c) => sum + c.count * dim, 0)
  const implicit = structured.reduce((sum, m) => sum + m.count * m.map.cost, 0)
  return {
    dim,
    channels,
    direction,
    copies,
    structured,
    entries: {
      source: Int32Array.from(entries, (e) => e.source),
      place: Int32Array.from(entries, (e) => e.place),
      value: Float32Array.from(entries, (e) => e.value),
    },
    constant: {
      place: Int32Array.from(constant, (e) => e.place),
      value: Float32Array.from(constant, (e) => e.value),
    },
    isFull: copied === dim * channels,
    cost: entries.length + COPYING * copied + implicit,
    parts,
  }
}

interface Listed {
  readonly source: number
  readonly place: number
  readonly value: number
}

function scaleOf(map: StructuredMap): number {
  let norm = 0
  map.forEach((_i, _j, v) => {
    norm += v * v
  })
  return Math.sqrt(map.rows / norm)
}

/** F[b, place] = the side's values of rows x; `affine` reads the constant. */
export function readRows(
  side: Side,
  x: Float32Array,
  width: number,
  f: Float32Array,
  batch: number,
  affine: boolean,
): void {
  const { dim, channels, copies, structured, isFull, constant } = side
  const { source, place, value } = side.entries
  const stride = dim * channels
  if (!isFull) f.fill(0, 0, batch * stride)
  for (let b = 0; b < batch; b++) {
    const from = b * width
    const to = b * stride
    for (const { offset, count, channel, step } of copies) {
      let at = from + offset
      for (let c = 0; c < count; c++) {
        const first = to + channel + c * step
        for (let p = 0, k = first; p < dim; p++, k += channels, at++) f[k] = x[at]!
      }
    }
    for (const m of structured) readStructured(m, side, x, from, f, to)
    for (let e = 0; e < source.length; e++) {
      const k = to + place[e]!
      f[k] = f[k]! + value[e]! * x[from + source[e]!]!
    }
    if (!affine) continue
    for (let e = 0; e < constant.place.length; e++) {
      const k = to + constant.place[e]!
      f[k] = f[k]! + constant.value[e]!
    }
  }
}

/** Adds the transpose: out[b, source] += value · f[b, place]. */
export function addRows(side: Side, f: Float32Array, out: Float32Array, width: number, batch: number): void {
  const { dim, channels, copies, structured } = side
  const { source, place, value } = side.entries
  const stride = dim * channels
  for (let b = 0; b < batch; b++) {
    const from = b * stride
    const to = b * width
    for (const { offset, count, channel, step } of copies) {
      let at = to + offset
      for (let c = 0; c < count; c++) {
        const first = from + channel + c * step
        for (let p = 0, k = first; p < dim; p++, k += channels, at++) out[at] = out[at]! + f[k]!
      }
    }
    for (const m of structured) addStructured(m, side, f, from, out, to)
    for (let e = 0; e < source.length; e++) {
      const at = to + source[e]!
      out[at] = out[at]! + value[e]! * f[from + place[e]!]!
    }
  }
}

/** F of copies whose map is applied by its structure. */
function readStructured(
  { map, scale, offset, count, length, channel, step }: Structured,
  { dim, channels, direction }: Side,
  x: Float32Array,
  from: number,
  f: Float32Array,
  to: number,
): void {
  const values = new Float64Array(dim)
  for (let c = 0; c < count; c++) {
    const at = from + offset + c * length
    values.fill(0)
    if (direction === 'from') map.applyInto(scale, x, at, values, 0)
    else map.applyTransposeInto(scale, x, at, values, 0)
    for (let p = 0, k = to + channel + c * step; p < dim; p++, k += channels) f[k] = values[p]!
  }
}

/** The transpose of {@link readStructured}, added. */
function addStructured(
  { map, scale, offset, count, length, channel, step }: Structured,
  { dim, channels, direction }: Side,
  f: Float32Array,
  from: number,
  out: Float32Array,
  to: number,
): void {
  const values = new Float64Array(dim)
  for (let c = 0; c < count; c++) {
    for (let p = 0, k = from + channel + c * step; p < dim; p++, k += channels) values[p] = f[k]!
    const at = to + offset + c * length
    if (direction === 'from') map.applyTransposeInto(scale, values, 0, out, at)
    else map.applyInto(scale, values, 0, out, at)
  }
}
