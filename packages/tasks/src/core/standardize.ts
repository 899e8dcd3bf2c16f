import { arrayOf, finiteVector, ofKind } from '@buridan/core'
import { InvalidArgumentError, orbits, permutationGroup, type Representation } from '@buridan/groups'
import { meanAndSpread } from './statistics.js'

/**
 * The map that shifts and scales the coordinates of a permutation representation so that over the samples those of each orbit of
 * coordinates have mean 0 and spread 1. It commutes with the group, and stabilizers stay what they were.
 *
 * A network that begins with inputs of one sign begins with answers of one sign, too large to move where they saturate.
 *
 * @param rep - a permutation representation
 * @param samples - vectors of `rep`, at least one
 * @returns the map of vectors of `rep`; an orbit whose coordinates never differ becomes 0
 * @throws InvalidArgumentError if `rep` is not a permutation representation, or there are no samples or one of another size
 * @remarks O(dim · (samples + generators)).
 *
 * @example
 * ```ts
 * import { parseRepresentation, symmetric } from '@buridan/groups'
 * import { standardizer } from '@buridan/tasks'
 * const standardize = standardizer(parseRepresentation(symmetric(2), 'V'), [[1, 3], [5, 7]])
 * console.log(standardize([4, 4]), standardize([1, 7]).map((v) => v.toFixed(2))) // → [ 0, 0 ] [ '-1.16', '1.16' ]
 * ```
 */
export function standardizer(
  rep: Representation,
  samples: readonly (readonly number[])[],
): (x: readonly number[]) => number[] {
  ofKind(rep, 'rep', 'representation')
  arrayOf(samples, 'samples')
  if (rep.structure !== 'permutation')
    throw new InvalidArgumentError(
      `${rep.text} is ${rep.structure}; only permutation representations are standardized by orbits of coordinates`,
    )
  if (samples.length === 0)
    throw new InvalidArgumentError('there are no samples to take mean and spread from')
  samples.forEach((x, i) => {
    checkSize(x, `sample ${i}`)
  })
  const shift = new Float64Array(rep.dim)
  const scale = new Float64Array(rep.dim).fill(1)
  for (const orbit of coordinateOrbits(rep)) {
    const { mean, spread } = meanAndSpread(samples.flatMap((x) => orbit.map((i) => x[i]!)))
    for (const i of orbit) {
      shift[i] = mean
      if (spread > 0) scale[i] = 1 / spread
    }
  }
  return (x) => {
    checkSize(x, 'x')
    return x.map((v, i) => (v - shift[i]!) * scale[i]!)
  }

  function checkSize(x: readonly number[], name: string): void {
    finiteVector(x, rep.dim, name)
  }
}

/** The orbits of the group on the coordinates of a permutation representation. */
function coordinateOrbits(rep: Representation): number[][] {
  const coordinates = Float64Array.from({ length: rep.dim }, (_, i) => i)
  const moved = rep.group.generators.map((g) => rep.apply(g, coordinates))
  return orbits(permutationGroup(moved, { degree: rep.dim }))
}
