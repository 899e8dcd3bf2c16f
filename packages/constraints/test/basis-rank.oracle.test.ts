import {
  isLieRepresentation,
  type LieElement,
  type LieRepresentation,
  parseAnyGroup,
  parseRepresentation,
  randomElement,
  rng,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { equivariantBasis } from '../src/index.js'

interface Row {
  group: string
  repIn: string
  repOut: string
  size: number
  rank: number
}

const rows = conformanceRows<Row>('basis-rank.jsonl')

/** The largest entry of ρ_out(g)W − Wρ_in(g) for a random g, relative to the matrices, for Lie groups; real and imaginary parts. */
function residualOnElement(repIn: LieRepresentation, repOut: LieRepresentation, w: Float64Array): number {
  const g = randomElement(repIn.group, rng(3)) as LieElement
  const [a, b] = [repOut.complexMatrix(g), repIn.complexMatrix(g)]
  let [worst, size] = [0, 1]
  for (const part of ['re', 'im'] as const) {
    const [l, r] = [a[part] ?? new Float64Array(a.n ** 2), b[part] ?? new Float64Array(b.n ** 2)]
    for (let i = 0; i < a.n; i++) {
      for (let j = 0; j < b.n; j++) {
        let sum = 0
        for (let k = 0; k < a.n; k++) sum += l[i * a.n + k]! * w[k * b.n + j]!
        size = Math.max(size, Math.abs(sum))
        for (let k = 0; k < b.n; k++) sum -= w[i * b.n + k]! * r[k * b.n + j]!
        worst = Math.max(worst, Math.abs(sum))
      }
    }
  }
  return worst / size
}

describe('ranks of equivariant maps, against emlp', () => {
  it('covers all rows', () => {
    expect(rows.length).toBe(464)
  })

  it.each(rows)('$group: $repIn → $repOut', ({ group, repIn, repOut, size, rank }) => {
    const G = parseAnyGroup(group)
    const [a, b] = [parseRepresentation(G, repIn), parseRepresentation(G, repOut)]
    const basis = equivariantBasis(a, b)
    expect(basis.shape[0] * basis.shape[1]).toBe(size)
    expect(basis.rank).toBe(rank)
    expect(basis.residual({ seed: 1 })).toBeLessThan(1e-10)
    if (isLieRepresentation(a)) {
      const random = rng(2)
      const w = basis.apply(new Float64Array(rank).map(() => random.normal()))
      expect(residualOnElement(a, b as LieRepresentation, w)).toBeLessThan(1e-10)
    }
  })
})
