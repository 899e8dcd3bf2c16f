import { distance, type Matrices, norm, type Vector } from './equivariant-maps.js'

/** ‖ρ(g)v_i − v_j‖ ≤ limit. */
interface Constraint {
  readonly g: number
  readonly i: number
  readonly j: number
  readonly limit: number
}

const SWEEPS = 200

/**
 * The mean squared error of an equivariant map of a slope that fits labels about as well as any can. By Kirszbraun’s theorem values v_i are those of a map of slope L
 * if ‖ρ(g)v_i − v_j‖ ≤ L ‖ρ(g)x_i − x_j‖ for all g, i and j, and its mean over the group is then an equivariant one with the same values.
 * Values are moved to what the conditions allow, again and again, and in the end towards a constant map as far as it takes: the result is attained, and so at
 * least what is least.
 */
export function leastError(of: Matrices, x: readonly Vector[], y: readonly Vector[], slope: number): number {
  const constraints: Constraint[] = []
  const size = Math.max(...x.map(norm))
  x.forEach((xi, i) => {
    of.inputs.forEach((_, g) => {
      const there = of.input(g, xi)
      for (let j = i; j < x.length; j++) {
        const d = distance(there, x[j]!)
        // copies and symmetries to rounding are exact ones
        const limit = d <= 1e-13 * size ? 0 : slope === Number.POSITIVE_INFINITY ? slope : slope * d
        if (limit < Number.POSITIVE_INFINITY) constraints.push({ g, i, j, limit })
      }
    })
  })
  let best = Number.POSITIVE_INFINITY
  const v = y.map((row) => row.slice())
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    // back towards the labels, by less each time
    const back = sweep === 0 ? 0 : 1 / (1 + sweep)
    v.forEach((row, i) => {
      for (let k = 0; k < row.length; k++) row[k]! += back * (y[i]![k]! - row[k]!)
    })
    for (const c of constraints) satisfy(of, v, c)
    if (sweep % 20 === 0 || sweep === SWEEPS - 1) best = Math.min(best, errorOf(of, v, y, constraints))
  }
  return best
}

function satisfy(of: Matrices, v: Vector[], { g, i, j, limit }: Constraint): void {
  const image = of.label(g, v[i]!)
  const off = distance(image, v[j]!)
  if (off <= limit) return
  if (i === j) {
    // what g changes of it is made smaller
    const kept = of.mean(of.labels, cyclic(of, g), v[i]!)
    const share = limit / off
    v[i] = v[i]!.map((c, k) => kept[k]! + share * (c - kept[k]!))
    return
  }
  const step = (off - limit) / (2 * off)
  const moved = image.map((c, k) => c + step * (v[j]![k]! - c))
  v[j] = v[j]!.map((c, k) => c + step * (image[k]! - c))
  v[i] = inverseLabel(of, g, moved)
}

/** ρ orthogonal: the inverse is the transpose. */
function inverseLabel(of: Matrices, g: number, v: Vector): Vector {
  const m = of.labels[g]!
  const n = v.length
  return v.map((_, i) => v.reduce((sum, c, k) => sum + m[k * n + i]! * c, 0))
}

const cycles = new WeakMap<Matrices, Map<number, number[]>>()
function cyclic(of: Matrices, g: number): number[] {
  const known = cycles.get(of) ?? new Map<number, number[]>()
  cycles.set(of, known)
  const found = known.get(g) ?? closureOf(of, g)
  known.set(g, found)
  return found
}

/** The powers of an element, by what they do to generic vectors. */
function closureOf(of: Matrices, g: number): number[] {
  const [x, y] = [generic(of.repIn.dim), generic(of.repOut.dim)]
  const powers = [g]
  let [a, b] = [of.input(g, x), of.label(g, y)]
  while (distance(a, x) > 1e-9 || distance(b, y) > 1e-9) {
    ;[a, b] = [of.input(g, a), of.label(g, b)]
    const at = of.inputs.findIndex(
      (_, h) => distance(of.input(h, x), a) < 1e-9 && distance(of.label(h, y), b) < 1e-9,
    )
    powers.push(at)
  }
  return powers
}

const generic = (n: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(1 + 2.3 * i))

/** The error of the values as far towards a constant map as the conditions ask. */
function errorOf(
  of: Matrices,
  v: readonly Vector[],
  y: readonly Vector[],
  all: readonly Constraint[],
): number {
  let values = v
  // exact conditions first: each value by the mean of all that stand for it
  const exact = all.filter((c) => c.limit === 0)
  if (exact.length > 0) values = exactly(of, v, exact)
  const mean = of.mean(
    of.labels,
    of.labels.map((_, g) => g),
    values[0]!.map((_, k) => values.reduce((sum, row) => sum + row[k]! / values.length, 0)),
  )
  let share = 1
  for (const { g, i, j, limit } of all) {
    if (limit === 0) continue
    const off = distance(of.label(g, values[i]!), values[j]!)
    if (off > limit) share = Math.min(share, limit / off)
  }
  const error = values.reduce(
    (sum, row, i) =>
      sum +
      distance(
        row.map((c, k) => mean[k]! + share * (c - mean[k]!)),
        y[i]!,
      ) **
        2,
    0,
  )
  return error / y.length
}

/** Values that are one along exact orbits and kept by exact stabilizers. */
function exactly(of: Matrices, v: readonly Vector[], exact: readonly Constraint[]): Vector[] {
  const out: (Vector | undefined)[] = v.map(() => undefined)
  v.forEach((_, i) => {
    if (out[i]) return
    const members = exact.filter((c) => c.i === i)
    // in the frame of i: the mean over what brings i to each
    const sum = new Float64Array(v[i]!.length)
    for (const { g, j } of members) {
      const back = inverseLabel(of, g, v[j]!)
      for (let k = 0; k < sum.length; k++) sum[k]! += back[k]! / members.length
    }
    for (const { g, j } of members) out[j] = of.label(g, sum)
    out[i] = sum
  })
  return out as Vector[]
}
