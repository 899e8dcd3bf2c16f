// Equivariant maps whose steepest slope is known by construction.
import { elementsOf, type FiniteGroup, type Representation, type Rng } from '@buridan/groups'

export type Vector = Float64Array
/** An equivariant map that changes by at most `slope` times the distance of two inputs. */
export interface SteepMap {
  readonly of: (x: Vector) => Vector
  readonly slope: number
}

export const norm = (v: ArrayLike<number>) => Math.hypot(...Array.from(v))
export const normals = (n: number, random: Rng, size = 1) =>
  Float64Array.from({ length: n }, () => size * random.normal())

/** All ρ(g), row by row. */
function matrices(rep: Representation): Vector[] {
  const list = elementsOf(rep.group)
  const { dim } = rep
  return Array.from({ length: list.order }, (_, k) => {
    const out = new Float64Array(dim * dim)
    for (let j = 0; j < dim; j++) {
      const column = rep.apply(
        list.at(k),
        Float64Array.from({ length: dim }, (_, i) => Number(i === j)),
      )
      for (let i = 0; i < dim; i++) out[i * dim + j] = column[i]!
    }
    return out
  })
}

/** A finite group by its matrices on inputs and labels, in one order. */
export class Matrices {
  readonly inputs: readonly Vector[]
  readonly labels: readonly Vector[]

  constructor(
    readonly repIn: Representation,
    readonly repOut: Representation,
  ) {
    this.inputs = matrices(repIn)
    this.labels = matrices(repOut)
  }

  input(g: number, x: ArrayLike<number>): Vector {
    return times(this.inputs[g]!, x)
  }

  label(g: number, y: ArrayLike<number>): Vector {
    return times(this.labels[g]!, y)
  }

  /** The mean of ρ(g)v over some elements. */
  mean(of: readonly Vector[], elements: readonly number[], v: ArrayLike<number>): Vector {
    const out = new Float64Array(v.length)
    for (const g of elements) {
      const image = times(of[g]!, v)
      for (let i = 0; i < out.length; i++) out[i]! += image[i]! / elements.length
    }
    return out
  }

  /** The elements that keep a vector, exactly but for rounding. */
  stabilizer(x: Vector): number[] {
    return this.inputs.flatMap((_, g) => (distance(this.input(g, x), x) <= 1e-12 * norm(x) ? [g] : []))
  }
}

function times(m: Vector, x: ArrayLike<number>): Vector {
  const n = x.length
  return Float64Array.from({ length: m.length / n }, (_, i) => {
    let sum = 0
    for (let j = 0; j < n; j++) sum += m[i * n + j]! * x[j]!
    return sum
  })
}

export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return Math.sqrt(sum)
}

/** v · tanh(|v|) / |v|: bounded, equivariant under orthogonal ρ, of slope 1. */
function bounded(v: Vector): Vector {
  const size = norm(v)
  return size === 0 ? v : v.map((c) => (c * Math.tanh(size)) / size)
}

/** The mean over the group of a random map: sines of random frequencies. Means keep slopes. */
export function sines(of: Matrices, random: Rng): SteepMap {
  const { repIn, repOut } = of
  const terms = Array.from({ length: 3 }, () => ({
    a: normals(repIn.dim, random, 1.5),
    b: normals(repOut.dim, random),
    phase: 6 * random.float(),
  }))
  return {
    slope: terms.reduce((sum, { a, b }) => sum + norm(a) * norm(b), 0),
    of: (x) => {
      const out = new Float64Array(repOut.dim)
      of.inputs.forEach((_, g) => {
        const there = of.input(g, x)
        for (const { a, b, phase } of terms) {
          const value = Math.sin(a.reduce((sum, v, i) => sum + v * there[i]!, phase))
          // ρ orthogonal: the inverse is the transpose
          for (let i = 0; i < out.length; i++) {
            let sum = 0
            for (let j = 0; j < b.length; j++) sum += of.labels[g]![j * b.length + i]! * b[j]!
            out[i]! += (value * sum) / of.inputs.length
          }
        }
      })
      return out
    },
  }
}

/** A random equivariant linear map, after what bounds inputs; its slope is at most its largest singular value. */
export function linear(of: Matrices, random: Rng): SteepMap {
  const { repIn, repOut } = of
  const [m, n] = [repOut.dim, repIn.dim]
  const start = normals(m * n, random)
  const w = new Float64Array(m * n)
  of.inputs.forEach((input, g) => {
    const label = of.labels[g]!
    // label · start · inputᵀ
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0
        for (let k = 0; k < m; k++) {
          for (let l = 0; l < n; l++) sum += label[i * m + k]! * start[k * n + l]! * input[j * n + l]!
        }
        w[i * n + j]! += sum / of.inputs.length
      }
    }
  })
  // where 0 is the only one, its numbers are rounding
  if (norm(w) < 1e-9) w.fill(0)
  return { slope: largestSingularValue(w, n, random), of: (x) => times(w, bounded(x)) }
}

function largestSingularValue(w: Vector, n: number, random: Rng): number {
  let v: Vector = normals(n, random)
  let size = 0
  for (let k = 0; k < 500; k++) {
    const image = times(w, v)
    const back = Float64Array.from({ length: n }, (_, j) =>
      image.reduce((sum, c, i) => sum + c * w[i * n + j]!, 0),
    )
    size = norm(back) / (norm(v) || 1)
    v = back.map((c) => c / (norm(back) || 1))
  }
  return Math.sqrt(size) * (1 + 1e-6)
}

/**
 * A cone over each point of an orbit, as steep as can be everywhere: b (r − ‖x − c‖)₊ at c, carried along the orbit. Cones do not meet, and b is kept by what
 * keeps c.
 */
export function cones(of: Matrices, random: Rng, near: Vector): SteepMap {
  // what nearly keeps the centre keeps it: other images are far away
  const group = closure(
    of,
    of.inputs.flatMap((_, g) => (distance(of.input(g, near), near) < 1e-3 * norm(near) ? [g] : [])),
  )
  const centre = of.mean(of.inputs, group, near)
  const fixed = of.stabilizer(centre)
  const b = of.mean(of.labels, fixed, normals(of.repOut.dim, random))
  const slope = 5 * random.float() + 0.1
  // where nothing but 0 is kept, rounding is
  const size = norm(b) > 1e-9 ? norm(b) : Number.POSITIVE_INFINITY
  const images = of.inputs.map((_, g) => of.input(g, centre))
  const apart = Math.min(...images.map((p) => distance(p, centre)).filter((d) => d > 1e-12 * norm(centre)))
  const radius = Math.min(apart / 2, 3)
  return {
    slope,
    of: (x) => {
      const g = images.findIndex((p) => distance(p, x) < radius)
      if (g < 0) return new Float64Array(of.repOut.dim)
      const height = slope * (radius - distance(images[g]!, x))
      return of.label(g, b).map((v) => (v * height) / size)
    },
  }
}

/** Each number by itself, and their mean: maps of S(n) on n numbers, however large. */
export function pointwise(random: Rng): SteepMap {
  const [a, b, c] = [random.normal(), random.normal(), 3 * random.float()]
  return {
    slope: Math.abs(a) * c + Math.abs(b),
    of: (x) => {
      const mean = x.reduce((sum, v) => sum + v, 0) / x.length
      return x.map((v) => a * Math.sin(c * v) + b * Math.tanh(mean))
    },
  }
}

/** A smooth number for each element: between 0.9 and 1.1, of slope 0.01. */
const weight = (z: number) => 1 + 0.1 * Math.tanh(z / 10)

/** Points of V_a*V_b+V_b: their vectors and elements. */
function pointsOf(x: ArrayLike<number>): { readonly points: number[][]; readonly elements: number[] } {
  const n = x.length / 4
  return {
    points: Array.from({ length: n }, (_, i) => [x[i]!, x[n + i]!, x[2 * n + i]!]),
    elements: Array.from({ length: n }, (_, i) => x[3 * n + i]!),
  }
}

/** Forces of pairs, a tanh(r / s) along each: F = Bᵀ ψ(B x) with ψ of slope a/s, and ‖B‖² = n for all pairs. */
export function forces(n: number, random: Rng): SteepMap {
  const [a, s] = [random.normal(), 0.3 + random.float()]
  return {
    slope: (1.21 * n * Math.abs(a)) / s + Math.sqrt(n) * 0.011 * Math.abs(a) * Math.sqrt(2 * (n - 1)),
    of: (x) => {
      const { points, elements } = pointsOf(x)
      const out = new Float64Array(3 * n)
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          const u = points[i]!.map((v, c) => v - points[j]![c]!)
          const r = norm(u)
          if (r === 0) continue
          const size = a * weight(elements[i]!) * weight(elements[j]!) * Math.tanh(r / s)
          for (let c = 0; c < 3; c++) out[c * n + i]! += (size * u[c]!) / r
        }
      }
      return out
    },
  }
}

/** A sum of vectors of points, bounded: of slope 1.1 √n, and of elements 0.01 √n. */
export function dipole(n: number, random: Rng): SteepMap {
  const a = random.normal()
  return {
    slope: Math.abs(a) * Math.sqrt(n) * (1.1 + 0.01),
    of: (x) => {
      const { points, elements } = pointsOf(x)
      const out = new Float64Array(3)
      points.forEach((p, i) => {
        bounded(Float64Array.from(p)).forEach((v, c) => {
          out[c]! += a * weight(elements[i]!) * v
        })
      })
      return out
    },
  }
}

/** The elements that some generate. */
export function closure(of: Matrices, generators: readonly number[]): number[] {
  const list = elementsOf(of.repIn.group as FiniteGroup)
  const found = new Set<number>()
  const identity = Array.from({ length: list.order }, (_, g) => g).find((g) =>
    list.at(g).every((v, i) => v === i),
  )!
  const reached = [identity]
  found.add(identity)
  for (const g of reached) {
    for (const s of generators) {
      const product = Uint32Array.from(list.at(s), (_, i) => list.at(s)[list.at(g)[i]!]!)
      const k = list.indexOf(product)
      if (!found.has(k)) {
        found.add(k)
        reached.push(k)
      }
    }
  }
  return reached
}
