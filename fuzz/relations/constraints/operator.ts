import { materializeBlock } from '@buridan/constraints'
import fc from 'fast-check'
import { asked, matrixOf, parts } from '../../given/asked-bases.js'
import { basisOf, columnsOf, naiveSpan } from '../../given/bases.js'
import {
  anyPairs,
  finitePairs,
  type GivenPair,
  madeFinite,
  madePair,
  numbers,
} from '../../given/equivariant-pairs.js'
import { apply, type Rows, rowsOf, transposed } from '../../given/matrices.js'
import { dot, groupMean } from '../../given/null-spaces.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Like the other to rounding. */
const close = closeTo(1e-10, 1e-12)

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
      const { m, w } = parts(given)
      return groupMean(...madeFinite(given.pair), rowsOf(w, m)).flat()
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
    same: closeTo(1e-8, 1e-9),
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
      const { m, columns, x, y } = parts(given)
      return columns.map((q) => dot(y, apply(rowsOf(q, m), x)))
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
          rowsOf(map.materialize(), m),
          Array.from({ length: m }, (_, i) => Array.from(map.row(i))),
          Array.from({ length: n }, (_, j) => Array.from(map.column(j))),
        ]
      },
      other: (given) => {
        const { x, y } = parts(given)
        const w = matrixOf(given)
        return [[apply(w, x), apply(transposed(w), y)], w, w, transposed(w)]
      },
      same: close,
      cost: 5,
    },
  ),
]

function outsideOf(span: Rows, w: readonly number[]): number[] {
  const basis: number[][] = []
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
  const out: number[][] = []
  for (const { solution, inCount, outCount, inOffset, outOffset } of basis.blocks) {
    const { rank, rows, cols } = solution
    const blocks = rowsOf(materializeBlock(solution), rank)
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
