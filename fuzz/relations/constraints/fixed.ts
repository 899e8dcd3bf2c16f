import { fixedBasis, fixedFactorization, fixedSpace, mixingCount } from '@buridan/constraints'
import {
  elementsOf,
  type FiniteGroup,
  matrixRepresentation,
  normalizer,
  type Representation,
  restrict,
  subgroup,
  subgroupClasses,
} from '@buridan/groups'
import fc from 'fast-check'
import { columnsOf, naiveSpan } from '../../given/bases.js'
import { finitePairs, type GivenPair, madeFinite, numbers, take } from '../../given/equivariant-pairs.js'
import { apply, type Rows, rowsOf, times, transposed } from '../../given/matrices.js'
import { defectOf, kernelOf } from '../../given/null-spaces.js'
import { closeTo, sameSpan } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'
import { mixed } from './factors.js'

interface Asked {
  readonly pair: GivenPair
  readonly number: number
  readonly under: 'trivial' | 'normalizer' | 'supplement' | 'itself'
}

const asked: fc.Arbitrary<Asked> = fc.record({
  pair: finitePairs(48),
  number: fc.nat(20),
  under: fc.constantFrom('trivial', 'normalizer', 'supplement', 'itself'),
})

/** The representations, a subgroup H, and a group K that keeps its fixed space. */
function parts({ pair, number, under }: Asked) {
  const [repIn, repOut] = madeFinite(pair)
  const { classes } = subgroupClasses(repIn.group)
  const of = classes[number % classes.length]!
  const H = of.representative.group
  const K: Record<Asked['under'], () => FiniteGroup> = {
    trivial: () => subgroup(repIn.group, []),
    itself: () => H,
    normalizer: () => normalizer(of.representative).group,
    supplement: () => of.supplement.subgroup.group,
  }
  return { repIn, repOut, H, K: K[under]() }
}

const matrices = (rep: Representation, group: FiniteGroup): Rows[] => {
  const list = elementsOf(group)
  return Array.from({ length: list.order }, (_, k) => rowsOf(rep.matrix(list.at(k)), rep.dim))
}

const meanOf = (list: readonly Rows[]): Rows =>
  list[0]!.map((row, i) => row.map((_, j) => list.reduce((sum, m) => sum + m[i]![j]!, 0) / list.length))

/** The columns of the mean, without those that are nothing but rounding. */
const columnsOfMean = (rep: Representation, group: FiniteGroup): Rows =>
  transposed(meanOf(matrices(rep, group))).filter((row) => row.some((v) => Math.abs(v) > 1e-12))

/** Columns of a fixed space's basis. */
function columnsOfSpace(rep: Representation): Rows {
  const { basis } = fixedSpace(rep)
  return transposed(rowsOf(basis, rep.dim))
}

/**
 * W with ρ_out(k) W v = W ρ_in(k) v for v in the fixed space and W v = 0 for v orthogonal to it, written out: the equations
 * (ρ_out(k) W − W ρ_in(k)) B = 0 and W C = 0 for columns B that span the space and C its complement.
 */
function naiveFixed(given: Asked): Rows {
  const { repIn, repOut, H, K } = parts(given)
  const [m, n] = [repOut.dim, repIn.dim]
  const mean = meanOf(matrices(repIn, H))
  const complement = kernelOf(columnsOfMean(repIn, H), n)
  const equations: number[][] = []
  const unit = (e: number): Rows =>
    Array.from({ length: m }, (_, i) => Array.from({ length: n }, (__, j) => Number(i * n + j === e)))
  const images = Array.from({ length: m * n }, (_, e) => {
    const w = unit(e)
    const moved = K.generators.flatMap((k) => {
      const defect = defectOf({ left: rowsOf(repOut.matrix(k), m), right: rowsOf(repIn.matrix(k), n) }, w)
      return times(defect, mean).flat()
    })
    return [...moved, ...complement.flatMap((c) => apply(w, c))]
  })
  for (let q = 0; q < (images[0]?.length ?? 0); q++) equations.push(images.map((image) => image[q]!))
  return kernelOf(
    equations.filter((row) => row.some((v) => Math.abs(v) > 1e-12)),
    m * n,
  )
}

export const fixed = [
  relation('fixedSpace', 'columns of the mean over the group', {
    given: fc.record({ pair: finitePairs(100), number: fc.nat(20), under: fc.constant('trivial' as const) }),
    one: (given) => {
      const { repOut, H } = parts(given)
      return columnsOfSpace(restrict(repOut, H))
    },
    other: (given) => {
      const { repOut, H } = parts(given)
      return columnsOfMean(repOut, H)
    },
    same: sameSpan(1e-8),
    cost: 15,
  }),
  relation('fixedSpace', 'the mean of all images', {
    given: fc.record({ given: asked, list: numbers, power: fc.constantFrom(0, -160, 160) }),
    one: ({ given, list, power }) => {
      const { repOut, H } = parts(given)
      const x = take(list, repOut.dim).map((v) => v * 10 ** power)
      const space = fixedSpace(restrict(repOut, H))
      const p = space.project(x)
      return [p, space.project(p)].map((v) => Array.from(v, (a) => a / 10 ** power))
    },
    other: ({ given, list }) => {
      const { repOut, H } = parts(given)
      const mean = apply(meanOf(matrices(repOut, H)), take(list, repOut.dim))
      return [mean, mean]
    },
    same: closeTo(1e-9, 1e-10),
    cost: 15,
  }),
  relation('fixedSpace', 'the basis and projections written over', {
    given: fc.record({ given: asked, list: numbers }),
    one: ({ given, list }) => {
      const { repOut, H } = parts(given)
      return Array.from(fixedSpace(restrict(repOut, H)).project(take(list, repOut.dim)))
    },
    other: ({ given, list }) => {
      const { repOut, H } = parts(given)
      const space = fixedSpace(restrict(repOut, H))
      space.project(take(list, repOut.dim)).fill(7)
      space.basis.fill(7)
      return Array.from(space.project(take(list, repOut.dim)))
    },
    cost: 5,
  }),
  relation('fixedSpace', 'matrices to ten digits and more', {
    given: fc.record({ pair: finitePairs(36), digits: fc.integer({ min: 10, max: 16 }) }),
    one: ({ pair }) => columnsOfSpace(madeFinite(pair)[1]),
    other: ({ pair, digits }) => {
      const rep = madeFinite(pair)[1]
      const rounded = rep.group.generators.map((g) =>
        rowsOf(rep.matrix(g), rep.dim).map((row) => row.map((v) => Number(v.toFixed(digits)))),
      )
      return columnsOfSpace(matrixRepresentation(rep.group, rounded, { dim: rep.dim }))
    },
    same: sameSpan(1e-7),
    cost: 5,
  }),
  relation('fixedBasis', 'all equations on the fixed space', {
    given: asked,
    one: (given) => {
      const { repIn, repOut, H, K } = parts(given)
      return columnsOf(fixedBasis(repIn, repOut, { fixed: H, under: K }))
    },
    other: naiveFixed,
    same: sameSpan(1e-8),
    cost: 20,
  }),
  relation(
    'fixedFactorization',
    'all equations on the fixed space, from what each entry of the mixing gives',
    {
      given: asked,
      one: (given) => {
        const { repIn, repOut, H, K } = parts(given)
        const form = fixedFactorization(repIn, repOut, { fixed: H, under: K })
        const all = mixed(form)
        return mixingCount(form) === all.length ? all : [[Number.NaN]]
      },
      other: naiveFixed,
      same: sameSpan(1e-7),
      cost: 30,
    },
  ),
  relation('fixedFactorization fixedBasis', 'the rank', {
    given: asked,
    one: (given) => {
      const { repIn, repOut, H, K } = parts(given)
      return mixingCount(fixedFactorization(repIn, repOut, { fixed: H, under: K }))
    },
    other: (given) => {
      const { repIn, repOut, H, K } = parts(given)
      return fixedBasis(repIn, repOut, { fixed: H, under: K }).rank
    },
    cost: 20,
  }),
  relation('fixedBasis', 'orthonormal, and each column by the operator', {
    given: fc.record({ given: asked, list: numbers }),
    one: ({ given, list }) => {
      const { repIn, repOut, H, K } = parts(given)
      const basis = fixedBasis(repIn, repOut, { fixed: H, under: K })
      const c = take(list, basis.rank)
      const x = take(list, repIn.dim, 3)
      return [Array.from(basis.applyTranspose(basis.apply(c))), Array.from(basis.combine(c).apply(x))]
    },
    other: ({ given, list }) => {
      const { repIn, repOut, H, K } = parts(given)
      const basis = fixedBasis(repIn, repOut, { fixed: H, under: K })
      const c = take(list, basis.rank)
      return [c, apply(rowsOf(basis.apply(c), repOut.dim), take(list, repIn.dim, 3))]
    },
    same: closeTo(1e-9, 1e-10),
    cost: 10,
  }),
  relation('fixedBasis', 'nothing fixed by nothing, all equivariant maps', {
    given: finitePairs(48),
    one: (pair) => {
      const [a, b] = madeFinite(pair)
      return columnsOf(fixedBasis(a, b, { fixed: subgroup(a.group, []), under: a.group }))
    },
    other: (pair) => naiveSpan(...madeFinite(pair)),
    same: sameSpan(1e-8),
    cost: 8,
  }),
]
