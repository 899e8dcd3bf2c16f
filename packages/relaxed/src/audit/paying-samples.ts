import type { FamilyFigures } from './family-figures.js'
import { requiredSlope } from './floor-curve.js'
import type { LabelUnit } from './label-unit.js'
import type { DisagreeingCopies, PayingSample, RequiredSlopes } from './report.js'

/** The most copies listed. */
const NAMED = 20

type Square = (v: number, name: string) => number

/** The samples with the highest prices, then those that require the largest slopes. O(n log n). */
export function payingOf(
  families: readonly FamilyFigures[],
  unit: LabelUnit,
  most: number,
  square: Square,
): PayingSample[] {
  const list = families.flatMap(({ family, placed, figures }) => {
    const prices = new Map(figures.flatMap((f) => f.shares.map((s) => [s.index, s.price] as const)))
    return placed.flatMap((p) => {
      if (p.sample.chain.length === 0) return []
      const { slope, by } = requiredSlope(family, p)
      const price = prices.get(p.sample.index) ?? 0
      return by === undefined ? [] : [{ p, slope, by, price }]
    })
  })
  list.sort((a, b) => b.price - a.price || b.slope - a.slope || a.p.sample.index - b.p.sample.index)
  return list.slice(0, most).map(({ p, slope, by, price }) => ({
    index: p.sample.index,
    price: square(price, `the price of sample ${p.sample.index}`),
    stabilizerOrder: by.order,
    ...(by.name === undefined ? {} : { pointGroup: by.name }),
    requiredSlope: slope === Number.POSITIVE_INFINITY ? 'infinite' : unit.length(slope),
    distance: by.distance,
    asymmetry: by.asymmetry,
  }))
}

/** The orbits whose labels disagree most. O(orbits log orbits). */
export function disagreeingOf(
  families: readonly FamilyFigures[],
  most: number,
  samples: number,
  square: Square,
): DisagreeingCopies[] {
  return families
    .flatMap(({ figures }) => figures.filter((f) => f.disagreement > 0))
    .map((f) => ({ ...f, indices: f.shares.map((s) => s.index).sort((a, b) => a - b) }))
    .sort((a, b) => b.disagreement - a.disagreement || a.indices[0]! - b.indices[0]!)
    .slice(0, most)
    .map(({ indices, disagreement }) => ({
      indices: indices.slice(0, NAMED),
      samples: indices.length,
      disagreement: square(disagreement / samples, 'the disagreement of copies'),
    }))
}

/**
 * Samples by powers of ten of the slope that they require, as far as the search is complete. O(n).
 *
 * @param complete - the slope from which on the search is complete
 */
export function requiredSlopesOf(
  families: readonly FamilyFigures[],
  unit: LabelUnit,
  complete: number,
): RequiredSlopes {
  const first = unit.length(complete)
  const counts = new Map<number, number>()
  let infinite = 0
  for (const { family, placed } of families) {
    for (const p of placed) {
      const { slope, by } = requiredSlope(family, p)
      if (by === undefined) continue
      if (slope === Number.POSITIVE_INFINITY) infinite++
      else if (slope >= complete) {
        const power = Math.floor(Math.log10(unit.length(slope)))
        counts.set(power, (counts.get(power) ?? 0) + 1)
      }
    }
  }
  return {
    infinite,
    ranges: [...counts]
      .sort(([a], [b]) => a - b)
      .map(([power, samples]) => ({
        from: Math.max(first, Number(`1e${power}`)),
        to: Number(`1e${power + 1}`),
        samples,
      })),
  }
}
