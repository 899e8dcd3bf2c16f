import { findPointGroup } from '@buridan/groups'
import fc from 'fast-check'
import { isomorphismsByForce } from '../../given/graphs.js'
import { apply } from '../../given/matrices.js'
import {
  type GivenMolecule,
  gridMolecules,
  jittered,
  moved,
  noises,
  withMove,
} from '../../given/molecules.js'
import { distance, minus, rotationByForce, scaled, type Turn } from '../../given/space.js'
import { sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'
import { faults, found } from './molecule-answers.js'

interface Fitted {
  readonly key: string
  readonly matrix: Turn
  readonly deviation: number
}

/** Every permutation of like atoms with the best rotation and the best improper operation for it. */
function operationsByForce(m: GivenMolecule): Fitted[] {
  const n = m.elements.length
  const centre = [0, 1, 2].map((i) => m.positions.reduce((sum, p) => sum + p[i]!, 0) / n)
  const points = m.positions.map((p) => minus(p, centre))
  const kinds = [...new Set(m.elements)]
  // all automorphisms of no edges: the permutations that keep elements
  const labels = { n, directed: false, colours: m.elements.map((e) => kinds.indexOf(e)), edges: [] }
  return isomorphismsByForce(labels, labels).flatMap((p) =>
    [1, -1].map((sign) => {
      const to = p.map((i) => points[i]!)
      const turn = rotationByForce(
        points.map((v) => scaled(v, sign)),
        to,
      )
      const matrix = turn.map((row) => scaled(row, sign))
      const deviation = Math.max(...points.map((v, i) => distance(apply(matrix, v), to[i]!)))
      return { key: `${sign}:${p}`, matrix, deviation }
    }),
  )
}

const isLine = (m: GivenMolecule) => {
  const [a, ...rest] = m.positions
    .map((p) => minus(p, m.positions[0]!))
    .filter((p) => Math.hypot(...p) > 1e-6)
  return rest.every((b) => {
    const along = a!.reduce((sum, v, i) => sum + v * b[i]!, 0) / Math.hypot(...a!)
    return Math.hypot(...b) - Math.abs(along) < 1e-4
  })
}

const few = gridMolecules(6).filter((m) => !isLine(m))
const tolerance = 1e-3

/** Point groups beside all permutations of atoms. */
export const moleculesByForce = [
  relation('findPointGroup', 'all permutations of atoms, each with its best fit', {
    given: withMove(few),
    one: ({ m, move }) => {
      const put = moved(m, move)
      return found(put, tolerance).operations.map(
        (o) => `${o.kind === 'C' || o.kind === 'E' ? 1 : -1}:${o.images}`,
      )
    },
    other: ({ m, move }) =>
      operationsByForce(moved(m, move)).flatMap(({ key, deviation }) => (deviation < tolerance ? [key] : [])),
    same: sameEntries,
    cost: 8,
  }),
  relation('findPointGroup', 'near the tolerance: the largest group in the order of deviations', {
    given: withMove(few).chain((g) =>
      fc.record({ g: fc.constant(g), noise: noises, most: fc.constantFrom(3e-4, 6e-4, 1e-3, 2e-3) }),
    ),
    one: ({ g: { m, move }, noise, most }) => {
      const put = jittered(moved(m, move), noise, most)
      const all = operationsByForce(put).filter(({ deviation }) => deviation < tolerance)
      const { operations } = found(put, tolerance)
      const keys = operations.map((o) => `${o.kind === 'C' || o.kind === 'E' ? 1 : -1}:${o.images}`)
      // an operation all of whose powers and products with others are far within the tolerance is not left out
      const least = all.filter(({ deviation }) => deviation < tolerance / 40)
      const missing =
        isClosed(least) && all.length === least.length ? least.filter(({ key }) => !keys.includes(key)) : []
      return [
        ...faults(put, found(put, tolerance), tolerance),
        ...missing.map(({ key }) => `${key} is left out`),
      ]
    },
    other: () => [],
    cost: 8,
  }),
  relation('findPointGroup', 'atoms on a line, or beside it by less and more than the tolerance', {
    given: withMove(
      fc
        .record({
          heights: fc.uniqueArray(fc.integer({ min: -6, max: 6 }), { minLength: 2, maxLength: 6 }),
          labels: fc.array(fc.constantFrom('C', 'C', 'O'), { minLength: 12, maxLength: 12 }),
          mirrored: fc.boolean(),
        })
        .map(({ heights, labels, mirrored }) => {
          const own = heights.map((z, i) => [z, labels[i]!] as const)
          const all = mirrored
            ? own.flatMap(
                ([z, e]) =>
                  [
                    [z, e],
                    [-z, e],
                  ] as const,
              )
            : own
          const first = all.filter(([z], i) => all.findIndex(([w]) => w === z) === i)
          return { elements: first.map(([, e]) => e), positions: first.map(([z]) => [0, 0, z]) }
        })
        .filter((m) => m.elements.length > 1),
    ).chain((g) =>
      fc.record({ g: fc.constant(g), bend: fc.constantFrom(0, 1e-9, 1e-5, 1e-4), noise: noises }),
    ),
    one: ({ g: { m, move }, bend, noise }) => {
      const r = found(jittered(moved(m, move), noise, bend), tolerance)
      return [r.name, r.order, r.equivalentAtoms.map((list) => list.length).sort()]
    },
    other: ({ g: { m } }) => {
      const z = m.positions.map((p) => p[2]!)
      const middle = z.reduce((a, b) => a + b, 0) / z.length
      const to = z.map((v, i) =>
        z.findIndex((w, j) => m.elements[i] === m.elements[j] && Math.abs(v + w - 2 * middle) < 1e-9),
      )
      const symmetric = to.every((j) => j >= 0)
      const sizes = symmetric ? to.flatMap((j, i) => (j < i ? [] : [j === i ? 1 : 2])).sort() : z.map(() => 1)
      return [symmetric ? 'd∞h' : 'c∞v', undefined, sizes]
    },
    cost: 4,
  }),
  relation('findPointGroup', 'one atom aside of a line: no rotations about it', {
    given: fc.record({
      n: fc.integer({ min: 3, max: 6 }),
      aside: fc.constantFrom(0.01, 0.1, 1),
      factor: fc.constantFrom(1e-6, 1e-4, 1, 100),
    }),
    // a chain of unlike atoms whose end is aside lies in one plane
    one: ({ n, aside, factor }) => {
      const positions = Array.from({ length: n }, (_, i) => [i === n - 1 ? aside * factor : 0, 0, i * factor])
      const elements = positions.map((_, i) => `X${i}`)
      return findPointGroup({ elements, positions }, { tolerance: aside * factor * 1e-3 }).name
    },
    other: () => 'cs',
    cost: 4,
  }),
]

function isClosed(list: readonly Fitted[]): boolean {
  const keys = new Set(list.map(({ key }) => key))
  return list.every((a) =>
    list.every((b) => {
      const [s, p] = a.key.split(':')
      const [t, q] = b.key.split(':')
      const image = p!.split(',')
      return keys.has(`${Number(s) * Number(t)}:${q!.split(',').map((i) => image[Number(i)])}`)
    }),
  )
}
