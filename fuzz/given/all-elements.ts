import { allElements, type GivenGroup } from './permutations.js'

/** How many points stay where they are. */
export const fixedPoints = (g: readonly number[]) => g.filter((image, i) => image === i).length
const after = (g: readonly number[], h: readonly number[]) => h.map((i) => g[i]!)
const inverseOf = (g: readonly number[]) => {
  const out = [...g]
  g.forEach((image, i) => {
    out[image] = i
  })
  return out
}
const conjugateBy = (g: readonly number[], by: readonly number[]) => after(after(by, g), inverseOf(by))

/** How many conjugacy classes a group has, from all its elements. */
export function classesOf(all: readonly number[][]): number {
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

/** What the verb `group` answers, from all elements. */
export function factsOf(group: GivenGroup, members: readonly number[][]): unknown {
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
    order: all.length,
    orbits,
    orbitals: new Set(points.flatMap((i) => points.map((j) => pairOf(i, j)))).size,
    transitive: orbits <= 1,
    abelian: all.every((g) => group.generators.every((h) => commutes(g, [...h]))),
    solvable: series.length === 1,
    centreOrder: all.filter((g) => group.generators.every((h) => commutes(g, [...h]))).length,
    derivedOrder,
    conjugacyClasses: classesOf(all),
    stabilizerOf0Order: all.filter((g) => g[0] === 0).length,
    setwiseStabilizerOf01Order: all.filter((g) => g[0]! <= 1 && g[1]! <= 1).length,
    contains: members.map((m) => has.has(m.join())),
  }
}

function derivedOf(degree: number, all: readonly number[][]): number[][] {
  const commutators = all.flatMap((g) => all.map((h) => after(after(g, h), inverseOf(after(h, g)))))
  const unlike = new Map(commutators.map((c) => [c.join(), c]))
  return generated(degree, [...unlike.values()])
}

/** Subgroups of a group on at most four points, which three elements generate. */
export function subgroupsOf(group: GivenGroup): unknown {
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

/** Orbits of colourings by the order of their stabilizers, from all colourings. */
export function colouringsOf(group: GivenGroup, colours: number): unknown {
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
