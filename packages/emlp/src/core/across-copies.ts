/**
 * A list that all copies of the package in a process share, made by the first that asks: networks, weights and files may be used by two of
 * them.
 *
 * @param name - of the list; another one where what is in it is of another form
 */
export function acrossCopies<T extends object>(name: string, Kind: { new (): T; readonly prototype: T }): T {
  const key = Symbol.for(`@buridan/emlp/${name}`)
  const known: unknown = Reflect.get(globalThis, key)
  if (known instanceof Kind) return known
  const list = new Kind()
  Reflect.set(globalThis, key, list)
  return list
}
