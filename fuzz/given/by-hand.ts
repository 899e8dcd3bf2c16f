import { equivariantBasis } from '@buridan/constraints'
import type { EquivariantBilinear, EquivariantBlock } from '@buridan/emlp'
import {
  type AnyRepresentation,
  isLieRepresentation,
  type Permutation,
  permutation,
  type Representation,
  trivial,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { allElements } from './permutations.js'

const sigmoid = (v: number) => 1 / (1 + Math.exp(-v))

/** The copies of summands: where each begins, and its length. */
export function copiesOf(
  rep: AnyRepresentation,
): { rep: AnyRepresentation; at: number; dim: number; summand: number }[] {
  return rep.summands.flatMap(({ rep: part, count, offset }, summand) =>
    Array.from({ length: count }, (_, c) => ({
      rep: part,
      at: offset + c * part.dim,
      dim: part.dim,
      summand,
    })),
  )
}

/** All elements, as products of generators. */
function elementsByHand({ group: { degree, generators } }: Representation): Permutation[] {
  return allElements({ degree, generators: generators.map((g) => [...g]) }).map((g) => permutation(g, degree))
}

/** The matrices of all elements of a finite group, row-major. */
export function matricesOf(rep: AnyRepresentation): Float64Array[] {
  const finite = rep as Representation
  return elementsByHand(finite).map((g) => finite.matrix(g))
}

/** Whether every element acts as 1: of finite groups all are asked, and Lie groups here are never trivial beside T(0) and O(1). */
export function actsAsOne(rep: AnyRepresentation): boolean {
  if (isLieRepresentation(rep))
    return equivariantBasis(trivial(rep.group) as AnyRepresentation, rep).rank === rep.dim
  const { dim } = rep
  return matricesOf(rep).every((m) => m.every((v, k) => Math.abs(v - (k % (dim + 1) === 0 ? 1 : 0)) < 1e-9))
}

/** Matrices that span the equivariant maps: of a finite group the averages of unit matrices over all elements. */
export function mapsBetween(repIn: AnyRepresentation, repOut: AnyRepresentation): number[][] {
  const [m, n] = [repOut.dim, repIn.dim]
  if (isLieRepresentation(repIn)) {
    const { rank } = equivariantBasis(repIn, repOut)
    const all = Array.from(equivariantBasis(repIn, repOut).materialize())
    return Array.from({ length: rank }, (_, k) => all.slice(k * m * n, (k + 1) * m * n))
  }
  const elements = elementsByHand(repIn as Representation)
  const pairs = elements.map(
    (g) => [(repOut as Representation).matrix(g), inverseOf(repIn as Representation, g)] as const,
  )
  const out: number[][] = []
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const average = new Array<number>(m * n).fill(0)
      for (const [a, b] of pairs) {
        for (let r = 0; r < m; r++)
          for (let c = 0; c < n; c++) average[r * n + c]! += (a[r * m + i]! * b[j * n + c]!) / pairs.length
      }
      out.push(average)
    }
  }
  return out
}

function inverseOf(rep: Representation, g: Permutation): Float64Array {
  const back = new Array<number>(g.length)
  for (let i = 0; i < g.length; i++) back[g[i]!] = i
  return rep.matrix(permutation(back, g.length))
}

/** Gates: swish on permutation summands, of which each coordinate is its own gate, else a scalar of the end for each copy. */
export function gatedByHand(rep: AnyRepresentation, x: readonly number[]): number[] {
  let gate = rep.dim
  return copiesOf(rep).flatMap(({ rep: part, at, dim }) => {
    const own = part.structure === 'permutation'
    const open = own ? undefined : x[gate++]!
    return x.slice(at, at + dim).map((v) => v * sigmoid(open ?? v))
  })
}

/** Each copy times a number that the function finds from it, its position among copies, and all of its summand. */
function byCopies(
  rep: AnyRepresentation,
  x: readonly number[],
  factor: (copy: readonly number[], index: number, summand: readonly number[]) => number,
): number[] {
  const copies = copiesOf(rep)
  const valuesOf = (c: (typeof copies)[number]) => x.slice(c.at, c.at + c.dim)
  return copies.flatMap((copy, index) => {
    const all = copies.filter((c) => c.summand === copy.summand).flatMap(valuesOf)
    const f = factor(valuesOf(copy), index, all)
    return valuesOf(copy).map((v) => v * f)
  })
}

const squares = (x: readonly number[]) => x.reduce((sum, v) => sum + v * v, 0)

export function normsByHand(rep: AnyRepresentation, x: readonly number[], bias: ArrayLike<number>): number[] {
  return byCopies(rep, x, (copy, i) => sigmoid(Math.sqrt(squares(copy) + 1e-6) + bias[i]!))
}

export function normalizedByHand(
  rep: AnyRepresentation,
  x: readonly number[],
  scale: ArrayLike<number>,
): number[] {
  return byCopies(rep, x, (_, i, all) => scale[i]! / Math.sqrt(squares(all) / all.length + 1e-5))
}

export const POINTWISE: Readonly<Record<string, (v: number) => number>> = {
  relu: (v) => Math.max(0, v),
  sigmoid,
  swish: (v) => v * sigmoid(v),
  softplus: (v) => (v > 0 ? v + Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v))),
  tanh: Math.tanh,
}

/** x + Σ W Q (U x_a ⊗ V x_b) by the plan of a bilinear layer, term by term. */
export function productsByHand(
  plan: EquivariantBilinear['plan'],
  weights: ArrayLike<number>,
  x: readonly number[],
): number[] {
  const y = Array.from({ length: plan.outputs }, (_, i) => (plan.skip ? x[i]! : 0))
  const places = ({ segments, dim }: (typeof plan.sources)[number]) =>
    segments.flatMap(({ offset, count }) => Array.from({ length: count }, (_, c) => offset + c * dim))
  const mixed = (summand: number, column: number) => {
    const s = plan.sources[summand]!
    return Array.from({ length: s.dim }, (_, i) =>
      places(s).reduce((sum, at, copy) => sum + weights[s.at + copy * s.channels + column]! * x[at + i]!, 0),
    )
  }
  for (const pair of plan.pairs) {
    for (let c = 0; c < pair.channels; c++) {
      const [u, v] = [mixed(pair.left, pair.leftColumn + c), mixed(pair.right, pair.rightColumn + c)]
      const products = [...pair.first].map((i, k) => u[i]! * v[pair.second[k]!]!)
      for (const { out, column, rank, outColumn } of pair.targets) {
        const t = plan.targets[out]!
        for (let q = 0; q < rank; q++) {
          for (let i = 0; i < t.dim; i++) {
            const value = products.reduce(
              (sum, p, e) => sum + p * pair.maps[e * pair.width + column + q * t.dim + i]!,
              0,
            )
            places(t).forEach((at, copy) => {
              y[at + i]! += value * weights[t.at + (outColumn + q * pair.channels + c) * t.count + copy]!
            })
          }
        }
      }
    }
  }
  return y
}

/** Rows times the kernel of a dense layer, and its bias; both are freed. */
export function denseByHand(
  { kernel, bias }: { kernel: tf.Tensor2D; bias: tf.Tensor1D },
  rows: readonly (readonly number[])[],
): number[][] {
  const [, m] = kernel.shape
  const [w, b] = [kernel.dataSync(), bias.dataSync()]
  tf.dispose([kernel, bias])
  return rows.map((x) =>
    Array.from({ length: m }, (_, j) => x.reduce((sum, v, i) => sum + v * w[i * m + j]!, b[j]!)),
  )
}

/** The three layers of a block one after the other, with its weights. */
export function blockByHand(
  block: EquivariantBlock,
  channels: number,
  rows: readonly (readonly number[])[],
): number[][] {
  const h = denseByHand(block.linearToDense(), rows)
  const weights = block.productWeights()
  const products =
    channels > 0 && weights.length > 0 ? h.map((x) => productsByHand(block.plan.products, weights, x)) : h
  return products.map((x) => gatedByHand(block.repOut, x))
}
