import { parseGroup } from '@buridan/groups'
import fc from 'fast-check'
import { conjugate, type GivenGroup, images } from './permutations.js'

/** Groups on 16 points and more, where all and all even permutations are recognized, and others that are like them. */
const NAMES = [
  ...['S(16)', 'A(16)', 'S(17)', 'A(17)', 'A(19)', 'S(20)', 'S(23)', 'A(24)'],
  ...[
    'S(8)xS(8)',
    'S(16)xZ(2)',
    'S(4) wr S(4)',
    'Z(2) wr S(8)',
    'PSL(2,17)',
    'AGL(4,2)',
    'AGL(1,17)',
    'M22',
    'Z(20)',
  ],
  ...['Dih(18)', 'A(9)xA(8)', 'Trivial(1)xS(16)', 'A(18)xTrivial(2)'],
]

/** A group by its name, whose point i is called by[i]. */
export interface GivenByName {
  readonly name: string
  readonly by: readonly number[]
}

const catalogue = new Map<string, GivenGroup>()

/** A group as the catalogue has it, made once. */
function known(name: string): GivenGroup {
  const before = catalogue.get(name)
  if (before) return before
  const { degree, generators } = parseGroup(name)
  const given = { degree, generators: generators.map((g) => [...g]) }
  catalogue.set(name, given)
  return given
}

export const byName = (names: readonly string[]): fc.Arbitrary<GivenByName> =>
  fc.constantFrom(...names).chain((name) => images(known(name).degree).map((by) => ({ name, by })))

export const largeGroups = byName(NAMES)

/** Generators of a group after its points are renamed. */
export function generatorsOf({ name, by }: GivenByName): GivenGroup {
  const { degree, generators } = known(name)
  return { degree, generators: generators.map((g) => conjugate(g, by)) }
}

/** The order as the catalogue knows it. */
export const orderOf = (name: string): bigint => parseGroup(name).order
