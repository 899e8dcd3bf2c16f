import {
  directProduct,
  type FiniteGroup,
  matrixGroup,
  parseGroup,
  permutationGroup,
  signedPermutationGroup,
  subgroup,
  wreathProduct,
} from '@buridan/groups'
import fc from 'fast-check'
import { range } from './brute-groups.js'

/** How a group is put together: by names and literals, products, wreath products, and subgroups by words in the generators. */
export type GroupTree =
  | { readonly kind: 'leaf'; readonly text: string }
  | { readonly kind: 'bare'; readonly of: 'perm' | 'signed' | 'mat'; readonly size: number }
  | { readonly kind: 'product'; readonly factors: readonly GroupTree[] }
  | { readonly kind: 'wreath'; readonly a: GroupTree; readonly b: GroupTree }
  | { readonly kind: 'subgroup'; readonly of: GroupTree; readonly words: readonly (readonly number[])[] }

const LEAVES = [
  ...[
    'S(3)',
    'S(0)',
    'A(4)',
    'Z(2)',
    'Z(1)',
    'Dih(3)',
    'Trivial(2)',
    'C(4)',
    'D(3)',
    'B(2)',
    'C2v',
    'Ci',
    'Q8',
    'Dic(1)',
  ],
  ...['ZksZnxZn(2,1)', 'p4(2)', 'p4m(2)', 'PSL(2,3)', 'PGL(2,2)', 'AGL(1,3)', 'Cube', 'Oh', 'S4', 'D3d'],
  ...[
    'perm[[1,0]]',
    'perm[[1,2,0],[1,0,2]]',
    'perm[[]]',
    'perm[(0 1 2),(0 1)]',
    'perm[(0 1)] on 4',
    'flip',
    'Dih(4) on grid(2,2)',
    'Dih(2) on grid(1,3)',
    'Z(2)xS(3) on grid(2,3)',
    'm-3m',
    '2/m',
    'signed[[2,-1]]',
    'mat[[[0,-1],[1,0]]]',
    'mat[[[0.5,0.75],[1,-0.5]]]',
  ],
]

const leaf: fc.Arbitrary<GroupTree> = fc.constantFrom(...LEAVES).map((text) => ({ kind: 'leaf', text }))
const bare: fc.Arbitrary<GroupTree> = fc
  .record({
    kind: fc.constant('bare' as const),
    of: fc.constantFrom('perm' as const, 'signed' as const, 'mat' as const),
    size: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(12_000)),
  })
  .filter(({ of, size }) => of === 'perm' || size < 10)

/** The degree, so that trees that act on too many points are left out before they are made. */
function degreeOf(tree: GroupTree): number {
  switch (tree.kind) {
    case 'leaf':
      return parseGroup(tree.text).degree
    case 'bare':
      return tree.size
    case 'product':
      return tree.factors.reduce((sum, f) => sum + degreeOf(f), 0)
    case 'wreath':
      return degreeOf(tree.a) * degreeOf(tree.b)
    case 'subgroup':
      return degreeOf(tree.of)
  }
}

const { tree } = fc.letrec<{ tree: GroupTree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: leaf, weight: 4 },
    { arbitrary: bare, weight: 1 },
    {
      arbitrary: fc.record({
        kind: fc.constant('product' as const),
        factors: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
      }),
      weight: 3,
    },
    {
      arbitrary: fc.record({ kind: fc.constant('wreath' as const), a: tie('tree'), b: tie('tree') }),
      weight: 2,
    },
    {
      arbitrary: fc.record({
        kind: fc.constant('subgroup' as const),
        of: tie('tree'),
        words: fc.array(fc.array(fc.nat(5), { maxLength: 3 }), { maxLength: 2 }),
      }),
      weight: 2,
    },
  ),
}))

/** A group and all that it is made of: a large one may act within a wreath product with no points. */
const partsOf = (t: GroupTree): GroupTree[] => {
  if (t.kind === 'product') return [t, ...t.factors.flatMap(partsOf)]
  if (t.kind === 'wreath') return [t, ...partsOf(t.a), ...partsOf(t.b)]
  return t.kind === 'subgroup' ? [t, ...partsOf(t.of)] : [t]
}

export const groupTrees: fc.Arbitrary<GroupTree> = tree.filter(
  (t) => t.kind === 'bare' || partsOf(t).every((part) => degreeOf(part) <= 150),
)

/** The group, by functions. */
export function planted(tree: GroupTree): FiniteGroup {
  switch (tree.kind) {
    case 'leaf':
      return parseGroup(tree.text)
    case 'bare':
      if (tree.of === 'perm') return permutationGroup([], { degree: tree.size })
      return (tree.of === 'signed' ? signedPermutationGroup : matrixGroup)([], { dim: tree.size })
    case 'product':
      return directProduct(...tree.factors.map(planted))
    case 'wreath':
      return wreathProduct(planted(tree.a), planted(tree.b))
    case 'subgroup': {
      const whole = planted(tree.of)
      return subgroup(whole, wordsIn(whole, tree.words))
    }
  }
}

/** Products of generators, by any numbers. */
function wordsIn({ generators, degree }: FiniteGroup, words: readonly (readonly number[])[]): number[][] {
  return words.map((word) =>
    word.reduce<number[]>((g, k) => {
      const s = generators[k % generators.length]
      return s ? g.map((p) => s[p]!) : g
    }, range(degree)),
  )
}

/** The text, with parentheses wherever they may stand, and blanks. */
export function written(tree: GroupTree): string {
  switch (tree.kind) {
    case 'leaf':
      return tree.text
    case 'bare':
      return planted(tree).name
    case 'product':
      return tree.factors.map((f) => `(${written(f)})`).join(' x ')
    case 'wreath':
      return `(${written(tree.a)}) wr (${written(tree.b)})`
    case 'subgroup':
      return `(${written(tree.of)}): perm${JSON.stringify(wordsIn(planted(tree.of), tree.words))}`
  }
}

/** All that a group is made of, by value, but for names. */
export function contents({ degree, generators, base }: FiniteGroup): unknown {
  const space =
    base.kind === 'product'
      ? base.factors.map(({ group, offset }) => [offset, contents(group)])
      : base.kind === 'permutation'
        ? []
        : [base.dim, base.kind === 'points' ? [...base.points] : []]
  return [degree, base.kind, space, generators.map((g) => [...g])]
}
