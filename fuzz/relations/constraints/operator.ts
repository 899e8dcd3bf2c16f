import { type EquivariantBasis, materializeBlock } from '@buridan/constraints'
import { type AnyRepresentation, distributed, isLieRepresentation, randomElement, rng } from '@buridan/groups'
import fc from 'fast-check'
import { basisOf, columnsOf, naiveSpan } from '../../given/bases.js'
import {
  anyPairs,
  finitePairs,
  type GivenPair,
  madeFinite,
  madePair,
  moved,
  numbers,
  take,
} from '../../given/equivariant-pairs.js'
import { dot, groupMean, type Rows, rowsOf, timesVector, transposed } from '../../given/null-spaces.js'
import { holds, near } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const asked = (most = 64) => fc.record({ pair: anyPairs(most), list: numbers })

/** Σ c_k Q_k from the list of the Q_k. */
function combined(columns: Rows, c: readonly number[], size: number): number[] {
  return Array.from({ length: size }, (_, e) => columns.reduce((sum, q, k) => sum + c[k]! * q[e]!, 0))
}

interface Asked {
  readonly pair: GivenPair
  readonly list: readonly number[]
}

/** All that the relations below ask with. */
function parts({ pair, list }: Asked) {
  const basis = basisOf(pair)
  const [m, n] = basis.shape
  return {
    basis,
    m,
    n,
    columns: columnsOf(basis),
    c: take(list, basis.rank),
    w: take(list, m * n, 3),
    x: take(list, n, 5),
    y: take(list, m, 7),
  }
}

const matrixOf = (given: Asked) => {
  const { m, n, columns, c } = parts(given)
  return rowsOf(combined(columns, c, m * n), m, n)
}

/** Like the other to rounding. */
const close = near(1e-10, 1e-12)

export const operator = [
  relation('EquivariantBasis#apply', 'the sum of the basis matrices', {
    given: asked(),
    one: (given) => Array.from(parts(given).basis.apply(parts(given).c)),
    other: (given) => matrixOf(given).flat(),
    same: close,
    cost: 8,
  }),
  relation('EquivariantBasis#applyInto', 'added to what stands there', {
    given: asked(),
    one: (given) => {
      const { basis, c, w } = parts(given)
      const out = Float64Array.from(w)
      basis.applyInto(Float64Array.from(c), out)
      return Array.from(out)
    },
    other: (given) => {
      const { w } = parts(given)
      return matrixOf(given)
        .flat()
        .map((v, e) => v + w[e]!)
    },
    same: close,
    cost: 10,
  }),
  relation(
    'EquivariantBasis#applyTranspose EquivariantBasis#applyTransposeInto',
    'products with each basis matrix',
    {
      given: asked(),
      one: (given) => {
        const { basis, w } = parts(given)
        const into = new Float64Array(basis.rank).fill(7)
        basis.applyTransposeInto(Float64Array.from(w), into)
        return [Array.from(basis.applyTranspose(w)), Array.from(into)]
      },
      other: (given) => {
        const { columns, w } = parts(given)
        const products = columns.map((q) => dot(q, w))
        return [products, products]
      },
      same: close,
      cost: 4,
    },
  ),
  relation('EquivariantBasis#project', 'the mean over the group', {
    given: fc.record({ pair: finitePairs(48), list: numbers }).filter(({ pair }) => {
      return madeFinite(pair).every((rep) => rep.structure !== 'general')
    }),
    one: (given) => Array.from(parts(given).basis.project(parts(given).w)),
    other: (given) => {
      const { m, n, w } = parts(given)
      return groupMean(...madeFinite(given.pair), rowsOf(w, m, n)).flat()
    },
    same: close,
    cost: 5,
  }),
  relation('EquivariantBasis#project', 'the nearest of the null space, and its own projection', {
    given: asked(48),
    one: (given) => {
      const { basis, w } = parts(given)
      const p = basis.project(w)
      return [Array.from(p), Array.from(basis.project(p))]
    },
    other: (given) => {
      const { w } = parts(given)
      const left = outsideOf(naiveSpan(...madePair(given.pair)), w)
      const p = w.map((v, e) => v - left[e]!)
      return [p, p]
    },
    same: near(1e-8, 1e-9),
    cost: 10,
  }),
  relation(
    'EquivariantBasis#column EquivariantBasis#row EquivariantBasis#materialize materializeBlock',
    'entry by entry',
    {
      given: anyPairs(64),
      one: (pair) => {
        const basis = basisOf(pair)
        const [m, n] = basis.shape
        const columns = Array.from({ length: basis.rank }, (_, k) => Array.from(basis.column(k)))
        const rows = Array.from({ length: m * n }, (_, e) => Array.from(basis.row(Math.floor(e / n), e % n)))
        return [columns, transposed(rows), fromBlocks(pair)]
      },
      other: (pair) => {
        const columns = columnsOf(basisOf(pair))
        return [columns, columns, columns]
      },
      same: close,
      cost: 20,
    },
  ),
  relation('EquivariantBasis#pairing', 'y⊤ Q x of each', {
    given: asked(),
    one: (given) => Array.from(parts(given).basis.pairing(parts(given).x, parts(given).y)),
    other: (given) => {
      const { m, n, columns, x, y } = parts(given)
      return columns.map((q) => dot(y, timesVector(rowsOf(q, m, n), x)))
    },
    same: close,
    cost: 10,
  }),
  relation(
    'EquivariantBasis#combine EquivariantMap#apply EquivariantMap#applyTranspose EquivariantMap#materialize EquivariantMap#row EquivariantMap#column',
    'the matrix written out',
    {
      given: asked(),
      one: (given) => {
        const { basis, c, x, y, m, n } = parts(given)
        const map = basis.combine(c)
        return [
          [Array.from(map.apply(x)), Array.from(map.applyTranspose(y))],
          rowsOf(map.materialize(), m, n),
          Array.from({ length: m }, (_, i) => Array.from(map.row(i))),
          Array.from({ length: n }, (_, j) => Array.from(map.column(j))),
        ]
      },
      other: (given) => {
        const { x, y } = parts(given)
        const w = matrixOf(given)
        return [[timesVector(w, x), timesVector(transposed(w), y)], w, w, transposed(w)]
      },
      same: close,
      cost: 5,
    },
  ),
  relation(
    'EquivariantMap#apply EquivariantMap#materialize EquivariantBasis#applyTranspose EquivariantBasis#pairing',
    'scaled by a power of ten',
    {
      given: fc.record({ pair: anyPairs(48), list: numbers, power: fc.constantFrom(-160, -12, 12, 120) }),
      one: (given) => scaled(given, 10 ** given.power, 1),
      other: (given) => scaled(given, 1, 10 ** given.power),
      same: near(1e-12),
      cost: 3,
    },
  ),
  relation(
    'EquivariantBasis#apply EquivariantBasis#applyTranspose EquivariantBasis#pairing EquivariantMap#apply EquivariantMap#applyTranspose',
    'arrays of other types',
    {
      given: asked(48),
      one: (given) => everything(given, (list) => list),
      other: (given) => everything(given, (list) => Float64Array.from(list)),
      cost: 4,
    },
  ),
  relation('EquivariantMap#apply', 'moved by elements of the group', {
    given: fc.record({ pair: anyPairs(64), list: numbers, seed: fc.nat(1000) }).filter(({ pair }) => {
      return !madePair(pair).some((rep) => isLieRepresentation(rep) && rep.complex)
    }),
    one: (given) => {
      const { basis, c, x } = parts(given)
      const g = randomElement(basis.repIn.group as never, rng(given.seed))
      return Array.from(basis.combine(c).apply(moved(basis.repIn, g, x)))
    },
    other: (given) => {
      const { basis, c, x } = parts(given)
      const g = randomElement(basis.repIn.group as never, rng(given.seed))
      return moved(basis.repOut, g, Array.from(basis.combine(c).apply(x)))
    },
    same: near(1e-9, 1e-9),
    cost: 4,
  }),
  relation('EquivariantBasis#explain', 'pairs of summands, each by itself', {
    given: anyPairs(100),
    one: (pair) =>
      basisOf(pair)
        .explain()
        .map(({ block, copies, shape, rank }) => ({ block, copies, shape, rank })),
    other: (pair) => {
      const [a, b] = madePair(pair)
      return summandsOf(b).flatMap((out) =>
        summandsOf(a).map((inn) => ({
          block: `${inn.rep.text} → ${out.rep.text}`,
          copies: `${inn.count} → ${out.count}`,
          shape: `${out.rep.dim}×${inn.rep.dim}`,
          rank: naiveSpan(inn.rep, out.rep).length,
        })),
      )
    },
    cost: 3,
  }),
  relation('EquivariantBasis#residual', 'rounding at most', {
    given: fc.record({ pair: anyPairs(100), seed: fc.nat(1000) }),
    one: ({ pair, seed }) => basisOf(pair).residual({ seed }) < 1e-9,
    other: () => true,
    same: holds,
    cost: 2,
  }),
  relation(
    'EquivariantBasis#materialize EquivariantBasis#apply EquivariantBasis#applyTranspose EquivariantMap#apply',
    'answers written over',
    {
      given: asked(48),
      one: (given) => everything(given, (list) => list),
      other: (given) => {
        const { basis, c, w, x, y } = parts(given)
        const map = basis.combine(c)
        const answers = [
          basis.materialize(),
          basis.apply(c),
          basis.applyTranspose(w),
          map.apply(x),
          basis.project(w),
        ]
        for (const answer of [...answers, map.materialize(), map.applyTranspose(y), basis.pairing(x, y)])
          answer.fill(7)
        for (const block of basis.blocks) materializeBlock(block.solution).fill(7)
        return answersOf(basis, { c, w, x, y })
      },
      cost: 2,
    },
  ),
]

/** As blocks have them: tensor products of Lie groups' sums are distributed. */
function summandsOf(rep: AnyRepresentation): readonly { rep: AnyRepresentation; count: number }[] {
  return isLieRepresentation(rep) ? distributed(rep).sum.summands : rep.summands
}

function outsideOf(span: Rows, w: readonly number[]): number[] {
  const basis: Rows = []
  const less = (v: number[]) => {
    for (const q of [...basis, ...basis]) {
      const along = dot(q, v)
      v.forEach((_, e) => {
        v[e]! -= along * q[e]!
      })
    }
    return v
  }
  for (const vector of span) {
    const rest = less([...vector])
    const size = Math.hypot(...rest)
    if (size > 1e-9) basis.push(rest.map((v) => v / size))
  }
  return less([...w])
}

/** The basis matrices put together from the blocks, copy by copy; undefined order of coordinates only. */
function fromBlocks(pair: GivenPair): Rows {
  const basis = basisOf(pair)
  const [m, n] = basis.shape
  const at = (order: Uint32Array | undefined, k: number) => order?.[k] ?? k
  const out: Rows = []
  for (const { solution, inCount, outCount, inOffset, outOffset } of basis.blocks) {
    const { rank, rows, cols } = solution
    const blocks = rowsOf(materializeBlock(solution), rank, rows * cols)
    for (let o = 0; o < outCount; o++) {
      for (let i = 0; i < inCount; i++) {
        for (const block of blocks) {
          const q = new Array<number>(m * n).fill(0)
          block.forEach((v, e) => {
            const row = at(basis.order.out, outOffset + o * rows + Math.floor(e / cols))
            q[row * n + at(basis.order.in, inOffset + i * cols + (e % cols))] = v
          })
          out.push(q)
        }
      }
    }
  }
  return out
}

type List = ArrayLike<number>

function answersOf(basis: EquivariantBasis, of: { c: List; w: List; x: List; y: List }) {
  const map = basis.combine(of.c)
  return [
    basis.apply(of.c),
    basis.applyTranspose(of.w),
    basis.pairing(of.x, of.y),
    map.apply(of.x),
    map.applyTranspose(of.y),
    basis.materialize(),
  ].map((v) => Array.from(v))
}

function everything(given: Asked, as: (list: number[]) => List) {
  const { basis, c, w, x, y } = parts(given)
  return answersOf(basis, { c: as(c), w: as(w), x: as(x), y: as(y) })
}

function scaled(given: Asked, before: number, after: number) {
  const { basis, c, w, x, y } = parts(given)
  const times = (list: List, factor: number) => Array.from(list, (v) => v * factor)
  const map = basis.combine(times(c, before))
  const answers = [
    map.apply(x),
    map.materialize(),
    basis.applyTranspose(times(w, before)),
    basis.pairing(times(x, before), y),
  ]
  return answers.map((v) => times(v, after))
}
