import { CanonicalPoints, canonicalize, GreatestImage, ImageTable } from '@buridan/groups'
import { apply } from '../../given/matrices.js'
import { allOf, distance, matrixOf, pointOf, repOf, vectors } from '../../given/vectors.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const all = (given: Parameters<typeof pointOf>[0], x: ArrayLike<number>) =>
  allOf(given.text).map((g) => apply(matrixOf(repOf(given), g), x))

export const imageTables = [
  relation(
    'GreatestImage GreatestImage#search GreatestImage#checkGroup',
    'elements that reach the canonical point',
    {
      given: vectors,
      one: (given) => {
        const x = Float64Array.from(pointOf(given))
        const greatest = new GreatestImage(repOf(given))
        greatest.search(
          x.map(() => 1),
          1e-9,
        )
        greatest.search(x, 1e-6 * Math.hypot(...x))
        greatest.checkGroup()
        return [
          [...greatest.found.subarray(0, greatest.count)],
          greatest.kept <= 1e-6 * Math.hypot(...x),
          greatest.dropped > 1e-6 * Math.hypot(...x),
        ]
      },
      other: (given) => {
        const x = pointOf(given)
        const { point } = canonicalize(repOf(given), x)
        const reached = all(given, x).flatMap((y, i) =>
          distance(y, point) <= 1e-5 * Math.hypot(...x) ? [i] : [],
        )
        return [reached, true, true]
      },
      mayRefuse: ['AMBIGUOUS_TOLERANCE'],
      cost: 4,
    },
  ),
  relation(
    'CanonicalPoints CanonicalPoints#canonicalize',
    'by tables, with what goes along, and one vector alone',
    {
      given: vectors,
      one: (given) => {
        const [rep, x] = [repOf(given), Float64Array.from(pointOf(given))]
        const { greatest, along } = new CanonicalPoints(rep, [rep]).tables!
        greatest.search(x, 1e-6 * Math.hypot(...x))
        const first = greatest.found[0]!
        return [greatest.table, along[0]!].map((table) => x.map((_, i) => table.at(first, i, x)))
      },
      other: (given) => {
        const { point } = new CanonicalPoints(repOf(given)).canonicalize(pointOf(given))
        return [point, point]
      },
      same: closeTo(1e-9, 1e-9),
      cost: 4,
    },
  ),
  relation('ImageTable ImageTable#at ImageTable#addTo', 'matrices times the vector', {
    given: vectors,
    one: (given) => {
      const x = Float64Array.from(pointOf(given))
      const table = new ImageTable(repOf(given))
      return Array.from({ length: table.order }, (_, g) => {
        const out = new Float64Array(x.length).fill(1)
        table.addTo(g, x, -2, out)
        return [x.map((_v, i) => table.at(g, i, x)), out]
      })
    },
    other: (given) => all(given, pointOf(given)).map((y) => [y, y.map((v) => 1 - 2 * v)]),
    same: closeTo(1e-9, 1e-9),
    cost: 4,
  }),
]
