import { equivariantBasis } from '@buridan/constraints'
import {
  automorphisms,
  type Edge,
  findPointGroup,
  graph,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  stabilizer,
} from '@buridan/groups'
import fc from 'fast-check'
import { allElements, type GivenGroup, groups, images } from '../../given/permutations.js'
import { rowsOf } from '../../given/rows.js'
import { answerOf } from '../../given/run-cli.js'
import { near } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const ask = (verb: string, row: unknown) => answerOf([verb, JSON.stringify(row)])
const small = groups(5)

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
      const { name, order, deviation, equivalentAtoms } = found
      return { pointGroup: name, order: order ?? null, deviation, equivalentAtoms }
    },
    same: near(1e-12),
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
        gap: Number.isFinite(found.gap) ? found.gap : null,
        again: order,
      }
    },
    same: near(1e-12),
  }),
]

const fixedPoints = (g: readonly number[]) => g.filter((image, i) => image === i).length
const after = (g: readonly number[], h: readonly number[]) => h.map((i) => g[i]!)
const inverseOf = (g: readonly number[]) => {
  const out = [...g]
  g.forEach((image, i) => {
    out[image] = i
  })
  return out
}
const conjugateBy = (g: readonly number[], by: readonly number[]) => after(after(by, g), inverseOf(by))

function classesOf(all: readonly number[][]): number {
  const seen = new Set<string>()
  let count = 0
  for (const g of all) {
    if (seen.has(g.join())) continue
    count++
    for (const by of all) seen.add(conjugateBy(g, by).join())
  }
  return count
}

/** Closed under products: what these elements generate. */
function generated(degree: number, generators: readonly (readonly number[])[]): number[][] {
  return allElements({ degree, generators })
}

function factsOf(group: GivenGroup, members: readonly number[][]): unknown {
  const all = allElements(group)
  const points = Array.from({ length: group.degree }, (_, i) => i)
  const orbitOf = (i: number) => Math.min(...all.map((g) => g[i]!))
  const pairOf = (i: number, j: number) => Math.min(...all.map((g) => g[i]! * 100 + g[j]!))
  const orbits = new Set(points.map(orbitOf)).size
  const commutes = (g: number[], h: number[]) => after(g, h).join() === after(h, g).join()
  let series = all
  let derived = derivedOf(group.degree, all)
  const derivedOrder = derived.length
  while (derived.length < series.length) [series, derived] = [derived, derivedOf(group.degree, derived)]
  const has = new Set(all.map((g) => g.join()))
  return {
    order: String(all.length),
    orbits,
    orbitals: new Set(points.flatMap((i) => points.map((j) => pairOf(i, j)))).size,
    transitive: orbits <= 1,
    abelian: all.every((g) => group.generators.every((h) => commutes(g, [...h]))),
    solvable: series.length === 1,
    centreOrder: String(all.filter((g) => group.generators.every((h) => commutes(g, [...h]))).length),
    derivedOrder: String(derivedOrder),
    conjugacyClasses: classesOf(all),
    stabilizerOf0Order: String(all.filter((g) => g[0] === 0).length),
    setwiseStabilizerOf01Order: String(all.filter((g) => g[0]! <= 1 && g[1]! <= 1).length),
    contains: members.map((m) => has.has(m.join())),
  }
}

function derivedOf(degree: number, all: readonly number[][]): number[][] {
  const commutators = all.flatMap((g) => all.map((h) => after(after(g, h), inverseOf(after(h, g)))))
  const unlike = new Map(commutators.map((c) => [c.join(), c]))
  return generated(degree, [...unlike.values()])
}

/** Subgroups of a group on at most four points, which three elements generate. */
function subgroupsOf(group: GivenGroup): unknown {
  const all = allElements(group)
  const found = new Map<string, number[][]>()
  const key = (list: readonly number[][]) =>
    list
      .map((g) => g.join(''))
      .sort()
      .join()
  for (const a of all) {
    for (const b of all) {
      const two = generated(group.degree, [a, b])
      if (found.has(key(two))) continue
      found.set(key(two), two)
      for (const c of all) {
        const three = generated(group.degree, [a, b, c])
        found.set(key(three), three)
      }
    }
  }
  const sizes: string[] = []
  const seen = new Set<string>()
  for (const [text, h] of found) {
    if (seen.has(text)) continue
    const conjugates = new Set(all.map((by) => key(h.map((g) => conjugateBy(g, by)))))
    for (const c of conjugates) seen.add(c)
    sizes.push([h.length, conjugates.size, all.length / conjugates.size].join())
  }
  return { order: all.length, subgroups: found.size, subgroupClasses: sizes.length, sizes: sizes.sort() }
}

function colouringsOf(group: GivenGroup, colours: number): unknown {
  const all = allElements(group)
  const counts: Record<string, number> = {}
  const seen = new Set<string>()
  let orbits = 0
  for (let k = 0; k < colours ** group.degree; k++) {
    const colouring = Array.from({ length: group.degree }, (_, i) => Math.floor(k / colours ** i) % colours)
    if (seen.has(colouring.join())) continue
    const moved = all.map((g) => g.map((i) => colouring[i]!).join())
    for (const m of moved) seen.add(m)
    const order = moved.filter((m) => m === colouring.join()).length
    counts[order] = (counts[order] ?? 0) + 1
    orbits++
  }
  return { order: all.length, orbits, counts }
}
