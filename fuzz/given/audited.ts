import fc from 'fast-check'
import { type Acting, type Element, elementsOfAction, sizesOf } from './acting.js'

/** Data to audit: inputs that samples are moved from, each by an element of its own, and labels. */
export interface Audited {
  readonly acts: Acting
  readonly bases: readonly (readonly number[])[]
  /** For each base an element that shall keep it: it is summed over its powers. */
  readonly kept: readonly number[]
  readonly samples: readonly { readonly base: number; readonly by: number; readonly y: readonly number[] }[]
  /** Added to the bases, relative to them. */
  readonly noise: number
}

/** Few different numbers: symmetric points are common. */
const coordinate = fc.constantFrom(1, 0, 2, -1, 0.5, 3)
const label = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, -1, 2, 0.1, 0.3) },
  fc.double({ min: -3, max: 3, noNaN: true }).map((v) => Math.round(v * 1e6) / 1e6),
)

/** Data of a group; noise far below the tolerances, or far above them. */
export const audited = (acts: fc.Arbitrary<Acting>, most = 6): fc.Arbitrary<Audited> =>
  acts.chain((a) => {
    const size = sizesOf(a)
    const vector = (of: fc.Arbitrary<number>, n: number) => fc.array(of, { minLength: n, maxLength: n })
    const bases = fc.array(
      fc.oneof(vector(coordinate, size.in), fc.constant(new Array<number>(size.in).fill(1))),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    const sample = fc.record({ base: fc.nat(2), by: fc.nat(23), y: vector(label, size.out) })
    return fc.record({
      acts: fc.constant(a),
      bases,
      kept: fc.array(fc.oneof(fc.constant(0), fc.nat(23)), { minLength: 3, maxLength: 3 }),
      samples: fc.array(sample, { minLength: 1, maxLength: most }),
      noise: fc.constantFrom(0, 0, 1e-13, 1e-9, 1e-3),
    })
  })

/** Multiples of the noise, of which no two are close. */
const NOISES = [1, -0.6, 0.3, 0.85, -0.15, -1.3, 0.55, -0.4]

/** The rows that are audited. */
export function rowsOf(given: Audited): { x: number[][]; y: number[][] } {
  const elements = elementsOfAction(given.acts)
  const bases = given.bases.map((base, k) => {
    // a sum that is 0 but for rounding is 0, whatever it would be compared with
    const sum = overPowers(elements[given.kept[k]! % elements.length]!, base).map((v) =>
      Math.abs(v) < 1e-12 ? 0 : v,
    )
    const size = given.noise * Math.max(...sum.map(Math.abs), 0)
    return sum.map((v, i) => v + size * NOISES[i % NOISES.length]!)
  })
  return {
    x: given.samples.map(({ base, by }) => elements[by % elements.length]!.in(bases[base % bases.length]!)),
    y: given.samples.map((s) => [...s.y]),
  }
}

/** The sum of a vector and its images under the powers of an element, which keeps it. */
function overPowers(g: Element, base: readonly number[]): number[] {
  let sum = [...base]
  for (let v = g.in(base); !isNear(v, base, 1e-9); v = g.in(v)) sum = sum.map((c, i) => c + v[i]!)
  return sum
}

/** What an audit says of a data set, but for what hangs on the order and the number of digits. */
export interface Figures {
  readonly samples: number
  readonly symmetric: number
  readonly orbits: number
  readonly price: number
  readonly strictFloor: number
  readonly disagreement: number
}

/** The figures by their definitions: every element tried on every sample. */
export function figuresByDefinition(
  elements: readonly Element[],
  x: number[][],
  y: number[][],
  tolerance = 1e-6,
): Figures {
  const n = x.length
  const prices = x.map((v, i) => {
    const own = elements.filter((g) => isNear(g.in(v), v, tolerance))
    return { order: own.length, price: squared(y[i]!, mean(own.map((g) => g.out(y[i]!)))) }
  })
  let [floor, orbits] = [0, 0]
  const left = new Set(x.keys())
  for (const first of left) {
    const own = [...left].filter((i) => elements.some((g) => isNear(g.in(x[i]!), x[first]!, 2 * tolerance)))
    const carried = (from: number[], to: number[]) =>
      elements.filter((g) => isNear(g.in(from), to, 2 * tolerance))
    const best = mean(own.map((i) => mean(carried(x[i]!, x[first]!).map((g) => g.out(y[i]!)))))
    for (const i of own) {
      floor += squared(carried(x[first]!, x[i]!)[0]!.out(best), y[i]!) / n
      left.delete(i)
    }
    orbits++
  }
  const price = prices.reduce((sum, p) => sum + p.price, 0) / n
  return {
    samples: n,
    symmetric: prices.filter((p) => p.order > 1).length,
    orbits,
    price,
    strictFloor: floor,
    disagreement: floor - price,
  }
}

export const mean = (vectors: readonly (readonly number[])[]): number[] =>
  vectors[0]!.map((_, k) => vectors.reduce((sum, v) => sum + v[k]!, 0) / vectors.length)

export const squared = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a, (v, k) => (v - b[k]!) ** 2).reduce((sum, v) => sum + v, 0)

function isNear(a: readonly number[], b: readonly number[], tolerance: number): boolean {
  return (
    squared(a, b) <=
    tolerance ** 2 *
      squared(
        b,
        b.map(() => 0),
      )
  )
}
