import { parseMolecules } from '@buridan/data'
import { act, randomElement, rng } from '@buridan/groups'
import { bondOrdersTask, decodingTask, moleculePoints, regularFigures } from '@buridan/tasks'
import fc from 'fast-check'
import { MOLECULE_LINES } from '../../given/cells.js'
import { matrixOf, turns } from '../../given/in-space.js'
import { apply } from '../../given/matrices.js'
import { images } from '../../given/permutations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const line = fc.nat(MOLECULE_LINES.length - 1)
const molecule = (i: number) => parseMolecules(MOLECULE_LINES[i]!)[0]!

const distances = (points: readonly (readonly number[])[]) =>
  points.map((p) => points.map((q) => Math.hypot(...p.map((v, c) => v - q[c]!))))

/** Facts of regular figures, from books: points, and neighbours at the least distance of each. */
const FIGURES: Readonly<Record<string, readonly [number, number]>> = {
  triangle: [3, 2],
  square: [4, 2],
  pentagon: [5, 2],
  hexagon: [6, 2],
  tetrahedron: [4, 3],
  octahedron: [6, 4],
  cube: [8, 3],
  icosahedron: [12, 5],
}

const small = [...MOLECULE_LINES.keys()].filter((i) => {
  const { elements } = molecule(i)
  return elements.filter((e) => e !== 'H').length <= 10
})

export const molecules = [
  relation('moleculePoints', 'turned, shifted, scaled: centred, of size 1, distances alike', {
    given: fc.record({
      line,
      turn: turns,
      shift: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat(9), fc.nat(9)),
      unit: fc.constantFrom(1, 1e-3, 1e4),
    }),
    one: ({ line: i, turn, shift, unit }) => {
      const m = molecule(i)
      const moved = m.positions.map((p) => apply(matrixOf(turn), p).map((v, c) => unit * (v + shift[c]!)))
      const { positions, labels } = moleculePoints({ ...m, positions: moved as never })
      const n = positions.length
      const centre = [0, 1, 2].map((c) => positions.reduce((sum, p) => sum + p[c]!, 0) / n)
      const size = positions.reduce((sum, p) => sum + p[0] ** 2 + p[1] ** 2 + p[2] ** 2, 0) / n
      return [centre, size, labels, distances(positions)]
    },
    other: ({ line: i }) => {
      const { positions, elements } = molecule(i)
      const all = distances(positions)
      const n = positions.length
      // the mean square distance from the centre is half that of pairs
      const size = Math.sqrt(all.flat().reduce((sum, d) => sum + d * d, 0) / (2 * n * n)) || 1
      return [[0, 0, 0], n > 1 ? 1 : 0, elements, all.map((row) => row.map((d) => d / size))]
    },
    same: closeTo(1e-8, 1e-9),
    cost: 2,
  }),
  relation('regularFigures', 'points and nearest neighbours from books', {
    given: fc.constantFrom(...Object.keys(FIGURES)),
    one: (name) => {
      const { positions } = regularFigures().find((f) => f.name === name)!
      const all = distances(positions)
      const least = Math.min(...all.flat().filter((d) => d > 0))
      const counts = all.map((row) => row.filter((d) => Math.abs(d - least) < 1e-9).length)
      return [positions.length, new Set(counts).size === 1 ? counts[0] : counts]
    },
    other: (name) => [...FIGURES[name]!],
  }),
  relation('bondOrdersTask', 'other orders of atoms, the least floor of benzene', {
    given: fc.record({
      lines: fc.array(fc.constantFrom(...small), { minLength: 1, maxLength: 3 }),
      seed: fc.nat(1e5),
    }),
    one: ({ lines, seed }) => {
      const task = bondOrdersTask([benzene, ...lines.map(molecule)], { seed })
      return task.test.map((t) => [t.label, t.floor, t.score(label(t.x, task.repOut.dim))])
    },
    other: ({ lines }) => {
      const task = bondOrdersTask([benzene, ...lines.map(molecule)], { seed: 1 })
      return task.test.map((t) => [t.label, t.floor, t.score(label(t.x, task.repOut.dim))])
    },
    same: closeTo(1e-9, 1e-9),
    cost: 60,
  }),
  relation('decodingTask', 'labels turned and shuffled, no answer, another order of atoms', {
    given: fc.record({ order: images(12), seed: fc.nat(1e4) }),
    one: ({ order, seed }) => {
      const task = decodingTask([{ ...benzene, ...reordered(order) }])
      const at = task.test.length - 1
      const { score, floor, label: name } = task.test[at]!
      const moved = act(task.repOut, randomElement(task.repOut.group, rng(seed)), task.y![at]!)
      return [name, floor, score(moved), score(new Float64Array(task.repOut.dim))]
    },
    // size 1 of each point, and six of twelve of each kind
    other: () => ['benzene', 12 + 2 * 6 * (1 - 6 / 12), 0, 12 + 12],
    same: closeTo(1e-6, 1e-6),
    cost: 150,
  }),
]

const benzene = parseMolecules(MOLECULE_LINES.find((l) => JSON.parse(l).name === 'benzene')!)[0]!

/** An answer that says the same of every pair of atoms. */
const label = (x: readonly number[], size: number) =>
  Array.from({ length: size }, (_, k) => (x[k] ?? 0) * 1.5)

function reordered(order: readonly number[]) {
  const { elements, positions, bonds } = benzene
  return {
    elements: order.map((i) => elements[i]!),
    positions: order.map((i) => positions[i]!),
    bonds: bonds!.map(([a, b, o]) => [order.indexOf(a), order.indexOf(b), o] as const),
  }
}
