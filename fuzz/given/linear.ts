import fc from 'fast-check'
import { identity, times } from './matrices.js'

/** A turn of the plane of two axes. */
export function turn(n: number, i: number, j: number, angle: number): number[][] {
  const out = identity(n)
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  out[i]![i] = c
  out[j]![j] = c
  out[i]![j] = -s
  out[j]![i] = s
  return out
}

/** The turns of all planes of two axes by the angles given, one after the other. */
export function turned(n: number, angles: readonly number[]): number[][] {
  let out = identity(n)
  let k = 0
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) out = times(turn(n, i, j, angles[k++ % angles.length]!), out)
  return out
}

const anyAngle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true })
/** Multiples of 7.5 degrees, at which entries of products come near to each other. */
const ofDegrees = fc.integer({ min: -24, max: 24 }).map((k) => (k * Math.PI) / 24)
const tilt = fc
  .tuple(fc.integer({ min: 1, max: 16 }), fc.double({ min: 1, max: 9, noNaN: true }))
  .map(([k, m]) => m * 10 ** -k)
const ofThree = (angle: fc.Arbitrary<number>) => fc.array(angle, { minLength: 3, maxLength: 3 })

/** Angles for {@link turned}: of any size, of whole and half degrees, tilts from 1e-16 to 0.1, and those about one axis alone. */
export const angles: fc.Arbitrary<number[]> = fc.oneof(
  { weight: 3, arbitrary: ofThree(fc.oneof(anyAngle, ofDegrees, tilt)) },
  { weight: 2, arbitrary: fc.oneof(ofDegrees, tilt).map((a) => [a, 0, 0]) },
  { weight: 1, arbitrary: ofThree(tilt) },
)

/** Small numbers of which many are equal, negative zero and the like among them. */
export const coarse: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 2 }) },
  { weight: 2, arbitrary: fc.constantFrom(0.1, 0.2, 0.1 + 0.2, 0.3, -0, 1 / 3) },
  { weight: 2, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }).map((v) => Math.round(v * 1e4) / 1e4) },
)

/** So many of them. */
export const vector = (n: number): fc.Arbitrary<number[]> => fc.array(coarse, { minLength: n, maxLength: n })

/** A power of ten from 10⁻¹⁶⁰ to 10¹⁶⁰. */
export const scales: fc.Arbitrary<number> = fc
  .oneof(fc.constantFrom(-160, 160, 0), fc.integer({ min: -160, max: 160 }))
  .map((k) => 10 ** k)
