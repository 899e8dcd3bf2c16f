/**
 * Gives a value something to carry that its class does not know of; hidden, and found by every copy of the package, as keys are
 * from `Symbol.for`.
 */
export function carry<T extends object>(value: T, key: symbol, what: unknown): T {
  return Object.defineProperty(value, key, { value: what })
}

/** What a value carries under a key. */
export function carried<W>(value: object, key: symbol): W | undefined {
  return (value as Record<symbol, W | undefined>)[key]
}
