import { InvalidArgumentError, RepresentationMismatchError } from './errors.js'

/** Copies a vector into float64 after checking its length and that every entry is a finite number. */
export function finiteVector(x: ArrayLike<number>, length: number, what: string): Float64Array {
  if (x === null || typeof x !== 'object' || typeof x.length !== 'number') {
    throw new InvalidArgumentError(`${what} must be an array of numbers, not ${typeof x}`)
  }
  if (x.length !== length) {
    throw new RepresentationMismatchError(`${what} has ${x.length} entries, its representation ${length}`)
  }
  const out = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    const v = x[i]
    if (typeof v !== 'number' || !Number.isFinite(v)) {
      throw new InvalidArgumentError(`${what}[${i}] is ${String(v)}; every entry must be a finite number`)
    }
    out[i] = v
  }
  return out
}

/** Checks an integer argument within bounds. */
export function integerIn(value: number, min: number, max: number, what: string): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new InvalidArgumentError(`${what} is ${String(value)}; it must be an integer from ${min} to ${max}`)
  }
  return value
}
