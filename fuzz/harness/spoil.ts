import { membersOf } from './public-members.js'

type Undo = () => void

/**
 * Writes into every array, typed array, map, set and plain object that a caller reaches from a value by public properties. Returns what
 * puts everything back. What is frozen stays as it is, and that is right; what is reached from `except`, such as the arguments, is
 * left alone.
 */
export function spoil(value: unknown, { except, depth = 4 }: { except: unknown; depth?: number }): Undo {
  const undo: Undo[] = []
  const seen = new Set<object>()
  reach(except, depth + 1, seen)
  spoilBelow(value, depth, seen, undo)
  return () => {
    for (const back of undo.reverse()) back()
  }
}

/** Adds every object that public properties lead to. */
function reach(value: unknown, depth: number, into: Set<object>): void {
  if (typeof value !== 'object' || value === null || depth < 0 || into.has(value) || into.size > 2000) return
  into.add(value)
  if (ArrayBuffer.isView(value)) return
  const parts = Array.isArray(value)
    ? value
    : value instanceof Map || value instanceof Set
      ? [...value.values()]
      : membersOf(value).map((name) => read(value, name))
  for (const part of parts) reach(part, depth - 1, into)
}

function spoilBelow(value: unknown, depth: number, seen: Set<object>, undo: Undo[]): void {
  if (typeof value !== 'object' || value === null || depth < 0 || seen.has(value) || seen.size > 4000) return
  seen.add(value)
  if (ArrayBuffer.isView(value)) {
    spoilNumbers(value as Float64Array, undo)
    return
  }
  if (Array.isArray(value)) {
    for (const v of value.slice(0, 20)) spoilBelow(v, depth - 1, seen, undo)
    spoilList(value, undo)
    return
  }
  if (value instanceof Map || value instanceof Set) {
    for (const v of [...value.values()].slice(0, 20)) spoilBelow(v, depth - 1, seen, undo)
    const entries = [...(value as Map<unknown, unknown>)] as never[]
    value.clear()
    undo.push(() => {
      for (const e of entries) value instanceof Map ? value.set(e[0], e[1]) : value.add(e)
    })
    return
  }
  const names = membersOf(value)
  for (const name of names) spoilBelow(read(value, name), depth - 1, seen, undo)
  if (Object.getPrototypeOf(value) === Object.prototype) spoilFields(value as Record<string, unknown>, undo)
}

/** A property; getters may refuse. */
export function read(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name]
  } catch {
    return undefined
  }
}

function spoilNumbers(view: Float64Array, undo: Undo[]): void {
  if (view.length === 0) return
  const before = view.slice()
  const other = typeof view[0] === 'bigint' ? (77n as never) : 77
  view.fill(other)
  undo.push(() => view.set(before))
}

function spoilList(list: unknown[], undo: Undo[]): void {
  if (Object.isFrozen(list)) return
  const before = [...list]
  try {
    if (list.length > 0)
      list[0] = typeof list[0] === 'bigint' ? 77n : typeof list[0] === 'number' ? 77 : undefined
    list.push(list[0])
  } catch {
    // a list that cannot grow is as good
  }
  undo.push(() => {
    list.splice(0, list.length, ...before)
  })
}

function spoilFields(object: Record<string, unknown>, undo: Undo[]): void {
  if (Object.isFrozen(object)) return
  for (const [name, before] of Object.entries(object)) {
    if (typeof before === 'function') continue
    try {
      object[name] = typeof before === 'bigint' ? 77n : typeof before === 'number' ? 77 : undefined
      undo.push(() => {
        object[name] = before
      })
    } catch {
      // frozen or without a setter
    }
  }
}
