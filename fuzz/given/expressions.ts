import { blocks, inverted, kronecker, type Rows, times, transposed } from './matrices.js'

/** How a representation is made of others: `V`, `V_a`, `P`, `R`, `T(0)` by name, all else of parts. */
export type Expression =
  | string
  | { readonly op: '+' | '*'; readonly parts: readonly Expression[] }
  | { readonly op: '^' | 'n' | 'Sym' | 'Alt'; readonly k: number; readonly of: Expression }
  | { readonly op: 'dual'; readonly of: Expression }

/** By matrices, written out; `base` gives the matrices of what has a name. */
export function writtenOut(e: Expression, base: (name: string) => Rows): number[][] {
  if (typeof e === 'string') return e === 'T(0)' ? [[1]] : base(e).map((row) => [...row])
  if ('parts' in e) {
    const parts = e.parts.map((p) => writtenOut(p, base))
    return e.op === '+' ? blocks(parts) : parts.reduce((a, b) => kronecker(a, b))
  }
  const m = writtenOut(e.of, base)
  switch (e.op) {
    case 'dual':
      return transposed(inverted(m).inverse)
    case 'n':
      return blocks(Array.from({ length: e.k }, () => m))
    case '^':
      return powerOf(m, e.k)
    default:
      return symmetrized(m, e.k, e.op === 'Sym' ? 1 : -1)
  }
}

const powerOf = (m: Rows, k: number) =>
  Array.from({ length: k }, () => m).reduce<number[][]>((a, b) => kronecker(a, b), [[1]])

/** B⊤ M^⊗k B with B of {@link symmetrizedTensors}. */
function symmetrized(m: Rows, k: number, sign: 1 | -1): number[][] {
  const columns = symmetrizedTensors(m.length, k, sign)
  return times(columns, times(powerOf(m, k), transposed(columns)))
}

/** The normalized sums of tensors over all orders of k indices, with signs for −1: a row of nᵏ numbers for each set of indices. */
export function symmetrizedTensors(n: number, k: number, sign: 1 | -1): number[][] {
  return indexSets(n, k, sign).map((set) => {
    const column = new Array<number>(n ** k).fill(0)
    for (const { list, parity } of orders(set))
      column[list.reduce((at, i) => at * n + i, 0)]! += sign === 1 ? 1 : parity
    const size = Math.hypot(...column)
    return column.map((v) => v / size)
  })
}

export function indexSets(n: number, k: number, sign: 1 | -1, from = 0): number[][] {
  if (k === 0) return [[]]
  const out: number[][] = []
  for (let i = from; i < n; i++)
    for (const rest of indexSets(n, k - 1, sign, sign === 1 ? i : i + 1)) out.push([i, ...rest])
  return out
}

function orders(set: readonly number[]): { list: number[]; parity: number }[] {
  if (set.length <= 1) return [{ list: [...set], parity: 1 }]
  return set.flatMap((first, i) =>
    orders([...set.slice(0, i), ...set.slice(i + 1)]).map(({ list, parity }) => ({
      list: [first, ...list],
      parity: parity * (i % 2 === 0 ? 1 : -1),
    })),
  )
}
