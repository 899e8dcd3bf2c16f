import { automorphisms, canonicalForm, isomorphism, permutationGroup } from '@buridan/groups'
import fc from 'fast-check'
import {
  graphs,
  isIsomorphism,
  isomorphismsByForce,
  made,
  orbitsByForce,
  pairs,
  relabelled,
} from '../../given/graphs.js'
import { orderOfTree, REGULAR, treeOf, trees } from '../../given/known-graphs.js'
import { images } from '../../given/permutations.js'
import { holds } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const given = fc.oneof({ arbitrary: graphs(), weight: 4 }, graphs(7, 7))

/** Automorphisms and isomorphisms beside all that trying finds. */
export const byForce = [
  relation('automorphisms', 'images tried one after another', {
    given,
    one: (g) => {
      const { order, orbits } = automorphisms(made(g))
      return { order, orbits }
    },
    other: (g) => {
      const all = isomorphismsByForce(g, g)
      return { order: BigInt(all.length), orbits: orbitsByForce(g.n, all) }
    },
  }),
  relation('isomorphism canonicalForm', 'images tried one after another', {
    given: pairs,
    one: ({ a, b }) => {
      const image = isomorphism(made(a), made(b))
      return [image !== undefined, canonicalForm(made(a)) === canonicalForm(made(b))]
    },
    other: ({ a, b }) => {
      const some = isomorphismsByForce(a, b).length > 0
      return [some, some]
    },
  }),
  relation('isomorphism', 'checked arc by arc', {
    given: pairs,
    one: ({ a, b }) => {
      const image = isomorphism(made(a), made(b))
      return image === undefined || isIsomorphism(a, b, image)
    },
    other: () => true,
    same: holds,
  }),
  relation('automorphisms', 'its generators and base, taken at their word', {
    given,
    one: (g) => {
      const { sparseGenerators, group, base, order } = automorphisms(made(g))
      const generators = sparseGenerators.map(({ points, images: to }) => {
        const out = Array.from({ length: g.n }, (_, v) => v)
        points.forEach((p, i) => {
          out[p] = to[i]!
        })
        return out
      })
      const fixed = isomorphismsByForce(g, g).filter((p) => base.every((v) => p[v] === v))
      return [
        generators.every((p) => isIsomorphism(g, g, p)),
        [...group.generators].map((p) => [...p]).join() === generators.join(),
        permutationGroup(generators, { degree: g.n }).order === order && group.order === order,
        fixed.length === 1,
      ]
    },
    other: () => [true, true, true, true],
    cost: 2,
  }),
  relation('automorphisms', 'counted from the centre of a tree', {
    given: fc.oneof(
      { arbitrary: trees(40), weight: 6 },
      { arbitrary: trees(300), weight: 2 },
      { arbitrary: trees(1100), weight: 1 },
    ),
    one: (parents) => automorphisms(made(treeOf(parents))).order,
    other: (parents) => orderOfTree(treeOf(parents)),
    cost: 3,
  }),
  relation('automorphisms', 'graphs of known order', {
    given: fc
      .constantFrom(...REGULAR.keys())
      .chain((which) => fc.record({ which: fc.constant(which), by: images(REGULAR[which]![1].n) })),
    one: ({ which, by }) => automorphisms(made(relabelled(REGULAR[which]![1], by))).order,
    other: ({ which }) => REGULAR[which]![2],
  }),
]
