/**
 * A value of plain data as an expression of JavaScript that makes it again: numbers with their signs and NaN, whole numbers of
 * any size, strings, arrays, typed arrays, objects, maps and sets.
 *
 * @throws TypeError on what is not plain data, with the place: relations ask with plain data and answer with it
 */
export function code(value: unknown, place = 'the value'): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'string') return JSON.stringify(value)
  if (value === null || value === undefined || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map((v, i) => code(v, `${place}[${i}]`)).join(', ')}]`
  if (ArrayBuffer.isView(value)) {
    const name = Object.prototype.toString.call(value).slice(8, -1)
    return `${name}.of(${Array.from(value as Float64Array, (v) => code(v)).join(', ')})`
  }
  if (value instanceof Set) return `new Set(${code([...value], place)})`
  if (value instanceof Map) return `new Map(${code([...value], place)})`
  const prototype = Object.getPrototypeOf(value)
  // what fast-check makes has no prototype
  if (typeof value === 'object' && (prototype === Object.prototype || prototype === null)) {
    const fields = Object.entries(value).map(([k, v]) => `${key(k)}: ${code(v, `${place}.${k}`)}`)
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
  }
  const kind = typeof value === 'function' ? 'a function' : `a ${value.constructor?.name ?? 'thing'}`
  throw new TypeError(`${place} is ${kind}, not plain data`)
}

/** The same for people: cut after some hundred characters. */
export function shortCode(value: unknown, length = 400): string {
  const text = code(value)
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`
}

function key(name: string): string {
  // without brackets it would be the prototype
  if (name === '__proto__') return '["__proto__"]'
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
}
