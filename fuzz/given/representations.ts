import {
  type AnyGroup,
  type AnyRepresentation,
  alternatingPower,
  baseRepresentation,
  compose,
  directSum,
  dual,
  elementsOf,
  type FiniteGroup,
  factorRepresentation,
  identityPermutation,
  multiple,
  type Permutation,
  parseAnyGroup,
  parseGroup,
  permutationRepresentation,
  type Representation,
  regular,
  symmetricPower,
  tensorPower,
  tensorProduct,
  trivial,
} from '@buridan/groups'
import fc from 'fast-check'
import { type Expression, indexSets } from './expressions.js'
import { identity, rowsOf, times } from './matrices.js'

/** A group by its text, a representation of it, and an element as a word in the generators. */
export interface GivenRepresentation {
  readonly group: string
  readonly rep: Expression
  readonly word: readonly number[]
}

/** Small groups of every kind: of points, of signs, of orthogonal and other matrices, products, subgroups, trivial ones. */
export const SMALL = [
  'S(3)',
  'Z(2)',
  'Z(4)',
  'Dih(4)',
  'A(4)',
  'S(4)',
  'Z(1)',
  'Trivial(3)',
  'S(1)',
  'Dih(5)',
  'B(2)',
  'signed[[-1]]',
  'signed[[2,-1]]',
  'signed[[-1,2],[2,1]]',
  'B(3)',
  'C(3)',
  'D(4)',
  'C2v',
  'Td',
  'D3h',
  'Oh',
  'Q8',
  'Dic(3)',
  'mat[[[1,1],[0,-1]]]',
  'mat[[[1,1],[0,-1]]]',
  'mat[[[0,-1],[1,-1]]]',
  'mat[[[0,-1],[1,-1]],[[0,1],[1,0]]]',
  'mat[[[1,1000],[0,-1]]]',
  'mat[[[-1]]]',
  'Z(2)xS(3)',
  'C(3)xZ(2)',
  'B(2)xZ(3)',
  'mat[[[1,1],[0,-1]]]xZ(2)',
  'perm[[1,0,3,2],[0,1,3,2]]',
  'perm[[1,2,0,3,4],[0,1,2,4,3]]',
  'S(4):perm[[1,0,3,2]]',
  'Z(2) wr Z(2)',
  'S(3):perm[]',
  'Oh:perm[]',
] as const

const order = new Map<string, bigint>()

/** The names of the representations that expressions of a group begin with. */
function atoms(text: string): string[] {
  const group = parseAnyGroup(text)
  const finite = 'generators' in group ? group : undefined
  const product = finite ? finite.base.kind === 'product' : 'factors' in group
  const names = product ? ['V_a', 'V_b', 'T(0)'] : ['V', 'V', 'T(0)']
  if (!finite) return names
  order.set(text, finite.order)
  return finite.order <= 12n ? [...names, 'P', 'R'] : [...names, 'P']
}

const expression = (names: readonly string[], depth: number): fc.Arbitrary<Expression> => {
  const atom = fc.constantFrom(...names)
  if (depth === 0) return atom
  const part = expression(names, depth - 1)
  const k = (min: number, max: number) => fc.integer({ min, max })
  return fc.oneof(
    { weight: 4, arbitrary: atom },
    {
      weight: 3,
      arbitrary: fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => ({ op: '+', parts }) as const),
    },
    {
      weight: 3,
      arbitrary: fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => ({ op: '*', parts }) as const),
    },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('^' as const), k: k(0, 3), of: part }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('n' as const), k: k(1, 3), of: part }) },
    { weight: 2, arbitrary: part.map((of) => ({ op: 'dual', of }) as const) },
    {
      weight: 1,
      arbitrary: fc.record({ op: fc.constantFrom('Sym' as const, 'Alt' as const), k: k(0, 3), of: part }),
    },
  )
}

const MOST = 48

/** Representations of groups by their texts, of at most 48 dimensions. */
export const expressionsOf = (text: string): fc.Arbitrary<Expression> =>
  expression(atoms(text), 3).filter((e) => {
    const d = dimensionOf(text, e)
    return d >= 1 && d <= MOST
  })

/** Representations of {@link SMALL} groups, and elements. */
export const representations: fc.Arbitrary<GivenRepresentation> = fc.constantFrom(...SMALL).chain((group) =>
  fc.record({
    group: fc.constant(group as string),
    rep: expressionsOf(group),
    word: fc.array(fc.nat(7), { maxLength: 6 }),
  }),
)

const known = new Map<string, FiniteGroup>()

/** A group by its text, made once: what is remembered of a group is remembered between questions too. */
export function groupOf(text: string): FiniteGroup {
  const found = known.get(text) ?? parseGroup(text)
  known.set(text, found)
  return found
}

/** The product of generators that a word says, the last first. */
export function elementOf(group: FiniteGroup, word: readonly number[]): Permutation {
  const { generators } = group
  if (generators.length === 0) return identityPermutation(group.degree)
  return word.reduce<Permutation>(
    (g, s) => compose(g, generators[s % generators.length]!),
    identityPermutation(group.degree),
  )
}

/** By the text that `parseRepresentation` reads, in parentheses everywhere. */
export function textOf(e: Expression): string {
  if (typeof e === 'string') return e
  switch (e.op) {
    case '+':
      return e.parts.map((p) => `(${textOf(p)})`).join('+')
    case '*':
      return e.parts.map((p) => `(${textOf(p)})`).join('*')
    case '^':
      return `(${textOf(e.of)})^${e.k}`
    case 'n':
      return `${e.k}*(${textOf(e.of)})`
    case 'dual':
      return `(${textOf(e.of)})*`
    default:
      return `${e.op}(${textOf(e.of)},${e.k})`
  }
}

/** By the functions. */
export function built<G extends AnyGroup>(group: G, e: Expression): AnyRepresentation {
  if (typeof e === 'string') {
    if (e === 'T(0)') return trivial(group)
    if (e === 'P') return permutationRepresentation(group as FiniteGroup)
    if (e === 'R') return regular(group as FiniteGroup)
    return e === 'V' ? baseRepresentation(group) : factorRepresentation(group, e === 'V_a' ? 0 : 1)
  }
  const part = (p: Expression) => built(group, p)
  switch (e.op) {
    case '+':
      return directSum(...e.parts.map(part))
    case '*':
      return tensorProduct(...e.parts.map(part))
    case '^':
      return tensorPower(part(e.of), e.k)
    case 'n':
      return multiple(e.k, part(e.of))
    case 'dual':
      return dual(part(e.of))
    case 'Sym':
      return symmetricPower(part(e.of), e.k)
    case 'Alt':
      return alternatingPower(part(e.of), e.k)
  }
}

/** The dimension; 0 for an alternating power that there is none of, Infinity for what is too large to write out. */
function dimensionOf(text: string, e: Expression): number {
  if (typeof e === 'string') {
    return e === 'R' ? Number(order.get(text)!) : built(parseAnyGroup(text), e).dim
  }
  if ('parts' in e) {
    const sizes = e.parts.map((p) => dimensionOf(text, p))
    return sizes.includes(0) ? 0 : sizes.reduce((a, b) => (e.op === '+' ? a + b : a * b))
  }
  const d = dimensionOf(text, e.of)
  if (d === 0 || !Number.isFinite(d)) return d
  if (e.op === 'dual') return d
  if (e.op === 'n') return e.k * d
  if (d ** e.k > 300) return Number.POSITIVE_INFINITY
  return e.op === '^' ? d ** e.k : e.k === 0 ? 1 : indexSets(d, e.k, e.op === 'Sym' ? 1 : -1).length
}

/** The matrix of a word in a representation by name, from those of the generators and products of them alone. */
export function matrixOfWord(group: FiniteGroup, name: string, word: readonly number[]): number[][] {
  const g = elementOf(group, word)
  if (name === 'P') return permutationMatrix(g)
  if (name === 'R') {
    const list = elementsOf(group)
    const at = new Map(Array.from({ length: list.order }, (_, i) => [list.at(i).join(), i]))
    return permutationMatrix(
      Array.from({ length: list.order }, (_, i) => at.get(compose(g, list.at(i)).join())!),
    )
  }
  const rep = built(group, name) as Representation
  const generators = group.generators.map((s) => rowsOf(rep.matrix(s), rep.dim))
  if (generators.length === 0) return identity(rep.dim)
  return word.reduce((m, s) => times(m, generators[s % generators.length]!), identity(rep.dim))
}

export const permutationMatrix = (g: ArrayLike<number>): number[][] =>
  Array.from({ length: g.length }, (_, i) => Array.from({ length: g.length }, (_, j) => Number(g[j] === i)))
