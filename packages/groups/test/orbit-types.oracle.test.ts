import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { colouringOrbitTypes, permutationGroup } from '../src/index.js'

interface ColouringRow {
  name: string
  degree: number
  generators: number[][]
  colours: number
  orbits: number
  orbitTypes: { stabilizerOrder: number; orbits: number; example: number[] }[]
}

describe('orbit types of colourings, against GAP', () => {
  it.each(conformanceRows<ColouringRow>('orbit-types.jsonl'))('$name, $colours colours', (row) => {
    const found = colouringOrbitTypes(permutationGroup(row.generators, { degree: row.degree }), row.colours)
    expect(found.orbits).toBe(row.orbits)
    const types = found.orbitTypes.map(({ stabilizerOrder, orbits: n, example }) => ({
      stabilizerOrder,
      orbits: n,
      example,
    }))
    expect(types).toEqual(row.orbitTypes)
  })
})
