import { describe, expect, it } from 'vitest'
import { cyclic, dihedral, matrixRepresentation, NotAHomomorphismError } from '../src/index.js'

const turn = (angle: number) => [
  [Math.cos(angle), -Math.sin(angle)],
  [Math.sin(angle), Math.cos(angle)],
]
const float32 = (m: number[][]) => m.map((row) => row.map(Math.fround))

describe('representations by rounded matrices', () => {
  it('are snapped to orthogonal ones that multiply exactly', () => {
    for (const n of [3, 5, 7, 12]) {
      const G = dihedral(n)
      const mirror = [
        [1, 0],
        [0, -1],
      ]
      const given = G.ownGenerators.map((g) => {
        const isTurn = (g[1]! - g[0]! + n) % n === 1
        if (isTurn) return turn((2 * Math.PI * (g[0]! % n)) / n)
        // i ↦ k − i
        const r = turn((2 * Math.PI * (g[0]! % n)) / n)
        return r.map((row) => row.map((v, j) => v * mirror[j]![j]!))
      })
      const rep = matrixRepresentation(G, given.map(float32), { tolerance: 1e-6 })
      expect(rep.structure).toBe('orthogonal')
      G.ownGenerators.forEach((g, s) => {
        rep.matrix(g).forEach((v, e) => {
          expect(Math.abs(v - given[s]!.flat()[e]!)).toBeLessThan(1e-6)
        })
      })
      const [g, h] = [G.ownGenerators[0]!, G.ownGenerators.at(-1)!]
      const product = h.map((p) => g[p]!)
      const [a, b, c] = [g, h, product].map((x) => rep.matrix(x))
      for (let i = 0; i < 2; i++)
        for (let j = 0; j < 2; j++)
          expect(a![2 * i]! * b![j]! + a![2 * i + 1]! * b![2 + j]! - c![2 * i + j]!).toBeCloseTo(0, 13)
    }
  })

  it('are permutations where their matrices are, rounded or not', () => {
    const cycle = [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]
    const rounded = cycle.map((row) => row.map((v) => v * (1 - 1e-7)))
    for (const rep of [
      matrixRepresentation(cyclic(3), [cycle]),
      matrixRepresentation(cyclic(3), [rounded], { tolerance: 1e-6 }),
    ]) {
      expect([rep.structure, rep.text]).toEqual(['permutation', 'M[[[0,0,1],[1,0,0],[0,1,0]]]'])
      expect(rep.apply(Uint32Array.of(1, 2, 0), [5, 6, 7])).toEqual(Float64Array.of(7, 5, 6))
    }
    const signed = matrixRepresentation(cyclic(4), [
      [
        [0, -1],
        [1, 0],
      ],
    ])
    expect([signed.structure, signed.character(Uint32Array.of(2, 3, 0, 1))]).toEqual([
      'signed-permutation',
      -2,
    ])
  })

  it('are refused where none is near', () => {
    expect(() => matrixRepresentation(cyclic(3), [turn(2)], { tolerance: 1e-3 })).toThrow(
      NotAHomomorphismError,
    )
    expect(() => matrixRepresentation(cyclic(3), [float32(turn((2 * Math.PI) / 3))])).toThrow(
      NotAHomomorphismError,
    )
  })
  it('are refused as such where one vector is stretched so much that another is lost, squares that overflow or not', () => {
    for (const size of [1e60, 1e132, 1e200]) {
      // a mirror in coordinates of very different units, and something that is none in any
      const swap = [
        [0.1, 0.99 * size],
        [1 / size, -0.1],
      ]
      expect(() => matrixRepresentation(cyclic(2), [swap], { tolerance: 1e-9 })).toThrow(
        NotAHomomorphismError,
      )
    }
  })
})
