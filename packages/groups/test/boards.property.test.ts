import {
  automorphisms,
  type BuridanError,
  boardGroup,
  compose,
  elementsOf,
  graph,
  grid,
  isSameGroup,
  parseGroup,
  parseRepresentation,
  stabilizer,
  tensor,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** The cells of a grid, neighbours joined; rows and columns go round on a torus. */
function gridGraph(height: number, width: number, torus: boolean) {
  const edges = new Map<string, [number, number]>()
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (const [r, c] of [
        [row + 1, column],
        [row, column + 1],
      ] as const) {
        if (!torus && (r === height || c === width)) continue
        const [a, b] = [row * width + column, (r % height) * width + (c % width)]
        edges.set(`${a} ${b}`, [a, b])
      }
    }
  }
  return graph({ n: height * width, edges: [...edges.values()] })
}

const SIZES = [2, 3, 4, 5, 6, 7].flatMap((h) => [2, 3, 4, 5, 6, 7].map((w) => [h, w] as const))

describe('symmetries of a grid', () => {
  it.each(SIZES)('%i×%i: all that keep neighbours, found by the search in graphs', (height, width) => {
    const found = automorphisms(gridGraph(height, width, false)).group
    const made = grid(height, width).group()
    expect(made.order).toBe(found.order)
    for (const g of made.generators) expect(found.chain.contains(g)).toBe(true)
  })

  it.each(SIZES.filter(([h, w]) => h > 2 && w > 2 && h !== 4 && w !== 4))(
    '%i×%i: all that keep neighbours on the torus',
    (height, width) => {
      // with sides of 4 there are more: the torus of 4×4 is the hypercube
      const found = automorphisms(gridGraph(height, width, true)).group
      const made = grid(height, width).group(height === width ? 'p4m' : 'pmm')
      expect(made.order).toBe(found.order)
      for (const g of made.generators) expect(found.chain.contains(g)).toBe(true)
    },
  )

  it('rows and columns are numbered row-major', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (h, w, n) => {
        const board = grid(h, w)
        const [row, column] = board.cell(n % board.size)
        expect(board.index(row, column)).toBe(n % board.size)
        expect(row * w + column).toBe(n % board.size)
      }),
      { seed: 1 },
    )
  })
})

describe('the elements of a board', () => {
  const picture = [0, 1, 2, 3, 4, 5, 6, 7, 8]
  it.each([
    ['identity', [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    ['turn 90° clockwise', [6, 3, 0, 7, 4, 1, 8, 5, 2]],
    ['turn 180°', [8, 7, 6, 5, 4, 3, 2, 1, 0]],
    ['turn 90° anticlockwise', [2, 5, 8, 1, 4, 7, 0, 3, 6]],
    ['mirror left–right', [2, 1, 0, 5, 4, 3, 8, 7, 6]],
    ['mirror up–down', [6, 7, 8, 3, 4, 5, 0, 1, 2]],
    ['mirror in the main diagonal', [0, 3, 6, 1, 4, 7, 2, 5, 8]],
    ['mirror in the other diagonal', [8, 5, 2, 7, 4, 1, 6, 3, 0]],
  ])('%s moves the picture on a board of nine cells', (name, moved) => {
    const board = boardGroup(3, 3)
    const { permutation, cells, swapsColours } = board.elements.named(name)
    expect([...board.cells.apply(permutation, picture)]).toEqual(moved)
    expect(cells).toEqual(permutation)
    expect(swapsColours).toBe(false)
  })

  it.each([
    [boardGroup(4, 4), 8],
    [boardGroup(3, 5), 4],
    [boardGroup(1, 1), 1],
    [boardGroup(5, 5, { colourSwap: true }), 16],
    [boardGroup(8, 8, { symmetry: 'C(1)', colourSwap: 'turn 180°' }), 2],
    [boardGroup(6, 6, { symmetry: 'p4m' }), 288],
    [boardGroup(3, 4, { symmetry: 'pmm', colourSwap: true }), 96],
    [boardGroup(4, 4, { symmetry: 'p1', colourSwap: 'mirror left-right' }), 32],
    [boardGroup(2, 2, { symmetry: 'p4m' }), 8],
  ])('%# have names of their own, are numbered as in the list, and iterate', ({ elements, group }, order) => {
    const all = [...elements]
    expect(all.length).toBe(order)
    expect(elements.order).toBe(order)
    expect(BigInt(order)).toBe(group.order)
    expect(all[0]!.name).toBe('identity')
    expect(new Set(all.map((e) => e.name)).size).toBe(order)
    const list = elementsOf(group)
    all.forEach((e, i) => {
      expect([e.index, list.indexOf(e.permutation)]).toEqual([i, i])
      if (i % 13 === 0) expect(elements.named(e.name).index).toBe(i)
    })
  })

  it('a name says what the element does: moves about the middle, then a shift', () => {
    const board = boardGroup(5, 5, { symmetry: 'p4m' })
    const plain = boardGroup(5, 5)
    for (const { name, cells } of board.elements) {
      const [first, second] = name.includes(', then ') ? name.split(', then ') : [name, '']
      const isShift = first!.startsWith('shift ')
      const move = isShift ? plain.elements.at(0).cells : plain.elements.named(first!).cells
      const shift = isShift ? first! : second!
      const by = (word: string, back: string) =>
        Number(new RegExp(`(\\d+) ${word}`).exec(shift)?.[1] ?? 0) -
        Number(new RegExp(`(\\d+) ${back}`).exec(shift)?.[1] ?? 0)
      const [down, right] = [by('down', 'up'), by('right', 'left')]
      expect([...cells]).toEqual(
        [...move].map((p) => ((Math.floor(p / 5) + down + 5) % 5) * 5 + (((p % 5) + right + 5) % 5)),
      )
      expect(Math.max(Math.abs(down), Math.abs(right))).toBeLessThan(3)
    }
  })

  it('shifts by half of a side are down and to the right', () => {
    const names = Array.from(boardGroup(1, 4, { symmetry: 'p1' }).elements, (e) => e.name)
    expect(names.sort()).toEqual(['identity', 'shift 1 left', 'shift 1 right', 'shift 2 right'])
  })

  it('multiply as moves do', () => {
    const { elements, cells } = boardGroup(4, 4)
    const at = (name: string) => elements.named(name).permutation
    const quarter = at('turn 90° clockwise')
    expect(compose(quarter, quarter)).toEqual(at('turn 180°'))
    expect(compose(quarter, at('turn 90° anticlockwise'))).toEqual(at('identity'))
    // first left–right, then the turn: the cell at the upper right stays, so that it is the diagonal through it
    const both = compose(quarter, at('mirror left–right'))
    expect(both).toEqual(at('mirror in the other diagonal'))
    const corner = Float64Array.from({ length: 16 }, (_, i) => Number(i === 3))
    expect(cells.apply(both, corner)).toEqual(corner)
  })
})

describe('colours', () => {
  const go = boardGroup(3, 3, { colourSwap: true })

  it('stones change their sign, planes are exchanged, cells and points do not care', () => {
    const swap = go.elements.named('swap colours')
    const stones = [1, -1, 0, 0, 1, 0, 0, 0, 0]
    const planes = [...stones.map((s) => Number(s > 0)), ...stones.map((s) => Number(s < 0))]
    expect([...go.stones.apply(swap.permutation, stones)].map((v) => v + 0)).toEqual(stones.map((s) => 0 - s))
    expect([...go.planes.apply(swap.permutation, planes)]).toEqual([
      ...planes.slice(9),
      ...planes.slice(0, 9),
    ])
    expect([...go.cells.apply(swap.permutation, stones)]).toEqual(stones)
    expect([...go.colour.apply(swap.permutation, [0.25])]).toEqual([-0.25])
  })

  it('planes are planes of stones under every element', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(-1, 0, 1), { minLength: 9, maxLength: 9 }),
        fc.nat(15),
        (stones, i) => {
          const { permutation } = go.elements.at(i)
          const planesOf = (s: ArrayLike<number>) => [
            ...Array.from(s, (v) => Number(v > 0)),
            ...Array.from(s, (v) => Number(v < 0)),
          ]
          expect([...go.planes.apply(permutation, planesOf(stones))]).toEqual(
            planesOf(go.stones.apply(permutation, stones)),
          )
        },
      ),
      { seed: 2 },
    )
  })

  it('are exchanged with a move: draughts and chess keep their first position', () => {
    const draughts = boardGroup(8, 8, { symmetry: 'C(1)', colourSwap: 'turn 180°' })
    const men = Array.from({ length: 64 }, (_, i) => {
      const [row, column] = [Math.floor(i / 8), i % 8]
      if ((row + column) % 2 === 0) return 0
      return row < 3 ? -1 : row > 4 ? 1 : 0
    })
    expect(stabilizer(draughts.stones, men).order).toBe(2n)
    // mirrored alone the white fields change places with the black ones
    const mirrored = boardGroup(8, 8, { symmetry: 'C(1)', colourSwap: 'mirror up–down' })
    expect(stabilizer(mirrored.stones, men).order).toBe(1n)
    const pieces = Array.from({ length: 64 }, (_, i) => (i < 16 ? -1 : i >= 48 ? 1 : 0))
    expect(stabilizer(mirrored.stones, pieces).order).toBe(2n)
    // a turn with a swap and the mirror alone make a mirror with a swap
    const both = boardGroup(4, 4, { symmetry: 'Dih(1)', colourSwap: 'turn 180°' })
    expect([...both.elements].map((e) => e.name).sort()).toEqual([
      'identity',
      'mirror left–right',
      'mirror up–down and swap colours',
      'turn 180° and swap colours',
    ])
  })

  it('the group and its representations can be written down and read', () => {
    for (const board of [
      go,
      boardGroup(3, 4),
      boardGroup(3, 3, { symmetry: 'C(1)', colourSwap: 'turn 180' }),
    ]) {
      const group = parseGroup(board.group.name)
      expect(isSameGroup(group, board.group)).toBe(true)
      for (const rep of [board.cells, board.colour, board.stones, board.planes]) {
        const again = parseRepresentation(group, rep.text)
        const x = Float64Array.from({ length: rep.dim }, (_, i) => i + 1)
        for (const { permutation } of board.elements)
          expect(again.apply(permutation, x)).toEqual(rep.apply(permutation, x))
      }
    }
    expect(isSameGroup(parseGroup('Dih(4) on grid(3,3) x flip'), go.group)).toBe(true)
  })
})

describe('what is no board is refused', () => {
  const codeOf = (f: () => unknown): string => {
    try {
      f()
    } catch (error) {
      return (error as BuridanError).code
    }
    return 'none'
  }
  it.each<[string, string, () => unknown, RegExp]>([
    ['no rows', 'INVALID_ARGUMENT', () => grid(0, 3), /height is 0/],
    ['half a column', 'INVALID_ARGUMENT', () => grid(3, 2.5), /width is 2.5/],
    ['too many cells', 'TOO_LARGE', () => grid(300, 300), /90000/],
    ['a row that is not there', 'INVALID_ARGUMENT', () => grid(2, 3).index(2, 0), /row/],
    ['a cell that is not there', 'INVALID_ARGUMENT', () => grid(2, 3).cell(6), /index/],
    ['turns of an oblong', 'INVALID_ARGUMENT', () => grid(2, 3).group('Dih(4)'), /not a square/],
    ['an unknown symmetry', 'INVALID_ARGUMENT', () => grid(2, 3).group('p6m' as never), /p6m.*p4m/],
    [
      'a name of a prototype',
      'INVALID_ARGUMENT',
      () => grid(2, 3).group('constructor' as never),
      /constructor/,
    ],
    [
      'an unknown move',
      'INVALID_ARGUMENT',
      () => boardGroup(3, 3, { colourSwap: 'jump' }),
      /jump.*turn 180°/,
    ],
    [
      'a turn of an oblong',
      'INVALID_ARGUMENT',
      () => boardGroup(3, 4, { colourSwap: 'turn 90° clockwise' }),
      /colourSwap/,
    ],
    ['no options', 'INVALID_ARGUMENT', () => boardGroup(3, 3, 7 as never), /options/],
    [
      'an unknown name',
      'INVALID_ARGUMENT',
      () => boardGroup(2, 3).elements.named('turn'),
      /there are identity/,
    ],
    ['an element too far', 'INVALID_ARGUMENT', () => boardGroup(2, 3).elements.at(4), /4/],
    [
      'rows of another number',
      'INVALID_ARGUMENT',
      () => grid(2, 3).rowsAndColumns(tensor as never, tensor as never),
      /rows/,
    ],
  ])('%s', (_, code, f, message) => {
    expect(f).toThrow(message)
    expect(codeOf(f)).toBe(code)
  })
})
