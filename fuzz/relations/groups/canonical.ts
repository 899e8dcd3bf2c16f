import {
  canonicalize,
  type LieRepresentation,
  NearestImage,
  orbitDistance,
  type Permutation,
  parseAnyGroup,
  parseRepresentation,
  rng,
  transporter,
  uniformElement,
} from '@buridan/groups'
import fc from 'fast-check'
import { scales, vector } from '../../given/linear.js'
import { apply } from '../../given/matrices.js'
import { images } from '../../given/permutations.js'
import { elementOf, groupOf } from '../../given/representations.js'
import { coordinates, placed, shapes } from '../../given/spaces.js'
import { allOf, matrixOf, pointOf, repOf, vectors } from '../../given/vectors.js'
import { atMost, closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const moved = (given: Parameters<typeof pointOf>[0]) =>
  repOf(given).apply(elementOf(groupOf(given.text), given.word), pointOf(given))
const all = (given: Parameters<typeof pointOf>[0], x: ArrayLike<number>) =>
  allOf(given.text).map((g) => apply(matrixOf(repOf(given), g), x))
const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...Array.from(a, (v, i) => v - b[i]!))
/** Large groups, of which canonical points come from labelled structures. */
const large = fc
  .constantFrom(
    ['S(8)', 'V'],
    ['S(8)', 'T(2)'],
    ['S(8)', '2*V'],
    ['B(7)', 'V'],
    ['B(6)', 'T(2)'],
    ['S(4)xS(8)', 'V_a*V_b'],
    ['Z(2) wr S(7)', 'V'],
    ['S(3) wr S(5)', 'V'],
  )
  .chain(([text, rep]) => {
    const made = parseRepresentation(groupOf(text!), rep!)
    return fc.record({
      text: fc.constant(text!),
      rep: fc.constant(rep!),
      x: fc.array(fc.constantFrom(0, 1, 1, -1, 2.5), { minLength: made.dim, maxLength: made.dim }),
      word: fc.array(fc.nat(7), { maxLength: 40 }),
      other: fc.nat(made.dim - 1),
    })
  })
const largeRep = ({ text, rep }: { text: string; rep: string }) => parseRepresentation(groupOf(text), rep)
const inSpace = fc.record({
  given: shapes(fc.constant(0)),
  seed: fc.nat(1000),
  space: fc.constantFrom('O(3)', 'SO(3)'),
  scale: scales,
})
const spaceRep = ({ given, space }: { given: { order: readonly number[] }; space: string }) =>
  parseRepresentation(parseAnyGroup(`${space}xS(${given.order.length})`), 'V_a*V_b') as LieRepresentation

export const canonical = [
  relation('canonicalize', 'the vector moved by an element', {
    given: vectors,
    one: (given) => canonicalize(repOf(given), pointOf(given)).point,
    other: (given) => canonicalize(repOf(given), moved(given)).point,
    same: closeTo(0, 1e-5),
    cost: 3,
  }),
  relation('canonicalize', 'the element takes the point to the vector, which is among all images', {
    given: vectors,
    one: (given) => {
      const [rep, x] = [repOf(given), pointOf(given)]
      const { element, point } = canonicalize(rep, x)
      return [apply(matrixOf(rep, element), point), Math.min(...all(given, x).map((y) => distance(y, point)))]
    },
    other: (given) => [pointOf(given), 0],
    same: closeTo(1e-9, 1e-9),
    cost: 4,
  }),
  relation('canonicalize', 'the greatest of all images, to the tolerance', {
    given: vectors,
    one: (given) => Array.from(canonicalize(repOf(given), pointOf(given)).point),
    other: (given) => {
      const x = pointOf(given)
      const delta = 1e-6 * Math.hypot(...x)
      let left = all(given, x)
      for (let i = 0; i < x.length; i++) {
        const most = Math.max(...left.map((y) => y[i]!))
        left = left.filter((y) => y[i]! >= most - delta)
      }
      return left[0]!
    },
    same: closeTo(0, 1e-5),
    cost: 4,
  }),
  relation('canonicalize', 'scaled by powers of ten', {
    given: fc.record({ given: vectors, scale: scales }),
    one: ({ given, scale }) =>
      canonicalize(
        repOf(given),
        pointOf(given).map((v) => v * scale),
      ).point,
    other: ({ given, scale }) => canonicalize(repOf(given), pointOf(given)).point.map((v) => v * scale),
    same: closeTo(1e-5),
    cost: 3,
  }),
  relation('canonicalize transporter', 'large groups: the vector moved by an element, and another vector', {
    given: large,
    one: (given) => {
      const rep = largeRep(given)
      const y = rep.apply(elementOf(rep.group, given.word), given.x)
      const found = transporter(rep, given.x, y)
      const { element, point } = canonicalize(rep, y)
      const elsewhere = y.map((v, i) => (i === given.other ? v + 7 : v))
      return [
        point,
        rep.apply(element, point),
        found ? rep.apply(found.element, given.x) : 'none',
        transporter(rep, given.x, elsewhere) === undefined,
      ]
    },
    other: (given) => {
      const rep = largeRep(given)
      const y = rep.apply(elementOf(rep.group, given.word), given.x)
      return [canonicalize(rep, given.x).point, y, y, true]
    },
    same: closeTo(0, 1e-9),
    cost: 15,
  }),
  relation('canonicalize', 'points in space turned, mirrored and reordered', {
    given: inSpace,
    one: ({ given, seed, space }) => {
      const rep = spaceRep({ given, space })
      const x = coordinates(placed(given))
      return canonicalize(rep, rep.apply(uniformElement(rep.group, rng(seed)) as never, x)).point
    },
    other: ({ given, space }) => canonicalize(spaceRep({ given, space }), coordinates(placed(given))).point,
    same: closeTo(0, 1e-6),
    cost: 8,
  }),
  relation('canonicalize', 'points in space scaled, and back by the element', {
    given: inSpace,
    one: ({ given, space, scale }) => {
      const rep = spaceRep({ given, space })
      const { element, point } = canonicalize(rep, coordinates(placed(given), scale))
      return [point.map((v) => v / scale), rep.apply(element, point).map((v) => v / scale)]
    },
    other: ({ given, space }) => [
      canonicalize(spaceRep({ given, space }), coordinates(placed(given))).point,
      coordinates(placed(given)),
    ],
    same: closeTo(0, 1e-6),
    cost: 6,
  }),
  relation('transporter', 'all elements tried', {
    given: vectors.chain((given) =>
      fc.record({
        given: fc.constant(given),
        y: fc.option(vector(given.x.length), { nil: undefined }),
        off: fc.constantFrom(0, 0, 1e-9, 1e-3),
      }),
    ),
    one: ({ given, y, off }) => {
      const to = Array.from(y ?? moved(given), (v, i) => (i === 0 ? v + off : v))
      return transporter(repOf(given), pointOf(given), to) !== undefined
    },
    other: ({ given, y, off }) => {
      const to = Array.from(y ?? moved(given), (v, i) => (i === 0 ? v + off : v))
      const x = pointOf(given)
      return all(given, x).some(
        (z) => distance(z, to) <= 1e-6 * Math.max(Math.hypot(...x), Math.hypot(...to)),
      )
    },
    cost: 4,
  }),
  relation('transporter', 'what is left of the distance is what it says', {
    given: fc.record({ given: vectors, off: fc.constantFrom(0, 1e-9, 1e-7), scale: scales }),
    one: ({ given, off, scale }) => {
      const [x, y] = [pointOf(given), Array.from(moved(given), (v, i) => (i === 0 ? v * (1 + off) : v))]
      const found = transporter(
        repOf(given),
        x.map((v) => v * scale),
        y.map((v) => v * scale),
      )
      if (!found) return 1
      const z = apply(matrixOf(repOf(given), found.element as Permutation), x)
      const norm = Math.max(Math.hypot(...x), Math.hypot(...y))
      return norm === 0 ? 0 : Math.abs(distance(z, y) / norm - found.deviation)
    },
    other: () => 1e-12,
    same: atMost(),
    cost: 4,
  }),
  relation('orbitDistance', 'all elements tried, in another unit', {
    given: vectors.chain((given) =>
      fc.record({ given: fc.constant(given), y: vector(given.x.length), scale: scales }),
    ),
    one: ({ given, y, scale }) => {
      const { distance: d, exact } = orbitDistance(
        repOf(given),
        pointOf(given).map((v) => v * scale),
        y.map((v) => v * scale),
      )
      return [d / scale, exact]
    },
    other: ({ given, y }) => [Math.min(...all(given, pointOf(given)).map((z) => distance(z, y))), true],
    same: closeTo(1e-9, 1e-9),
    cost: 4,
  }),
  relation('orbitDistance', 'large groups: no more than from the vector itself, and 0 to its images', {
    given: fc.record({ given: large, off: fc.constantFrom(0, 1e-6, 1e-3) }),
    one: ({ given, off }) => {
      const rep = largeRep(given)
      const near = given.x.map((v, i) => (i === given.other ? v + off : v))
      const image = rep.apply(elementOf(rep.group, given.word), near)
      return orbitDistance(rep, given.x, image).distance <= off + 1e-9
    },
    other: () => true,
    cost: 30,
  }),
  relation(
    'NearestImage NearestImage#nearest orbitDistance',
    'points in space: the element makes the image, at that distance',
    {
      given: inSpace,
      one: ({ given, space, seed }) => {
        const rep = spaceRep({ given, space })
        const x = Array.from(coordinates(placed(given)))
        const y = Array.from(
          rep.apply(
            uniformElement(rep.group, rng(seed)) as never,
            Float64Array.from(x, (v) => v + 0.1),
          ),
        )
        const { element, image, squaredDistance } = new NearestImage(rep, x).nearest(y)
        const least = orbitDistance(rep, x, y).distance
        return [
          distance(rep.apply(element, Float64Array.from(x)), image) <= 1e-9,
          Math.abs(distance(image, y) - Math.sqrt(squaredDistance)) <= 1e-9,
          least <= Math.sqrt(squaredDistance) + 1e-9,
        ]
      },
      other: () => [true, true, true],
      cost: 20,
    },
  ),
  relation('canonicalize', 'large groups: a set of numbers sorted', {
    given: fc.record({ x: vector(9), by: images(9) }),
    one: ({ x, by }) =>
      [
        ...canonicalize(
          parseRepresentation(groupOf('S(9)'), 'V'),
          by.map((i) => x[i]!),
        ).point,
      ].sort(),
    other: ({ x }) => [...x].map((v) => v + 0).sort(),
    same: closeTo(0, 1e-6),
    cost: 4,
  }),
]
