import { describe, expect, it } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import {
  closure,
  isAbelian,
  orbits,
  permutationGroup,
  type SubgroupClass,
  subgroupClasses,
} from '../src/index.js'

interface ClassRow {
  order: number
  classSize: number
  normalizerOrder: number
  weylOrder: number
  hasComplementInNormalizer: boolean
  minSupplementIntersection: number
  abelian: boolean
  fixedPoints: number
  orbitsOnPoints: number
  generators: number[][]
}

interface Row {
  name: string
  degree: number
  generators: number[][]
  order: number
  subgroupClasses: number
  subgroups: number
  classes: ClassRow[]
}

function factsOf(c: SubgroupClass): Omit<ClassRow, 'generators'> {
  const { group } = c.representative
  const points = orbits(group)
  return {
    order: c.order,
    classSize: c.size,
    normalizerOrder: c.normalizer.order,
    weylOrder: c.normalizer.order / c.order,
    hasComplementInNormalizer: c.hasComplement,
    minSupplementIntersection: c.supplement.intersectionOrder,
    abelian: isAbelian(group),
    fixedPoints: points.filter((o) => o.length === 1).length,
    orbitsOnPoints: points.length,
  }
}

const sorted = (rows: object[]) => rows.map((r) => JSON.stringify(r)).sort()

describe('subgroups, against GAP', () => {
  it.each(conformanceRows<Row>('subgroups.jsonl'))('$name', (row) => {
    const group = permutationGroup(row.generators, { degree: row.degree })
    const lattice = subgroupClasses(group)
    expect(lattice.classes.length).toBe(row.subgroupClasses)
    expect(lattice.subgroupCount).toBe(row.subgroups)
    expect(sorted(lattice.classes.map(factsOf))).toEqual(
      sorted(row.classes.map(({ generators: _, ...facts }) => facts)),
    )
    // each of GAP's representatives is found in a class with its own facts
    for (const { generators, ...facts } of row.classes) {
      const h = closure(
        lattice.list,
        generators.map((g) => lattice.list.indexOf(Uint32Array.from(g))),
      )
      expect(factsOf(lattice.classes[lattice.locate(h).index]!)).toEqual(facts)
    }
  })
})
