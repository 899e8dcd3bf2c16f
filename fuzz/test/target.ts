/** What is fuzzed: a public function or method, by name, and arguments that are right. */
export interface Target {
  readonly name: string
  readonly call: (...args: never[]) => unknown
  readonly args: () => readonly unknown[]
  /** The first of the arguments that are spoilt, and the one after the last. */
  readonly spoilt: readonly [number, number]
  /** How many calls one of a cheap target is worth. */
  readonly cost: number
}

/** Right arguments of functions by name, of methods by `Class#method` with the object first. */
export type Arguments = Readonly<Record<string, () => readonly unknown[]>>

/**
 * The targets of a package: functions and classes are taken from its exports by name, so that a name that is not exported is
 * an error here.
 */
export function targetsOf(
  where: string,
  exports: Readonly<Record<string, unknown>>,
  args: Arguments,
  { cost = 1, end = Number.POSITIVE_INFINITY }: { cost?: number; end?: number } = {},
): Target[] {
  return Object.entries(args).map(([key, make]) => ({
    name: `${where}: ${key}`,
    call: callable(exports, key),
    args: make,
    spoilt: [key.includes('#') ? 1 : 0, end],
    cost,
  }))
}

function callable(exports: Readonly<Record<string, unknown>>, key: string): Target['call'] {
  const [name, method] = key.includes('#') ? split(key) : [key, undefined]
  if (method !== undefined) {
    return (self: never, ...rest: never[]) =>
      (self as Record<string, (...a: never[]) => unknown>)[method]!(...rest)
  }
  const value = exports[name!.replace(/ .*$/, '')]
  if (typeof value !== 'function') throw new Error(`${name} is not exported`)
  const isClass = /^class\b/.test(Function.prototype.toString.call(value))
  return isClass
    ? (...a: never[]) => Reflect.construct(value, a)
    : (...a: never[]) => (value as (...x: never[]) => unknown)(...a)
}

function split(key: string): [string, string] {
  const [name, method] = key.split('#')
  return [name!, method!.replace(/ .*$/, '')]
}

/** The public functions of a module and the public methods of its classes, as the keys of {@link Arguments}. */
export function publicNames(exports: Readonly<Record<string, unknown>>, stopAt: readonly object[]): string[] {
  return Object.entries(exports).flatMap(([name, value]) => {
    if (typeof value !== 'function') return []
    if (!/^class\b/.test(Function.prototype.toString.call(value))) return [name]
    return [name, ...methodsOf(value.prototype as object, stopAt).map((m) => `${name}#${m}`)]
  })
}

function methodsOf(prototype: object, stopAt: readonly object[]): string[] {
  const out = new Set<string>()
  for (let p = prototype; p && !stopAt.includes(p); p = Object.getPrototypeOf(p)) {
    for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(p))) {
      if (typeof value === 'function' && key !== 'constructor') out.add(key)
    }
  }
  return [...out]
}
