import {
  type AnyRepresentation,
  distributed,
  isLieRepresentation,
  type LieRepresentation,
  sameGroup,
} from '@buridan/groups'
import { equivariantBasis } from '../basis/solve-basis.js'
import type { StructuredMap } from '../maps/structured-map.js'
import { SpanSolution } from '../solutions/span-solution.js'
import { allMaps, isOneElement } from './all-maps.js'
import { type Factorization, factorizationCost, mixingCount } from './factorization.js'
import { filtration, pairSpaces } from './filtration.js'
import { irreducibleSpaces } from './irreducible-spaces.js'

/** A multiplication in the mixing costs this part of one in the maps: it runs in matrix products. */
const MIXING_COST = 0.015
/** Irreducible spaces are looked for where the other way costs over this many multiplications a coordinate. */
const WORTH_SEARCHING = 2

/**
 * The equivariant maps ρ_in → ρ_out in a form made to be applied, W = Σ_τ B_τ (M_τ ⊗ 1) A_τ: maps of the input, a mixing
 * of channels, maps to the output. The cheaper of a decomposition into irreducible representations and a filtration through
 * small representations.
 *
 * @throws As {@link equivariantBasis}
 * @remarks Finding it: as {@link equivariantBasis} for the pairs of summands, and of the small or irreducible representations between them.
 * Applying takes Σ_τ d_τ · channels in · channels out multiplications in matrix products, and those of the
 * maps once for each copy; a matrix takes dim ρ_in · dim ρ_out. See docs/mathematics.md, “Applying without the matrix”.
 *
 * @example
 * ```ts
 * import { factorize, mixingCount } from '@buridan/constraints'
 * import { parseRepresentation, symmetric } from '@buridan/groups'
 * const rep = parseRepresentation(symmetric(16), '16*T(2)')
 * const form = factorize(rep, rep)
 * console.log(form.spaces.map((s) => s.dim), mixingCount(form)) // → [ 1, 16, 256 ] 3840
 * ```
 */
export function factorize(repIn: AnyRepresentation, repOut: AnyRepresentation): Factorization {
  sameGroup(repIn, repOut)
  const lie = isLieRepresentation(repIn)
  const [inside, outside] = lie
    ? [distributed(repIn), distributed(repOut as LieRepresentation)]
    : [
        { sum: repIn, positions: undefined },
        { sum: repOut, positions: undefined },
      ]
  const shared = {
    repIn: inside.sum,
    repOut: outside.sum,
    order: { in: inside.positions, out: outside.positions },
  }
  if (isOneElement(repIn.group)) {
    return { ...shared, spaces: allMaps(inside.sum, outside.sum), method: 'filtration' }
  }
  const basis = equivariantBasis(inside.sum, outside.sum)
  const complete = (f: Factorization) => mixingCount(f) === basis.rank
  const filtered = filtration(inside.sum, outside.sum)
  const options: Factorization[] = []
  if (filtered) options.push({ ...shared, spaces: filtered, method: 'filtration' })
  if (
    !options.some(complete) ||
    costOf(options[0]!) > WORTH_SEARCHING * (MIXING_COST * basis.rank + repIn.dim + repOut.dim)
  ) {
    const irreducible = irreducibleSpaces(inside.sum, outside.sum)
    if (irreducible) options.push({ ...shared, spaces: irreducible, method: 'irreducible' })
  }
  const usable = options.filter(complete)
  if (usable.length > 0) return usable.reduce((a, b) => (costOf(b) < costOf(a) ? b : a))
  const spaces = pairSpaces(inside.sum, outside.sum, independentMaps)
  return { ...shared, spaces, method: 'pairs' }
}

/** As many structured maps of two summands as the rank. */
function independentMaps(a: AnyRepresentation, b: AnyRepresentation): readonly StructuredMap[] {
  const { solution } = equivariantBasis(a, b).blocks[0]!
  return solution instanceof SpanSolution ? solution.independent : solution.spanning
}

function costOf(form: Factorization): number {
  const { mixing, maps } = factorizationCost(form)
  return MIXING_COST * mixing + maps
}
