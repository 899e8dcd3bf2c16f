import { FiniteGroup, factorsOf, type LieElement, type LieRepresentation } from '@buridan/groups'
import { blocksOf } from './lie-invariants.js'

/** A rotation or improper operation of space, row-major, and where it takes each point. */
interface Motion {
  readonly matrix: Float64Array
  readonly images: ArrayLike<number>
}

/** The sum of the images of a vector. */
export type ImageSum = (elements: readonly LieElement[], x: Float64Array) => Float64Array

type Add = (motion: Motion, x: Float64Array, at: number, out: Float64Array) => void

/**
 * A function that takes the sum of the images of a vector under elements of O(3) or SO(3), alone or with exchanges of points. Vectors, scalars
 * and 3×3 tensors, and vectors and scalars of points, are moved in one pass each; other representations by themselves.
 */
export function imageSum(rep: LieRepresentation): ImageSum {
  const points = factorsOf(rep.group).findIndex((f) => f instanceof FiniteGroup)
  const blocks = blocksOf(rep)
  const adds = blocks.map(({ kinds, dim }) => (kinds === undefined ? undefined : addOf(kinds, dim)))
  if (adds.includes(undefined)) return (elements, x) => sumByRepresentation(rep, elements, x)
  return (elements, x) => {
    const out = new Float64Array(x.length)
    for (const g of elements) {
      const motion = motionOf(g, points)
      for (let b = 0; b < blocks.length; b++) adds[b]!(motion, x, blocks[b]!.offset, out)
    }
    return out
  }
}

function motionOf(g: LieElement, points: number): Motion {
  if ('n' in g) return { matrix: g.re, images: [] }
  const rotation = g[points < 0 ? 0 : 1 - points]! as { readonly re: Float64Array }
  return { matrix: rotation.re, images: points < 0 ? [] : (g[points] as ArrayLike<number>) }
}

function sumByRepresentation(
  rep: LieRepresentation,
  elements: readonly LieElement[],
  x: Float64Array,
): Float64Array {
  const out = new Float64Array(x.length)
  const image = new Float64Array(x.length)
  for (const g of elements) {
    rep.applyInto(g, x, 0, image, 0)
    for (let i = 0; i < out.length; i++) out[i]! += image[i]!
  }
  return out
}

/** How blocks of these kinds of indices move; undefined for others. */
function addOf(kinds: string, dim: number): Add | undefined {
  switch (kinds) {
    case '':
      return (_, x, at, out) => {
        out[at]! += x[at]!
      }
    case 'p':
      return ({ images }, x, at, out) => {
        for (let i = 0; i < dim; i++) out[at + images[i]!]! += x[at + i]!
      }
    case 'v':
      return ({ matrix }, x, at, out) => addVector(matrix, x, at, 1, out, at, 1)
    case 'vp':
      return ({ matrix, images }, x, at, out) => {
        const n = dim / 3
        for (let i = 0; i < n; i++) addVector(matrix, x, at + i, n, out, at + images[i]!, n)
      }
    case 'pv':
      return ({ matrix, images }, x, at, out) => {
        for (let i = 0; i < dim / 3; i++) addVector(matrix, x, at + 3 * i, 1, out, at + 3 * images[i]!, 1)
      }
    case 'vv':
      return ({ matrix }, x, at, out) => addTensor(matrix, x, at, out)
    default:
      return undefined
  }
}

/** Adds R v, coordinates of v and of the sum a stride apart. */
function addVector(
  r: Float64Array,
  x: Float64Array,
  from: number,
  stride: number,
  out: Float64Array,
  to: number,
  step: number,
): void {
  const a = x[from]!
  const b = x[from + stride]!
  const c = x[from + 2 * stride]!
  out[to]! += r[0]! * a + r[1]! * b + r[2]! * c
  out[to + step]! += r[3]! * a + r[4]! * b + r[5]! * c
  out[to + 2 * step]! += r[6]! * a + r[7]! * b + r[8]! * c
}

/** Adds R T R⊤. */
function addTensor(r: Float64Array, x: Float64Array, at: number, out: Float64Array): void {
  for (let i = 0; i < 3; i++) {
    for (let l = 0; l < 3; l++) {
      let row = 0
      for (let k = 0; k < 3; k++) row += r[3 * i + k]! * x[at + 3 * k + l]!
      for (let j = 0; j < 3; j++) out[at + 3 * i + j]! += row * r[3 * j + l]!
    }
  }
}
