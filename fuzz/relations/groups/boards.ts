import {
  boardGroup,
  compose,
  elementsOf,
  type GridSymmetry,
  grid,
  isSameGroup,
  parseGroup,
  type RobotMirror,
  robotGroup,
} from '@buridan/groups'
import fc from 'fast-check'
import { contents } from '../../given/group-texts.js'
import { relation } from '../../harness/relation.js'

const SYMMETRIES = [
  ...['C(1)', 'C(2)', 'C(4)', 'Dih(1)', 'Dih(2)', 'Dih(4)'],
  ...['p1', 'p2', 'pm', 'pmm', 'cm', 'cmm', 'p4', 'p4m'],
] as GridSymmetry[]
const SQUARE_ONLY = ['C(4)', 'Dih(4)', 'cm', 'cmm', 'p4', 'p4m']
const side = fc.integer({ min: 1, max: 5 })
const boards = fc
  .record({
    height: side,
    width: side,
    symmetry: fc.constantFrom(...SYMMETRIES),
    colourSwap: fc.constantFrom(false, true, 'turn 180°', 'mirror up–down'),
  })
  .filter(({ height, width, symmetry }) => height === width || !SQUARE_ONLY.includes(symmetry))
type Board = typeof boards extends fc.Arbitrary<infer B> ? B : never
const groupOf = ({ height, width, symmetry, colourSwap }: Board) =>
  boardGroup(height, width, { symmetry, colourSwap })

/** All elements of a group of symmetries of a grid as products of its moves, by brute force on a picture of numbered cells. */
function pictures(height: number, width: number, symmetry: GridSymmetry): string[] {
  const cells = Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c) => r * width + c),
  )
  const turned = (p: number[][]) => p[0]!.map((_, c) => p.map((row) => row[c]!).reverse())
  const mirrored = (p: number[][]) => p.map((row) => [...row].reverse())
  const upsideDown = (p: number[][]) => [...p].reverse()
  const transposed = (p: number[][]) => p[0]!.map((_, c) => p.map((row) => row[c]!))
  const shifts = [
    (p: number[][]) => [p.at(-1)!, ...p.slice(0, -1)],
    (p: number[][]) => p.map((row) => [row.at(-1)!, ...row.slice(0, -1)]),
  ]
  const half = (p: number[][]) => upsideDown(mirrored(p))
  const moves: Record<GridSymmetry, ((p: number[][]) => number[][])[]> = {
    'C(1)': [],
    'C(2)': [half],
    'C(4)': [turned],
    'Dih(1)': [mirrored],
    'Dih(2)': [mirrored, upsideDown],
    'Dih(4)': [turned, mirrored],
    p1: shifts,
    p2: [...shifts, half],
    pm: [...shifts, mirrored],
    pmm: [...shifts, mirrored, upsideDown],
    cm: [...shifts, transposed],
    cmm: [...shifts, transposed, half],
    p4: [...shifts, turned],
    p4m: [...shifts, turned, mirrored],
  }
  const found = new Map([[cells.flat().join(), cells]])
  for (const picture of found.values()) {
    for (const move of moves[symmetry]) {
      const next = move(picture)
      found.set(next.flat().join(), next)
    }
  }
  return [...found.keys()].sort()
}

/** A robot of pairs and of joints of their own, and another order of its joints. */
const robots = fc
  .record({
    pairs: fc.integer({ min: 0, max: 3 }),
    own: fc.integer({ min: 0, max: 2 }),
    signs: fc.array(fc.constantFrom(1 as const, -1 as const), { minLength: 5, maxLength: 5 }),
    keys: fc.array(fc.nat(99), { minLength: 8, maxLength: 8 }),
  })
  .filter(({ pairs, own }) => pairs + own > 0)
type Robot = typeof robots extends fc.Arbitrary<infer R> ? R : never

function bodyOf({ pairs, own, signs }: Robot): { joints: string[]; mirror: RobotMirror } {
  const sides = Array.from({ length: pairs }, (_, i) => [`left ${i}`, `right ${i}`] as const)
  const middle = Array.from({ length: own }, (_, i) => `middle ${i}`)
  const entries = [
    ...sides.map(([left], i) => [left, signs[i]!] as const),
    ...middle.map((joint, i) => [joint, signs[3 + i]!] as const),
  ]
  return {
    joints: [...sides.flat(), ...middle],
    mirror: { name: 'sides', normal: 'y', pairs: sides, signs: Object.fromEntries(entries) },
  }
}

export const boardRelations = [
  relation('grid', 'turned, mirrored and shifted pictures', {
    given: boards,
    one: ({ height, width, symmetry }) => {
      const list = elementsOf(grid(height, width).group(symmetry))
      return Array.from({ length: list.order }, (_, i) => list.at(i).join()).sort()
    },
    other: ({ height, width, symmetry }) => pictures(height, width, symmetry),
    cost: 3,
  }),
  relation('grid parseGroup', 'the text of its group, spaces put in', {
    given: fc.record({ board: boards, spaces: fc.constantFrom('', ' ') }),
    one: ({ board: { height, width, symmetry }, spaces }) =>
      contents(
        parseGroup(`${spaces}${symmetry} on ${spaces}grid(${spaces}${height},${spaces}${width})${spaces}`),
      ),
    other: ({ board: { height, width, symmetry } }) => contents(grid(height, width).group(symmetry)),
  }),
  relation('boardGroup parseGroup', 'its name read again, alone and in products', {
    given: fc.record({
      board: boards,
      form: fc.constantFrom('_', '(_)', '(_)xZ(2)', 'Z(2) x (_)', '(_) wr Z(2)'),
    }),
    one: ({ board, form }) => {
      const group = parseGroup(form.replace('_', groupOf(board).group.name))
      return isSameGroup(parseGroup(group.name), group)
    },
    other: () => true,
    cost: 2,
  }),
  relation('boardGroup', 'products of two elements, cells and colours apart', {
    given: fc.record({ board: boards, i: fc.nat(999), j: fc.nat(999) }),
    one: ({ board, i, j }) => {
      const { elements, group } = groupOf(board)
      const [g, h] = [elements.at(i % elements.order), elements.at(j % elements.order)]
      const both = elements.at(elementsOf(group).indexOf(compose(g.permutation, h.permutation)))
      return [[...both.cells], both.swapsColours]
    },
    other: ({ board, i, j }) => {
      const { elements } = groupOf(board)
      const [g, h] = [elements.at(i % elements.order), elements.at(j % elements.order)]
      return [[...h.cells].map((c) => g.cells[c]!), g.swapsColours !== h.swapsColours]
    },
    cost: 3,
  }),
  relation('robotGroup', 'joints in another order', {
    given: robots,
    one: (robot) => {
      const { joints, mirror } = bodyOf(robot)
      const { elements, jointSpace } = robotGroup(joints, [mirror])
      const moved = jointSpace.apply(
        elements.named('sides').permutation,
        joints.map((_, i) => i + 1),
      )
      return joints.map((joint, i) => [joint, moved[i]]).sort()
    },
    other: (robot) => {
      const { joints, mirror } = bodyOf(robot)
      const order = joints.map((_, i) => i).sort((a, b) => robot.keys[a]! - robot.keys[b]! || a - b)
      const { elements, jointSpace } = robotGroup(
        order.map((i) => joints[i]!),
        [{ ...mirror, pairs: [...mirror.pairs].reverse().map(([a, b]) => [b, a] as const) }],
      )
      const moved = jointSpace.apply(
        elements.named('sides').permutation,
        order.map((i) => i + 1),
      )
      return order.map((i, place) => [joints[i]!, moved[place]]).sort()
    },
    cost: 2,
  }),
]
