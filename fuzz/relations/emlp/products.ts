import { equivariantBasis } from '@buridan/constraints'
import { EquivariantBlock, gatedRepresentation, TensorProductNonlinearity } from '@buridan/emlp'
import { type AnyRepresentation, isLieRepresentation, tensorProduct } from '@buridan/groups'
import fc from 'fast-check'
import { actsAsOne, mapsBetween } from '../../given/by-hand.js'
import { answers, type GivenLayer, type LayerKind, layersOf, withLayer } from '../../given/layers.js'
import { maps, repOf, seeds } from '../../given/networks.js'
import { float32, tensorRelation } from '../../given/tensors.js'

const given = (...kinds: LayerKind[]) => layersOf(kinds)
const asked = (layer: GivenLayer) => withLayer(layer, (l, rows, [rep]) => answers(l, rows, rep.dim))

/** Representations of dimension one that are not trivial. */
const SIGNS: readonly (readonly [string, string])[] = [
  ['signed[[-1]]', 'V'],
  ['O(1)', 'V'],
  ['O(1)', 'T(3)'],
  ['S(3)', 'Alt(V,3)'],
  ['Z(2)', 'M[[[-1]]]'],
  ['O(1)xO(2)', 'V_a'],
]

export const products = [
  tensorRelation(
    'TensorProductNonlinearity',
    'refused only where no product of small summands is equivariant',
    {
      given: maps(),
      one: ({ group, repIn, repOut }) => {
        const [from, to] = [repOf(group, repIn), repOf(group, repOut)]
        try {
          new TensorProductNonlinearity({ repIn: from, repOut: to, seed: 0 })
          return true
        } catch (error) {
          if ((error as { code?: string }).code !== 'UNSUPPORTED') throw error
          return false
        }
      },
      other: ({ group, repIn, repOut }) => anyProduct(repOf(group, repIn), repOf(group, repOut)),
      // products of larger summands may be left out
      same: (one, other) => (one === other || other === undefined ? undefined : `${one}, and ${other}`),
    },
  ),
  tensorRelation(
    'TensorProductNonlinearity EquivariantBilinear',
    'twice the input is four times the product',
    {
      given: given('product', 'bilinear').filter(({ rows }) => rows.scale === 1),
      one: (layer: GivenLayer) =>
        asked({ ...layer, rows: { ...layer.rows, scale: 2 } }).flatMap((y, i) =>
          y.map((v, k) => v - skip(layer, 2)[i]![k]!),
        ),
      other: (layer) => asked(layer).flatMap((y, i) => y.map((v, k) => 4 * (v - skip(layer, 1)[i]![k]!))),
      same: float32(1e-4, 1e-4),
    },
  ),
  tensorRelation('EquivariantBlock', 'products in one block of all signs, which are of dimension one', {
    given: fc.record({
      sign: fc.constantFrom(...SIGNS),
      channels: fc.integer({ min: 1, max: 4 }),
      seed: seeds,
    }),
    one: ({ sign: [group, text], channels, seed }) => {
      const rep = gatedRepresentation(repOf(group, `2*${text}`))
      const block = new EquivariantBlock({ repIn: rep, repOut: repOf(group, `2*${text}`), channels, seed })
      return block.plan.products.pairs.length > 0
    },
    other: () => true,
  }),
]

/** What a layer adds products to, for rows of a scale. */
function skip(layer: GivenLayer, scale: number): number[][] {
  const scaled = { ...layer, rows: { ...layer.rows, scale } }
  return withLayer(scaled, (_, rows, [, to]) =>
    rows.map((x) => (layer.kind === 'bilinear' ? x : new Array<number>(to.dim).fill(0))),
  )
}

/** Whether two summands have an equivariant product in the output; undefined where those that have are large. */
function anyProduct(repIn: AnyRepresentation, repOut: AnyRepresentation): boolean | undefined {
  const parts = (rep: AnyRepresentation) => [
    ...new Map(rep.summands.map((s) => [s.rep.text, s.rep])).values(),
  ]
  const factors = parts(repIn).filter((part) => !actsAsOne(part))
  let large = false
  for (const [i, a] of factors.entries()) {
    for (const b of factors.slice(i)) {
      for (const c of parts(repOut)) {
        if (a.dim * b.dim * c.dim === 0) continue
        const isSmall = a.dim * b.dim <= 9 && c.dim <= 3
        large ||= !isSmall
        if (isSmall && mapsExist(a, b, c)) return true
      }
    }
  }
  return large ? undefined : false
}

function mapsExist(a: AnyRepresentation, b: AnyRepresentation, c: AnyRepresentation): boolean {
  const product = tensorProduct(a, b) as AnyRepresentation
  if (isLieRepresentation(product)) return equivariantBasis(product, c).rank > 0
  return mapsBetween(product, c).some((m) => m.some((v) => Math.abs(v) > 1e-9))
}
