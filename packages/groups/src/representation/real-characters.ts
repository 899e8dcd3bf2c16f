import { ofKind } from '@buridan/core'
import type { FiniteGroup } from '@buridan/permutations'
import { sharedTable } from './character-table.js'
import type { Representation } from './representation.js'

/** A real irreducible representation. */
export interface RealIrrep {
  /** Orthogonal matrices. */
  readonly representation: Representation
  /** The algebra of equivariant maps from it to itself: ℝ, ℂ or the quaternions. */
  readonly type: 'real' | 'complex' | 'quaternionic'
  /** dim of those maps: 1, 2 or 4. */
  readonly endomorphismDim: 1 | 2 | 4
  /** Numbers of the complex characters in it: χ for the real type, χ and its conjugate, or χ (twice). */
  readonly characters: readonly number[]
  /** Values of its character on the classes of the character table. */
  readonly values: Float64Array
}

/** The real irreducible characters, without matrices. */
export interface RealCharacter extends Omit<RealIrrep, 'representation'> {
  readonly dim: number
}

/**
 * The characters of the real irreducible representations, χ, χ + χ̄ or 2χ by Frobenius–Schur, ordered by dimension.
 *
 * @throws TooLargeError if the group is too large for its character table
 * @throws InvalidArgumentError unless the group is finite
 * @remarks As {@link characterTable}, which is kept; then O(characters · classes).
 *
 * @example
 * ```ts
 * import { cyclic, realCharacters } from '@buridan/groups'
 * console.log(realCharacters(cyclic(4)).map((c) => `${c.dim} ${c.type}`)) // → [ '1 real', '1 real', '2 complex' ]
 * ```
 */
export function realCharacters(group: FiniteGroup): RealCharacter[] {
  ofKind(group, 'group', 'finite group')
  const { shared: characters } = sharedTable(group)
  const all = characters.flatMap(({ degree, re, frobeniusSchur, conjugate }, k): RealCharacter[] => {
    if (frobeniusSchur === 1) {
      return [{ type: 'real', endomorphismDim: 1, characters: [k], values: re.slice(), dim: degree }]
    }
    const doubled = { values: re.map((x) => 2 * x), dim: 2 * degree }
    if (frobeniusSchur === -1) {
      return [{ type: 'quaternionic', endomorphismDim: 4, characters: [k], ...doubled }]
    }
    if (conjugate < k) return []
    return [{ type: 'complex', endomorphismDim: 2, characters: [k, conjugate], ...doubled }]
  })
  return all.sort((a, b) => a.dim - b.dim)
}
