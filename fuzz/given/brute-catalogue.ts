import { type Images, range, times } from './brute-groups.js'

/** Matrices of n×n numbers modulo p, by rows. */
type Matrix = readonly (readonly number[])[]

/** All lists of so many numbers 0..q−1. */
export const allLists = (length: number, q: number): number[][] =>
  length === 0 ? [[]] : allLists(length - 1, q).flatMap((list) => range(q).map((v) => [...list, v]))

export const allPermutations = (n: number): number[][] =>
  n === 0 ? [[]] : allLists(n, n).filter((list) => new Set(list).size === n)

/** A field of q elements by its tables: of a prime, or of 4, 8, 9 by polynomials; numbers in base p are coefficients. */
export interface Field {
  readonly q: number
  readonly p: number
  add(a: number, b: number): number
  multiply(a: number, b: number): number
}

/** xᵏ ≡ these coefficients: x² = x + 1 over 2, x³ = x + 1 over 2, x² = −1 over 3, x² = 2 over 5. */
const REDUCTIONS: Readonly<Record<number, readonly [number, readonly number[]]>> = {
  4: [2, [1, 1]],
  8: [2, [1, 1, 0]],
  9: [3, [2, 0]],
  25: [5, [2, 0]],
}

export function field(q: number): Field {
  const [p, reduction] = REDUCTIONS[q] ?? [q, [0]]
  const k = reduction.length
  const digits = (a: number) => range(k).map((i) => Math.floor(a / p ** i) % p)
  const number = (d: readonly number[]) => d.reduceRight((sum, v) => sum * p + v, 0)
  const sum = (a: readonly number[], b: readonly number[], times = 1) =>
    a.map((v, i) => (v + times * b[i]!) % p)
  // times x, then xᵏ by what it is
  const timesX = (d: readonly number[]) => sum([0, ...d.slice(0, -1)], reduction, k === 1 ? 0 : d[k - 1]!)
  const product = (a: number, b: number) => {
    let power = digits(b)
    let out = power.map(() => 0)
    for (const digit of digits(a)) {
      out = sum(out, power, digit)
      power = timesX(power)
    }
    return number(out)
  }
  const sums = range(q).map((a) => range(q).map((b) => number(sum(digits(a), digits(b)))))
  const products = range(q).map((a) => range(q).map((b) => product(a, b)))
  return { q, p, add: (a, b) => sums[a]![b]!, multiply: (a, b) => products[a]![b]! }
}

/** The determinant of a small matrix over a field, along its first row. */
function determinant({ add, multiply, q }: Field, m: Matrix): number {
  if (m.length === 1) return m[0]![0]!
  const minusOne = range(q).find((a) => add(a, 1) === 0)!
  return m[0]!.reduce((sum, v, j) => {
    const minor = determinant(
      { add, multiply, q } as Field,
      m.slice(1).map((row) => row.filter((_, c) => c !== j)),
    )
    const term = multiply(v, minor)
    return add(sum, j % 2 === 0 ? term : multiply(minusOne, term))
  }, 0)
}

const invertible = (f: Field, d: number): Matrix[] =>
  allLists(d * d, f.q)
    .map((list) => range(d).map((i) => list.slice(i * d, i * d + d)))
    .filter((m) => determinant(f, m) !== 0)

const apply = (f: Field, m: Matrix, v: readonly number[]) =>
  m.map((row) => row.reduce((sum, a, j) => f.add(sum, f.multiply(a, v[j]!)), 0))

/** All x ↦ Ax + b on vectors as numbers in base q. */
export function affineGroup(d: number, q: number): number[][] {
  const f = field(q)
  const vectors = range(q ** d).map((x) => range(d).map((i) => Math.floor(x / q ** i) % q))
  const number = (v: readonly number[]) => v.reduceRight((sum, c) => sum * q + c, 0)
  return invertible(f, d).flatMap((m) =>
    vectors.map((b) => vectors.map((x) => number(apply(f, m, x).map((c, i) => f.add(c, b[i]!))))),
  )
}

/** All matrices of 2×2 on lines through the origin, each once: of square determinant alone for `special`. */
export function projectiveGroup(q: number, special: boolean): number[][] {
  const f = field(q)
  const squares = new Set(range(q).map((a) => f.multiply(a, a)))
  // z is the line of (z, 1), and the last that of (1, 0)
  const line = ([x, y]: readonly number[]) => (y === 0 ? q : range(q).find((z) => f.multiply(z, y!) === x)!)
  // one matrix of all its multiples: the first entry that is not 0 is 1
  const maps = invertible(f, 2)
    .filter((m) => m.flat().find((a) => a !== 0) === 1)
    .filter((m) => !special || squares.has(determinant(f, m)))
    .map((m) => range(q + 1).map((z) => line(apply(f, m, z === q ? [1, 0] : [z, 1]))))
  return [...new Map(maps.map((g) => [g.join(), g])).values()]
}

/** All (a₀ … a_{m−1}; b): copy i's point goes to copy b(i) by a of that copy. */
export function wreathed(a: readonly Images[], b: readonly Images[]): number[][] {
  const n = a[0]!.length
  const m = b[0]!.length
  return allLists(m, a.length).flatMap((choice) =>
    b.map((top) =>
      range(n * m).map((p) => top[Math.floor(p / n)]! * n + a[choice[Math.floor(p / n)]!]![p % n]!),
    ),
  )
}

/** How many elements there are of each order, of elements that one can multiply. */
export function orderCounts<T>(
  elements: readonly T[],
  multiply: (a: T, b: T) => T,
  key: (a: T) => string,
  one: T,
) {
  const counts: Record<number, number> = {}
  for (const g of elements) {
    let order = 1
    for (let power = g; key(power) !== key(one); power = multiply(power, g)) order++
    counts[order] = (counts[order] ?? 0) + 1
  }
  return counts
}

/** The same for permutations. */
export const permutationOrders = (elements: readonly Images[]) =>
  orderCounts<Images>(elements, times, (g) => g.join(), range(elements[0]!.length))

/** How many pairs of elements commute: the order times the number of classes. */
export function commutingPairs<T>(
  elements: readonly T[],
  multiply: (a: T, b: T) => T,
  key: (a: T) => string,
): number {
  return elements.reduce(
    (sum, g) => sum + elements.filter((h) => key(multiply(g, h)) === key(multiply(h, g))).length,
    0,
  )
}
