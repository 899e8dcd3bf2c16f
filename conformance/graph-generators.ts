/** Two vertices. */
export type Pair = readonly [number, number]

/** How the edges of a row of `graphs-hard.jsonl` are made that does not list them. */
export type Generator =
  | { readonly family: 'grid'; readonly sides: readonly [number, number] }
  | { readonly family: 'hypercube'; readonly dimension: number }
  | { readonly family: 'tree' | 'cubic'; readonly n: number; readonly seed: number }
  | { readonly family: 'gnm'; readonly n: number; readonly m: number; readonly seed: number }
  | {
      readonly family: 'sat3'
      readonly variables: number
      readonly clauses: number
      readonly seed: number
    }
  | { readonly family: 'star' | 'matching' | 'k2n'; readonly n: number }
  | {
      readonly family: 'plane'
      readonly q: number
      readonly polynomial: readonly number[]
      readonly multiplication: 'field' | 'twisted'
    }

/** The edges that a generator makes, each once, the smaller end first, in order. */
export function generatedEdges(generator: Generator): Pair[] {
  return inOrder(edgesOf(generator), false)
}

/** Edges each once and in order: of undirected graphs the smaller end first. */
function inOrder(edges: readonly Pair[], directed: boolean): Pair[] {
  const own = edges.map(([u, v]): Pair => (directed || u < v ? [u, v] : [v, u]))
  own.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return own.filter(([u, v], i) => i === 0 || own[i - 1]![0] !== u || own[i - 1]![1] !== v)
}

/** The text of which rows give the hash: a line for each edge. */
export function edgesText(edges: readonly Pair[], directed: boolean): string {
  return inOrder(edges, directed)
    .map(([u, v]) => `${u} ${v}\n`)
    .join('')
}

function edgesOf(generator: Generator): Pair[] {
  switch (generator.family) {
    case 'grid':
      return grid(...generator.sides)
    case 'hypercube':
      return hypercube(generator.dimension)
    case 'tree':
      return tree(generator.n, generator.seed)
    case 'cubic':
      return cubic(generator.n, generator.seed)
    case 'gnm':
      return gnm(generator.n, generator.m, generator.seed)
    case 'sat3':
      return sat3(generator.variables, generator.clauses, generator.seed)
    case 'star':
      return range(generator.n - 1).map((i) => [0, i + 1])
    case 'matching':
      return range(Math.floor(generator.n / 2)).map((i) => [2 * i, 2 * i + 1])
    case 'k2n':
      return range(generator.n).flatMap((j): Pair[] => [
        [0, j + 2],
        [1, j + 2],
      ])
    case 'plane':
      return plane(generator.q, multiplication(generator.q, generator.polynomial, generator.multiplication))
  }
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i)

/** Whole numbers below k, each from one step of the generator. */
function numbersBelow(seed: number): (k: number) => number {
  let x = seed
  return (k) => {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0
    return Math.floor((x * k) / 2 ** 32)
  }
}

function grid(a: number, b: number): Pair[] {
  return range(a * b).flatMap((v): Pair[] => [
    ...(v + b < a * b ? [[v, v + b] as const] : []),
    ...((v + 1) % b !== 0 ? [[v, v + 1] as const] : []),
  ])
}

function hypercube(dimension: number): Pair[] {
  return range(2 ** dimension).flatMap((v) =>
    range(dimension)
      .map((bit): Pair => [v, v ^ (1 << bit)])
      .filter(([u, w]) => u < w),
  )
}

function tree(n: number, seed: number): Pair[] {
  const below = numbersBelow(seed)
  return range(n - 1).map((i) => [below(i + 1), i + 1])
}

function cubic(n: number, seed: number): Pair[] {
  const below = numbersBelow(seed)
  const p = range(n)
  for (let i = n - 1; i >= 1; i--) {
    const j = below(i + 1)
    ;[p[i], p[j]] = [p[j]!, p[i]!]
  }
  const neighbours = (u: number, v: number) => (u + 1) % n === v || (v + 1) % n === u
  const h = n / 2
  for (let i = 0; i < h; i++) {
    while (neighbours(p[2 * i]!, p[2 * i + 1]!)) {
      const j = below(h)
      if (j === i || neighbours(p[2 * i]!, p[2 * j + 1]!) || neighbours(p[2 * j]!, p[2 * i + 1]!)) continue
      ;[p[2 * i + 1], p[2 * j + 1]] = [p[2 * j + 1]!, p[2 * i + 1]!]
    }
  }
  return [
    ...range(n).map((v): Pair => [v, (v + 1) % n]),
    ...range(h).map((i): Pair => [p[2 * i]!, p[2 * i + 1]!]),
  ]
}

function gnm(n: number, m: number, seed: number): Pair[] {
  const below = numbersBelow(seed)
  const edges = new Map<number, Pair>()
  while (edges.size < m) {
    const [u, v] = [below(n), below(n)]
    if (u !== v) edges.set(Math.min(u, v) * n + Math.max(u, v), [u, v])
  }
  return [...edges.values()]
}

function sat3(variables: number, clauses: number, seed: number): Pair[] {
  const below = numbersBelow(seed)
  const edges = range(variables).map((v): Pair => [2 * v, 2 * v + 1])
  for (let c = 0; c < clauses; c++) {
    const drawn = new Set<number>()
    while (drawn.size < 3) drawn.add(below(variables))
    for (const v of drawn) edges.push([2 * v + below(2), 2 * variables + c])
  }
  return edges
}

/** The product of elements of GF(p³), which are numbers with the coefficients as digits, or its twisted form x³s + xs³. */
function multiplication(
  q: number,
  polynomial: readonly number[],
  kind: 'field' | 'twisted',
): (s: number, x: number) => number {
  const p = Math.round(q ** (1 / 3))
  const digits = (a: number) => [a % p, Math.floor(a / p) % p, Math.floor(a / p ** 2)]
  const number = (c: readonly number[]) => c[0]! + p * c[1]! + p * p * c[2]!
  const times = (a: number, b: number) => {
    const out = [0, 0, 0, 0, 0]
    digits(a).forEach((u, i) => digits(b).forEach((v, j) => (out[i + j]! += u * v)))
    // the highest power first: x³ is minus the rest of the polynomial
    for (const k of [4, 3]) for (const i of [0, 1, 2]) out[k - 3 + i]! -= out[k]! * polynomial[i]!
    return number(out.slice(0, 3).map((v) => ((v % p) + p) % p))
  }
  const cube = (a: number) => times(a, times(a, a))
  const product = (s: number, x: number) =>
    kind === 'field' ? times(s, x) : sum(q, times(cube(x), s), times(x, cube(s)))
  const table = range(q).map((s) => range(q).map((x) => product(s, x)))
  return (s, x) => table[s]![x]!
}

/** The sum in GF(p³). */
function sum(q: number, a: number, b: number): number {
  const p = Math.round(q ** (1 / 3))
  return [1, p, p * p].reduce((out, u) => out + u * ((Math.floor(a / u) + Math.floor(b / u)) % p), 0)
}

/** Points and lines of a plane over a field or a semifield, joined where a point lies on a line. */
function plane(q: number, times: (s: number, x: number) => number): Pair[] {
  const N = q * q + q + 1
  const all = range(q)
  return [
    ...all.flatMap((s) =>
      all.flatMap((b): Pair[] => [
        ...all.map((x): Pair => [x * q + sum(q, times(s, x), b), N + s * q + b]),
        [q * q + s, N + s * q + b],
      ]),
    ),
    ...all.flatMap((c): Pair[] => [
      ...all.map((y): Pair => [c * q + y, N + q * q + c]),
      [q * q + q, N + q * q + c],
    ]),
    ...range(q + 1).map((s): Pair => [q * q + s, N + q * q + q]),
  ]
}
