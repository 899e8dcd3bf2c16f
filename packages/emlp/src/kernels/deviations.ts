import { type Factorization, isIdentity, type StructuredMap } from '@buridan/constraints'
import { rng } from '@buridan/groups'
import type { Side } from './mixing-side.js'

/** Rows on which the norm of a large product of maps is estimated. */
const NORM_PROBES = 16
/** The largest input whose products' norms are computed exactly. */
const EXACT_NORM = 64

interface Space {
  readonly dim: number
  readonly kIn: number
  readonly kOut: number
  readonly offset: number
  readonly read: Side
  readonly write: Side
}

/**
 * Standard deviations of the weights at the start. For independent weights of mean zero and inputs of unit variance,
 * E‖y‖² of a copy is the sum over its weights of σ²‖B A‖². With σ² = m d / (D · ‖B A‖²), m its dimension, d that of the space
 * between A and B and D the sum of d over the copy's weights, a copy has unit variance on average, of which each map has a part as
 * large as what it carries: many scalars, which are one number for all points, do not drown what distinguishes points. The bias is
 * counted by itself in the same way, and is `biasDeviation` times as large.
 *
 * Where the rows of A are orthogonal and of one length, A A⊤ = (‖A‖²/d) 1, and ‖B A‖² = ‖A‖²‖B‖²/d; likewise for B⊤B. Maps are
 * scaled to squared norms of d and m, so that then ‖B A‖² = m.
 */
export function deviationsOf(
  { repIn, repOut }: Factorization,
  spaces: readonly Space[],
  { useBias, biasDeviation }: { readonly useBias: boolean; readonly biasDeviation: number },
): Float32Array {
  const last = spaces.at(-1)
  const out = new Float32Array(last ? last.offset + last.kIn * last.kOut : 0)
  const arriving = new Float64Array(repOut.summands.length)
  const arrivingConstants = new Float64Array(repOut.summands.length)
  const constant = useBias ? repIn.summands.length - 1 : -1
  for (const { dim, kIn, read, write } of spaces) {
    const constants = read.parts.find((a) => a.summand === constant)?.maps.length ?? 0
    for (const b of write.parts) {
      arriving[b.summand]! += (kIn - constants) * b.maps.length * dim
      arrivingConstants[b.summand]! += constants * b.maps.length * dim
    }
  }
  for (const { dim, read, write, kOut, offset } of spaces) {
    for (const a of read.parts) {
      for (const b of write.parts) {
        const { count: copies, rep } = repOut.summands[b.summand]!
        const { count } = repIn.summands[a.summand]!
        for (let i = 0; i < a.maps.length; i++) {
          for (let k = 0; k < b.maps.length; k++) {
            const [first, second] = [a.maps[i]!, b.maps[k]!]
            const norm =
              isIdentity(first) ||
              isIdentity(second) ||
              isIsometric(first, 'rows') ||
              isIsometric(second, 'columns')
                ? rep.dim
                : squaredNorm(first, second) * (a.scales[i]! * b.scales[k]!) ** 2
            const sigmaOf = (all: number) => Math.sqrt((rep.dim * dim) / (Math.max(1, all) * norm))
            const sigma = sigmaOf(arriving[b.summand]!)
            const sigmaOfBias = biasDeviation * sigmaOf(arrivingConstants[b.summand]!)
            for (let c = 0; c < count; c++) {
              const isConstant = a.summand === constant && c === count - 1
              const row = offset + (a.channel + c * a.maps.length + i) * kOut + b.channel + k
              for (let o = 0; o < copies; o++) out[row + o * b.maps.length] = isConstant ? sigmaOfBias : sigma
            }
          }
        }
      }
    }
  }
  return out
}

const isometric = {
  rows: new WeakMap<StructuredMap, boolean>(),
  columns: new WeakMap<StructuredMap, boolean>(),
}

/** Whether rows, or columns, are orthogonal and of one length: M M⊤ z = c z for a random z, which has probability zero otherwise. */
function isIsometric(map: StructuredMap, side: 'rows' | 'columns'): boolean {
  const known = isometric[side].get(map)
  if (known !== undefined) return known
  const random = rng(0x150)
  const d = side === 'rows' ? map.rows : map.cols
  const z = new Float64Array(d).map(() => random.normal())
  const other = new Float64Array(side === 'rows' ? map.cols : map.rows)
  const again = new Float64Array(d)
  if (side === 'rows') {
    map.applyTransposeInto(1, z, 0, other, 0)
    map.applyInto(1, other, 0, again, 0)
  } else {
    map.applyInto(1, z, 0, other, 0)
    map.applyTransposeInto(1, other, 0, again, 0)
  }
  const c = again[0]! / z[0]!
  const found = z.every((v, i) => Math.abs(again[i]! - c * v) <= 1e-9 * Math.abs(c))
  isometric[side].set(map, found)
  return found
}

const norms = new WeakMap<StructuredMap, WeakMap<StructuredMap, number>>()

/** ‖B A‖²: exactly for small inputs, else estimated on random signs. */
function squaredNorm(first: StructuredMap, second: StructuredMap): number {
  const known = norms.get(first) ?? new WeakMap<StructuredMap, number>()
  norms.set(first, known)
  const found = known.get(second)
  if (found !== undefined) return found
  const n = first.cols
  const exact = n <= EXACT_NORM
  const random = rng(0x5eed)
  const count = exact ? n : NORM_PROBES
  let sum = 0
  for (let k = 0; k < count; k++) {
    const x = new Float64Array(n)
    if (exact) x[k] = 1
    else for (let j = 0; j < n; j++) x[j] = random.int(2) === 0 ? 1 : -1
    const middle = new Float64Array(first.rows)
    first.applyInto(1, x, 0, middle, 0)
    const y = new Float64Array(second.rows)
    second.applyInto(1, middle, 0, y, 0)
    for (const v of y) sum += v * v
  }
  const norm = exact ? sum : sum / count
  known.set(second, norm)
  return norm
}
