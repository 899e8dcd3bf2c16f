import {
  channelsOf,
  type Factorization,
  factorize,
  type StructuredMap,
  type SummandMaps,
} from '@buridan/constraints'
import { type AnyRepresentation, directSum, rng, trivial } from '@buridan/groups'

/** Entries of the maps of one side of a space: coordinate `source` of the vector, `place` in the space's d × channels. */
export interface Entries {
  readonly source: Int32Array
  readonly place: Int32Array
  readonly value: Float32Array
  /** Whether every place has exactly one entry. */
  readonly exclusive: boolean
}

/** A space of a factorization as kernels use it: read entries, mix [d, kIn] · [kIn, kOut], write entries. */
export interface PlannedSpace {
  readonly dim: number
  readonly kIn: number
  readonly kOut: number
  /** Where its matrix starts in the weights, kIn × kOut, row-major. */
  readonly offset: number
  readonly read: Entries
  /** Places that are the constant 1, for the bias. */
  readonly constant: { readonly place: Int32Array; readonly value: Float32Array }
  readonly write: Entries
}

/** How an affine equivariant map is applied to rows: y = Σ_τ B_τ (M_τ ⊗ 1) A_τ [x, 1]. */
export interface MixingPlan {
  readonly inputs: number
  readonly outputs: number
  readonly spaces: readonly PlannedSpace[]
  readonly weightCount: number
  /** Standard deviation that each weight starts with: variance is kept, biases are 0. */
  readonly deviations: Float32Array
  /** Operations of reading and writing, and multiplications of mixing, for a row. */
  readonly cost: { readonly entries: number; readonly mixing: number }
  readonly factorization: Factorization
}

/** Rows on which the norm of a large product of maps is estimated. */
const NORM_PROBES = 16
/** The largest input whose products' norms are computed exactly. */
const EXACT_NORM = 64

/**
 * Plans the affine maps ρ_in → ρ_out, or the linear ones without bias. The constant 1 is one more scalar input, so that the
 * bias is the part of a linear map that reads it.
 *
 * Variance: for independent weights of mean zero and inputs of unit variance, E‖y‖² of a copy is the sum over its weights
 * of σ²‖B A‖². With σ² = m / (weights · ‖B A‖²), m its dimension, a copy has unit variance on average.
 */
export function planMixing(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  useBias: boolean,
): MixingPlan {
  const whole = useBias ? (directSum(repIn, trivial(repIn.group)) as AnyRepresentation) : repIn
  const form = factorize(whole, repOut)
  const inputs = repIn.dim
  let offset = 0
  const parts = form.spaces.map((space) => {
    const from = scaled(space.from)
    const to = scaled(space.to)
    const kIn = channelsOf(form.repIn, space.from)
    const kOut = channelsOf(form.repOut, space.to)
    const all = entriesOf(from, form.repIn, form.order.in, kIn, (m, visit) => {
      m.forEach((p, j, v) => {
        visit(p, j, v)
      })
    })
    const write = entriesOf(to, form.repOut, form.order.out, kOut, (m, visit) => {
      m.forEach((i, p, v) => {
        visit(p, i, v)
      })
    })
    const planned: PlannedSpace = {
      dim: space.dim,
      kIn,
      kOut,
      offset,
      ...splitConstant(all, inputs, space.dim * kIn),
      write: packed(write, space.dim * kOut, 'source'),
    }
    offset += kIn * kOut
    return { planned, from, to }
  })
  const deviations = new Float32Array(offset)
  fillDeviations(deviations, parts, form)
  if (useBias) clearBias(deviations, parts, form)
  const spaces = parts.map((p) => p.planned)
  return {
    inputs,
    outputs: repOut.dim,
    spaces,
    weightCount: offset,
    deviations,
    cost: {
      entries: spaces.reduce((sum, s) => sum + s.read.source.length + s.write.source.length, 0),
      mixing: spaces.reduce((sum, s) => sum + s.dim * s.kIn * s.kOut, 0),
    },
    factorization: form,
  }
}

interface ScaledMap {
  readonly map: StructuredMap
  readonly scale: number
}

interface ScaledSummand {
  readonly summand: number
  readonly maps: readonly ScaledMap[]
}

/** Maps scaled to squared norm m for m rows: inputs of unit variance give outputs of unit variance. */
function scaled(side: readonly SummandMaps[]): ScaledSummand[] {
  return side.map(({ summand, maps }) => ({
    summand,
    maps: maps.map((map) => {
      let norm = 0
      map.forEach((_i, _j, v) => {
        norm += v * v
      })
      return { map, scale: Math.sqrt(map.rows / norm) }
    }),
  }))
}

interface RawEntry {
  readonly source: number
  readonly place: number
  readonly value: number
}

/** The entries of all copies. Channels are ordered [summand][copy][map]. */
function entriesOf(
  side: readonly ScaledSummand[],
  rep: AnyRepresentation,
  order: Uint32Array | undefined,
  channels: number,
  walk: (map: StructuredMap, visit: (p: number, coordinate: number, v: number) => void) => void,
): RawEntry[] {
  const entries: RawEntry[] = []
  let channel = 0
  for (const { summand, maps } of side) {
    const { count, offset, rep: part } = rep.summands[summand]!
    for (let c = 0; c < count; c++) {
      for (const { map, scale } of maps) {
        const k = channel++
        walk(map, (p, coordinate, v) => {
          const at = offset + c * part.dim + coordinate
          entries.push({ source: order ? order[at]! : at, place: p * channels + k, value: scale * v })
        })
      }
    }
  }
  return entries
}

function splitConstant(
  all: readonly RawEntry[],
  inputs: number,
  places: number,
): Pick<PlannedSpace, 'read' | 'constant'> {
  const constant = all.filter((e) => e.source === inputs)
  const read = packed(
    all.filter((e) => e.source < inputs),
    places,
    'place',
  )
  return {
    read,
    constant: {
      place: Int32Array.from(constant, (e) => e.place),
      value: Float32Array.from(constant, (e) => e.value),
    },
  }
}

function packed(entries: RawEntry[], places: number, by: 'source' | 'place'): Entries {
  entries.sort((a, b) => a[by] - b[by] || a.place - b.place)
  const counts = new Uint8Array(places)
  let exclusive = entries.length === places
  for (const { place } of entries) if (++counts[place]! > 1) exclusive = false
  return {
    source: Int32Array.from(entries, (e) => e.source),
    place: Int32Array.from(entries, (e) => e.place),
    value: Float32Array.from(entries, (e) => e.value),
    exclusive,
  }
}

interface Part {
  readonly planned: PlannedSpace
  readonly from: readonly ScaledSummand[]
  readonly to: readonly ScaledSummand[]
}

function fillDeviations(out: Float32Array, parts: readonly Part[], { repIn, repOut }: Factorization): void {
  const arriving = new Float64Array(repOut.summands.length)
  for (const { planned, to } of parts) {
    for (const t of to) arriving[t.summand]! += planned.kIn * t.maps.length
  }
  for (const { planned, from, to } of parts) {
    let row = 0
    for (const f of from) {
      for (let c = 0; c < repIn.summands[f.summand]!.count; c++) {
        for (const first of f.maps) {
          let column = 0
          for (const t of to) {
            const { count, rep } = repOut.summands[t.summand]!
            const sigmas = t.maps.map((second) =>
              Math.sqrt(rep.dim / (arriving[t.summand]! * productNorm(first, second))),
            )
            for (let o = 0; o < count; o++) {
              for (const sigma of sigmas) out[planned.offset + row * planned.kOut + column++] = sigma
            }
          }
          row++
        }
      }
    }
  }
}

const norms = new WeakMap<StructuredMap, WeakMap<StructuredMap, number>>()

/** ‖B A‖² of scaled maps: exactly for small inputs, else estimated on random signs. */
function productNorm(first: ScaledMap, second: ScaledMap): number {
  let known = norms.get(first.map)
  if (!known) {
    known = new WeakMap()
    norms.set(first.map, known)
  }
  let plain = known.get(second.map)
  if (plain === undefined) {
    plain = squaredNorm(first.map, second.map)
    known.set(second.map, plain)
  }
  return plain * (first.scale * second.scale) ** 2
}

function squaredNorm(first: StructuredMap, second: StructuredMap): number {
  const n = first.cols
  const exact = n <= EXACT_NORM
  const random = rng(0x5eed)
  let sum = 0
  const count = exact ? n : NORM_PROBES
  for (let k = 0; k < count; k++) {
    const x = exact ? new Float64Array(n) : new Float64Array(n).map(() => (random.int(2) === 0 ? 1 : -1))
    if (exact) x[k] = 1
    const middle = new Float64Array(first.rows)
    first.applyInto(1, x, 0, middle, 0)
    const y = new Float64Array(second.rows)
    second.applyInto(1, middle, 0, y, 0)
    for (const v of y) sum += v * v
  }
  return exact ? sum : sum / count
}

/** Biases start at 0: rows of channels that read the constant, the last copy of the last summand. */
function clearBias(out: Float32Array, parts: readonly Part[], { repIn }: Factorization): void {
  const last = repIn.summands.length - 1
  for (const { planned, from } of parts) {
    let row = 0
    for (const f of from) {
      const { count } = repIn.summands[f.summand]!
      const rows = count * f.maps.length
      if (f.summand === last) {
        const start = planned.offset + (row + (count - 1) * f.maps.length) * planned.kOut
        out.fill(0, start, start + f.maps.length * planned.kOut)
      }
      row += rows
    }
  }
}
