import { type EquivariantBasis, materializeBlock } from '@buridan/constraints'
import { type AnyRepresentation, distributed, isLieRepresentation, randomElement, rng } from '@buridan/groups'
import fc from 'fast-check'
import { type Asked, asked, parts } from '../../given/asked-bases.js'
import { basisOf, naiveSpan } from '../../given/bases.js'
import { anyPairs, madePair, moved, numbers } from '../../given/equivariant-pairs.js'
import { closeTo, holds } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

export const askedAgain = [
  relation(
    'EquivariantMap#apply EquivariantMap#materialize EquivariantBasis#applyTranspose EquivariantBasis#pairing',
    'scaled by a power of ten',
    {
      given: fc.record({ pair: anyPairs(48), list: numbers, power: fc.constantFrom(-160, -12, 12, 120) }),
      one: (given) => scaled(given, 10 ** given.power),
      other: (given) => scaled(given, 1),
      same: closeTo(1e-12, 1e-12),
      cost: 3,
    },
  ),
  relation(
    'EquivariantBasis#apply EquivariantBasis#applyTranspose EquivariantBasis#pairing EquivariantMap#apply EquivariantMap#applyTranspose',
    'arrays of other types',
    {
      given: asked(48),
      one: (given) => everything(given, (list) => list),
      other: (given) => everything(given, (list) => Float64Array.from(list)),
      cost: 4,
    },
  ),
  relation('EquivariantMap#apply', 'moved by elements of the group', {
    given: fc.record({ pair: anyPairs(64), list: numbers, seed: fc.nat(1000) }).filter(({ pair }) => {
      return !madePair(pair).some((rep) => isLieRepresentation(rep) && rep.complex)
    }),
    one: (given) => {
      const { basis, c, x } = parts(given)
      const g = randomElement(basis.repIn.group as never, rng(given.seed))
      return Array.from(basis.combine(c).apply(moved(basis.repIn, g, x)))
    },
    other: (given) => {
      const { basis, c, x } = parts(given)
      const g = randomElement(basis.repIn.group as never, rng(given.seed))
      return moved(basis.repOut, g, Array.from(basis.combine(c).apply(x)))
    },
    same: closeTo(1e-9, 1e-9),
    cost: 4,
  }),
  relation('EquivariantBasis#explain', 'pairs of summands, each by itself', {
    given: anyPairs(100),
    one: (pair) =>
      basisOf(pair)
        .explain()
        .map(({ block, copies, shape, rank }) => ({ block, copies, shape, rank })),
    other: (pair) => {
      const [a, b] = madePair(pair)
      return summandsOf(b).flatMap((out) =>
        summandsOf(a).map((inn) => ({
          block: `${inn.rep.text} → ${out.rep.text}`,
          copies: `${inn.count} → ${out.count}`,
          shape: `${out.rep.dim}×${inn.rep.dim}`,
          rank: naiveSpan(inn.rep, out.rep).length,
        })),
      )
    },
    cost: 3,
  }),
  relation('EquivariantBasis#residual', 'rounding at most', {
    given: fc.record({ pair: anyPairs(100), seed: fc.nat(1000) }),
    one: ({ pair, seed }) => basisOf(pair).residual({ seed }) < 1e-9,
    other: () => true,
    same: holds,
    cost: 2,
  }),
  relation(
    'EquivariantBasis#materialize EquivariantBasis#apply EquivariantBasis#applyTranspose EquivariantMap#apply',
    'answers written over',
    {
      given: asked(48),
      one: (given) => everything(given, (list) => list),
      other: (given) => {
        const { basis, c, w, x, y } = parts(given)
        const map = basis.combine(c)
        const answers = [
          basis.materialize(),
          basis.apply(c),
          basis.applyTranspose(w),
          map.apply(x),
          basis.project(w),
        ]
        for (const answer of [...answers, map.materialize(), map.applyTranspose(y), basis.pairing(x, y)])
          answer.fill(7)
        for (const block of basis.blocks) materializeBlock(block.solution).fill(7)
        return answersOf(basis, { c, w, x, y })
      },
      cost: 2,
    },
  ),
]

/** As blocks have them: tensor products of Lie groups' sums are distributed. */
function summandsOf(rep: AnyRepresentation): readonly { rep: AnyRepresentation; count: number }[] {
  return isLieRepresentation(rep) ? distributed(rep).sum.summands : rep.summands
}

type List = ArrayLike<number>

function answersOf(basis: EquivariantBasis, of: { c: List; w: List; x: List; y: List }) {
  const map = basis.combine(of.c)
  return [
    basis.apply(of.c),
    basis.applyTranspose(of.w),
    basis.pairing(of.x, of.y),
    map.apply(of.x),
    map.applyTranspose(of.y),
    basis.materialize(),
  ].map((v) => Array.from(v))
}

function everything(given: Asked, as: (list: number[]) => List) {
  const { basis, c, w, x, y } = parts(given)
  return answersOf(basis, { c: as(c), w: as(w), x: as(x), y: as(y) })
}

/** With one of each pair of arguments times a factor, and the answers divided by it. */
function scaled(given: Asked, factor: number) {
  const { basis, c, w, x, y } = parts(given)
  const times = (list: List) => Array.from(list, (v) => v * factor)
  const map = basis.combine(times(c))
  const answers = [
    map.apply(x),
    map.materialize(),
    basis.applyTranspose(times(w)),
    basis.pairing(times(x), y),
  ]
  return answers.map((v) => Array.from(v, (a) => a / factor))
}
