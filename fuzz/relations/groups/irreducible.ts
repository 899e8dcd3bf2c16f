import {
  characterTable,
  elementsOf,
  irreducibleRepresentations,
  isotypicDecomposition,
  type Representation,
  subrepresentation,
} from '@buridan/groups'
import fc from 'fast-check'
import { identity, plus, rowsOf, times, trace, transposed } from '../../given/matrices.js'
import { built, elementOf, expressionsOf, groupOf, SMALL } from '../../given/representations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const texts = SMALL.filter((t) => groupOf(t).order <= 60n)
const words = fc.array(fc.nat(7), { maxLength: 6 })
const withWord = fc.record({ text: fc.constantFrom(...texts), word: words })
const orthogonalOnes = fc
  .constantFrom(...texts)
  .chain((text) => fc.record({ text: fc.constant(text), rep: expressionsOf(text), word: words }))
  .filter(({ text, rep }) => {
    const made = built(groupOf(text), rep)
    return made.structure !== 'general' && made.dim <= 20
  })

const matrix = (rep: Representation, g: Uint32Array) => rowsOf(rep.matrix(g), rep.dim)
const made = ({ text, rep }: { text: string; rep: Parameters<typeof built>[1] }) =>
  built(groupOf(text), rep) as Representation
const all = (text: string) => {
  const list = elementsOf(groupOf(text))
  return Array.from({ length: list.order }, (_, i) => list.at(i).slice())
}
/** (dim / |G| dim of endomorphisms) Σ χ(g) ρ(g), with χ the trace of the irreducible matrices. */
function averaged(
  rep: Representation,
  text: string,
  irrep: { representation: Representation; endomorphismDim: number },
) {
  const elements = all(text)
  const zero = identity(rep.dim).map((row) => row.map(() => 0))
  const sum = elements.reduce((m, g) => plus(m, matrix(rep, g), trace(matrix(irrep.representation, g))), zero)
  const factor = irrep.representation.dim / irrep.endomorphismDim / elements.length
  return sum.map((row) => row.map((v) => v * factor))
}

export const irreducible = [
  relation('irreducibleRepresentations', 'orthogonal matrices, multiplied along words', {
    given: withWord,
    one: ({ text, word }) =>
      irreducibleRepresentations(groupOf(text)).map(({ representation: r }) => {
        const m = matrix(r, elementOf(groupOf(text), word))
        return [m, times(m, transposed(m))]
      }),
    other: ({ text, word }) => {
      const { generators } = groupOf(text)
      return irreducibleRepresentations(groupOf(text)).map(({ representation: r }) => {
        const each = generators.map((g) => matrix(r, g))
        const m =
          each.length === 0
            ? identity(r.dim)
            : word.reduce((p, s) => times(p, each[s % each.length]!), identity(r.dim))
        return [m, identity(r.dim)]
      })
    },
    same: closeTo(0, 1e-9),
    cost: 2,
  }),
  relation('irreducibleRepresentations', 'traces and inner products of traces', {
    given: fc.constantFrom(...texts),
    one: (text) => {
      const found = irreducibleRepresentations(groupOf(text))
      const table = characterTable(groupOf(text))
      return {
        values: found.map(({ values }) => [...values]),
        inner: found.map((a) => found.map((b) => (a === b ? a.endomorphismDim : 0))),
        squares: table.characters.reduce((sum, { degree }) => sum + degree ** 2, 0),
      }
    },
    other: (text) => {
      const found = irreducibleRepresentations(groupOf(text)).map((r) => r.representation)
      const elements = all(text)
      const traces = found.map((r) => elements.map((g) => trace(matrix(r, g))))
      const inner = traces.map((a) =>
        traces.map((b) => a.reduce((sum, v, i) => sum + v * b[i]!, 0) / elements.length),
      )
      return {
        values: found.map((r) =>
          characterTable(groupOf(text)).representatives.map((g) => trace(matrix(r, g))),
        ),
        inner,
        squares: inner.reduce((sum, row, i) => sum + found[i]!.dim ** 2 / row[i]!, 0),
      }
    },
    same: closeTo(0, 1e-8),
    cost: 8,
  }),
  relation('isotypicDecomposition', 'blocks of the irreducible matrices', {
    given: orthogonalOnes,
    one: (given) => {
      const rep = made(given)
      const { basis } = isotypicDecomposition(rep)
      const Q = rowsOf(basis, rep.dim)
      return [
        times(transposed(Q), times(matrix(rep, elementOf(rep.group, given.word)), Q)),
        times(transposed(Q), Q),
      ]
    },
    other: (given) => {
      const rep = made(given)
      const out = identity(rep.dim).map((row) => row.map(() => 0))
      for (const { irrep, multiplicity, offset } of isotypicDecomposition(rep).components) {
        const m = matrix(irrep.representation, elementOf(rep.group, given.word))
        for (let c = 0; c < multiplicity; c++) {
          m.forEach((row, i) => {
            row.forEach((v, j) => {
              out[offset + c * m.length + i]![offset + c * m.length + j] = v
            })
          })
        }
      }
      return [out, identity(rep.dim)]
    },
    same: closeTo(0, 1e-8),
    cost: 10,
  }),
  relation('isotypicDecomposition', 'projections by averaging', {
    given: orthogonalOnes,
    one: (given) => {
      const rep = made(given)
      const { basis, components } = isotypicDecomposition(rep)
      const columns = transposed(rowsOf(basis, rep.dim))
      return components.map(({ irrep, multiplicity, offset }) => {
        const own = columns.slice(offset, offset + multiplicity * irrep.representation.dim)
        return times(transposed(own), own)
      })
    },
    other: (given) => {
      const rep = made(given)
      return isotypicDecomposition(rep).components.map(({ irrep }) => averaged(rep, given.text, irrep))
    },
    same: closeTo(0, 1e-8),
    cost: 15,
  }),
  relation('subrepresentation', 'B⊤ρ(g)B on each isotypic space', {
    given: orthogonalOnes,
    one: (given) =>
      subspaces(given).map(({ rep, basis, d }) =>
        matrix(subrepresentation(rep, basis, d), elementOf(rep.group, given.word)),
      ),
    other: (given) =>
      subspaces(given).map(({ rep, basis }) => {
        const B = rowsOf(basis, rep.dim)
        return times(transposed(B), times(matrix(rep, elementOf(rep.group, given.word)), B))
      }),
    same: closeTo(0, 1e-9),
    cost: 10,
  }),
  relation('subrepresentation', 'traces of the irreducible matrices', {
    given: orthogonalOnes,
    one: (given) =>
      subspaces(given).map(({ rep, basis, d }) =>
        subrepresentation(rep, basis, d).character(elementOf(rep.group, given.word)),
      ),
    other: (given) =>
      subspaces(given).map(
        ({ rep, component: { irrep, multiplicity } }) =>
          multiplicity * trace(matrix(irrep.representation, elementOf(rep.group, given.word))),
      ),
    same: closeTo(0, 1e-8),
    cost: 10,
  }),
]

/** The isotypic spaces with a basis of each as columns. */
function subspaces(given: Parameters<typeof made>[0]) {
  const rep = made(given)
  const { basis, components } = isotypicDecomposition(rep)
  return components.map((component) => {
    const d = component.multiplicity * component.irrep.representation.dim
    const own = rowsOf(basis, rep.dim).flatMap((row) => row.slice(component.offset, component.offset + d))
    return { rep, component, d, basis: Float64Array.from(own) }
  })
}
