import fc from 'fast-check'

/** Values that no type allows, numbers at the edges, and what JSON can hold to change prototypes. */
const EDGES: readonly unknown[] = [
  ...[
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -1,
    -0,
    0,
    0.5,
    1,
    2,
    3,
    7,
    1e308,
    5e-324,
  ],
  ...[
    2 ** 16,
    2 ** 31,
    2 ** 32 + 1,
    2 ** 53,
    -(2 ** 31),
    1n,
    -1n,
    null,
    undefined,
    true,
    false,
    '',
    ' ',
    '0',
    'NaN',
  ],
  ...['__proto__', 'constructor', 'S(99999999)', 'T(99)', '\u0000', '💥', 'x'.repeat(5000)],
  ...[
    [],
    {},
    [[]],
    [[Number.NaN]],
    [null],
    [undefined],
    [{}],
    ['0'],
    [0],
    [1, 0],
    [0, 0],
    [-1],
    [1e9],
    [[1, 0]],
  ],
  ...[
    { length: 3 },
    { length: 1e9 },
    { length: -1 },
    { length: '3' },
    new Float64Array(3),
    new Float64Array(0),
  ],
  ...[
    new Float64Array([Number.NaN, 1, 2, 3]),
    new Uint32Array([3, 3, 3, 3]),
    new Map(),
    new Set([1]),
    new Date(0),
  ],
  ...[
    Symbol('hostile'),
    () => 0,
    () => Number.NaN,
    Object.create(null),
    new Proxy({}, {}),
    Promise.resolve(1),
  ],
  ...[JSON.parse('{"__proto__":{"polluted":1}}'), JSON.parse('{"constructor":{"prototype":{"polluted":1}}}')],
]

const value = fc.oneof(
  { arbitrary: fc.constantFrom(...EDGES), weight: 3 },
  { arbitrary: fc.anything({ maxDepth: 2 }), weight: 1 },
)

/** How arguments that are right are spoilt. */
export const spoiling = fc.record({
  /** Which of the places within the arguments. */
  at: fc.nat(),
  how: fc.constantFrom<'replace' | 'edit' | 'drop' | 'add' | 'twice' | 'leave'>(
    ...(['replace', 'replace', 'replace', 'edit', 'edit', 'drop', 'add', 'twice', 'leave'] as const),
  ),
  value,
  dice: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
})

export type Spoiling = typeof spoiling extends fc.Arbitrary<infer T> ? T : never

type Place = readonly (string | number)[]

/** Arguments with something wrong in those from `first` to before `end`. */
export function spoilt(
  args: readonly unknown[],
  s: Spoiling,
  [first, end]: readonly [number, number],
): unknown[] {
  const places = placesIn(args).filter(([at]) => (at as number) >= first && (at as number) < end)
  if (s.how === 'leave' || places.length === 0) return s.how === 'add' ? [...args, s.value] : [...args]
  const place = places[s.at % places.length]!
  switch (s.how) {
    case 'replace':
      return changed(args, place, () => s.value) as unknown[]
    case 'edit':
      return changed(args, place, (v) => edited(v, s)) as unknown[]
    case 'drop':
      return place.length === 1 ? args.slice(0, place[0] as number) : (dropped(args, place) as unknown[])
    case 'add':
      return [...args, s.value]
    default: {
      const other = spoilt(args, { ...s, how: 'replace' }, [first, end])
      return spoilt(other, { ...s, how: 'edit', at: s.dice[0]! }, [first, end])
    }
  }
}

/** All places within plain arrays and objects, of long arrays some. */
function placesIn(node: unknown, depth = 0): Place[] {
  if (depth > 4) return []
  const keys: (string | number)[] = Array.isArray(node)
    ? node.slice(0, 6).map((_, i) => i)
    : isPlain(node)
      ? Object.keys(node)
      : []
  return keys.flatMap((key) => {
    const below = placesIn((node as Record<string | number, unknown>)[key], depth + 1)
    return [[key], ...below.map((p) => [key, ...p])]
  })
}

function isPlain(v: unknown): v is Record<string, unknown> {
  // objects of functions, such as a source of random numbers, are whole or not there: what their functions do is the caller's
  return (
    typeof v === 'object' &&
    v !== null &&
    Object.getPrototypeOf(v) === Object.prototype &&
    !Object.values(v).some((f) => typeof f === 'function')
  )
}

function copyOf(node: unknown): Record<string | number, unknown> {
  return (Array.isArray(node) ? [...node] : { ...(node as object) }) as Record<string | number, unknown>
}

function changed(node: unknown, [key, ...rest]: Place, change: (v: unknown) => unknown): unknown {
  const copy = copyOf(node)
  copy[key!] = rest.length === 0 ? change(copy[key!]) : changed(copy[key!], rest, change)
  return copy
}

function dropped(node: unknown, [key, ...rest]: Place): unknown {
  const copy = copyOf(node)
  if (rest.length > 0) copy[key!] = dropped(copy[key!], rest)
  else if (Array.isArray(copy)) copy.splice(key as number, 1)
  else delete copy[key!]
  return copy
}

/** A small change of a value that is right: the mistakes that look right. */
function edited(v: unknown, { dice: [a, b, c], value }: Spoiling): unknown {
  if (typeof v === 'number')
    return [v + 1, v - 1, -v, v * 1000, v + 0.5, String(v), BigInt(Number.isFinite(v) ? Math.trunc(v) : 0)][
      a! % 7
    ]
  if (typeof v === 'string') return editedText(v, a!, b!, c!)
  if (v instanceof Uint8Array) return editedBytes(v, a!, b!, c!)
  if (ArrayBuffer.isView(v)) return (v as Float64Array).slice(0, (v as Float64Array).length - 1)
  if (Array.isArray(v)) {
    const at = v.length === 0 ? 0 : b! % v.length
    return [v.slice(0, at), [...v, ...v], [...v, value], v.toSpliced(at, 1, value), new Array(v.length)][
      a! % 5
    ]
  }
  if (isPlain(v)) return [Object.create(v), { ...v, extra: value }, Object.entries(v)][a! % 3]
  return value
}

/** Characters left out, doubled, exchanged for others of the text or for signs of the grammars. */
function editedText(text: string, a: number, b: number, c: number): string {
  const at = text.length === 0 ? 0 : b % text.length
  const signs = '()[]{},:;*+-^_."\\ \n\t0123456789eEVTSOUabxR#<>&%'
  const sign = signs[c % signs.length]!
  switch (a % 5) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1)
    case 1:
      return text.slice(0, at) + sign + text.slice(at)
    case 2:
      return text.slice(0, at) + sign + text.slice(at + 1)
    case 3:
      return text.slice(0, at)
    default:
      return text.slice(0, at) + text.slice(c % (text.length + 1))
  }
}

function editedBytes(bytes: Uint8Array, a: number, b: number, c: number): Uint8Array {
  const out = bytes.slice()
  if (out.length === 0) return Uint8Array.of(c % 256)
  if (a % 3 === 0) return out.slice(0, b % out.length)
  out[b % out.length]! ^= 1 << (c % 8)
  return out
}
