import { membersOf } from './public-members.js'
import { read } from './spoil.js'

/**
 * What of a value a caller sees by its public properties, as plain data: a few levels deep, functions and what is too deep left out.
 */
export function picture(value: unknown): unknown {
  return seen(value, 5, [], { left: 3000 })
}

function seen(value: unknown, depth: number, around: readonly object[], room: { left: number }): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return typeof value
  if (typeof value !== 'object' || value === null) return value
  if (around.includes(value)) return 'the same again'
  if (depth === 0 || --room.left < 0) return 'more'
  const inside = [...around, value]
  const below = (v: unknown) => seen(v, depth - 1, inside, room)
  if (ArrayBuffer.isView(value)) return Array.from((value as Float64Array).subarray(0, 1000))
  if (Array.isArray(value)) return value.slice(0, 100).map(below)
  if (value instanceof Map || value instanceof Set) return [...value].slice(0, 100).map(below)
  return Object.fromEntries(membersOf(value).map((name) => [name, below(read(value, name))]))
}
