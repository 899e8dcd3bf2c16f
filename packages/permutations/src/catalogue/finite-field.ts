import { InvalidArgumentError, integerIn } from '@buridan/core'

const MAX_FIELD = 256

/** The field of q = pᵏ elements, 0..q−1: digits in base p are the coefficients of a polynomial. Tables of q² entries. */
export class FiniteField {
  readonly p: number
  readonly degree: number
  readonly #sum: Uint16Array
  readonly #product: Uint16Array

  constructor(readonly q: number) {
    integerIn(q, 2, MAX_FIELD, 'the size of a finite field')
    const p = [2, 3, 5, 7, 11, 13].find((c) => q % c === 0) ?? q
    let degree = 0
    for (let rest = q; rest > 1; rest /= p) {
      if (rest % p !== 0)
        throw new InvalidArgumentError(`there is no field of ${q} elements; it must be a power of a prime`)
      degree++
    }
    for (let c = 2; c * c <= p; c++) {
      if (p % c === 0)
        throw new InvalidArgumentError(`there is no field of ${q} elements; it must be a power of a prime`)
    }
    this.p = p
    this.degree = degree
    this.#sum = new Uint16Array(q * q)
    this.#product = new Uint16Array(q * q)
    this.#fill(irreducible(p, degree))
  }

  #fill(modulus: readonly number[]): void {
    const { p, degree, q } = this
    const digits = Array.from({ length: q }, (_, a) => digitsOf(a, p, degree))
    for (let a = 0; a < q; a++) {
      for (let b = 0; b < q; b++) {
        this.#sum[a * q + b] = numberOf(
          digits[a]!.map((x, i) => (x + digits[b]![i]!) % p),
          p,
        )
        this.#product[a * q + b] = numberOf(
          remainder(polynomialProduct(digits[a]!, digits[b]!, p), modulus, p),
          p,
        )
      }
    }
  }

  add(a: number, b: number): number {
    return this.#sum[a * this.q + b]!
  }

  multiply(a: number, b: number): number {
    return this.#product[a * this.q + b]!
  }

  negative(a: number): number {
    return this.find((b) => this.add(a, b) === 0)
  }

  inverse(a: number): number {
    return this.find((b) => this.multiply(a, b) === 1)
  }

  /** A generator of the multiplicative group. */
  get primitive(): number {
    return this.find((a) => {
      if (a === 0) return false
      let order = 1
      for (let x = a; x !== 1; x = this.multiply(x, a)) order++
      return order === this.q - 1
    })
  }

  find(condition: (a: number) => boolean): number {
    for (let a = 0; a < this.q; a++) if (condition(a)) return a
    throw new InvalidArgumentError('no element of the field is such')
  }
}

function digitsOf(a: number, p: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor(a / p ** i) % p)
}

function numberOf(digits: readonly number[], p: number): number {
  return digits.reduceRight((sum, d) => sum * p + d, 0)
}

function polynomialProduct(a: readonly number[], b: readonly number[], p: number): number[] {
  const out = new Array<number>(a.length + b.length - 1).fill(0)
  a.forEach((x, i) => {
    b.forEach((y, j) => {
      out[i + j] = (out[i + j]! + x * y) % p
    })
  })
  return out
}

/** The remainder modulo a monic polynomial, with as many digits as its degree. */
function remainder(a: readonly number[], modulus: readonly number[], p: number): number[] {
  const out = [...a]
  const degree = modulus.length - 1
  for (let i = out.length - 1; i >= degree; i--) {
    const lead = out[i]!
    for (let j = 0; j <= degree; j++)
      out[i - degree + j] = (out[i - degree + j]! + (p - lead) * modulus[j]!) % p
  }
  return Array.from({ length: degree }, (_, i) => out[i] ?? 0)
}

/** The first monic irreducible polynomial of a degree: no monic one of at most half the degree divides it. */
function irreducible(p: number, degree: number): number[] {
  const monic = (d: number) => Array.from({ length: p ** d }, (_, a) => [...digitsOf(a, p, d), 1])
  const divisors = Array.from({ length: Math.floor(degree / 2) }, (_, i) => monic(i + 1)).flat()
  return monic(degree).find((m) => divisors.every((d) => remainder(m, d, p).some((x) => x !== 0)))!
}
