import {
  actionRepresentation,
  contains,
  cosetRepresentation,
  elementsOf,
  induce,
  matrixRepresentation,
  permutationGroup,
  type Representation,
  restrict,
  subgroup,
  trivial,
} from '@buridan/groups'
import fc from 'fast-check'
import { inverted, plus, rowsOf, times, trace } from '../../given/matrices.js'
import { images } from '../../given/permutations.js'
import {
  built,
  elementOf,
  expressionsOf,
  groupOf,
  permutationMatrix,
  SMALL,
} from '../../given/representations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const texts = SMALL.filter((t) => groupOf(t).order <= 24n)
const words = fc.array(fc.nat(7), { maxLength: 6 })
/** A group, a subgroup by words, and a representation of it. */
const given = fc.constantFrom(...texts).chain((text) =>
  fc.record({
    text: fc.constant(text),
    within: fc.array(words, { maxLength: 2 }),
    rep: expressionsOf(text),
    word: words,
    other: words,
  }),
)
interface Given {
  readonly text: string
  readonly within: readonly (readonly number[])[]
  readonly rep: Parameters<typeof built>[1]
  readonly word: readonly number[]
}

const matrix = (rep: Representation, g: Uint32Array) => rowsOf(rep.matrix(g), rep.dim)
function parts({ text, within, rep, word }: Given) {
  const G = groupOf(text)
  const H = subgroup(
    G,
    within.map((w) => elementOf(G, w)),
  )
  const list = elementsOf(G)
  const elements = Array.from({ length: list.order }, (_, i) => list.at(i).slice())
  return { G, H, rep: built(G, rep) as Representation, g: elementOf(G, word), elements }
}
const small = given.filter((g) => parts(g).rep.dim <= 6)
const inverse = (g: ArrayLike<number>) => {
  const out = new Uint32Array(g.length)
  for (let i = 0; i < g.length; i++) out[g[i]!] = i
  return out
}
const after = (g: ArrayLike<number>, h: ArrayLike<number>) => Uint32Array.from(h, (i) => g[i]!)

export const induced = [
  relation('restrict', 'the matrices of the whole group', {
    given,
    one: (g) => {
      const { H, rep } = parts(g)
      const sub = restrict(rep, H)
      return H.generators.map((h) => [
        matrix(sub, h),
        sub.character(h),
        sub.summands.map((s) => s.count * s.rep.dim),
      ])
    },
    other: (g) => {
      const { H, rep } = parts(g)
      return H.generators.map((h) => [
        matrix(rep, h),
        trace(matrix(rep, h)),
        rep.summands.map((s) => s.count * s.rep.dim),
      ])
    },
    same: closeTo(1e-9, 1e-9),
    cost: 2,
  }),
  relation('induce', 'its character by Frobenius’ formula', {
    given: small,
    one: (x) => {
      const { G, H, rep, g } = parts(x)
      return induce(G, restrict(rep, H)).character(g)
    },
    other: (x) => {
      const { H, rep, g, elements } = parts(x)
      const terms = elements.map((t) => after(inverse(t), after(g, t))).filter((h) => contains(H, h))
      return terms.reduce((sum, h) => sum + trace(matrix(rep, h)), 0) / Number(H.order)
    },
    same: closeTo(1e-9, 1e-8),
    cost: 4,
  }),
  relation('induce', 'matrices multiplied, and their trace', {
    given: small,
    one: (x) => {
      const { G, H, rep, g } = parts(x)
      const ind = induce(G, restrict(rep, H))
      const h = elementOf(G, x.other)
      return [times(matrix(ind, g), matrix(ind, h)), trace(matrix(ind, g))]
    },
    other: (x) => {
      const { G, H, rep, g } = parts(x)
      const ind = induce(G, restrict(rep, H))
      return [matrix(ind, after(g, elementOf(G, x.other))), ind.character(g)]
    },
    same: closeTo(1e-9, 1e-8),
    cost: 5,
  }),
  relation('cosetRepresentation induce', 'the cosets as sets of elements', {
    given,
    one: (x) => {
      const { G, H, g } = parts(x)
      return [matrix(cosetRepresentation(G, H), g), matrix(induce(G, trivial(H)), g)]
    },
    other: (x) => {
      const { H, g, elements } = parts(x)
      const members = elements.filter((e) => contains(H, e))
      const name = (t: ArrayLike<number>) =>
        members
          .map((h) => after(t, h).join())
          .sort()
          .join('|')
      const cosets = [...new Set(elements.map(name))]
      const at = new Map(cosets.map((c, k) => [c, k]))
      const first = cosets.map((c) => elements.find((e) => name(e) === c)!)
      const m = permutationMatrix(first.map((t) => at.get(name(after(g, t)))!))
      return [m, m]
    },
    cost: 8,
  }),
  relation('actionRepresentation', 'images taken from the cosets', {
    given: given.filter((x) => groupOf(x.text).generators.length > 0),
    one: (x) => {
      const { G, H, g } = parts(x)
      const onCosets = cosetRepresentation(G, H)
      return matrix(
        actionRepresentation(
          G,
          G.generators.map((s) => onCosets.monomial(s).image),
        ),
        g,
      )
    },
    other: (x) => {
      const { G, H, g } = parts(x)
      return matrix(cosetRepresentation(G, H), g)
    },
    cost: 3,
  }),
  relation('actionRepresentation', 'accepted iff pairs of element and image are as many as elements', {
    given: fc.constantFrom(...texts.filter((t) => groupOf(t).generators.length > 0)).chain((text) =>
      fc.integer({ min: 1, max: 4 }).chain((n) =>
        fc.record({
          text: fc.constant(text),
          list: fc.array(images(n), {
            minLength: groupOf(text).generators.length,
            maxLength: groupOf(text).generators.length,
          }),
        }),
      ),
    ),
    one: ({ text, list }) => {
      try {
        return actionRepresentation(groupOf(text), list).dim > 0
      } catch (error) {
        return (error as { code?: string }).code !== 'NOT_A_HOMOMORPHISM'
      }
    },
    other: ({ text, list }) => {
      const G = groupOf(text)
      const pairs = G.generators.map((g, s) => [...g, ...list[s]!.map((i) => i + G.degree)])
      return permutationGroup(pairs, { degree: G.degree + list[0]!.length }).order === G.order
    },
    cost: 2,
  }),
  relation('matrixRepresentation', 'the matrices of another in another basis', {
    given: small,
    one: (x) => {
      const { G, rep, g } = parts(x)
      const { by, back } = skew(rep.dim)
      const moved = G.generators.map((s) => times(times(by, matrix(rep, s)), back))
      const own = matrixRepresentation(G, moved, { dim: rep.dim })
      return [matrix(own, g), own.character(g)]
    },
    other: (x) => {
      const { rep, g } = parts(x)
      const { by, back } = skew(rep.dim)
      const m = times(times(by, matrix(rep, g)), back)
      return [m, trace(m)]
    },
    same: closeTo(1e-8, 1e-8),
    // matrices of thousands miss an absolute tolerance
    mayRefuse: ['NOT_A_HOMOMORPHISM'],
    cost: 4,
  }),
  relation('matrixRepresentation', 'entries rounded to few digits, with a tolerance', {
    given: fc.record({ x: small, digits: fc.integer({ min: 4, max: 10 }) }),
    one: ({ x, digits }) => {
      const { G, rep, g } = parts(x)
      const list = G.generators.map((s) =>
        matrix(rep, s).map((row) => row.map((v) => Number(v.toFixed(digits)))),
      )
      const own = matrixRepresentation(G, list, { dim: rep.dim, tolerance: 10 ** -digits })
      return [own.character(g), own.character(elementOf(G, []))]
    },
    other: (asked) => {
      const { rep, g } = parts(asked.x)
      return [trace(matrix(rep, g)), rep.dim]
    },
    same: closeTo(1e-3, 1e-3),
    // those that are not orthogonal are taken as they are
    mayRefuse: ['NOT_A_HOMOMORPHISM'],
    cost: 6,
  }),
  relation('matrixRepresentation', 'refused with a matrix that is off', {
    given: fc.record({
      x: small.filter((x) => groupOf(x.text).generators.length > 0 && groupOf(x.text).order > 1n),
      off: fc.constantFrom(1e-6, 1e-3, 0.5),
    }),
    one: ({ x, off }) => {
      const { G, rep } = parts(x)
      const one = matrix(rep, elementOf(G, []))
      const list = G.generators.map((s, k) => (k === 0 ? plus(matrix(rep, s), one, off) : matrix(rep, s)))
      try {
        return matrixRepresentation(G, list).dim
      } catch (error) {
        return (error as { code?: string }).code
      }
    },
    other: () => 'NOT_A_HOMOMORPHISM',
    cost: 3,
  }),
]

/** A change of basis that turns nothing to a right angle. */
function skew(n: number) {
  const by = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 2 : i < j ? 1 / (1 + i + j) : 0)),
  )
  return { by, back: inverted(by).inverse }
}
