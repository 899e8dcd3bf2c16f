import {
  type AnyRepresentation,
  alternatingPower,
  directSum,
  dual,
  isSameRepresentation,
  multiple,
  parseRepresentation,
  type Representation,
  representationSpec,
  symmetricPower,
  tensorPower,
  tensorProduct,
  trivial,
} from '@buridan/groups'
import fc from 'fast-check'
import { KINDS } from '../../given/kinds.js'
import { LIE, lieOf, PRODUCTS } from '../../given/lie.js'
import { rowsOf } from '../../given/matrices.js'
import { built, expressionsOf, groupOf, SMALL } from '../../given/representations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** What is made of one representation, or of two. */
const MAKERS: Readonly<Record<string, (a: Representation, b: Representation) => Representation>> = {
  itself: (a) => a,
  dual: (a) => dual(a),
  copies: (a) => multiple(2, a),
  sum: (a, b) => directSum(a, b),
  'product of sums': (a, b) => tensorProduct(directSum(a, b), directSum(b, a)),
  product: (a, b) => tensorProduct(a, b),
  square: (a) => tensorPower(a, 2),
  'symmetric square': (a) => symmetricPower(a, 2),
  'alternating square': (a) => (a.dim < 2 ? a : alternatingPower(a, 2)),
  'dual of a power': (a, b) => dual(tensorPower(directSum(a, b), 2)),
}

interface Given {
  readonly group: string
  readonly kind: string
  readonly maker: string
  readonly beside: string
  readonly word: readonly number[]
}
const given: fc.Arbitrary<Given> = fc
  .record({
    group: fc.constantFrom(
      ...SMALL.filter((t) => groupOf(t).order <= 12n && groupOf(t).base.kind !== 'product'),
    ),
    kind: fc.constantFrom(...Object.keys(KINDS)),
    maker: fc.constantFrom(...Object.keys(MAKERS)),
    beside: fc.constantFrom('trivial', 'own kind'),
    word: fc.array(fc.nat(7), { maxLength: 4 }),
  })
  // an action needs a generator
  .filter(({ group, kind }) => kind !== 'action' || groupOf(group).generators.length > 0)
const made = ({ group, kind, maker, beside, word }: Given): Representation => {
  const rep = KINDS[kind]!.make(groupOf(group), word)
  return MAKERS[maker]!(rep, beside === 'trivial' ? trivial(rep.group) : rep)
}
const matrices = (rep: Representation) => rep.group.generators.map((g) => rowsOf(rep.matrix(g), rep.dim))

/** Read back and equal, or not saved. */
function readBack(rep: AnyRepresentation): unknown {
  if (rep.hasText) {
    const read: AnyRepresentation = parseRepresentation(rep.group, rep.text)
    return [isSameRepresentation(read, rep), read.text === rep.text, read.structure === rep.structure]
  }
  try {
    return representationSpec(rep)
  } catch (error) {
    return (error as { code?: string }).code
  }
}

export const kinds = [
  relation(
    'parseRepresentation representationSpec isSameRepresentation',
    'every kind that has a text is read back, no other is saved',
    {
      given: given.filter((g) => made(g).dim <= 200),
      one: (g) => readBack(made(g)),
      other: ({ kind }) => (KINDS[kind]!.text ? [true, true, true] : 'UNSUPPORTED'),
      cost: 3,
    },
  ),
  relation('parseRepresentation', 'every kind that has a text: the matrices of what is read back', {
    given: given.filter((g) => KINDS[g.kind]!.text && made(g).dim <= 60),
    one: (g) => matrices(parseRepresentation(made(g).group, made(g).text)),
    other: (g) => matrices(made(g)),
    same: closeTo(1e-9, 1e-9),
    cost: 4,
  }),
  relation('parseRepresentation isSameRepresentation', 'Lie groups: the text is read back to an equal one', {
    given: fc
      .constantFrom(...Object.keys(LIE), ...PRODUCTS)
      .chain((text) => fc.record({ text: fc.constant(text), rep: expressionsOf(text) })),
    one: ({ text, rep }) => readBack(built(lieOf(text), rep)),
    other: () => [true, true, true],
  }),
]
