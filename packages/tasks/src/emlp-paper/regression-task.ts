import { innerProduct as dot, integerIn } from '@buridan/core'
import {
  type AnyRepresentation,
  orthogonal,
  parseRepresentation,
  pseudoOrthogonal,
  rng,
} from '@buridan/groups'

/** Samples of a function that a group leaves its form: f(ρ_in(g)x) = ρ_out(g)f(x). */
export interface Samples {
  readonly x: readonly Float64Array[]
  readonly y: readonly Float64Array[]
}

/** A regression task with a symmetry, its samples drawn as its paper defines them. */
export interface RegressionTask {
  readonly name: string
  readonly title: string
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** The function that is to be learned. */
  readonly f: (x: ArrayLike<number>) => Float64Array
  /** Draws samples; equal seeds give equal ones. */
  readonly sample: (count: number, seed: number) => Samples
}

function task(
  facts: Omit<RegressionTask, 'sample'>,
  draw: (normal: () => number) => Float64Array,
): RegressionTask {
  return {
    ...facts,
    sample(count, seed) {
      integerIn(count, 1, 1e8, 'count')
      const random = rng(seed)
      const x = Array.from({ length: count }, () => draw(() => random.normal()))
      return { x, y: x.map((v) => facts.f(v)) }
    },
  }
}

const normals = (n: number, normal: () => number, scale = 1) =>
  new Float64Array(n).map(() => scale * normal())

/**
 * The synthetic invariant of O(5): two vectors, standard normal, to sin ‖x₁‖ − ‖x₂‖³/2 + x₁·x₂ / (‖x₁‖‖x₂‖).
 *
 * @remarks Finzi, Welling & Wilson 2021, section 7.1.
 *
 * @example
 * ```ts
 * import { o5Task } from '@buridan/tasks'
 * const { x, y } = o5Task().sample(3, 0)
 * console.log(x[0]!.length, y[0]!.length) // → 10 1
 * ```
 */
export function o5Task(): RegressionTask {
  const G = orthogonal(5)
  const facts = {
    name: 'o5',
    title: 'an invariant of two vectors under O(5)',
    repIn: parseRepresentation(G, '2*V'),
    repOut: parseRepresentation(G, 'T(0)'),
    f(x: ArrayLike<number>) {
      const values = Float64Array.from(x)
      const [a, b] = [values.subarray(0, 5), values.subarray(5)]
      const [r, s] = [Math.sqrt(dot(a, a)), Math.sqrt(dot(b, b))]
      return Float64Array.of(Math.sin(r) - s ** 3 / 2 + dot(a, b) / (r * s))
    },
  }
  return task(facts, (normal) => normals(10, normal))
}

/**
 * The inertia tensor of five point masses, O(3): masses softplus of standard normal numbers, positions standard normal, to
 * Σ m_i (‖r_i‖² 1 − r_i r_iᵀ).
 *
 * @remarks Finzi, Welling & Wilson 2021, section 7.1.
 *
 * @example
 * ```ts
 * import { inertiaTask } from '@buridan/tasks'
 * const { repIn, repOut } = inertiaTask()
 * console.log(repIn.text, repOut.text) // → 5*T(0)+5*V T(2)
 * ```
 */
export function inertiaTask(): RegressionTask {
  const G = orthogonal(3)
  const bodies = 5
  const facts = {
    name: 'inertia',
    title: 'the inertia tensor of five masses under O(3)',
    repIn: parseRepresentation(G, '5*T(0)+5*V'),
    repOut: parseRepresentation(G, 'T(2)'),
    f(x: ArrayLike<number>) {
      const values = Float64Array.from(x)
      const out = new Float64Array(9)
      for (let b = 0; b < bodies; b++) {
        const r = values.subarray(bodies + 3 * b, bodies + 3 * b + 3)
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++)
            out[3 * i + j]! += values[b]! * ((i === j ? dot(r, r) : 0) - r[i]! * r[j]!)
        }
      }
      return out
    },
  }
  return task(facts, (normal) => {
    const x = normals(4 * bodies, normal)
    for (let b = 0; b < bodies; b++) x[b] = Math.log1p(Math.exp(x[b]!))
    return x
  })
}

/**
 * The matrix element of electron–muon scattering under the Lorentz group O(1,3): momenta p, q in and p̃, q̃ out, normal with
 * standard deviation 1/4, to 4 [p^(μ p̃^ν) − (p·p̃ − p·p) η^μν] [q_(μ q̃_ν) − (q·q̃ − q·q) η_μν], where a^(μ b^ν) = a^μ b^ν + a^ν b^μ.
 * The metric is (−, +, +, +), time first; the element does not depend on its sign.
 *
 * @remarks Finzi, Welling & Wilson 2021, section 7.1.
 *
 * @example
 * ```ts
 * import { scatteringTask } from '@buridan/tasks'
 * const { repIn } = scatteringTask()
 * console.log(repIn.group.name, repIn.text) // → O(1,3) 4*V
 * ```
 */
export function scatteringTask(): RegressionTask {
  const G = pseudoOrthogonal('O', 1, 3)
  const signs = [-1, 1, 1, 1]
  const product = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    signs.reduce((sum, s, i) => sum + s * a[i]! * b[i]!, 0)
  /** a^μ b^ν + a^ν b^μ − (a·b − a·a) η^μν. */
  const tensorOf = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    const shift = product(a, b) - product(a, a)
    return (i: number, j: number) => a[i]! * b[j]! + a[j]! * b[i]! - (i === j ? shift * signs[i]! : 0)
  }
  const facts = {
    name: 'scattering',
    title: 'the matrix element of electron–muon scattering under O(1,3)',
    repIn: parseRepresentation(G, '4*V'),
    repOut: parseRepresentation(G, 'T(0)'),
    f(x: ArrayLike<number>) {
      const values = Float64Array.from(x)
      const [p, q, pOut, qOut] = [0, 4, 8, 12].map((at) => values.subarray(at, at + 4)) as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      const [left, right] = [tensorOf(p, pOut), tensorOf(q, qOut)]
      let sum = 0
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) sum += left(i, j) * signs[i]! * signs[j]! * right(i, j)
      }
      return Float64Array.of(4 * sum)
    },
  }
  return task(facts, (normal) => normals(16, normal, 0.25))
}
