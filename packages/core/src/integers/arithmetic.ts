/** The distinct primes that divide n. */
export function primeFactors(n: number): number[] {
  const out: number[] = []
  let rest = n
  for (let q = 2; q * q <= rest; q++) {
    if (rest % q !== 0) continue
    out.push(q)
    while (rest % q === 0) rest /= q
  }
  if (rest > 1) out.push(rest)
  return out
}

export function isPrime(n: number): boolean {
  for (let q = 2; q * q <= n; q++) if (n % q === 0) return false
  return n > 1
}

/** The greatest common divisor of two positive integers. */
export function gcd(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y > 0) [x, y] = [y, x % y]
  return x
}

/** The least common multiple of two positive integers, which must be below 2⁵³. */
export function lcm(a: number, b: number): number {
  return (a / gcd(a, b)) * b
}
