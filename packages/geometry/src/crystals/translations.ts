import { dot, lcm } from '@buridan/core'
import { hermiteForm } from '../lattice/hermite-form.js'
import { combination, type LatticeBasis, reciprocal } from '../lattice/lattice-basis.js'
import { PointCell } from '../lattice/point-cell.js'
import { reduced } from '../lattice/reduced.js'
import { asGroup } from '../operations/operation-group.js'
import { type Match, Matching } from './matching.js'
import { Surroundings } from './surroundings.js'

/** Of a multiple of a fraction. */
const ROUNDING = 1e-6
const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1]

/** A crystal in a primitive cell. */
export interface PrimitiveCell {
  readonly cell: PointCell
  /** How many of its lattice points are in the cell it was given by. */
  readonly centring: number
  /** An atom of the given cell for each of its own. */
  readonly kept: readonly number[]
  /** For each atom of the given cell the one of its own that a translation takes it to. */
  readonly keptAs: Uint32Array
}

/**
 * Translations that take a crystal to itself, modulo the lattice it is given by: first that of the lattice, with the deviation 0, then others
 * found within a distance. O(translations · atoms), and less for those that fail.
 */
export function translationsOf(cell: PointCell, distance: number): Match[] {
  const { atom, targets } = new Surroundings(cell, cell, 2 * distance, 0)
  const matching = new Matching(cell, cell)
  matching.move(IDENTITY)
  const none: Match = {
    shift: new Float64Array(3),
    images: Uint32Array.from({ length: cell.count }, (_, i) => i),
    deviation: 0,
  }
  const found = targets.flatMap((target) =>
    target === atom ? [] : (matching.shifted(atom, target, distance) ?? []),
  )
  return [none, ...found]
}

/** The crystal in the primitive cell of all translations within a distance, or within a smaller one if those are no group. */
export function primitiveWithin(cell: PointCell, distance: number): PrimitiveCell {
  const [none, ...others] = translationsOf(cell, distance)
  others.sort((a, b) => a.deviation - b.deviation)
  for (let count = others.length; ; count--) {
    const found = primitiveCell(cell, [none!, ...others.slice(0, count)])
    if (found) return found
  }
}

/**
 * The crystal in the primitive cell of some translations, each of its atoms in the mean of the places that they give it; undefined if the
 * translations are no group of its permutations and of space. O(translations · generators · atoms).
 */
export function primitiveCell(cell: PointCell, translations: readonly Match[]): PrimitiveCell | undefined {
  const centring = translations.length
  if (centring === 1) return asGiven(cell)
  if (cell.count % centring !== 0) return undefined
  const shifts = wholeShifts(translations)
  const basis = shifts && finerBasis(cell.basis, shifts)
  if (!basis) return undefined
  return folded(cell, translations, shifts, basis)
}

/** A cell as it is, with no translations but those of its lattice. */
export function asGiven(cell: PointCell): PrimitiveCell {
  const keptAs = Uint32Array.from({ length: cell.count }, (_, i) => i)
  return { cell, centring: 1, kept: Array.from(keptAs), keptAs }
}

/** Shifts that add up exactly as the permutations multiply: as fractions of a common denominator. */
interface WholeShifts {
  readonly denominator: number
  /** Three numerators for each translation. */
  readonly numerators: readonly (readonly number[])[]
}

/** Undefined if the permutations are no commutative group that acts without fixed points, or shifts are not near what they add up to. */
function wholeShifts(translations: readonly Match[]): WholeShifts | undefined {
  const table = translationTable(translations)
  if (!table) return undefined
  const { generators, product } = table
  const orders = generators.map((g) => {
    let order = 1
    for (let p = g; p !== 0; p = product(p, g)) order++
    return order
  })
  const denominator = orders.reduce((m, n) => lcm(m, n), 1)
  const steps = generators.map((g, k) => {
    const { shift } = translations[g]!
    // as the mean difference is none, so many shifts are one of the lattice, if those of all atoms add up to the same
    if (shift.some((v) => Math.abs(v * orders[k]! - Math.round(v * orders[k]!)) > ROUNDING)) return undefined
    return Array.from(shift, (v) => (Math.round(v * orders[k]!) * denominator) / orders[k]!)
  })
  if (steps.includes(undefined)) return undefined
  const numerators: (readonly number[])[] = []
  numerators[0] = [0, 0, 0]
  const reached = [0]
  for (const t of reached) {
    for (const [k, g] of generators.entries()) {
      const next = product(t, g)
      const sum = numerators[t]!.map((v, i) => (v + steps[k]![i]!) % denominator)
      const known = numerators[next]
      if (known?.some((v, i) => (v - sum[i]!) % denominator !== 0)) return undefined
      if (known) continue
      numerators[next] = sum
      reached.push(next)
    }
  }
  return { denominator, numerators }
}

/** The products of translations, which the image of one atom tells apart; undefined if they are no group. */
function translationTable(translations: readonly Match[]) {
  const byImage = new Map(translations.map((t, i) => [t.images[0]!, i]))
  if (byImage.size < translations.length) return undefined
  /** −1 if it is none of them. */
  const product = (a: number, b: number): number => {
    const [second, first] = [translations[a]!.images, translations[b]!.images]
    const found = byImage.get(second[first[0]!]!) ?? -1
    if (found < 0) return -1
    const { images } = translations[found]!
    return images.every((v, i) => v === second[first[i]!]!) ? found : -1
  }
  const group = asGroup({ size: translations.length, product }, [...translations.keys()])
  return group && { generators: group.generators, product }
}

/** A reduced basis of the lattice with the shifts; undefined if they are not as many as its points in the cell. */
function finerBasis(basis: LatticeBasis, { denominator, numerators }: WholeShifts): LatticeBasis | undefined {
  const rows = hermiteForm(numerators, denominator)
  const index = rows.reduce((p, row, k) => p * (denominator / row[k]!), 1)
  if (Math.round(index) !== numerators.length) return undefined
  const [a, b, c] = rows.map(([x, y, z]) =>
    combination(basis, [x! / denominator, y! / denominator, z! / denominator]),
  )
  return reduced([a!, b!, c!])
}

/** The atoms of a cell in a smaller one. */
function folded(
  cell: PointCell,
  translations: readonly Match[],
  { denominator, numerators }: WholeShifts,
  basis: LatticeBasis,
): PrimitiveCell {
  const { fractions } = cell
  const dual = reciprocal(basis)
  const keptAs = new Uint32Array(cell.count).fill(cell.count)
  const kept: number[] = []
  const means: number[] = []
  for (let i = 0; i < cell.count; i++) {
    if (keptAs[i]! < cell.count) continue
    const mean: [number, number, number] = [fractions[3 * i]!, fractions[3 * i + 1]!, fractions[3 * i + 2]!]
    translations.forEach(({ images }, t) => {
      const image = images[i]!
      keptAs[image] = kept.length
      for (let k = 0; k < 3; k++) {
        const difference =
          fractions[3 * image + k]! - numerators[t]![k]! / denominator - fractions[3 * i + k]!
        mean[k]! += (difference - Math.round(difference)) / translations.length
      }
    })
    const place = combination(cell.basis, mean)
    kept.push(i)
    means.push(...dual.map((d) => dot(d, place)))
  }
  const kinds = Int32Array.from(kept, (i) => cell.kinds[i]!)
  return { cell: new PointCell(basis, means, kinds), centring: translations.length, kept, keptAs }
}
