import {
  matrixGroup,
  parseRepresentation,
  type Representation,
  signedPermutationGroup,
} from '@buridan/groups'
import fc from 'fast-check'
import { type Rows, times, transposed } from './matrices.js'
import { allElements, type GivenGroup, groups, made } from './permutations.js'

/**
 * A finite group acting linearly, as plain data: permutations of points and tensors of these orders, one after the other; or matrices, and so
 * many copies of their space and numbers that stay.
 */
export type Acting =
  | { readonly points: GivenGroup; readonly from: readonly number[]; readonly to: readonly number[] }
  | { readonly matrices: readonly Rows[]; readonly from: readonly number[]; readonly to: readonly number[] }

/** One element of the group, in and out, as functions of vectors. */
export interface Element {
  readonly in: (v: readonly number[]) => number[]
  readonly out: (v: readonly number[]) => number[]
  /** The inverse of `out`. */
  readonly outBack: (v: readonly number[]) => number[]
}

const orders = (most: number) => fc.array(fc.constantFrom(1, 0, 2), { minLength: 1, maxLength: most })
const r3 = Math.sqrt(3) / 2

/** Groups of matrices: C4v, C3v, C3, signs of coordinates, the tetrahedral rotations; some of signed permutations, some not. */
const MATRICES: readonly (readonly Rows[])[] = [
  [
    [
      [0, -1],
      [1, 0],
    ],
    [
      [1, 0],
      [0, -1],
    ],
  ],
  [
    [
      [-0.5, -r3],
      [r3, -0.5],
    ],
    [
      [1, 0],
      [0, -1],
    ],
  ],
  [
    [
      [-0.5, -r3],
      [r3, -0.5],
    ],
  ],
  [[[-1]]],
  [
    [
      [-1, 0],
      [0, 1],
    ],
    [
      [1, 0],
      [0, -1],
    ],
  ],
  [
    [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ],
    [
      [-1, 0, 0],
      [0, -1, 0],
      [0, 0, 1],
    ],
  ],
]

/** Permutation groups on up to four points with their tensors. */
export const permuting: fc.Arbitrary<Extract<Acting, { points: GivenGroup }>> = fc.record({
  points: groups(4, 2),
  from: orders(2),
  to: orders(2),
})

/** Groups that act linearly, small ones of all kinds. */
export const acting: fc.Arbitrary<Acting> = fc.oneof(
  permuting,
  fc.record({
    matrices: fc.constantFrom(...MATRICES),
    from: fc.array(fc.constantFrom(1, 0), { minLength: 1, maxLength: 2 }),
    to: fc.array(fc.constantFrom(1, 0), { minLength: 1, maxLength: 2 }),
  }),
)

/** The representations of the packages. */
export function repsOf(acts: Acting): { repIn: Representation; repOut: Representation } {
  const group = 'points' in acts ? made(acts.points) : groupOfMatrices(acts.matrices)
  const text = (of: readonly number[]) => of.map((k) => `T(${k})`).join('+')
  return {
    repIn: parseRepresentation(group, text(acts.from)),
    repOut: parseRepresentation(group, text(acts.to)),
  }
}

function groupOfMatrices(matrices: readonly Rows[]) {
  const list = matrices.map((m) => m.map((row) => [...row]))
  const signed = list.every((m) => m.flat().every((v) => Number.isInteger(v)))
  return signed ? signedPermutationGroup(list.map(signedImages)) : matrixGroup(list)
}

/** A matrix of one ±1 in each row and column as signed images, counted from 1. */
function signedImages(m: Rows): number[] {
  return m.map((_, i) => {
    const row = m.findIndex((r) => r[i] !== 0)
    return (row + 1) * m[row]![i]!
  })
}

/** All elements, by products of generators, written out. */
export function elementsOfAction(acts: Acting): Element[] {
  if ('points' in acts) {
    return allElements(acts.points).map((g) => ({
      in: (v) => permuteTensors(g, acts.from, v),
      out: (v) => permuteTensors(g, acts.to, v),
      outBack: (v) => permuteTensors(inverseOf(g), acts.to, v),
    }))
  }
  return allMatrices(acts.matrices).map((m) => ({
    in: (v) => multiplyBlocks(m, acts.from, v),
    out: (v) => multiplyBlocks(m, acts.to, v),
    outBack: (v) => multiplyBlocks(transposed(m), acts.to, v),
  }))
}

/** The numbers of a vector. */
export function sizesOf(acts: Acting): { in: number; out: number } {
  const n = 'points' in acts ? acts.points.degree : acts.matrices[0]!.length
  const size = (of: readonly number[]) => of.reduce((sum, k) => sum + n ** k, 0)
  return { in: size(acts.from), out: size(acts.to) }
}

const inverseOf = (g: readonly number[]) => g.map((_, i) => g.indexOf(i))

/** An equivariant function of inputs, by averaging one that is as it comes over all elements. */
export function equivariant(acts: Acting, x: readonly number[], elements = elementsOfAction(acts)): number[] {
  const size = sizesOf(acts).out
  const images = elements.map((g) => g.outBack(wave(g.in(x), size)))
  return images[0]!.map((_, k) => images.reduce((sum, v) => sum + v[k]!, 0) / images.length)
}

function wave(v: readonly number[], size: number): number[] {
  return Array.from({ length: size }, (_, k) =>
    Math.sin(1 + k + v.reduce((sum, c, i) => sum + c * (0.3 + ((7 * i + 3 * k) % 5)), 0)),
  )
}

export function permuteTensors(
  g: readonly number[],
  tensors: readonly number[],
  v: readonly number[],
): number[] {
  const n = g.length
  const out = [...v]
  let start = 0
  for (const k of tensors) {
    for (let at = 0; at < n ** k; at++) {
      let [rest, to, power] = [at, 0, 1]
      for (let axis = 0; axis < k; axis++) {
        to += power * g[rest % n]!
        rest = Math.floor(rest / n)
        power *= n
      }
      out[start + to] = v[start + at]!
    }
    start += n ** k
  }
  return out
}

export function multiplyBlocks(m: Rows, blocks: readonly number[], v: readonly number[]): number[] {
  const out: number[] = []
  for (const k of blocks) {
    const own = v.slice(out.length, out.length + (k === 0 ? 1 : m.length))
    out.push(...(k === 0 ? own : m.map((row) => row.reduce((sum, c, j) => sum + c * own[j]!, 0))))
  }
  return out
}

function allMatrices(generators: readonly Rows[]): Rows[] {
  const n = generators[0]!.length
  const key = (m: Rows) => m.map((row) => row.map((v) => Math.round(v * 1e6) + 0).join()).join(';')
  const one = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j)))
  const found = new Map<string, Rows>([[key(one), one]])
  for (const m of found.values()) {
    for (const g of generators) {
      const next = times(g, m)
      if (!found.has(key(next))) found.set(key(next), next)
    }
  }
  return [...found.values()]
}
