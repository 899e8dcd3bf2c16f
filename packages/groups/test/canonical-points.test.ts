import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import {
  alternatingPower,
  CanonicalPoints,
  canonicalize,
  cyclic,
  LISTING_LIMITS,
  orthogonal,
  type Representation,
  RepresentationMismatchError,
  rng,
  stabilizer,
  symmetric,
  TooLargeError,
  tensor,
  wreathProduct,
} from '../src/index.js'

/** Z(n) on n points, of order n; its tensors have as many coordinates as wanted. */
const ofOrder = (n: number) => tensor(cyclic(n), 1)

describe('CanonicalPoints', () => {
  it.runIf(isTurn(2))(
    'lists groups up to the order and the images of the table of limits, and none beyond',
    () => {
      // 5040 and 40320 lie on both sides of the order
      expect(new CanonicalPoints(tensor(symmetric(7), 1)).method).toBe('list')
      expect(new CanonicalPoints(tensor(symmetric(8), 1)).method).toBe('structure')
      // n² images of Z(n)
      const most = Math.floor(Math.sqrt(Number(LISTING_LIMITS.images)))
      expect(new CanonicalPoints(ofOrder(most)).method).toBe('list')
      expect(new CanonicalPoints(ofOrder(most + 1)).method).toBe('structure')
      expect(new CanonicalPoints(tensor(orthogonal(3), 1)).method).toBe('frame')
    },
  )

  it('makes tables where those of vectors and of all that goes along fit', () => {
    const V = tensor(symmetric(7), 1) as Representation
    // 5040 times the widths, of signed permutations: up to 50 million
    const T4 = tensor(symmetric(7), 4) as Representation
    expect(new CanonicalPoints(V, [T4]).tables?.along.length).toBe(1)
    expect(new CanonicalPoints(V, [T4, T4, T4, T4, T4]).tables).toBeUndefined()
    const points = new CanonicalPoints(V)
    expect(points.tables).toBe(points.tables)
    expect(new CanonicalPoints(tensor(symmetric(8), 1)).tables).toBeUndefined()
    expect(new CanonicalPoints(tensor(orthogonal(3), 1)).tables).toBeUndefined()
  })

  it('finds what canonicalize finds', () => {
    for (const V of [tensor(symmetric(5), 1), tensor(symmetric(30), 1), tensor(orthogonal(3), 1)]) {
      const x = Float64Array.from({ length: V.dim }, (_, i) => (i * 7) % 5)
      expect(new CanonicalPoints(V).canonicalize(x)).toEqual(canonicalize(V, x))
    }
  })

  it('refuses what goes along of another group', () => {
    expect(() => new CanonicalPoints(tensor(symmetric(4), 1), [tensor(symmetric(5), 1)])).toThrow(
      RepresentationMismatchError,
    )
  })
})

describe('the table of limits', () => {
  it('cannot be changed', () => {
    expect(Object.isFrozen(LISTING_LIMITS)).toBe(true)
  })

  it.runIf(isTurn(0))('says how stabilizers are found', () => {
    const ones = (n: number) => new Float64Array(n).fill(1)
    expect(stabilizer(tensor(symmetric(7), 1), ones(7)).method).toBe('listing')
    expect(stabilizer(tensor(symmetric(8), 1), ones(8)).method).toBe('colouring')
    // few elements for the points: listed beyond the images of one vector
    expect(stabilizer(ofOrder(5000), ones(5000)).method).toBe('listing')
    // no tensor over points, and 9! is beyond what is listed without a choice
    const pairs = alternatingPower(tensor(symmetric(9), 1), 2) as Representation
    expect(pairs.group.order > BigInt(LISTING_LIMITS.orderWithoutChoice)).toBe(true)
    expect(() => stabilizer(pairs, ones(pairs.dim))).toThrow(TooLargeError)
  })
})

describe('groups of thousands of points', () => {
  it('have no stabilizers by chains that would not fit', () => {
    const V = tensor(wreathProduct(symmetric(60), symmetric(60)), 1)
    const before = process.memoryUsage().arrayBuffers
    expect(() =>
      stabilizer(
        V,
        Array.from({ length: V.dim }, (_, i) => i % 7),
      ),
    ).toThrow(TooLargeError)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 26)
  })

  it('have canonical points where they fit: the same blocks, each with the same values', () => {
    const V = tensor(wreathProduct(symmetric(30), symmetric(30)), 1)
    const random = rng(2)
    const x = Float64Array.from({ length: 900 }, () => random.int(3))
    const { element, point } = canonicalize(V, x)
    expect(Array.from(V.apply(element, point))).toEqual(Array.from(x))
    const blocks = (v: ArrayLike<number>) =>
      Array.from({ length: 30 }, (_, b) =>
        Array.from({ length: 30 }, (__, i) => v[30 * b + i]!)
          .sort()
          .join(''),
      ).sort()
    expect(blocks(point)).toEqual(blocks(x))
  })
})
