import {
  FiniteGroup,
  lieProduct,
  MixedProduct,
  orthogonal,
  parseAnyGroup,
  parseGroup,
  pointGroupNames,
  wreathProduct,
} from '@buridan/groups'
import fc from 'fast-check'
import { contents, type GroupTree, groupTrees, planted, written } from '../../given/group-texts.js'
import { relation } from '../../harness/relation.js'

const finite = (text: string) => contents(parseGroup(text))
const two = fc
  .record({ a: groupTrees, b: groupTrees })
  .filter(({ a, b }) => planted(a).degree * planted(b).degree <= 400)

/** What a product with a Lie group is made of. */
const mixed = (group: unknown) =>
  group instanceof MixedProduct
    ? group.factors.map((f) => (f instanceof FiniteGroup ? contents(f) : f.name))
    : 'another group'

const inCase = (text: string, bits: number) =>
  [...text].map((c, i) => ((bits >> i) & 1 ? c.toUpperCase() : c.toLowerCase())).join('')

export const texts = [
  relation('parseGroup', 'by functions', {
    given: groupTrees,
    one: (tree: GroupTree) => finite(written(tree)),
    other: (tree) => contents(planted(tree)),
    cost: 3,
  }),
  relation('parseGroup FiniteGroup', 'printed and read', {
    given: groupTrees,
    one: (tree: GroupTree) => finite(planted(tree).name),
    other: (tree) => contents(planted(tree)),
  }),
  relation('parseGroup wreathProduct', 'a wreath product printed and read', {
    given: two,
    one: ({ a, b }) => finite(wreathProduct(planted(a), planted(b)).name),
    other: ({ a, b }) => contents(wreathProduct(planted(a), planted(b))),
    cost: 4,
  }),
  relation('parseGroup', 'printed, read and printed again', {
    given: groupTrees,
    one: (tree: GroupTree) => parseGroup(written(tree)).name,
    other: (tree) => parseGroup(parseGroup(written(tree)).name).name,
  }),
  relation('parseAnyGroup parseGroup', 'finite groups', {
    given: groupTrees,
    one: (tree: GroupTree) => contents(parseAnyGroup(written(tree)) as never),
    other: (tree) => finite(written(tree)),
    cost: 3,
  }),
  relation('parseAnyGroup', 'a product with a Lie group printed and read', {
    given: fc.record({ tree: groupTrees, first: fc.boolean() }),
    one: ({ tree, first }) => mixed(parseAnyGroup(withLie(tree, first).name)),
    other: ({ tree, first }) => mixed(withLie(tree, first)),
    cost: 3,
  }),
  relation('parseGroup', 'point groups in capitals and small letters, with others', {
    given: fc.record({
      name: fc.constantFrom(...pointGroupNames, 'C7v', 'D5d', 'S10', 'D12h'),
      bits: fc.nat(31),
      form: fc.constantFrom('_', '(_)', ' _ ', '_xZ(2)', 'Z(2) x _', '_ wr Z(2)', '_:perm[]'),
    }),
    one: ({ name, bits, form }) => finite(form.replace('_', inCase(name, bits))),
    other: ({ name, form }) => finite(form.replace('_', name)),
  }),
]

function withLie(tree: GroupTree, first: boolean): MixedProduct {
  const group = planted(tree)
  return first ? lieProduct(orthogonal(3), group) : lieProduct(group, orthogonal(3))
}
