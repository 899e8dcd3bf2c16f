import { automorphisms, canonicalForm, canonicalLabelling, isomorphism } from '@buridan/groups'
import fc from 'fast-check'
import {
  type GivenGraph,
  graphs,
  isIsomorphism,
  made,
  relabelled,
  table,
  withNames,
} from '../../given/graphs.js'
import { regular, treeOf, trees } from '../../given/known-graphs.js'
import { holds, sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Graphs of every kind, and those that are hard to split. */
export const everyKind: fc.Arbitrary<GivenGraph> = fc.oneof(
  { arbitrary: graphs(7), weight: 4 },
  { arbitrary: graphs(12, 8), weight: 2 },
  { arbitrary: regular, weight: 2 },
  { arbitrary: trees(30).map(treeOf), weight: 1 },
  // two beside each other, and one with a vertex of its own colour
  { arbitrary: graphs(6).map((g) => beside(g, g)), weight: 2 },
  { arbitrary: fc.tuple(graphs(5), regular).map(([a, b]) => beside(a, b)), weight: 2 },
  {
    arbitrary: regular.map((g) => ({ ...g, colours: g.colours.map((_, v) => Number(v === g.n >> 1)) })),
    weight: 1,
  },
)

/** Two graphs as one, directed as the first is. */
export function beside(a: GivenGraph, b: GivenGraph): GivenGraph {
  return {
    n: a.n + b.n,
    directed: a.directed,
    colours: [...a.colours, ...b.colours],
    edges: [...a.edges, ...b.edges.map(([u, v, ...w]) => [u! + a.n, v! + a.n, ...w])],
  }
}

const given = withNames(everyKind)

/** Vertices are called otherwise. */
export const renamed = [
  relation('automorphisms', 'vertices renamed', {
    given,
    one: ({ g, by }) => {
      const { order, orbits } = automorphisms(made(g))
      return [String(order), ...orbits.map((orbit) => ascending(orbit.map((v) => by[v]!)))]
    },
    other: ({ g, by }) => {
      const { order, orbits } = automorphisms(made(relabelled(g, by)))
      return [String(order), ...orbits.map((orbit) => [...orbit])]
    },
    same: sameEntries,
  }),
  relation('canonicalForm', 'vertices renamed', {
    given,
    one: ({ g }) => canonicalForm(made(g)),
    other: ({ g, by }) => canonicalForm(made(relabelled(g, by))),
  }),
  relation('canonicalLabelling', 'vertices renamed', {
    given,
    one: ({ g }) => table(relabelled(g, [...canonicalLabelling(made(g)).labelling])),
    other: ({ g, by }) => {
      const h = relabelled(g, by)
      return table(relabelled(h, [...canonicalLabelling(made(h)).labelling]))
    },
  }),
  relation('isomorphism', 'from a graph to itself renamed', {
    given,
    one: ({ g, by }) => {
      const h = relabelled(g, by)
      const image = isomorphism(made(g), made(h))
      return image !== undefined && isIsomorphism(g, h, image)
    },
    other: () => true,
    same: holds,
  }),
  relation('canonicalLabelling automorphisms', 'component by component', {
    given: everyKind,
    one: (g) => summary(canonicalLabelling(made(g)).automorphisms, g),
    other: (g) => summary(automorphisms(made(g)), g),
  }),
  relation('automorphisms canonicalLabelling', 'results written into', {
    given: everyKind,
    one: (g) => answers(made(g)),
    other: (g) => {
      const graph = made(g)
      const { labelling, automorphisms: found } = canonicalLabelling(graph)
      const spoiled = [labelling, found.orbits, found.base, ...found.group.generators]
      for (const list of spoiled) spoil(list)
      for (const { points, images } of automorphisms(graph).sparseGenerators) {
        spoil(points)
        spoil(images)
      }
      return answers(graph)
    },
  }),
]

function ascending(list: readonly number[]): number[] {
  return [...list].sort((a, b) => a - b)
}

/** All that does not depend on how automorphisms were found, and whether generators and base are right. */
function summary(
  { order, orbits, group, base, sparseGenerators }: ReturnType<typeof automorphisms>,
  g: GivenGraph,
) {
  const single = { ...g, colours: g.colours.map((_, v) => (base.includes(v) ? base.indexOf(v) + 1 : 0)) }
  return {
    order,
    orbits,
    generated: group.order,
    generators:
      sparseGenerators.length === 0 ? order === 1n : group.generators.every((p) => isIsomorphism(g, g, p)),
    // with the vertices of the base as colours of their own
    rigid: automorphisms(made(withColours(g, single.colours))).order,
  }
}

/** The graph with further colours. */
export function withColours(g: GivenGraph, colours: readonly number[]): GivenGraph {
  const kinds = [...new Set(g.colours.map((c) => c + 0))]
  return { ...g, colours: g.colours.map((c, v) => kinds.indexOf(c + 0) + kinds.length * colours[v]!) }
}

function answers(graph: ReturnType<typeof made>) {
  const { labelling, automorphisms: a } = canonicalLabelling(graph)
  const b = automorphisms(graph)
  const of = ({ order, orbits, base, group }: typeof a) => [
    order,
    orbits,
    base,
    group.generators.map((p) => [...p]),
  ]
  return [[...labelling], of(a), of(b), canonicalForm(graph)]
}

function spoil(list: unknown): void {
  ;(list as unknown[]).fill(0 as never)
}
