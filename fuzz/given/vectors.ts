import { elementsOf, type Representation } from '@buridan/groups'
import fc from 'fast-check'
import { vector } from './linear.js'
import { apply, rowsOf } from './matrices.js'
import { built, elementOf, expressionsOf, groupOf, SMALL } from './representations.js'

const words = fc.array(fc.nat(7), { maxLength: 4 })

export interface GivenVector {
  readonly text: string
  readonly rep: Parameters<typeof built>[1]
  readonly x: readonly number[]
  /** x is averaged over the powers of these elements. */
  readonly kept: readonly (readonly number[])[]
  readonly word: readonly number[]
}
/** A vector that is often kept by something. Groups of small entries: tolerances are relative to norms that all elements keep. */
export const vectors: fc.Arbitrary<GivenVector> = fc
  .constantFrom(...SMALL.filter((t) => groupOf(t).order <= 48n && !t.includes('1000')))
  .chain((text) => fc.record({ text: fc.constant(text), rep: expressionsOf(text) }))
  .filter(({ text, rep }) => built(groupOf(text), rep).dim <= 20)
  .chain(({ text, rep }) =>
    fc.record({
      text: fc.constant(text as string),
      rep: fc.constant(rep),
      x: vector(built(groupOf(text), rep).dim),
      kept: fc.array(words, { maxLength: 2 }),
      word: words,
    }),
  )

export const repOf = ({ text, rep }: GivenVector) => built(groupOf(text), rep) as Representation
export const matrixOf = (rep: Representation, g: Uint32Array) => rowsOf(rep.matrix(g), rep.dim)
export function allOf(text: string) {
  const list = elementsOf(groupOf(text))
  return Array.from({ length: list.order }, (_, i) => list.at(i).slice())
}
/** x, averaged over the cyclic groups of the elements to be kept, one after the other. */
export function pointOf(given: GivenVector): number[] {
  const rep = repOf(given)
  let x = [...given.x]
  for (const word of given.kept) {
    const m = matrixOf(rep, elementOf(groupOf(given.text), word))
    const sum = [...x]
    let count = 1
    for (let y = apply(m, x); distance(y, x) > 1e-9 && count < 60; y = apply(m, y), count++)
      y.forEach((v, i) => {
        sum[i]! += v
      })
    // what cancels leaves rounding, of which nobody asks
    x = sum.map((v) => (Math.abs(v) < 1e-12 ? 0 : v / count))
  }
  return x
}
export const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...Array.from(a, (v, i) => v - b[i]!))
