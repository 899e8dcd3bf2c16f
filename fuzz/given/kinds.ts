import {
  actionRepresentation,
  cosetRepresentation,
  type FiniteGroup,
  induce,
  matrixRepresentation,
  type Permutation,
  permutationRepresentation,
  Representation,
  regular,
  restrict,
  subgroup,
  subrepresentation,
  tensor,
  trivial,
} from '@buridan/groups'
import { rowsOf } from './matrices.js'
import { elementOf } from './representations.js'

type Make = (group: FiniteGroup, word: readonly number[]) => Representation

const part = (group: FiniteGroup, word: readonly number[]) => subgroup(group, [elementOf(group, word)])
const imagesOf = (rep: Representation, g: Permutation) => Array.from(rep.monomial(g).image)

/** One that its user wrote. */
class OfOnesOwn extends Representation {
  constructor(group: FiniteGroup) {
    super(group, 1, 'permutation', 'T(0)')
  }
  override applyInto(_g: Permutation, x: Float64Array, xo: number, out: Float64Array, oo: number): void {
    out[oo] = x[xo]!
  }
}

/** Representations of finite groups of every kind that is not made of others, and whether they have a text. */
export const KINDS: Readonly<Record<string, { readonly text: boolean; readonly make: Make }>> = {
  trivial: { text: true, make: (group) => trivial(group) },
  base: { text: true, make: (group) => tensor(group, 1) },
  points: { text: true, make: (group) => permutationRepresentation(group) },
  regular: { text: true, make: (group) => regular(group) },
  cosets: { text: true, make: (group, word) => cosetRepresentation(group, part(group, word)) },
  action: {
    text: true,
    make: (group, word) => {
      const cosets = cosetRepresentation(group, part(group, word))
      return actionRepresentation(
        group,
        group.generators.map((g) => imagesOf(cosets, g)),
      )
    },
  },
  matrices: {
    text: true,
    make: (group) => {
      const V = tensor(group, 1)
      return matrixRepresentation(
        group,
        group.generators.map((g) => rowsOf(V.matrix(g), V.dim)),
        { dim: V.dim },
      )
    },
  },
  induced: { text: true, make: (group, word) => induce(group, tensor(part(group, word), 1)) },
  'induced from a regular one': {
    text: true,
    make: (group, word) => induce(group, regular(part(group, word))),
  },
  'restricted base': { text: true, make: (group, word) => restrict(tensor(group, 2), part(group, word)) },
  'restricted from a regular one': {
    text: false,
    make: (group, word) => restrict(regular(group), part(group, word)),
  },
  subspace: {
    text: false,
    make: (group) => {
      const P = permutationRepresentation(group)
      return subrepresentation(P, new Float64Array(P.dim).fill(1 / Math.sqrt(P.dim)), 1)
    },
  },
  'of one’s own': { text: false, make: (group) => new OfOnesOwn(group) },
}
