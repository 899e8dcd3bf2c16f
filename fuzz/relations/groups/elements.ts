import {
  inverseElement,
  type LieElement,
  type LieGroup,
  multiplyElements,
  type Permutation,
  rng,
} from '@buridan/groups'
import fc from 'fast-check'
import { adjoint, complexRows, complexTimes, LIE, lieOf, UNITARY } from '../../given/lie.js'
import { images } from '../../given/permutations.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const complex = fc.record({
  text: fc.constantFrom(...Object.keys(UNITARY)),
  seed: fc.nat(9999),
  scale: fc.constantFrom(0, 0.5, 1),
})
const group = (text: string) => lieOf(text) as LieGroup
const plain = (g: LieElement | Permutation) =>
  JSON.parse(JSON.stringify(g, (_, v) => (ArrayBuffer.isView(v) ? [...(v as Float64Array)] : v)))

export const elements = [
  relation('multiplyElements inverseElement', 'matrices and permutations written out', {
    given: fc.record({
      text: fc.constantFrom(...Object.keys(LIE)),
      seed: fc.nat(999),
      a: images(4),
      b: images(4),
    }),
    one: ({ text, seed, a, b }) => {
      const random = rng(seed)
      const [g, h] = [group(text).randomElement(random), group(text).randomElement(random)]
      const [p, q] = [Uint32Array.from(a), Uint32Array.from(b)]
      const product = multiplyElements<LieElement>([g, p], [h, q])
      return plain(multiplyElements<LieElement>(product, inverseElement<LieElement>([h, q])))
    },
    other: ({ text, seed, a }) => plain([group(text).randomElement(rng(seed)), Uint32Array.from(a)]),
    same: closeTo(1e-8, 1e-9),
  }),
  relation('multiplyElements', 'complex matrices applied one after the other', {
    given: complex,
    one: ({ text, seed }) => {
      const random = rng(seed)
      const [g, h] = [group(text).haarSample(random), group(text).haarSample(random)]
      return [complexRows(multiplyElements(g, h)), complexRows(inverseElement(g))]
    },
    other: ({ text, seed }) => {
      const random = rng(seed)
      const [g, h] = [group(text).haarSample(random), group(text).haarSample(random)].map(complexRows)
      return [complexTimes(g!, h!), adjoint(g!)]
    },
    same: closeTo(0, 1e-10),
  }),
  relation('multiplyElements inverseElement', 'permutations applied one after the other', {
    given: fc.integer({ min: 0, max: 6 }).chain((n) => fc.record({ a: images(n), b: images(n) })),
    one: ({ a, b }) => [
      multiplyElements(Uint32Array.from(a), Uint32Array.from(b)),
      multiplyElements(Uint32Array.from(a), inverseElement(Uint32Array.from(a))),
    ],
    other: ({ a, b }) => [b.map((i) => a[i]!), a.map((_, i) => i)],
  }),
]
