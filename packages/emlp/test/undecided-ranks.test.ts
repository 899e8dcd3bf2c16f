import {
  AmbiguousToleranceError,
  matrixRepresentation,
  type Permutation,
  Representation,
  symmetric,
  tensor,
  trivial,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { EquivariantLinear, emlp } from '../src/index.js'

const exact = tensor(symmetric(3), 1)

/** Matrices of a class of a user's, right to 1e-6 only. */
class Rounded extends Representation {
  constructor() {
    super(exact.group, 3, 'general', 'rounded')
  }

  override applyInto(g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    exact.applyInto(g, x, xo, out, oo)
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++)
        out[oo + i]! += 1e-6 * Math.sin(g[0]! + 3 * g[1]! + 5 * i + 7 * j) * x[xo + j]!
    }
  }
}

describe('ranks that floating point does not decide', () => {
  const rep = new Rounded()

  it('are refused by layers and models, with the gap and the way to an answer', () => {
    for (const make of [
      () => new EquivariantLinear({ repIn: rep, repOut: exact }).build([null, 3]),
      () => emlp({ repIn: rep, repOut: trivial(exact.group), hidden: exact }),
      () => emlp({ repIn: exact, repOut: rep, hidden: 16 }),
    ]) {
      expect(make).toThrow(AmbiguousToleranceError)
      expect(make).toThrow(
        /does not decide the rank.* gap of .*matrixRepresentation with the option tolerance/,
      )
    }
  })

  it('have the answer of the exact matrices by that way', () => {
    const rounded = exact.group.ownGenerators.map((g) => {
      const m = rep.matrix(g)
      return [0, 1, 2].map((i) => m.subarray(3 * i, 3 * i + 3))
    })
    const moved = matrixRepresentation(exact.group, rounded, { tolerance: 1e-5 })
    expect(new EquivariantLinear({ repIn: moved, repOut: exact, seed: 0 }).basis.rank).toBe(2)
  })
})
