import { type FiniteGroup, parseGroup } from '@buridan/groups'
import fc from 'fast-check'
import { allElements, conjugate, type GivenGroup, groups, images } from './permutations.js'

/** A permutation as its images. */
export type Images = readonly number[]

/** g∘h, h first. */
export const times = (g: Images, h: Images): number[] => h.map((i) => g[i]!)

export function back(g: Images): number[] {
  const out = new Array<number>(g.length)
  g.forEach((image, i) => {
    out[image] = i
  })
  return out
}

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** Elements as texts, sorted: equal for equal sets. */
export const sorted = (elements: Iterable<ArrayLike<number>>): string[] =>
  [...elements].map((g) => Array.from(g).join()).sort()

/** All elements of a group, by its generators alone. */
export const elementsIn = ({ degree, generators }: FiniteGroup): number[][] =>
  allElements({ degree, generators: generators.map((g) => [...g]) })

/** What a group holds, sorted. */
export const listed = (group: FiniteGroup): string[] => sorted(elementsIn(group))

/** The subgroup that elements generate: all products. */
export const generated = (degree: number, generators: readonly Images[]): number[][] =>
  allElements({ degree, generators })

export const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b)

/** Elements with their multiplication, by naive look-up. */
export class BruteGroup {
  readonly elements: readonly number[][]
  readonly #number: Map<string, number>
  readonly #inverses: readonly number[]
  readonly table: readonly number[][]

  constructor(readonly given: GivenGroup) {
    this.elements = allElements(given)
    this.#number = new Map(this.elements.map((g, i) => [g.join(), i]))
    this.table = this.elements.map((g) => this.elements.map((h) => this.number(times(g, h))))
    this.#inverses = this.table.map((row) => row.indexOf(0))
  }

  get order(): number {
    return this.elements.length
  }

  number(g: Images): number {
    return this.#number.get(g.join()) ?? -1
  }

  inverse(i: number): number {
    return this.#inverses[i]!
  }

  /** g h g⁻¹. */
  conjugate(g: number, h: number): number {
    return this.table[this.table[g]![h]!]![this.#inverses[g]!]!
  }

  /** Numbers of the elements that some generate, ascending. */
  closed(generators: readonly number[]): number[] {
    const found = new Set([0])
    for (const i of found) for (const s of generators) found.add(this.table[i]![s]!)
    return ascending(found)
  }

  /** All subgroups, by order: of no generator, and those with one generator more of each, until nothing is new. */
  subgroups(): number[][] {
    const found = new Map([['0', { members: [0], generators: [] as number[] }]])
    for (const { members, generators } of found.values()) {
      for (let g = 0; g < this.order; g++) {
        if (members.includes(g)) continue
        const larger = this.closed([...generators, g])
        if (!found.has(larger.join()))
          found.set(larger.join(), { members: larger, generators: [...generators, g] })
      }
    }
    return [...found.values()].map((h) => h.members).sort((a, b) => a.length - b.length)
  }

  conjugated(g: number, h: readonly number[]): number[] {
    return ascending(h.map((i) => this.conjugate(g, i)))
  }

  normalizer(h: readonly number[]): number[] {
    return range(this.order).filter((g) => this.conjugated(g, h).join() === h.join())
  }

  /** Classes of subgroups under conjugation, each as a list. */
  subgroupClasses(): number[][][] {
    const seen = new Set<string>()
    return this.subgroups().flatMap((h) => {
      if (seen.has(h.join())) return []
      const all = new Map(
        range(this.order).map((g) => {
          const other = this.conjugated(g, h)
          return [other.join(), other] as const
        }),
      )
      for (const key of all.keys()) seen.add(key)
      return [[...all.values()]]
    })
  }

  /** Classes of elements under conjugation. */
  classes(): number[][] {
    const seen = new Set<number>()
    return range(this.order).flatMap((h) => {
      if (seen.has(h)) return []
      const all = [...new Set(range(this.order).map((g) => this.conjugate(g, h)))]
      for (const i of all) seen.add(i)
      return [all]
    })
  }

  images(numbers: readonly number[]): string[] {
    return sorted(numbers.map((i) => this.elements[i]!))
  }
}

/** Names of groups of at most 60 elements: on few points and many, intransitive, regular, perfect, without complements. */
const SMALL = [
  ...['Trivial(0)', 'Trivial(1)', 'Trivial(3)', 'Z(2)', 'Z(4)', 'Z(6)', 'Z(7)', 'Z(12)', 'Z(2)xZ(2)'],
  ...['Z(2)xZ(2)xZ(2)', 'Z(2)xZ(4)', 'Z(3)xZ(3)', 'S(3)', 'Dih(4)', 'Dih(5)', 'Dih(6)', 'A(4)', 'S(4)', 'Q8'],
  ...[
    'Dic(3)',
    'C4v',
    'D2h',
    'Td',
    'Th',
    'D3d',
    'Z(2)xA(4)',
    'S(3)xS(3)',
    'S(3)xZ(3)',
    'AGL(1,5)',
    'Z(2) wr Z(3)',
  ],
  ...[
    'ZksZnxZn(2,2)',
    'p4(2)',
    'Oh',
    'PSL(2,5)',
    'A(5)',
    'Z(2)xS(4)',
    'Trivial(2)xZ(4)',
    'Z(4)xTrivial(1)xZ(2)',
  ],
]

const named: readonly GivenGroup[] = SMALL.map((name) => {
  const { degree, generators } = parseGroup(name)
  return { degree, generators: generators.map((g) => [...g]) }
})

/** Groups of at most so many elements: by name or random subgroups of such, points renamed, and by random generators. */
export const smallGroups = (most = 60): fc.Arbitrary<GivenGroup> =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom(...named) },
      { weight: 2, arbitrary: subgroupsOf(fc.constantFrom(...named)) },
      { weight: 2, arbitrary: groups(5, 0) },
    )
    .filter((given) => orderUpTo(given, most) <= most)
    .chain((given) => images(given.degree).map((by) => renamedGenerators(given, by)))

const renamedGenerators = ({ degree, generators }: GivenGroup, by: Images): GivenGroup => ({
  degree,
  generators: generators.map((g) => conjugate(g, by)),
})

/** Subgroups that one or two elements of a group generate. */
function subgroupsOf(group: fc.Arbitrary<GivenGroup>): fc.Arbitrary<GivenGroup> {
  return fc
    .tuple(group, fc.array(fc.nat(1000), { minLength: 1, maxLength: 2 }))
    .map(([given, picks]) => ({ degree: given.degree, generators: picked(given, picks) }))
}

/** Elements of a group by any numbers. */
export function picked(given: GivenGroup, picks: readonly number[]): number[][] {
  const all = allElements(given)
  return picks.map((k) => all[k % all.length]!)
}

/** The order, counted no further than just above a limit. */
export function orderUpTo({ degree, generators }: GivenGroup, limit: number): number {
  const found = new Map([[range(degree).join(), range(degree)]])
  for (const g of found.values()) {
    for (const s of generators) {
      const next = g.map((i) => s[i]!)
      found.set(next.join(), next)
    }
    if (found.size > limit) break
  }
  return found.size
}
