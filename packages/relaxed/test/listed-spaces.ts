// Groups that are listed, with inputs and labels, and their matrices.
import { parseAnyGroup, parseRepresentation, type Representation } from '@buridan/groups'
import { Matrices } from './equivariant-maps.js'

export const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)

/** Groups that are listed, with inputs and labels. */
export const LISTED = [
  ['Dih(4)', 'V', 'V'],
  ['Dih(6)', 'V', 'V+T(0)'],
  ['D(5)', 'V', 'V'],
  ['D(4)', '2*V', 'V+T(0)'],
  ['S(4)', 'V', 'V'],
  ['S(4)', '2*V', 'T(0)+V'],
  ['S(3)', 'T(2)', 'V'],
  ['Oh', 'V', 'V'],
  ['Oh', '2*V', 'V+T(2)'],
  ['B(3)', 'V', 'T(2)'],
  ['Z(6)', 'V', 'V'],
] as const

const pairs = new Map<string, Matrices>()
export function matricesOf([group, input, label]: readonly [string, string, string]): Matrices {
  const key = [group, input, label].join()
  const known =
    pairs.get(key) ?? new Matrices(rep(group, input) as Representation, rep(group, label) as Representation)
  pairs.set(key, known)
  return known
}
