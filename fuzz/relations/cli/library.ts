import { equivariantBasis } from '@buridan/constraints'
import {
  automorphisms,
  type Edge,
  findPointGroup,
  formatDigraph6,
  formatDimacs,
  formatEdgeList,
  formatGraph6,
  formatSparse6,
  graph,
  isomorphism,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  stabilizer,
} from '@buridan/groups'
import fc from 'fast-check'
import { classesOf, colouringsOf, factsOf, fixedPoints, subgroupsOf } from '../../given/all-elements.js'
import { allElements, groups, images } from '../../given/permutations.js'
import { rowsOf } from '../../given/rows.js'
import { answerOf } from '../../given/run-cli.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const ask = (verb: string, row: unknown) => answerOf([verb, JSON.stringify(row)])
const small = groups(5)

/** A row of a graph by its edges. */
type GraphRow = { n: number; edges: Edge[]; colours?: number[]; directed?: boolean; multi?: boolean }

/** A graph in all formats that can say it. */
function textsOf(row: GraphRow): (readonly [format: string, text: string])[] {
  const g = graph(row)
  const writers = {
    graph6: formatGraph6,
    sparse6: formatSparse6,
    digraph6: formatDigraph6,
    dimacs: formatDimacs,
    edges: formatEdgeList,
  }
  return Object.entries(writers).flatMap(([format, write]) => {
    try {
      return [[format, write(g)] as const]
    } catch {
      return []
    }
  })
}

export const libraryRelations = [
  relation('main', 'rank as the library has it', {
    given: rowsOf('rank') as fc.Arbitrary<{ group: string; repIn: string; repOut: string }>,
    cost: 4,
    one: async (row) => {
      const { rank, size } = await ask('rank', row)
      return { rank, size }
    },
    other: ({ group: text, repIn, repOut }) => {
      const group = parseAnyGroup(text)
      const [a, b] = [parseRepresentation(group, repIn), parseRepresentation(group, repOut)]
      return { rank: equivariantBasis(a, b).rank, size: a.dim * b.dim }
    },
  }),
  relation('main', 'rank by fixed points of all elements', {
    given: fc.record({ group: groups(5, 3), p: fc.nat(2), q: fc.nat(2) }),
    cost: 8,
    one: async ({ group, p, q }) => {
      const text = `perm${JSON.stringify([...group.generators, Array.from({ length: group.degree }, (_, i) => i)])}`
      return (await ask('rank', { group: text, repIn: `T(${p})`, repOut: `T(${q})` })).rank
    },
    other: ({ group, p, q }) => {
      const all = allElements(group)
      return all.reduce((sum, g) => sum + fixedPoints(g) ** (p + q), 0) / all.length
    },
  }),
  relation('main', 'facts of a group by all its elements', {
    given: groups(6).chain((group) =>
      fc.record({ group: fc.constant(group), members: fc.array(images(group.degree), { maxLength: 4 }) }),
    ),
    cost: 8,
    one: ({ group, members }) => ask('group', { ...group, members }),
    other: ({ group, members }) => factsOf(group, members),
  }),
  relation('main', 'subgroups by all sets of three elements', {
    given: groups(4),
    cost: 15,
    one: async (group) => {
      const { order, subgroups, subgroupClasses, classes } = await ask('subgroups', group)
      const sizes = (classes as { order: number; classSize: number; normalizerOrder: number }[]).map((c) =>
        [c.order, c.classSize, c.normalizerOrder].join(),
      )
      return { order, subgroups, subgroupClasses, sizes: sizes.sort() }
    },
    other: (group) => subgroupsOf(group),
  }),
  relation('main', 'orbit types by all colourings', {
    given: fc.record({ group: small, colours: fc.integer({ min: 1, max: 3 }) }),
    cost: 8,
    one: async ({ group, colours }) => {
      const { order, orbits, orbitTypes } = await ask('orbit-types', { ...group, colours })
      const counts: Record<string, number> = {}
      for (const t of orbitTypes as { stabilizerOrder: number; orbits: number }[]) {
        counts[t.stabilizerOrder] = (counts[t.stabilizerOrder] ?? 0) + t.orbits
      }
      return { order, orbits, counts }
    },
    other: ({ group, colours }) => colouringsOf(group, colours),
  }),
  relation('main', 'characters by all elements', {
    given: small,
    cost: 8,
    one: async (group) => {
      const { order, conjugacyClasses, complexIrrepDegrees, invariantsOfTensorPower0to5, frobeniusSchur } =
        await ask('characters', group)
      const degrees = complexIrrepDegrees as number[]
      const signs = frobeniusSchur as number[]
      return [
        Number(order),
        conjugacyClasses,
        degrees.reduce((sum, d) => sum + d * d, 0),
        degrees.length,
        signs.length,
        invariantsOfTensorPower0to5,
      ]
    },
    other: (group) => {
      const all = allElements(group)
      const classes = classesOf(all)
      const power = (k: number) => all.reduce((sum, g) => sum + fixedPoints(g) ** k, 0) / all.length
      return [all.length, classes, all.length, classes, classes, [0, 1, 2, 3, 4, 5].map(power)]
    },
  }),
  relation('main', 'automorphisms as the library has them', {
    given: rowsOf('automorphisms') as fc.Arbitrary<{ n: number; edges: Edge[] }>,
    cost: 3,
    one: async (row) => {
      const { autOrder, orbits, generators } = await ask('automorphisms', row)
      const perms = { degree: row.n, generators: generators as number[][] }
      return { autOrder: Number(autOrder), orbits, made: allElements(perms).length }
    },
    other: (row) => {
      const found = automorphisms(graph(row))
      return { autOrder: Number(found.order), orbits: found.orbits.length, made: Number(found.order) }
    },
  }),
  relation('main', 'a graph by its edges, and as a text of any format', {
    given: fc.record({
      row: (rowsOf('automorphisms') as fc.Arbitrary<GraphRow>).filter((row) => row.edges.length > 0),
      field: fc.boolean(),
    }),
    cost: 6,
    one: async ({ row, field }) => {
      const answers = textsOf(row).map(([format, text]) => {
        const options = { ...(format === 'edges' && row.directed ? { directed: true } : {}), multi: true }
        const short = { graph6: 'g6', sparse6: 's6', digraph6: 'd6', dimacs: 'dimacs' }[format]
        return ask('automorphisms', {
          ...(field && short ? { [short]: text } : { format, text }),
          ...options,
        })
      })
      return (await Promise.all(answers)).map(({ autOrder, orbits, error }) => error ?? [autOrder, orbits])
    },
    other: ({ row }) => {
      const { order, orbits } = automorphisms(graph(row))
      return textsOf(row).map(() => [Number(order), orbits.length])
    },
  }),
  relation('main', 'isomorphisms as the library has them', {
    given: rowsOf('isomorphic').filter(({ a }) => typeof a === 'object') as fc.Arbitrary<{
      a: GraphRow
      b: GraphRow
    }>,
    cost: 4,
    one: (row) => ask('isomorphic', row),
    other: ({ a, b }) => {
      const image = isomorphism(graph(a), graph(b))
      return { isomorphic: image !== undefined, mapping: image ? [...image] : null }
    },
  }),
  relation('main', 'point groups as the library has them', {
    given: rowsOf('point-group').filter((row) => row.lattice === undefined) as fc.Arbitrary<{
      elements: string[]
      positions: number[][]
      tolerance?: number
    }>,
    cost: 4,
    one: (row) => ask('point-group', row),
    other: ({ tolerance, ...molecule }) => {
      const found = findPointGroup(molecule, tolerance === undefined ? {} : { tolerance })
      const { name, order, symmetryNumber, deviation, gap, equivalentAtoms } = found
      return {
        pointGroup: name,
        order: order ?? 'infinite',
        symmetryNumber,
        deviation,
        gap: gap === Number.POSITIVE_INFINITY ? 'infinite' : gap,
        equivalentAtoms,
      }
    },
    same: closeTo(1e-12),
  }),
  relation('main', 'stabilizers as the library has them', {
    given: (rowsOf('stabilizer') as fc.Arbitrary<{ group: string; rep: string; x: number[] }>).filter(
      ({ group }) => !group.includes('O('),
    ),
    cost: 4,
    one: async (row) => {
      const { order, orbitSize, gap, generators } = await ask('stabilizer', row)
      const text = `perm${JSON.stringify(generators)}`
      const again = order === 1 ? 1 : Number((await ask('group', { group: text })).order)
      return { order, orbitSize, gap, again }
    },
    other: ({ group: text, rep, x }) => {
      const group = parseGroup(text)
      const found = stabilizer(parseRepresentation(group, rep), x)
      const order = Number(found.order)
      return {
        order,
        orbitSize: Number(group.order) / order,
        gap: Number.isFinite(found.gap) ? found.gap : 'infinite',
        again: order,
      }
    },
    same: closeTo(1e-12),
  }),
]
